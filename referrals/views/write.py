"""Writing a letter: fill in, read every row once more, send."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.enums import DisputeType, LegalMode, Side
from cases.views.acting import act_once, refill, require
from mediation.kernel.errors import InvalidInput
from mediation.templatetags.figures import money_yuan

from .. import policies, sending
from ..enums import Procedure
from ..forms import LetterForm
from ..forms.letter import SIDES
from .acting import address


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """`send` sends what the page before showed; anything else shows it, or goes back to change it."""
    require(policies.can_write_letters(request.user))
    if request.method == "GET":
        return _page(request, LetterForm(actor=request.user))
    form = _filled(request)
    if "send" in request.POST:
        return _send(request, form)
    if "back" in request.POST:
        return _page(request, form)
    return _check(request, form) if form.is_valid() else _page(request, form, status=422)


def _send(request: HttpRequest, form: LetterForm) -> HttpResponse:
    """Checked inside the act that happens once: sent twice, the second form would find its own number taken."""

    def act() -> str:
        referral = sending.send(form, by=request.user)
        messages.success(request, _("已发给%(receiver)s。") % {"receiver": referral.receiver})
        return address(referral)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


def _filled(request: HttpRequest) -> LetterForm:
    """The form with the lists of uploaded files as text, so that they can be read once more and corrected."""
    form = LetterForm(request.POST, request.FILES, actor=request.user)
    read = [name for _side, name, upload in SIDES if request.FILES.get(upload)]
    if not read or any(upload in form.errors for _side, _name, upload in SIDES):
        return form
    data: QueryDict = request.POST.copy()
    for name in read:
        data[name] = form.texts[name]
    return LetterForm(data, actor=request.user)


def _check(request: HttpRequest, form: LetterForm) -> HttpResponse:
    context = {
        "data": form.cleaned_data,
        "facts": _facts(form),
        "groups": _groups(form),
        "carried": [(name, form.data.get(name, "")) for name in form.fields if name in form.data],
    }
    return render(request, "referrals/check.html", context)


def _facts(form: LetterForm) -> list[dict[str, Any]]:
    """What was filled in beside the two lists, as it will be stored."""
    data = form.cleaned_data
    shown = {
        **data,
        "mode": LegalMode(data["mode"]).label,
        "procedure": Procedure(data["procedure"]).label if data["procedure"] else "",
        "dispute_type": DisputeType(data["dispute_type"]).label,
        "claim_amount": money_yuan(data["claim_amount"]),
        "earlier_attempts": "\n".join(f"{body}：{result}" for body, result in data["earlier_attempts"]),
        "materials": "\n".join(f"{name} × {copies}" for name, copies in data["materials"]),
    }
    lists = {name for _side, *names in SIDES for name in names}
    return [
        {"term": field.label, "value": shown[name]}
        for name, field in form.fields.items()
        if name not in lists and shown[name]
    ]


def _page(request: HttpRequest, form: LetterForm, status: int = 200) -> HttpResponse:
    groups = [group for group in _groups(form) if group["wrong"]] if status == 422 else []
    return render(request, "referrals/write.html", {"form": form, "groups": groups}, status=status)


def _groups(form: LetterForm) -> list[dict[str, Any]]:
    """Each side's rows as they were read, with the number of wrong ones and the sum of claims in yuan."""
    if not form.is_bound:
        return []
    form.is_valid()
    groups = []
    for side in Side:
        rows = form.rows(side)
        groups.append(
            {
                "label": side.label,
                "rows": rows,
                "count": len(rows),
                "wrong": sum(bool(row.problems) for row in rows),
                "claims": sum(row.amount or 0 for row in rows),
            }
        )
    return groups
