"""Reports of major disputes for county and prefecture, without names; and the rules that suggest them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, deny
from mediation.kernel.paging import paginate
from organizations.models import User
from organizations.permissions import Permission
from organizations.roles import COORDINATOR, OFFICER

from .. import policies
from ..forms.major import CloseMajorForm, MajorRuleForm
from ..models import MajorNote, MajorReport, MajorRule
from .acting import act_once, require


@login_required
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Open ones first, then those that were closed."""
    require(policies.can_receive_major(request.user))
    received = MajorReport.objects.received_by(request.user).select_related("case", "organization")
    context = {
        "open": received.open().prefetch_related("notes__organization"),
        "closed": paginate(
            received.filter(closed_at__isnull=False), request.GET, ordering=("-closed_at", "-id"), size=20
        ),
        "keeps_rules": request.user.may(Permission.MANAGE_REGISTER),
    }
    return render(request, "cases/major.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One report: sign for it, or close it with its result."""
    found = get_object_or_404(
        MajorReport.objects.received_by(request.user).select_related("case", "organization"), uuid=uuid
    )
    closing = request.method == "POST" and "close" in request.POST
    form = CloseMajorForm(request.POST if closing else None)
    own = [note.organization_id for note in found.notes.filter(is_receipt=True)]
    office = request.user.organizations_as(COORDINATOR, OFFICER)[0]
    context = {"report": found, "case": found.case, "form": form, "signed": office.pk in own}
    if request.method == "GET" or found.closed_at:
        return render(request, "cases/major_report.html", context)
    if closing and not form.is_valid():
        return render(request, "cases/major_report.html", context, status=422)

    def act() -> str:
        with transaction.atomic():
            if closing:
                found.closed_at, found.result = timezone.now(), form.cleaned_data["result"]
                found.save(update_fields=["closed_at", "result"])
            else:
                MajorNote.objects.get_or_create(
                    report=found,
                    organization=office,
                    is_receipt=True,
                    defaults={"told_by_id": request.user.pk},
                )
            _journal("case.major_closed" if closing else "case.major_received", found, by=request.user)
        messages.success(request, _("已办结。") if closing else _("已签收。"))
        return reverse("cases:major")

    return act_once(request, act)


@login_required
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of today, and a new one."""
    _require_keeper(request.user)
    form = MajorRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            form.rule(valid_from=today(), kept_by_id=request.user.pk).save()
            messages.success(request, _("已保存。"))
            return reverse("cases:major_rules")

        return act_once(request, act)
    context = {"form": form, "rules": [(r, policies.major.marked_types(r)) for r in _current()]}
    return render(request, "cases/major_rules.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end_rule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From today a rule suggests no more."""
    _require_keeper(request.user)
    rule = get_object_or_404(_current(), uuid=uuid)
    if rule.valid_from >= today():
        rule.delete()
    else:
        rule.valid_until = today()
        rule.save(update_fields=["valid_until"])
    messages.success(request, _("已停用。"))
    return redirect("cases:major_rules")


def _current():  # type: ignore[no-untyped-def]
    return MajorRule.objects.valid_on(today())


def _require_keeper(user: User) -> None:
    allowed = user.may(Permission.MANAGE_REGISTER)
    require(ALLOW if allowed else deny(_("由司法局业务人员维护。")))


def _journal(action: str, found: MajorReport, *, by: User) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type="case",
        object_id=found.case.uuid,
        organization_id=found.organization_id,
    )
