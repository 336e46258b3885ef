"""Edits that nobody would make in this order, through every door that the database has: ORM, bulk, and plain SQL."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from cases.enums import CaseStatus, DisputeType, Outcome
from cases.models import (
    Agreement,
    Case,
    Confirmation,
    Custody,
    Obligation,
    Party,
    Performance,
    ReturnVisit,
    ScreeningRound,
    SupportRequest,
)
from organizations.enums import OrganizationKind, Sector
from organizations.models import Division, Organization, Placement
from tests.reports.histories import case, declined
from tests.reports.random_histories import _day
from tests.world import World


def edit(world: World, rng: Random) -> str:
    """One random edit; gives its name."""
    act = rng.choice(ACTS)
    try:
        with transaction.atomic():
            act(world, rng)
            _count_parties()
    except IntegrityError:
        # What the database refuses changes nothing, and marks nothing.
        return f"{act.__name__} refused"
    return act.__name__


def _count_parties() -> None:
    """The case's own number of its parties, as every door keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case c SET party_count = p.now FROM (SELECT c.id, count(p.id) AS now FROM cases_case c "
            "LEFT JOIN cases_party p ON p.case_id = c.id AND p.left_on IS NULL GROUP BY c.id) p "
            "WHERE p.id = c.id AND c.party_count <> p.now"
        )


def _some(rng: Random, model: type, count: int = 1) -> list:
    found = list(model.objects.order_by("pk"))
    return rng.sample(found, min(count, len(found)))


def _committee(rng: Random) -> Organization:
    return rng.choice(
        [o for o in Organization.objects.filter(regime="peoples").order_by("pk") if o.short_name]
    )


def _new(rng: Random, **fields: object) -> Case:
    """A case of a committee that stood somewhere on a random day."""
    while True:
        committee, day = _committee(rng), _day(rng)
        if committee.placements.valid_on(day).exists():
            return case(committee, day, **fields)


def accept(world: World, rng: Random) -> None:
    _new(rng, dispute_type=rng.choice(DisputeType.values)).save()


def accept_many(world: World, rng: Random) -> None:
    Case.objects.bulk_create(
        _new(rng, succeeded=date(2021, 12, 31), amount=rng.randrange(9999)) for _ in range(5)
    )


def decline(world: World, rng: Random) -> None:
    while True:
        committee, day = _committee(rng), _day(rng)
        if committee.placements.valid_on(day).exists():
            return declined(committee, day).save()


def move_days(world: World, rng: Random) -> None:
    """All days of some cases, by SQL."""
    ids = [one.pk for one in _some(rng, Case, 4)]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET applied_on = applied_on + %(n)s, accepted_on = accepted_on + %(n)s, "
            "succeeded_on = succeeded_on + %(n)s, concluded_on = concluded_on + %(n)s, "
            "closed_on = closed_on + %(n)s, filed_on = filed_on + %(n)s WHERE id = ANY(%(ids)s)",
            {"n": rng.randrange(-40, 40), "ids": ids},
        )


def void(world: World, rng: Random) -> None:
    Case.objects.filter(pk__in=[one.pk for one in _some(rng, Case, 2)]).update(status=CaseStatus.VOIDED)


def bring_back(world: World, rng: Random) -> None:
    Case.objects.filter(status=CaseStatus.VOIDED, official_no__isnull=False).update(status=CaseStatus.CLOSED)


def count_as_continuation(world: World, rng: Random) -> None:
    for one in _some(rng, Case, 2):
        one.is_continuation = not one.is_continuation
        one.save()


def change_type_and_source(world: World, rng: Random) -> None:
    Case.objects.filter(pk__in=[one.pk for one in _some(rng, Case, 5)]).update(
        dispute_type=rng.choice(DisputeType.values),
        is_major=rng.random() < 0.5,
        source="proactive",
        entruster="",
    )


def change_amounts(world: World, rng: Random) -> None:
    found = [one for one in _some(rng, Case, 20) if one.succeeded_on]
    for one in found:
        one.succeeded_amount = rng.randrange(99999)
    Case.objects.bulk_update(found, ["succeeded_amount"])


def change_where_accepted(world: World, rng: Random) -> None:
    """What no door does: the frozen columns, moved by hand."""
    moved = _new(rng)
    columns = ("accepted_by", "accepted_town", "accepted_county", "accepted_prefecture", "accepted_province")
    Case.objects.filter(accepted_on__isnull=False, pk__in=[one.pk for one in _some(rng, Case, 3)]).update(
        **{f"{column}_id": getattr(moved, f"{column}_id") for column in columns}
    )


def handle_elsewhere(world: World, rng: Random) -> None:
    Case.objects.filter(pk__in=[one.pk for one in _some(rng, Case, 3)]).update(
        handled_at=_committee(rng), holder=_committee(rng)
    )


def delete_children(world: World, rng: Random) -> None:
    for model in (Performance, Obligation, Confirmation, Party, ReturnVisit, SupportRequest, ScreeningRound):
        for one in _some(rng, model):
            if model is not Obligation or not Performance.objects.filter(obligation=one).exists():
                one.delete()


def move_children(world: World, rng: Random) -> None:
    """Days and cases of rows that hang on cases."""
    shift = timedelta(rng.randrange(-50, 50))
    target = _some(rng, Case)[0]
    Confirmation.objects.filter(pk__in=[one.pk for one in _some(rng, Confirmation, 3)]).update(
        ruled_on=F("ruled_on") + shift
    )
    ReturnVisit.objects.filter(pk__in=[one.pk for one in _some(rng, ReturnVisit, 3)]).update(
        visited_on=F("visited_on") + shift, case=target
    )
    Party.objects.filter(pk__in=[one.pk for one in _some(rng, Party, 2)]).update(case=target)
    SupportRequest.objects.filter(pk__in=[one.pk for one in _some(rng, SupportRequest, 4)]).update(
        answered_on=Greatest(F("answered_on") + shift, F("asked_on")), asking=_committee(rng)
    )
    ScreeningRound.objects.filter(pk__in=[one.pk for one in _some(rng, ScreeningRound, 4)]).update(
        held_on=F("held_on") + shift, organization=_committee(rng)
    )


def pay(world: World, rng: Random) -> None:
    for one in _some(rng, Obligation, 2):
        Performance.objects.create(obligation=one, performed_on=date(2021, 3, 1), amount=rng.randrange(1, 99))


def agree_again(world: World, rng: Random) -> None:
    agreements = [one.pk for one in _some(rng, Agreement, 2)]
    Agreement.objects.filter(pk__in=agreements).update(form=Outcome.WRITTEN_AGREEMENT)


def join_and_leave(world: World, rng: Random) -> None:
    one = _some(rng, Case)[0]
    Party.objects.bulk_create(
        Party(case=one, side="applicant", name="示例·申请人") for _ in range(rng.randrange(1, 11))
    )
    Party.objects.filter(pk__in=[p.pk for p in _some(rng, Party, 2)]).update(left_on=date(2021, 5, 1))


def hand_over(world: World, rng: Random) -> None:
    for one in _some(rng, Custody, 3):
        Custody.objects.filter(pk=one.pk).update(organization=_committee(rng))


def move_committee(world: World, rng: Random) -> None:
    """A placement corrected afterwards: where the committee stood in the past."""
    towns = list(Division.objects.filter(level__in=("town", "county")).order_by("pk"))
    Placement.objects.filter(pk__in=[one.pk for one in _some(rng, Placement, 2)]).update(
        division=rng.choice(towns)
    )


def close_committee(world: World, rng: Random) -> None:
    for one in _some(rng, Placement):
        one.valid_until = one.valid_from + timedelta(rng.randrange(1, 1500))
        if not Placement.objects.filter(organization=one.organization).exclude(pk=one.pk).exists():
            one.save()


def rename_kinds(world: World, rng: Random) -> None:
    committee = _committee(rng)
    committee.kind = rng.choice(
        (OrganizationKind.VILLAGE, OrganizationKind.INDUSTRY, OrganizationKind.TOWNSHIP)
    )
    committee.sector = rng.choice((Sector.FINANCE, ""))
    committee.save()


def delete_cases(world: World, rng: Random) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM cases_case c WHERE c.id IN (SELECT id FROM cases_case WHERE status = 'declined' LIMIT 2)"
        )


ACTS: list[Callable[[World, Random], None]] = [
    accept,
    accept_many,
    decline,
    move_days,
    void,
    bring_back,
    count_as_continuation,
    change_type_and_source,
    change_amounts,
    change_where_accepted,
    handle_elsewhere,
    delete_children,
    move_children,
    pay,
    agree_again,
    join_and_leave,
    hand_over,
    move_committee,
    close_committee,
    rename_kinds,
    delete_cases,
]
