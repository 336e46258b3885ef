"""Overdue cases: a clerk's own, a guidance committee's county; remind in one click, supervise, lift."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.paging import paginate
from organizations.models import User

from .. import policies, presenting, supervising
from ..enums import SuspensionReason
from ..forms import AnswerOrderForm, OrderForm
from ..models import Case, OverdueReminder, SupervisionOrder, Suspension
from .acting import act_once, address, find, refill, require
from .small_form import small_form


@dataclass(frozen=True)
class OverdueRow:
    """One overdue case. `sides` is empty where this person may not see the case: number, organization and day only."""

    case: Case
    sides: str
    reminded: bool
    supervised: bool
    escalated: bool
    may_order: bool


@login_required
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """The longest overdue first."""
    require(policies.can_watch_terms(request.user))
    cases = Case.objects.watched_by(request.user).overdue(today()).for_list(request.user)
    page = paginate(cases, request.GET, ordering=("due_on", "id"))
    watches = bool(Case.objects.committees_of(request.user))
    context = {
        "page": page,
        "rows": _rows(page.items, request.user),
        "watches_county": watches,
        "orders": _orders(request.user),
        "shams": _shams(request.user) if watches else [],
    }
    return render(request, "cases/overdue.html", context)


def _rows(cases: list[Case], user: User) -> list[OverdueRow]:
    keys = [case.pk for case in cases]
    seen = set(Case.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    reminded = set(
        OverdueReminder.objects.filter(case__in=keys, opened_on__isnull=True).values_list("case", flat=True)
    )
    supervised = set(
        SupervisionOrder.objects.filter(case__in=keys, lifted_on__isnull=True).values_list("case", flat=True)
    )
    escalated = set(supervising.escalated().filter(case__in=keys).values_list("case", flat=True))
    return [
        OverdueRow(
            case,
            presenting.row(case).sides if case.pk in seen else "",
            case.pk in reminded,
            case.pk in supervised,
            case.pk in escalated,
            case.pk not in supervised and policies.supervising_committee(user, case) is not None,
        )
        for case in cases
    ]


def _orders(user: User) -> list[SupervisionOrder]:
    """The orders of this person's committees that stand, those with an answer first."""
    committees = Case.objects.committees_of(user)
    standing = SupervisionOrder.objects.filter(issued_by__in=committees, lifted_on__isnull=True)
    return list(standing.select_related("case__handled_at").order_by("-answered_on", "answer_due", "id"))


def _shams(user: User) -> list[dict[str, Any]]:
    """Suspected shams that were reported: with the report where the committee placed the case, else as a row only."""
    cases = Case.objects.supervised_by(user)
    standing = Suspension.objects.filter(
        reason=SuspensionReason.SHAM, ended_on__isnull=True, case__in=cases
    ).select_related("case__handled_at")
    seen = set(
        Case.objects.visible_to(user)
        .filter(pk__in=[one.case_id for one in standing])
        .values_list("pk", flat=True)
    )
    return [{"suspension": one, "is_seen": one.case_id in seen} for one in standing]


@login_required
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """One case by its button, or all that are ticked."""
    require(policies.can_watch_terms(request.user))
    asked = request.POST.getlist("one") or request.POST.getlist("cases")
    here = reverse("cases:overdue")

    def act() -> str:
        watched = Case.objects.watched_by(request.user).overdue(today())
        cases = list(watched.filter(uuid__in=[uuid for uuid in asked if _is_uuid(uuid)]))
        sent = supervising.remind(cases, by=request.user)
        if not cases:
            messages.error(request, _("请先勾选要提醒的案件。"))
        elif sent:
            messages.success(
                request, ngettext("已提醒 %(count)d 件。", "已提醒 %(count)d 件。", sent) % {"count": sent}
            )
        else:
            messages.info(request, _("已经提醒过，还没有打开。"))
        return here

    return act_once(request, act)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """By the guidance committee of the county; the page shows no more of the case than the list."""
    require(policies.can_supervise(request.user))
    case = get_object_or_404(Case.objects.supervised_by(request.user).select_related("handled_at"), uuid=uuid)
    form = OrderForm(request.POST or None)
    context = {"case": case, "form": form}
    if not (decision := policies.can_order(request.user, case)):
        messages.error(request, decision.reason)
        return redirect("cases:overdue")
    if request.method == "GET":
        return render(request, "cases/order.html", context)

    def act() -> str:
        supervising.issue_order(case, form, by=request.user)
        messages.success(request, _("已督办，承办组织应当在三个工作日内答复。"))
        return reverse("cases:overdue")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return render(request, "cases/order.html", context, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uuid: UUID, order: UUID) -> HttpResponse:
    """By whoever mediates the case."""
    case = find(request, uuid)
    asked = get_object_or_404(case.supervision_orders.select_related("case"), uuid=order)
    form = AnswerOrderForm(request.POST or None)

    def act() -> str:
        supervising.answer_order(asked, form, by=request.user)
        messages.success(request, _("已答复督办。"))
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=policies.can_answer_order(request.user, asked),
        title=_("答复督办"),
        guidance=_("督办事由：%(reason)s") % {"reason": asked.reason},
        submit=_("答复"),
    )


@login_required
@require_POST
def lift(request: HttpRequest, order: UUID) -> HttpResponse:
    """By the committee that issued it."""
    require(policies.can_supervise(request.user))
    committees = Case.objects.committees_of(request.user)
    asked = get_object_or_404(SupervisionOrder.objects.filter(issued_by__in=committees), uuid=order)

    def act() -> str:
        try:
            supervising.lift_order(asked, by=request.user)
            messages.success(request, _("已解除督办。"))
        except Refused as error:
            messages.error(request, error.message)
        return reverse("cases:overdue")

    return act_once(request, act)
