"""Components of the screen; docs/components.md shows each in use. `{% load ui %}` brings the filters of figures.py too.

A tag only arranges what it is given: it asks no policy, reads no database and knows no noun of the domain.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mediation.kernel.paging import Page

from . import figures, form_components

register = template.Library()
register.filters.update(figures.register.filters)
register.tags.update(form_components.register.tags)

SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"
TONE_ICONS = {
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "exclamation-circle-fill",
    "error": "exclamation-circle-fill",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One drawing of the sprite. Without `label` it is decoration, hidden from screen readers."""
    described = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="16" height="16" focusable="false" {}><use href="{}#{}"></use></svg>',
        described,
        static(SPRITE),
        name,
    )


@register.simple_block_tag
def filled(content: str) -> str:
    """Print what it holds only when there is a word in it: the frame around a block that a page may leave out."""
    return content if strip_tags(content).strip() else ""


@register.inclusion_tag("components/crumb.html")
def crumb(label: str, url: str = "") -> dict:
    """One step of the breadcrumb; without `url` it is the page itself."""
    return {"label": label, "url": url}


@register.inclusion_tag("components/notice.html")
def notice(text: str, tone: str = "info", title: str = "") -> dict:
    """A sentence that must be noticed. Tones: info, success, warning, danger (error means danger)."""
    tone = {"error": "danger", "debug": "info"}.get(tone, tone)
    return {"text": text, "tone": tone, "title": title, "icon": TONE_ICONS.get(tone, "info-circle-fill")}


# Buttons -----------------------------------------------------------------------------------------------


@register.inclusion_tag("components/button.html")
def button(
    label: str, icon: str = "", tone: str = "primary", name: str = "", value: str = "", form: str = ""
) -> dict:
    """A submit button. Tones: primary (one a page), default, danger, link. `form` is the id of a form elsewhere."""
    return {"label": label, "icon": icon, "tone": tone, "name": name, "value": value, "form": form}


@register.inclusion_tag("components/button_link.html")
def button_link(label: str, url: str, icon: str = "", tone: str = "default", shortcut: str = "") -> dict:
    """A link that looks like a button; `shortcut` is a key for desk users, such as "n"."""
    return {"label": label, "url": url, "icon": icon, "tone": tone, "shortcut": shortcut}


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context,
    label: str,
    url: str,
    icon: str = "",
    tone: str = "default",
    name: str = "",
    value: str = "",
) -> dict:
    """A whole form of one button, for an act that asks nothing."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "label": label,
        "url": url,
        "icon": icon,
        "tone": tone,
        "name": name,
        "value": value,
    }


@register.inclusion_tag("components/button_with_reason.html")
def button_with_reason(label: str, reason: str, icon: str = "") -> dict:
    """A button that cannot be used now, and the policy's sentence saying why; it stays reachable by keyboard."""
    return {"label": label, "reason": reason, "icon": icon, "reason_id": f"reason-{uuid4().hex[:12]}"}


@register.inclusion_tag("components/big_button.html")
def big_button(label: str, url: str, icon: str = "plus-lg", hint: str = "") -> dict:
    """The one thing to do on a visitor's home page, as wide as the page."""
    return {"label": label, "url": url, "icon": icon, "hint": hint}


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(
    context: Context, title: str, text: str, label: str, url: str, back_url: str, tone: str = "primary"
) -> dict:
    """The last question before an act: what will happen, one button that does it, one link back."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "title": title,
        "text": text,
        "label": label,
        "url": url,
        "back_url": back_url,
        "tone": tone,
    }


# States and dates --------------------------------------------------------------------------------------


@register.inclusion_tag("components/status_tag.html")
def status_tag(label: str, tone: str = "neutral", icon: str = "") -> dict:
    """A state in words on a tint. Tones: neutral, info, success, warning, danger."""
    return {"label": label, "tone": tone, "icon": icon}


@register.inclusion_tag("components/status_tag.html")
def sealed_tag() -> dict:
    """Marks a row that counts and that this reader may not open."""
    return {"label": _("受限"), "tone": "neutral", "icon": "lock-fill"}


@register.inclusion_tag("components/deadline.html")
def deadline(due: date | None, done: date | None = None, today: date | None = None) -> dict:
    """A due day with calendar days left in words and a bar; `done` is the day it was met. Days are Beijing days."""
    if due is None:
        return {"due": None, "words": "", "tone": "neutral"}
    if done is not None:
        late = done > due
        return {
            "due": due,
            "words": _("超期办完") if late else _("按期办完"),
            "tone": "neutral" if late else "success",
        }
    left = (due - (today or timezone.localdate())).days
    return {
        "due": due,
        "words": days_left_words(left),
        "tone": "danger" if left < 0 else "warning" if left <= 2 else "neutral",
    }


def days_left_words(left: int) -> str:
    """Say how many calendar days are left, or by how many the day has passed."""
    if left == 0:
        return _("今天到期")
    if left < 0:
        return ngettext("已超期 %(days)d 天", "已超期 %(days)d 天", -left) % {"days": -left}
    return ngettext("还剩 %(days)d 天", "还剩 %(days)d 天", left) % {"days": left}


# Lists -------------------------------------------------------------------------------------------------


@register.simple_block_tag(end_name="enddata_table")
def data_table(content: str, caption: str, cards: bool = True, show_caption: bool = False) -> str:
    """A table in its own scroller: the tag holds <thead> and <tbody>. `cards` turns rows into cards on a phone."""
    return render_to_string(
        "components/data_table.html",
        {"content": content, "caption": caption, "cards": cards, "show_caption": show_caption},
    )


@register.inclusion_tag("components/filter_chips.html")
def filter_chips(chips: Iterable, clear_url: str = "") -> dict:
    """The filters in force; each chip has `label`, `value` and `remove_url`."""
    return {"chips": list(chips), "clear_url": clear_url}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, form: str = "") -> dict:
    """Turn the pages of a list from kernel.paging, with the number of its rows.

    The links keep the address's other parameters. A list whose search travelled by POST names the id of its search
    form instead: the cursor is then one more value of that form.
    """
    query = context["request"].GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    kept = f"{query.urlencode()}&" if query else ""
    number = figures.grouped(page.total.rows) + ("" if page.total.exact else "+")
    return {
        "total": ngettext("共 %(number)s 条", "共 %(number)s 条", page.total.rows) % {"number": number},
        "previous_cursor": page.previous_cursor,
        "next_cursor": page.next_cursor,
        "kept": kept,
        "form": form,
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(why: str, action: str = "", url: str = "", icon: str = "inbox") -> dict:
    """Says why nothing is here and what to do next."""
    return {"why": why, "action": action, "url": url, "icon": icon}


@register.inclusion_tag("components/action_card.html")
def action_card(
    title: str,
    url: str,
    action: str,
    text: str = "",
    due: date | None = None,
    status: str = "",
    tone: str = "neutral",
    help_url: str = "",
) -> dict:
    """One thing to do today: who, what, until when, one button, and a quiet link to ask for help with it."""
    return {
        "title": title,
        "url": url,
        "action": action,
        "text": text,
        "due": due,
        "status": status,
        "tone": tone,
        "help_url": help_url,
    }


@register.inclusion_tag("components/task_list.html")
def task_list(items: Iterable) -> dict:
    """What a record still needs. Items have `label`, `status`, and may have `url`, `tone`, `hint`."""
    return {"items": list(items)}


@register.inclusion_tag("components/definition_list.html")
def definition_list(items: Iterable) -> dict:
    """Facts, or answers to check. Items have `term`, `value`, and may have `change_url` (shown as 改)."""
    return {"items": list(items)}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable) -> dict:
    """What happened, newest first. Items have `title`, `when` (a day, or a moment), and may have `by`, `text`, `url`."""
    return {"items": list(items)}


# Figures -----------------------------------------------------------------------------------------------


@register.inclusion_tag("components/change.html")
def change(value: Decimal | None, unit: str = "%", against: str = "", note: str = "") -> dict:
    """A change with word, arrow and sign: 比上年同期增加 ▲ +38.35%. Red up and green down say direction, not merit.

    `value` is computed and rounded; `unit` is "%" or 个百分点; `note` stands where there is no change to show.
    """
    direction = "" if value is None else "up" if value > 0 else "down" if value < 0 else "same"
    signed = ""
    if value is not None:
        sign = "+" if value > 0 else "−"
        signed = f"{sign}{figures.grouped(abs(value))}{'' if unit == '%' else ' '}{unit}"
    return {"direction": direction, "signed": signed, "against": against, "note": note}


_change = change


@register.inclusion_tag("components/stat_card.html")
def stat_card(
    label: str,
    value: str,
    unit: str = "",
    url: str = "",
    change: Decimal | None = None,
    change_unit: str = "%",
    against: str = "",
    before: str = "",
    before_url: str = "",
    parts: str = "",
    definition_url: str = "",
    computed_at: datetime | None = None,
    note: str = "",
) -> dict:
    """One figure: the value opens its list; its change stands below, and `before`, the figure it is compared with.

    `against` names the other period (上年同期); `parts` a ratio's two numbers. Everything arrives computed and rounded.
    """
    return {
        **_change(change, change_unit, against, note),
        "label": label,
        "value": value,
        "unit": unit,
        "url": url,
        "before": before,
        "before_url": before_url,
        "parts": parts,
        "definition_url": definition_url,
        "computed_at": computed_at,
    }


@register.simple_block_tag(end_name="endchart")
def chart(content: str, kind: str, title: str, unit: str = "", tall: bool = False, note: str = "") -> str:
    """A line or bar chart of the <table> inside the tag. The table is the only source: it also prints and is read aloud."""
    return render_to_string(
        "components/chart.html",
        {"content": content, "kind": kind, "title": title, "unit": unit, "tall": tall, "note": note},
    )


@register.inclusion_tag("components/shortcuts.html")
def shortcuts(keys: Iterable) -> dict:
    """The list behind “?” for desk users. Keys have `key` and `label`."""
    return {"keys": list(keys)}
