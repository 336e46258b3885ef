"""结账和签署: who has submitted and who has not, opening a round, reminding, submitting on behalf."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mediation.kernel.calendar import today
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.idempotency import once
from mediation.kernel.paging import paginate
from organizations.models import Organization

from .. import periods
from ..closing import acting, desk, matrix, policies, rounds
from ..closing.forms import PlainTextField
from ..closing.round_form import RoundForm
from ..models import ReportingRound, Submission
from .asking import permitted

_CODE_LENGTH = 12


@login_required
@require_safe
def closing(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and the matrix of nodes and rounds."""
    permitted(policies.can_see_closing(request.user))
    shown = matrix.rounds_for(request.user)
    county, town = desk.unfolded(request.user, request.GET)
    context = {
        "waiting": desk.waiting_for(request.user),
        "rounds": shown,
        "lines": matrix.lines(request.user, shown, county=county, town=town) if shown else [],
        "county": county,
        "today": today(),
        "may_open": bool(policies.can_open_rounds(request.user)),
        "has_matrix": desk.has_matrix(request.user),
        "last": desk.last_returns(request.user),
    }
    return render(request, "reports/closing/closing.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """A bureau asks its area for a period."""
    permitted(policies.can_open_rounds(request.user))
    bureau = _bureau(request)
    form = RoundForm(request.POST or None, division_code=bureau.division.code)
    if request.method == "GET":
        return render(request, "reports/closing/open_round.html", {"form": form, "bureau": bureau})

    def act() -> str:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        data = form.cleaned_data
        opened = rounds.open_round(
            bureau=bureau,
            period=periods.parse(data["period"]),
            layouts=data["layouts"],
            due_on=data["due_on"],
            by=request.user,
        )
        messages.success(request, _("已开始报送，各单位的首页上会出现这一期。"))
        return reverse("reports:round", args=[opened.uuid])

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except InvalidInput as error:
        if form.is_valid():
            error.show_at(form)
        context = {"form": form, "bureau": bureau}
        return render(request, "reports/closing/open_round.html", context, status=422)


@login_required
@require_safe
def round_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The returns of one round that are not in, with ticks; all counties or one."""
    opened = _round(request, uuid)
    county = request.GET.get("county", "")[:_CODE_LENGTH]
    found = matrix.waiting(request.user, opened, county=county)
    page = paginate(found, request.GET, ordering=("county_code", "town_code", "pk"), size=100)
    reminded = matrix.reminded_today((one.pk for one in page.items), today())
    context = {
        "round": opened,
        "county": county,
        "counties": matrix.counties_of(request.user, opened),
        "page": page,
        "rows": [{"submission": one, "reminded": one.pk in reminded} for one in page.items],
        "root": Submission.objects.filter(round=opened, parent=None).first(),
        "may_act": bool(policies.bureaux_of(request.user)),
        "may_remind": desk.reminds(request.user),
    }
    return render(request, "reports/closing/round.html", context)


@login_required
@require_POST
def remind(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The ticked ones, or all that are not in."""
    opened = _round(request, uuid)
    if not desk.reminds(request.user):
        raise Http404

    def act() -> str:
        chosen = _chosen(request, opened, policies.can_remind)
        sent = acting.remind(opened, chosen, by=request.user)
        if not chosen:
            messages.error(request, acting.nothing_chosen())
        elif sent:
            messages.success(
                request, ngettext("已提醒 %(count)d 个。", "已提醒 %(count)d 个。", sent) % {"count": sent}
            )
        else:
            messages.info(request, _("今天已经提醒过了。"))
        return _back(request, opened)

    return _once(request, act, _back(request, opened))


@login_required
@require_POST
def submit_many(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Submit the ticked committees on behalf, or all that are not in; with one reason."""
    opened = _round(request, uuid)
    if not policies.bureaux_of(request.user):
        raise Http404

    def act() -> str:
        chosen = [
            one for one in _chosen(request, opened, policies.can_submit_on_behalf) if one.organization_id
        ]
        reason = PlainTextField(error_messages={"required": _("请写明代报的原因。")})
        if not chosen:
            messages.error(request, acting.nothing_chosen())
            return _back(request, opened)
        count = acting.submit_many(
            opened, chosen, reason=reason.clean(request.POST.get("reason", "")), by=request.user
        )
        messages.success(
            request, ngettext("已代报 %(count)d 个。", "已代报 %(count)d 个。", count) % {"count": count}
        )
        return _back(request, opened)

    return _once(request, act, _back(request, opened))


def _once(request: HttpRequest, act: Any, back: str) -> HttpResponse:
    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except (Refused, InvalidInput) as error:
        messages.error(request, error.message)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back)


def _chosen(
    request: HttpRequest, opened: ReportingRound, policy: Callable[[Any, Submission], Decision]
) -> list[Submission]:
    """What the buttons are about: the ticked, or all of the filter for which this person may do it."""
    found = matrix.waiting(request.user, opened, county=request.POST.get("county", "")[:_CODE_LENGTH])
    if request.POST.get("all"):
        return [one for one in found if policy(request.user, one)]
    ticked = request.POST.getlist("submissions")
    return list(found.filter(uuid__in=[text for text in ticked if _is_uuid(text)]))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _back(request: HttpRequest, opened: ReportingRound) -> str:
    here = reverse("reports:round", args=[opened.uuid])
    county = request.POST.get("county", "")[:_CODE_LENGTH]
    return f"{here}?{urlencode({'county': county})}" if county else here


def _round(request: HttpRequest, uuid: UUID) -> ReportingRound:
    permitted(policies.can_see_closing(request.user))
    visible = ReportingRound.objects.visible_to(request.user).select_related("division")
    found: ReportingRound = get_object_or_404(visible, uuid=uuid)
    return found


def _bureau(request: HttpRequest) -> Organization:
    """The bureau of the hat worn now, else the first."""
    own = policies.bureaux_of(request.user)
    hat = request.user.hat
    return next((o for o in own if hat and hat.organization.pk == o.pk), own[0])
