"""The rooms in which an organization mediates."""

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User

from . import policies
from .forms import RoomForm
from .models import Room


def open_room(form: RoomForm, *, by: User) -> Room:
    """Enter a room, which can be booked from now on. Raises Refused or InvalidInput."""
    decision = policies.can_keep_rooms(by)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    room = Room.objects.create(**form.cleaned_data)
    record("room.opened", room, by)
    return room


def record(action: str, room: Room, by: User) -> None:
    """Journal what became of a room."""
    journal.record(
        action,
        actor_id=by.pk,
        object_type="room",
        object_id=room.uuid,
        organization_id=room.organization_id,
    )
