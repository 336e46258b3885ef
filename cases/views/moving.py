"""Handing a case to another organization."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.errors import InvalidInput

from .. import policies, services
from ..forms import MoveCaseForm
from .acting import address, find
from .small_form import small_form


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """By the guidance committee that placed it; who accepted it stays counted for it."""
    case = find(request, uuid)
    decision = policies.can_move_case(request.user, case)
    form = MoveCaseForm(request.POST or None, case=case)

    def act() -> str:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        data = form.cleaned_data
        to = data["organization"]
        services.move_custody(
            case, to=to.sealing, handled_at=to, on=data["moved_on"], reason=data["reason"], by=request.user
        )
        messages.success(request, _("已移交给 %(organization)s。") % {"organization": to.name})
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=decision,
        title=_("移交案件"),
        guidance=_("移交后由新的组织办理和查看；已经受理的，仍算受理它的组织的件数，案号不变。"),
        submit=_("移交"),
    )
