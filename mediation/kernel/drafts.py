"""Drafts on the server: a form that was begun is there again after a logout, a power cut or on another device.

A page keeps its form with `{% restore_draft form %}` before the fields and `{% keep_draft %}` beside its button; the act
that the form was for calls `forget` in its transaction.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db import IntegrityError, transaction
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from .errors import DomainError, Refused
from .models import Draft, FormToken

KEPT_FOR = timedelta(days=14)
KEPT_PER_PERSON = 30
# Five hundred people pasted with amounts and telephones are about 40 KB.
MOST_BYTES = 256 * 1024
# Of the page, not of the person. Passwords and identity numbers are typed again.
NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", "form_token", "draft_page", "draft", "version", "checked", "back", "send"}
)
NEVER_KEPT = ("password", "id_number", "identity")


class TooLarge(DomainError):
    """More than a form can hold."""

    code = "too_large"
    status = 413


@dataclass(frozen=True)
class Unfinished:
    """A draft on its owner's home page."""

    label: Any
    url: str
    saved_at: datetime


# Names the drafts of one app's pages for their owner; one that is left out is not shown.
Describer = Callable[[Any, list[tuple[Draft, ResolverMatch]]], Mapping[int, Any]]
_describers: dict[str, Describer] = {}


def describes(namespace: str) -> Callable[[Describer], Describer]:
    """Let the decorated function name the drafts of an app's pages: `(user, drafts) -> {draft id: words}`."""

    def register(describer: Describer) -> Describer:
        _describers[namespace] = describer
        return describer

    return register


def page_of(path: str) -> ResolverMatch:
    """The page of an app at this address. Raises Refused for any other."""
    try:
        match = resolve(path)
    except Resolver404:
        match = None
    if match is None or match.namespace not in _describers or len(path) > 200:
        raise Refused(_("这一页的内容不能存为草稿。"))
    return match


@transaction.atomic
def save(user_id: int, path: str, typed: QueryDict) -> Draft | None:
    """Keep what was typed, in place of what was kept before; None when the form has been sent meanwhile.

    Raises Refused for an address that is no page of ours, TooLarge beyond 256 KB; both change nothing.
    """
    match = page_of(path)
    data = {
        name: [value.replace("\x00", "") for value in values]
        for name, values in typed.lists()
        if name not in NOT_KEPT and not any(word in name for word in NEVER_KEPT)
    }
    if len(json.dumps(data, ensure_ascii=False).encode()) > MOST_BYTES:
        raise TooLarge(_("内容太多，草稿最多 256 KB，请分几次办理。"))
    if _was_sent(user_id, typed.get("form_token", "")):
        return None
    version = typed.get("version", "")
    draft, _created = Draft.objects.update_or_create(
        user_id=user_id,
        path=path,
        defaults={
            "view_name": match.view_name,
            "data": data,
            "version": int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None,
            "saved_at": timezone.now(),
        },
    )
    kept = Draft.objects.filter(user_id=user_id).order_by("-saved_at", "-id")
    Draft.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[KEPT_PER_PERSON:])).delete()
    return draft


def _was_sent(user_id: int, token: str) -> bool:
    """Whether this form was sent. Waits for a sending that is under way, and makes one that comes now wait."""
    try:
        parsed = UUID(token)
    except ValueError:
        return False
    try:
        with transaction.atomic():
            mine = FormToken.objects.create(token=parsed, user_id=user_id)
    except IntegrityError:
        return True
    mine.delete()
    return False


def find(user_id: int | None, path: str) -> Draft | None:
    """This person's draft for the page."""
    if user_id is None:
        return None
    return Draft.objects.filter(user_id=user_id, path=path, saved_at__gt=timezone.now() - KEPT_FOR).first()


def forget(user_id: int, path: str) -> None:
    """Delete the draft: it was sent, or thrown away."""
    Draft.objects.filter(user_id=user_id, path=path).delete()


def forget_old() -> int:
    """Delete drafts that nobody touched for 14 days; gives how many."""
    count, _by_model = Draft.objects.filter(saved_at__lte=timezone.now() - KEPT_FOR).delete()
    return count


def unfinished(user: Any) -> list[Unfinished]:
    """What this person has begun and not sent, newest first, as far as its pages are still open to him."""
    by_app: dict[str, list[tuple[Draft, ResolverMatch]]] = defaultdict(list)
    kept = Draft.objects.filter(user_id=user.pk, saved_at__gt=timezone.now() - KEPT_FOR).defer("data")
    for draft in kept.order_by("-saved_at", "-id"):
        try:
            match = page_of(draft.path)
        except Refused:
            continue
        by_app[match.namespace].append((draft, match))
    shown = []
    for namespace, drafts in by_app.items():
        labels = _describers[namespace](user, drafts)
        shown += [Unfinished(labels[d.pk], d.path, d.saved_at) for d, _match in drafts if d.pk in labels]
    return sorted(shown, key=lambda item: item.saved_at, reverse=True)


def restore(form: BaseForm | BaseFormSet, draft: Draft, *, version: int | None = None) -> None:
    """Fill a form that was not sent with what was typed.

    `version` is the record's now: when the draft was begun on an earlier one, each field whose record differs from
    what was typed says what stands there now.
    """
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    stale = version is not None and draft.version is not None and draft.version != version
    for part in _forms_of(form):
        for name, field in part.fields.items():
            if not isinstance(field, forms.FileField):
                _restore_field(part, name, typed, stale=stale)


def _forms_of(form: BaseForm | BaseFormSet) -> Iterable[BaseForm]:
    # A formset, or a page of several forms.
    parts: Iterable[Any] = getattr(form, "forms", [form])
    return parts


def _restore_field(form: BaseForm, name: str, typed: QueryDict, *, stale: bool) -> None:
    field, html_name = form.fields[name], form.add_prefix(name)
    if any(word in html_name for word in NEVER_KEPT):
        return
    now = form[name].value()
    value = field.widget.value_from_datadict(typed, {}, html_name)  # type: ignore[arg-type]
    form.initial[name] = "" if value is None else value
    # The value may have been read already.
    form._bound_fields_cache.pop(name, None)  # type: ignore[attr-defined]
    if stale and isinstance(now, str) and now.strip() and now != value:
        field.help_text = _("记录里现在是：%(now)s") % {"now": now}
