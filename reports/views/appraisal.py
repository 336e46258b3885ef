"""绩效考核: the sheet of a node or organization and period, what was confirmed of it, and its file."""

from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.idempotency import once
from mediation.kernel.spreadsheets import XLSX_TYPE, attachment
from organizations.journal_words import describe_actions

from .. import against as comparisons
from .. import computing, policies
from ..appraisal import confirming, entries, files, schemes, showing
from ..appraisal import policies as appraisal_policies
from ..appraisal.computing import Appraisal, compute
from ..appraisal.confirming import Difference
from ..appraisal.items import weighs_success
from ..models import AppraisalScheme, ConfirmedAppraisal
from ..period_form import PeriodForm
from ..periods import Period
from ..scopes import Scope
from .asked import Asked, asked, pickers
from .asking import period_of, permitted, scope_of

PAGE = "reports:appraisal"
LONGEST = 300
# The kinds of entries, and who makes them.
ENTRIES = {"adjust": appraisal_policies.can_adjust, "remark": appraisal_policies.can_remark}


@login_required
@require_safe
def appraisal(request: HttpRequest) -> HttpResponse:
    """The sheet as it is now, and whether it was confirmed."""
    choice = asked(request, PAGE)
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(choice.address(period=chosen.code))
    return _page(request, choice, form, status=422 if form.errors else 200)


@login_required
@require_POST
def confirm(request: HttpRequest, scope: str, period: str) -> HttpResponse:
    """Keep the sheet as it is now (定稿)."""
    whose, when = scope_of(scope), period_of(period)
    permitted(policies.can_view_figures(request.user, whose))
    permitted(appraisal_policies.can_confirm(request.user, whose))

    def act() -> str:
        kept = confirming.confirm(whose, when, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("已经定稿。"))
        return reverse("reports:confirmed_appraisal", args=[kept.uuid])

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except InvalidInput as error:
        return _page(request, _choice(request, whose, when), PeriodForm(), errors=error.errors, status=422)
    except Refused as error:
        messages.error(request, error.message)
        return _page(request, _choice(request, whose, when), PeriodForm(), status=error.status)


@login_required
@require_POST
def enter(request: HttpRequest, scope: str, period: str, kind: str) -> HttpResponse:
    """Points that the node above adds or takes (adjust), or a remark of the appraised (remark)."""
    whose, when = scope_of(scope), period_of(period)
    permitted(policies.can_view_figures(request.user, whose))
    if kind not in ENTRIES:
        raise Http404
    permitted(ENTRIES[kind](request.user, whose))

    def act() -> str:
        text = request.POST.get("text", "")[:LONGEST]
        if kind == "remark":
            entries.remark(whose, when, text=text, by=request.user)
            messages.success(request, _("已经记下申辩。"))
        else:
            entries.adjust(whose, when, points=_points(request), text=text, by=request.user)
            messages.success(request, _("已经记下加分、扣分。"))
        return _choice(request, whose, when).address()

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except InvalidInput as error:
        errors = {f"{kind}_{name}": found for name, found in error.errors.items()}
        return _page(request, _choice(request, whose, when), PeriodForm(), errors=errors, status=422)


@login_required
@require_safe
def confirmed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A sheet as it was confirmed, and whether the same comes out again; who sees one line of it gets that line."""
    permitted(policies.can_view_any_figures(request.user))
    kept = get_object_or_404(ConfirmedAppraisal.objects.select_related("signed", "scheme"), uuid=uuid)
    seen = appraisal_policies.lines_seen(request.user, kept)
    if not seen:
        raise Http404
    whole = len(seen) == len(kept.lines)
    context = {
        "kept": kept,
        "signed": kept.signed,
        "scheme": kept.scheme,
        "whole": whole,
        "lines": [{"shown": line, "url": ""} for line in showing.kept_lines(kept, seen)],
        "columns": showing.columns(kept.scheme),
        "weighs_success": weighs_success(kept.scheme),
        "tampered": _told(kept, confirming.reckoned_again(kept), seen, whole),
        "moved": _told(kept, confirming.counted_again(kept), seen, whole),
    }
    return render(request, "reports/appraisal/confirmed.html", context)


@login_required
@require_safe
def export_appraisal(request: HttpRequest) -> HttpResponse:
    """The sheet of now as .xlsx; who took it away is journalled."""
    choice = asked(request, PAGE)
    permitted(policies.can_export_figures(request.user, choice.scope))
    filled = _filled(choice)
    if filled is None:
        raise Http404
    response = HttpResponse(content_type=XLSX_TYPE)
    name = f"{files.title()} {choice.scope.label} {choice.period.label}.xlsx"
    response["Content-Disposition"] = attachment(name)
    files.write_xlsx(response, filled)
    journal.record_reading(
        "appraisal.exported",
        actor_id=request.user.pk,
        object_type="appraisal",
        object_id=choice.scope.code,
        period=choice.period.code,
        version=filled.scheme.version,
    )
    return response


def _filled(choice: Asked) -> Appraisal | None:
    scheme = schemes.of_period(choice.period)
    return compute(scheme, choice.scope, choice.period) if scheme else None


def _page(
    request: HttpRequest,
    choice: Asked,
    form: PeriodForm,
    *,
    errors: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    scope, period = choice.scope, choice.period
    with computing.one_moment():
        moment = timezone.now()
        filled = _filled(choice)
    context = pickers(choice, form, compares=False) | {
        "against": None,
        "computed_at": moment,
        "filled": filled,
        "may_confirm": bool(appraisal_policies.can_confirm(request.user, scope)),
        "is_over": appraisal_policies.is_over(period),
        "may_export": bool(policies.can_export_figures(request.user, scope)),
        "export_query": f"?{urlencode({'scope': scope.code, 'period': period.code})}",
        "may_edit": bool(policies.can_manage_tables(request.user)),
        "standing": None if scope.organization else confirming.standing(scope, period),
        "kept_of_ours": confirming.of_organization(scope, period) if scope.organization else [],
        "entries": entries.of_lines([scope], period)[0],
        "may_adjust": bool(appraisal_policies.can_adjust(request.user, scope)),
        "may_remark": bool(appraisal_policies.can_remark(request.user, scope)),
        "typed": request.POST,
        # What was typed into the form that is refused, to be put right there.
        "kind": request.resolver_match.kwargs.get("kind", "") if request.resolver_match else "",
        "errors": errors or {},
        **(shown(choice, filled) if filled else {}),
    }
    return render(request, "reports/appraisal/appraisal.html", context, status=status)


def shown(choice: Asked, filled: Appraisal) -> dict[str, Any]:
    """What the partials of a sheet need; the lines below lead to sheets of their own."""
    lines = zip(showing.lines(filled), filled.sheet.lines, strict=True)
    return {
        "scheme": filled.scheme,
        "columns": showing.columns(filled.scheme),
        "weighs_success": weighs_success(filled.scheme),
        "lines": [
            {
                "shown": line,
                "url": "" if whose.scope in (None, choice.scope) else choice.address(scope=whose.scope.code),  # type: ignore[union-attr]
            }
            for line, whose in lines
        ],
    }


def _told(
    kept: ConfirmedAppraisal, found: list[Difference], seen: list[int], whole: bool
) -> list[dict[str, str]]:
    """Differences of the lines that this person may see, as they are printed."""
    scheme: AppraisalScheme = kept.scheme
    return [
        {
            "label": one.label,
            "heading": one.heading or _("总分"),
            "was": showing.points(scheme, one.was),
            "now": showing.points(scheme, one.now),
        }
        for one in found
        if whole or one.line in seen
    ]


def _points(request: HttpRequest) -> Decimal:
    try:
        points = Decimal(request.POST.get("points", "").strip())
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite() or abs(points) >= 100 or points != points.quantize(Decimal("0.01")):
        raise InvalidInput({"points": [_("请填写分数，最多两位小数，扣分写负数。")]})
    return points


def _choice(request: HttpRequest, scope: Scope, period: Period) -> Asked:
    """The same choices as the page that the form stands on."""
    return Asked(PAGE, request.user, scope, period, comparisons.parse(comparisons.YEAR, period))  # type: ignore[arg-type]


describe_actions({"appraisal.exported": gettext_lazy("导出考核表")})
