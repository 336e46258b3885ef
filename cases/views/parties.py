"""The people of a case; and adding many of them, pasted or in a file: look first, then save."""

import io
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.spreadsheets import XLSX_TYPE, Column, attachment, write_workbook

from .. import parties as people
from .. import policies, presenting, reading
from ..forms import PartiesForm
from ..models import Case
from ..workflow import case_workflow
from .acting import act_once, find, refill, refused, require


@login_required
@require_GET
def parties(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everybody, by side, and who acts for whom. Each view is journalled."""
    case = find(request, uuid)
    reading.record(case, by=request.user)
    context = {
        "case": case,
        "groups": presenting.party_groups(case, request.user),
        "can_edit": policies.can_edit_case(request.user, case),
        "can_add": policies.can_add_parties(request.user, case),
        "steps": [
            (step.label, reverse("cases:transition", kwargs={"uuid": case.uuid, "name": name}))
            for name in ("name_representative", "end_representative", "party_leaves")
            if (step := case_workflow.transitions.get(name)) and case_workflow.can(name, case, request.user)
        ],
    }
    return render(request, "cases/parties.html", context)


def address(case: Case) -> str:
    """Where the people of a case are shown."""
    return reverse("cases:parties", kwargs={"uuid": case.uuid})


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """1 to 500 people at a time; a list with one bad line adds nobody."""
    case = find(request, uuid)
    decision = policies.can_add_parties(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    if request.method == "GET":
        return _page(request, case, PartiesForm(case=case))
    form = PartiesForm(request.POST, request.FILES, case=case)
    if "back" in request.POST:
        return _page(request, case, form)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    if "checked" not in request.POST:
        return _page(request, case, form, preview=True)

    def act() -> str:
        count = people.join(case, form, by=request.user)
        messages.success(request, _("已加入 %(count)d 名当事人。") % {"count": count})
        return address(case)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, case, form, status=422)
    except Refused as error:
        return refused(request, case, error)


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty file to fill in, alike in every language."""
    require(policies.can_see_cases(request.user))
    target = io.BytesIO()
    with translation.override("zh-hans"):
        write_workbook(
            target,
            title=_("当事人"),
            columns=[
                Column(name, width=24) for name in (_("姓名或名称"), _("请求金额"), _("电话"), _("类别"))
            ],
            rows=[],
            definitions=[
                (_("姓名或名称"), _("必填，最多60个字。一行一人。")),
                (_("请求金额"), _("元，例如 1200 或 1,234.50；没有就空着。")),
                (_("电话"), _("手机号，或者带区号的座机号；没有就空着。")),
                (_("类别"), _("个人或单位。不填时，名称像单位的算单位，其余算个人。")),
            ],
        )
        file_name = _("当事人名单模板.xlsx")
    headers = {"Content-Disposition": attachment(file_name)}
    return HttpResponse(target.getvalue(), content_type=XLSX_TYPE, headers=headers)


def _page(
    request: HttpRequest, case: Case, form: PartiesForm, *, status: int = 200, preview: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {"case": case, "form": form, "preview": preview}
    if preview:
        rows, data = form.cleaned_data["rows"], form.cleaned_data
        context |= {
            "rows": rows,
            "total": sum((row.amount or Decimal(0) for row in rows), Decimal(0)),
            "claimed": sum(row.amount is not None for row in rows),
            "repeated": data["repeated"],
            # A file cannot be sent along twice: its lines are.
            "again": {
                "side": data["side"],
                "people": data["people"],
                "consent": "on" if data["consent"] else "",
            },
        }
    return render(request, "cases/parties_add.html", context, status=status)
