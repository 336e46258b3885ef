"""The two tags by which a page keeps its form on the server (mediation/kernel/drafts.py). They read the draft of the
person who looks at the page, so that a form needs no line in its view."""

from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template import Context

from mediation.kernel import drafts

register = template.Library()


@register.inclusion_tag("components/draft_restored.html", takes_context=True)
def restore_draft(
    context: Context, form: BaseForm | BaseFormSet, version: Any = None, path: str = ""
) -> dict[str, Any]:
    """Before the `<form>`: fill an unsent form with this person's draft, and say so.

    `version` is the record's, `path` the address of the form where it is not the page's own.
    """
    request = context.get("request")
    page = path or (request.path if request else "")
    draft = None
    if request is not None and request.user.is_authenticated and not form.is_bound:
        draft = drafts.find(request.user.pk, page)
    if draft is not None:
        version = int(version) if version not in (None, "") else None
        drafts.restore(form, draft, version=version)
    return {
        "draft": draft,
        "page": page,
        "stale": bool(draft and version is not None and draft.version not in (None, version)),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("components/draft_status.html", takes_context=True)
def keep_draft(context: Context, path: str = "", changed: bool = False) -> dict[str, Any]:
    """Beside the button of the form: the page's mark by which app.js saves, and 存草稿 where no script runs.

    `changed`: the fields hold something that no draft has, as after a refused sending.
    """
    request = context.get("request")
    return {"page": path or (request.path if request else ""), "changed": changed}
