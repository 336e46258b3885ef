"""What is taken when, and freeing what is needed no longer."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel import batching
from mediation.kernel.errors import InvalidInput
from organizations.models import Person

from .models import BookedMediator, Booking, Case, Room

# What is said of a booking that somebody else has: when, never whose.
FIELD_OF_ROOM, FIELD_OF_MEDIATOR = "room", "starts"


@dataclass(frozen=True)
class Slot:
    """From a moment until another, the room (if it is one of ours) and the people who are needed."""

    starts_at: datetime
    ends_at: datetime
    room: Room | None
    mediators: Collection[Person]


def clashes(slot: Slot) -> Iterator[tuple[str, str]]:
    """A field of the form and a sentence for everything of a slot that is taken already."""
    overlapping = {"starts_at__lt": slot.ends_at, "ends_at__gt": slot.starts_at}
    if slot.room is not None:
        taken = Booking.objects.filter(room=slot.room, cancelled_at__isnull=True, **overlapping)
        for booking in taken:
            yield FIELD_OF_ROOM, _taken(slot.room.name, booking)
    busy = BookedMediator.objects.filter(
        person__in=slot.mediators, active=True, during__overlap=_during(slot)
    ).select_related("booking", "person")
    for booked in busy:
        yield FIELD_OF_MEDIATOR, _taken(booked.person.name, booked.booking)


def book(case: Case, slot: Slot, *, by_id: int | None, **facts: str) -> Booking:
    """Take the slot. Of two people at once one gets it; the other InvalidInput with the sentence."""
    _wait_for_others(slot)
    errors: dict[str, list[str]] = {}
    for field, sentence in clashes(slot):
        errors.setdefault(field, []).append(sentence)
    if errors:
        raise InvalidInput(errors)
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                case=case,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                room=slot.room,
                booked_by_id=by_id,
                **facts,
            )
            BookedMediator.objects.bulk_create(
                BookedMediator(booking=booking, person=person, during=_during(slot))
                for person in slot.mediators
            )
    except IntegrityError as error:
        raise InvalidInput({FIELD_OF_MEDIATOR: [_("这个时间刚刚被别的调解约走了，请另选时间。")]}) from error
    return booking


def cancel(bookings: Iterable[Booking]) -> None:
    """Free rooms and mediators again."""
    found = [booking.pk for booking in bookings]
    if found:
        Booking.objects.filter(pk__in=found).update(cancelled_at=timezone.now())
        BookedMediator.objects.filter(booking__in=found).update(active=False)


def cancel_ahead(case: Case) -> None:
    """Free what was booked for later: mediation is over, or the case went to another house."""
    now = timezone.now()
    rows: list[Booking] = batching.rows_of(case, "bookings")
    cancel([booking for booking in rows if booking.cancelled_at is None and booking.starts_at > now])


def free_ahead(case: Case, people: Collection[int]) -> None:
    """The later times of people (ids) who mediate the case no longer are their own again."""
    if people:
        BookedMediator.objects.filter(
            booking__case=case, booking__starts_at__gt=timezone.now(), person__in=people
        ).update(active=False)


def _wait_for_others(slot: Slot) -> None:
    """Whoever books the same room or person now comes after us: two inserts that clash would wait for each other."""
    if slot.room is not None:
        Room.objects.select_for_update(no_key=True).get(pk=slot.room.pk)
    people = Person.objects.filter(pk__in=[person.pk for person in slot.mediators])
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _during(slot: Slot) -> DateTimeTZRange:
    return DateTimeTZRange(slot.starts_at, slot.ends_at)


def _taken(what: str, booking: Booking) -> str:
    since, until = timezone.localtime(booking.starts_at), timezone.localtime(booking.ends_at)
    return _("%(what)s在 %(since)s–%(until)s 已经约了别的调解。") % {
        "what": what,
        "since": f"{since:%Y-%m-%d %H:%M}",
        "until": f"{until:%H:%M}",
    }
