"""Asking an expert, and the expert's answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import policies, sharing
from ..forms import AdviceForm, InviteExpertForm
from .acting import address, find
from .small_form import small_form


@login_required
@require_http_methods(["GET", "POST"])
def invite_expert(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """With the parties' consent; the expert sees this one case until the day."""
    case = find(request, uuid)
    form = InviteExpertForm(request.POST or None, case=case)

    def act() -> str:
        invitation = sharing.invite_expert(case, form, by=request.user)
        messages.success(request, _("已邀请 %(name)s。") % {"name": invitation.expert.name})
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=policies.can_invite_expert(request.user, case),
        title=_("请专家"),
        guidance=_(
            "人民调解委员会根据需要，在征得当事人同意后，可以邀请有专门知识的人参与调解（人民调解法第二十条）。"
        ),
        submit=_("邀请"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def advise(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An expert says what there is to say, as often as needed until the day."""
    case = find(request, uuid)
    form = AdviceForm(request.POST or None)

    def act() -> str:
        sharing.advise(case, form, by=request.user)
        messages.success(request, _("意见已经交给这件案件的调解员。"))
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=policies.can_advise(request.user, case),
        title=_("提出意见"),
        guidance=_("意见只给办理这件案件的人看，供调解参考。"),
        submit=_("提交意见"),
    )
