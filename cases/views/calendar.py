"""The calendar of agreed times, the rooms, and the slip that the parties get."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel.calendar import today
from organizations.permissions import Permission

from .. import policies, weeks
from ..forms import RoomForm
from ..models import Booking, Room
from ..rooms import open_room, record
from .acting import act_once, find, require

# So many parties get a slip each; of more one slip is left to be filled in.
SLIPS = 10


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A week: one's own times, for a clerk those of the organization."""
    require(policies.can_see_calendar(request.user))
    week = weeks.week_of(request.user, weeks.monday_of(request.GET.get("week", "")))
    context = {"week": week, "keeps_rooms": bool(policies.can_keep_rooms(request.user))}
    return render(request, "cases/calendar.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """The rooms of one's organizations, and the form for one more."""
    require(policies.can_keep_rooms(request.user))
    form = RoomForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        return act_once(request, lambda: _opened(request, form))
    context = {"rooms": _own_rooms(request), "form": form}
    return render(request, "cases/rooms.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def close_room(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Offered no longer; what is booked in it stays."""
    require(policies.can_keep_rooms(request.user))
    room = get_object_or_404(_own_rooms(request), uuid=uuid)
    room.closed_on = today()
    room.save(update_fields=["closed_on"])
    record("room.closed", room, request.user)
    messages.success(request, _("调解室已停用；已经约好的不变。"))
    return redirect("cases:rooms")


@login_required
@require_GET
def notice(request: HttpRequest, uuid: UUID, booking: UUID) -> HttpResponse:
    """When, where, and what rights the parties have; printed by who handles the case."""
    case = find(request, uuid)
    if not policies.can_read_contacts(request.user, case):
        raise Http404
    found = get_object_or_404(
        case.bookings.filter(cancelled_at__isnull=True).select_related("room"), uuid=booking
    )
    parties = [party for party in case.parties.all() if party.left_on is None]
    context = {
        "case": case,
        "booking": found,
        "parties": parties if len(parties) <= SLIPS else [None],
        "mediators": [booked.person.name for booked in _of(found)],
    }
    return render(request, "cases/notice_slip.html", context)


def _of(booking: Booking) -> list:  # type: ignore[type-arg]
    return list(booking.mediators.filter(active=True).select_related("person"))


def _own_rooms(request: HttpRequest):  # type: ignore[no-untyped-def]
    own = request.user.organizations_permitting(Permission.MANAGE_CASES)
    return Room.objects.filter(organization__in=own, closed_on__isnull=True).select_related("organization")


def _opened(request: HttpRequest, form: RoomForm) -> str:
    room = open_room(form, by=request.user)
    messages.success(request, _("已登记调解室：%(name)s。") % {"name": room.name})
    return reverse("cases:rooms")
