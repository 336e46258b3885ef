"""A time is agreed with the parties: no room and no mediator is taken twice, and what ended frees what was booked."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from cases import bookings
from cases.models import BookedMediator, Booking, Case, Room
from cases.workflow import case_workflow
from mediation.kernel.calendar import BEIJING
from mediation.kernel.errors import InvalidInput
from tests.cases.conftest import ago
from tests.doors import Api, Page
from tests.world import World, build

TOMORROW = ago(-1)
NINE = {"day": TOMORROW, "starts": "09:00"}
AT_HOME = {**NINE, "place": "甲方家里"}


@pytest.fixture
def room(world: World) -> Room:
    return Room.objects.create(organization=world.room, name="一号调解室", capacity=8)


@pytest.fixture
def two(mediating: Callable[..., Case]) -> tuple[Case, Case]:
    """Two cases of the court's room, each with a mediator of its own."""
    first = mediating("room_clerk", mediators=("room_mediator",))
    return first, mediating("room_clerk", mediators=("room_mediator_2",))


def test_a_time_is_agreed_in_beijing_hours_with_all_mediators(
    door: Page | Api, two: tuple[Case, Case], room: Room, world: World
) -> None:
    answer = door.step("room_mediator", two[0], "book_session", **NINE, minutes="90", room=str(room.uuid))
    assert answer.done
    booking = two[0].bookings.get()
    starts = booking.starts_at.astimezone(BEIJING)
    assert (starts.date().isoformat(), starts.hour) == (TOMORROW, 9)
    assert booking.ends_at - booking.starts_at == timedelta(minutes=90)
    assert [booked.person for booked in booking.mediators.all()] == [world.room_mediator.person]
    assert room.name not in two[0].events.first().note


def test_a_room_is_not_given_away_twice_and_nothing_is_said_of_the_other_case(
    door: Page | Api, two: tuple[Case, Case], room: Room
) -> None:
    ours, theirs = two
    door.step("room_mediator", theirs, "book_session", **NINE, room=str(room.uuid))
    door.step("room_mediator_2", theirs, "book_session", **NINE, room=str(room.uuid))
    answer = door.step(
        "room_mediator", ours, "book_session", day=TOMORROW, starts="09:30", room=str(room.uuid)
    )
    assert answer.errors == {"room": [f"一号调解室在 {TOMORROW} 09:00–10:00 已经约了别的调解。"]}
    assert not ours.bookings.exists()
    later = {"day": TOMORROW, "starts": "10:00", "room": str(room.uuid)}
    assert door.step("room_mediator", ours, "book_session", **later).done


def test_a_mediator_is_not_in_two_places(door: Page | Api, mediating: Callable[..., Case]) -> None:
    first, second = mediating(), mediating()
    assert door.step("village_mediator", first, "book_session", **AT_HOME).done
    answer = door.step("village_mediator", second, "book_session", **AT_HOME)
    sentence = f"示例·村调解员甲在 {TOMORROW} 09:00–10:00 已经约了别的调解。"
    assert answer.errors == {"starts": [sentence]}


def test_what_was_cancelled_is_free_again(door: Page | Api, mediating: Callable[..., Case]) -> None:
    first, second = mediating(), mediating()
    door.step("village_mediator", first, "book_session", **AT_HOME)
    booking = str(first.bookings.get().uuid)
    answer = door.step("village_mediator", first, "cancel_booking", booking=booking)
    assert answer.errors == {"told": ["请先告诉当事人，免得白跑一趟。"]}
    assert door.step("village_mediator", first, "cancel_booking", booking=booking, told=True).done
    assert door.step("village_mediator", second, "book_session", **AT_HOME).done
    again = door.step("village_mediator", first, "cancel_booking", booking=booking, told=True)
    assert (again.status, again.reason) == (409, "没有约好的时间。")


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"day": ago(1), "starts": "09:00", "place": "村委会"}, "day"),
        ({"day": ago(-400), "starts": "09:00", "place": "村委会"}, "day"),
        ({"day": TOMORROW, "starts": "九点", "place": "村委会"}, "starts"),
        ({"day": TOMORROW, "starts": "09:00"}, "place"),
    ],
)
def test_a_time_lies_ahead_and_has_a_place(
    door: Page | Api, mediating: Callable[..., Case], wrong: dict[str, str], at: str
) -> None:
    case = mediating()
    assert list(door.step("village_mediator", case, "book_session", **wrong).errors) == [at]
    assert not Booking.objects.exists()


def test_remotely_no_place_is_needed(door: Page | Api, mediating: Callable[..., Case]) -> None:
    assert door.step("village_mediator", mediating(), "book_session", **NINE, mode="remote").done


def test_the_end_of_mediation_frees_what_was_booked(
    mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    case = take(mediating(), "book_session", by="village_mediator", **AT_HOME)
    take(case, "not_reached", by="village_mediator", routes_explained=True)
    assert case.bookings.get().cancelled_at is not None
    assert not BookedMediator.objects.filter(active=True).exists()


def test_who_leaves_the_case_has_the_time_for_himself(
    two: tuple[Case, Case], take: Callable[..., Case], world: World
) -> None:
    take(two[0], "book_session", by="room_mediator", **AT_HOME)
    people = [str(world.room_mediator_3.person.uuid)]
    take(two[0], "assign", by="room_clerk", mediators=people)
    assert not BookedMediator.objects.get().active
    assert two[0].bookings.get().cancelled_at is None


def test_only_who_handles_the_case_agrees_times(door: Page | Api, two: tuple[Case, Case]) -> None:
    assert door.step("room_mediator_2", two[0], "book_session", **AT_HOME).status == 404
    assert door.step("room_clerk", two[0], "book_session", **AT_HOME).done


def test_the_database_itself_refuses_a_room_or_a_mediator_taken_twice(
    two: tuple[Case, Case], room: Room, take: Callable[..., Case]
) -> None:
    take(two[0], "book_session", by="room_mediator", **NINE, room=str(room.uuid))
    mine = two[0].bookings.get()
    later = mine.starts_at + timedelta(minutes=30)
    facts = {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    with pytest.raises(IntegrityError, match="room_booked_once"), transaction.atomic():
        Booking.objects.create(case=two[1], room=room, **facts)
    other = Booking.objects.create(case=two[1], place="别处", **facts)
    booked = mine.mediators.get()
    with pytest.raises(IntegrityError, match="mediator_booked_once"), transaction.atomic():
        BookedMediator.objects.create(booking=other, person=booked.person, during=booked.during)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_one_room_at_once_one_reads_a_clear_sentence() -> None:
    world = build()
    room = Room.objects.create(organization=world.room, name="一号调解室")
    starts = timezone.now() + timedelta(days=1)
    cases = [_case(world) for _each in range(2)]
    people = [world.room_mediator.person, world.room_mediator_2.person]
    barrier, said = Barrier(2), []

    def book(case: Case, person: Any) -> None:
        slot = bookings.Slot(starts, starts + timedelta(hours=1), room, [person])
        try:
            barrier.wait(timeout=20)
            with transaction.atomic():
                bookings.book(case, slot, by_id=None)
            said.append("booked")
        except InvalidInput as error:
            said.append(error.errors["room"][0])
        finally:
            connection.close()

    threads = [Thread(target=book, args=pair) for pair in zip(cases, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said, key=len)[0] == "booked"
    assert len(said) == 2
    assert said[0] != said[1]
    assert "已经约了别的调解" in "".join(said)
    assert Booking.objects.count() == 1


def _case(world: World) -> Case:
    from cases import services
    from cases.enums import Side

    case = services.open_case(
        by=world.fresh("room_clerk"),
        organization=world.room,
        applied_on=timezone.localdate(),
        dispute_type="neighbours",
        summary="院墙滴水。",
        parties=[
            services.PartyData(Side.APPLICANT, "示例·甲"),
            services.PartyData(Side.RESPONDENT, "示例·乙"),
        ],
    )
    case_workflow.begin(case, actor=None, name="register", occurred_on=case.applied_on)
    return case


def test_clerks_keep_the_rooms_of_their_own_organization(
    as_user: Callable[[str], Client], world: World, room: Room
) -> None:
    clerk = as_user("room_clerk")
    assert clerk.post("/cases/rooms/", {"name": "二号调解室", "capacity": "6"}).status_code == 302
    answer = clerk.post("/cases/rooms/", {"name": "二号调解室"})
    assert answer.context["form"].errors == {"name": ["已经有这个名称的调解室。"]}
    assert Room.objects.get(name="二号调解室").organization == world.room
    assert as_user("room_mediator").get("/cases/rooms/").status_code == 403
    close = f"/cases/rooms/{room.uuid}/close/"
    assert as_user("township_clerk").post(close).status_code == 404
    assert clerk.post(close).status_code == 302
    room.refresh_from_db()
    assert room.closed_on is not None


def test_a_closed_room_is_not_offered(
    two: tuple[Case, Case], room: Room, as_user: Callable[[str], Any]
) -> None:
    address = f"/cases/{two[0].uuid}/steps/book_session/"
    assert "room" in as_user("room_mediator").get(address).context["form"].fields
    Room.objects.update(closed_on=timezone.localdate())
    assert "room" not in as_user("room_mediator").get(address).context["form"].fields
