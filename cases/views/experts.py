"""Asking an expert, and the expert's answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.decisions import deny
from mediation.kernel.errors import InvalidInput, Refused
from mediation.templatetags.figures import date_words
from organizations.permissions import Permission

from .. import policies, sharing
from ..enums import ExpertAnswer
from ..forms import AdviceForm, AnswerInvitationForm, InviteExpertForm
from ..models import ExpertInvitation
from ..presenting import Abstract
from .acting import act_once, address, find, refill
from .small_form import small_form


@login_required
@require_http_methods(["GET", "POST"])
def invite_expert(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """With the parties' consent; the expert sees this one case until the day."""
    case = find(request, uuid)
    form = InviteExpertForm(request.POST or None, case=case)

    def act() -> str:
        invitation = sharing.invite_expert(case, form, by=request.user)
        messages.success(
            request,
            _("已邀请 %(name)s，请在 %(day)s 前答复。")
            % {"name": invitation.expert.name, "day": date_words(invitation.answer_due)},
        )
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
def answer_invitation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the expert may know before answering, and the answer. The case itself is not open yet."""
    own = ExpertInvitation.objects.filter(case__uuid=uuid, expert=request.user.person_id).order_by("-id")
    invitation = own.select_related("case__text").first()
    if invitation is None or not request.user.may(Permission.ADVISE):
        raise Http404
    decision = policies.can_answer_invitation(request.user, invitation)
    form = AnswerInvitationForm(request.POST or None, invitation=invitation)

    def act() -> str:
        answered = sharing.answer_invitation(invitation, form, by=request.user)
        messages.success(request, _("已答复：%(answer)s。") % {"answer": answered.get_answer_display()})
        accepted = answered.answer == ExpertAnswer.ACCEPTED
        return address(answered.case) if accepted else reverse("cases:home")

    status = 200 if decision else 409
    if request.method == "POST":
        try:
            return act_once(request, act)
        except InvalidInput as error:
            refill(form, error)
            status = 422
        except Refused as error:
            decision, status = deny(error.message), 409
    context = {"abstract": Abstract.of(invitation), "form": form, "decision": decision}
    return render(request, "cases/answer_invitation.html", context, status=status)


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
