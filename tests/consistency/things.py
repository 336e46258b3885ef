"""The things at addresses: what names each of them there, and who may read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from cases.models import MajorRule
from mediation.kernel.calendar import today
from reports.periods import last_complete_month
from tests.consistency.estate import (
    CASE_READERS,
    CAST,
    GUIDANCE,
    LETTER_READERS,
    RETURN_READERS,
    SCREENING_READERS,
    SUPPORT_READERS,
    Estate,
)

NOWHERE = "00000000-0000-4000-8000-000000000000"
# Of these two cases every form and every step is tried: one of the village's own and one that was placed.
TRIED = ("village_case", "room_case")

# All who work with the register; see addresses.REGISTER_READERS.
_OPEN_REGISTER = frozenset(
    {
        "village_clerk",
        "township_clerk",
        "other_township_clerk",
        "industry_clerk",
        "room_clerk",
        "coordinator",
        "second_coordinator",
        "other_coordinator",
        "officer",
        "manas_officer",
        "analyst",
        "manas_analyst",
    }
)
_OF_PREFECTURE = frozenset({"officer", "analyst"})
_OF_MANAS = _OF_PREFECTURE | GUIDANCE | {"manas_officer", "manas_analyst"}
ROUND_READERS = _OPEN_REGISTER - {"room_clerk"}
_OF_OTHER_COUNTY = _OF_PREFECTURE | {"other_coordinator"}


@dataclass(frozen=True)
class Thing:
    """One thing at an address: what names it there, who may read it, and what would name one that does not exist."""

    name: str
    readers: frozenset[str]
    kwargs: dict[str, Any]
    unknown: dict[str, Any]
    query: str = ""
    unknown_query: str = ""
    # One of several of its kind, such as the steps of one case: people take turns with them (`in_turns`).
    turn: int = 0
    turns: int = 1


Things = Callable[[Estate], Iterable[Thing]]


@dataclass(frozen=True)
class Address:
    """`people` pass in general and others get `refusal`; of `things`, each of them reads those that are his to read.

    `outsiders_get` is what somebody who is not logged in gets: 302 to the log-in page, 401 from the API.
    `heavy`: takes long, and every third of those who may open it tells as much as all of them.
    """

    name: str
    people: frozenset[str] = CAST
    refusal: int = 403
    method: str = "GET"
    things: Things | None = None
    outsiders_get: int = 302
    heavy: bool = False

    def may_open(self, who: str, thing: Thing | None) -> bool:
        return who in self.people and (thing is None or who in thing.readers)


def _named(label: str, readers: frozenset[str], uuid: Any, **more: str) -> Thing:
    return Thing(label, readers, {"uuid": str(uuid), **more}, {"uuid": NOWHERE, **more})


def cases(estate: Estate) -> Iterable[Thing]:
    for name, case in estate.cases.items():
        yield _named(name, CASE_READERS[name], case.uuid)


def in_turns(things: Things, turns: int) -> Things:
    """The same, of which everybody to whom it is foreign asks for one in so many only, each for others."""

    def taken(estate: Estate) -> Iterable[Thing]:
        for turn, thing in enumerate(things(estate)):
            yield replace(thing, turn=turn % turns, turns=turns)

    return taken


def some_cases(estate: Estate) -> Iterable[Thing]:
    """For the many forms of a case."""
    return in_turns(lambda _: (t for t in cases(estate) if t.name in TRIED), 2)(estate)


def parties(estate: Estate) -> Iterable[Thing]:
    """A party of its case, and one at another case's address."""
    for name in TRIED:
        case = estate.cases[name]
        uuid = str(case.parties.first().uuid)
        yield _named(f"party of {name}", CASE_READERS[name], case.uuid, party=uuid)
    elsewhere = estate.cases["intake_case"].uuid
    yield _named("party elsewhere", frozenset(), elsewhere, party=uuid)


CASE_STEPS = (
    "record_consent",
    "accept",
    "assign",
    "name_representative",
    "end_representative",
    "declare",
    "recuse",
    "override_conflict",
    "party_leaves",
    "record_session",
    "suspend",
    "resume",
    "extend_term",
    "note_caucus",
    "book_session",
    "cancel_booking",
    "agree_orally",
    "agree_in_writing",
    "take_effect",
    "close",
    "apply_for_confirmation",
    "record_ruling",
    "record_performance",
    "urge",
    "return_visit",
    "write_example",
    "withdraw_example",
    "record_breach",
    "reopen",
    "decline",
    "record_source",
    "not_reached",
    "refuse",
    "terminate",
    "ask_support",
    "mark_major",
    "report_major",
    "follow_up_major",
    "unmark_major",
    "report_danger",
    "withdraw_support",
)
LETTER_STEPS = ("place", "decline", "reassign", "withdraw")


def steps_of_cases(estate: Estate) -> Iterable[Thing]:
    """All steps of some cases, one step of each case."""
    for name, case in estate.cases.items():
        for step in CASE_STEPS if name in TRIED else ("record_session",):
            yield _named(f"{name}/{step}", CASE_READERS[name], case.uuid, name=step)


def printed_forms(estate: Estate) -> Iterable[Thing]:
    """Two forms of each case that is tried, one form of the others."""
    for name, case in estate.cases.items():
        for form in ("registration", "record") if name in TRIED else ("registration",):
            yield _named(f"{name} on paper", CASE_READERS[name], case.uuid, form=form)


def photos(estate: Estate) -> Iterable[Thing]:
    """A photo at its case's address, and at another's."""
    for name, photo in estate.photos.items():
        uuid = str(photo.uuid)
        yield _named(f"photo of {name}", CASE_READERS[name], estate.cases[name].uuid, document=uuid)
    yield _named("photo elsewhere", frozenset(), estate.cases["intake_case"].uuid, document=uuid)


def blanks(estate: Estate) -> Iterable[Thing]:
    """Numbered blanks of the village."""
    readers = frozenset({"village_mediator", "village_clerk"})
    yield Thing("blanks", readers, {"batch": str(estate.blanks[0].batch)}, {"batch": NOWHERE})


def clauses(estate: Estate) -> Iterable[Thing]:
    """The village's wording; who mediates under its seal keeps it."""
    yield _named("clause", frozenset({"village_mediator", "village_clerk"}), estate.clause.uuid)


def letters(estate: Estate) -> Iterable[Thing]:
    for name, letter in estate.letters.items():
        yield _named(name, LETTER_READERS[name], letter.uuid)


def steps_of_letters(estate: Estate) -> Iterable[Thing]:
    for name, letter in estate.letters.items():
        for step in LETTER_STEPS:
            yield _named(f"{name}/{step}", LETTER_READERS[name], letter.uuid, name=step)


def shares(estate: Estate) -> Iterable[Thing]:
    """Security administrators end an exception without seeing its case."""
    for name, helper in (("room_case", "expert"), ("lent_case", "second_village_mediator")):
        readers = CASE_READERS[name] | {"security_admin"}
        yield _named(name, readers, estate.cases[name].uuid, person=estate.person(helper))


def leads(estate: Estate) -> Iterable[Thing]:
    for name, lead in estate.leads.items():
        yield _named(f"lead of {name}", SCREENING_READERS[name], lead.uuid)


def invitations(estate: Estate) -> Iterable[Thing]:
    for name, invitation in estate.invitations.items():
        yield _named(f"invitation of {name}", SCREENING_READERS[name], invitation.uuid)


def months(estate: Estate) -> Iterable[Thing]:
    """The sums of a month of two committees; their own clerks enter them."""
    for name, clerk in (("village", "village_clerk"), ("other_township", "other_township_clerk")):
        month = {"year": 2021, "month": 8}
        uuid = str(estate.world.organizations[name].uuid)
        yield Thing(
            f"sums of {name}", frozenset({clerk}), {"uuid": uuid, **month}, {"uuid": NOWHERE, **month}
        )


def invitations_to_experts(estate: Estate) -> Iterable[Thing]:
    """One's own answer; whose case it is does not matter."""
    yield _named("asked", frozenset({"expert"}), estate.cases["room_case"].uuid)


def rooms(estate: Estate) -> Iterable[Thing]:
    """A clerk's own."""
    yield _named("room", frozenset({"room_clerk"}), estate.booking.room.uuid)


def bookings(estate: Estate) -> Iterable[Thing]:
    """The slip for the parties: who handles the case prints it."""
    case = estate.cases["room_case"]
    readers = frozenset({"room_mediator", "room_mediator_2", "room_clerk", "industry_clerk"})
    yield _named("booking", readers, case.uuid, booking=str(estate.booking.uuid))


def major_reports(estate: Estate) -> Iterable[Thing]:
    """The guidance committee and the officers of its area read a report, and not the case."""
    readers = GUIDANCE | {"officer", "manas_officer"}
    yield _named("report of lent_case", readers, estate.cases["lent_case"].major_reports.get().uuid)


def major_rules(estate: Estate) -> Iterable[Thing]:
    rule = MajorRule.objects.order_by("pk").first()
    yield _named("rule", frozenset({"officer", "manas_officer"}), rule.uuid)


def brief_templates(estate: Estate) -> Iterable[Thing]:
    """Templates of the work report: of the product, and of the prefecture's bureau for those below it too."""
    for code in ("monthly", "prefecture"):
        yield Thing(code, frozenset({"analyst", "manas_analyst"}), {"code": code}, {"code": "nowhere"})


def own_brief_templates(estate: Estate) -> Iterable[Thing]:
    """A template that only its own bureau gives up."""
    yield Thing("prefecture", frozenset({"analyst"}), {"code": "prefecture"}, {"code": "nowhere"})


def support_requests(estate: Estate) -> Iterable[Thing]:
    """Who was asked reads the question, and not the case."""
    for name, request in estate.support.items():
        yield _named(f"request {name}", SUPPORT_READERS[name], request.uuid)


RETURN_STEPS = (
    "close",
    "report_zero",
    "submit",
    "open_again",
    "take_back",
    "return",
    "submit_on_behalf",
    "sign",
)


def returns(estate: Estate) -> Iterable[Thing]:
    """What a node hands in: read by whoever keeps it and by those above."""
    for name, one in estate.returns.items():
        yield _named(f"return of {name}", RETURN_READERS[name], one.uuid)


def steps_of_returns(estate: Estate) -> Iterable[Thing]:
    for name, one in estate.returns.items():
        for step in RETURN_STEPS:
            yield _named(f"{name}/{step}", RETURN_READERS[name], one.uuid, name=step)


def signed(estate: Estate) -> Iterable[Thing]:
    """A county's signed table: whoever sees its figures."""
    yield _named("signed table", _OF_MANAS, estate.signed.uuid)


def signed_files(estate: Estate) -> Iterable[Thing]:
    yield _named("signed table", _OF_MANAS - {"officer", "manas_officer"}, estate.signed.uuid)


def confirmed_appraisals(estate: Estate) -> Iterable[Thing]:
    """A town's confirmed sheet: whoever sees its figures, and the organizations that have a line in it."""
    yield _named(
        "confirmed appraisal", _OF_MANAS | {"village_clerk", "township_clerk"}, estate.appraisal.uuid
    )


def appraised_nodes(estate: Estate) -> Iterable[Thing]:
    """Confirming is the bureau's, for the nodes of its area."""
    period = {"period": last_complete_month(today()).code}
    for code, keepers in (("d652300", {"analyst"}), ("d652324", {"analyst", "manas_analyst"})):
        yield Thing(code, frozenset(keepers), {"scope": code, **period}, {"scope": f"o{NOWHERE}", **period})


def appraised(estate: Estate) -> Iterable[Thing]:
    """The bureaux above adjust; the appraised remarks."""
    period = last_complete_month(today()).code
    village = f"o{estate.world.village.uuid}"
    for kind, scope, people in (
        ("adjust", "d652324", {"analyst"}),
        ("remark", "d652324", {"manas_analyst"}),
        ("adjust", village, {"analyst", "manas_analyst"}),
        ("remark", village, {"village_clerk"}),
    ):
        asked = {"period": period, "kind": kind}
        yield Thing(
            f"{kind} {scope}", frozenset(people), {"scope": scope, **asked}, {"scope": f"o{NOWHERE}", **asked}
        )


def rounds(estate: Estate) -> Iterable[Thing]:
    """A round is seen by all who have a return in it."""
    yield _named("round", ROUND_READERS, estate.round.uuid)


def rounds_of_watchers(estate: Estate) -> Iterable[Thing]:
    """Reminding: bureaux, and clerks of townships."""
    watchers = frozenset({"analyst", "manas_analyst", "township_clerk", "other_township_clerk"})
    yield _named("round", watchers, estate.round.uuid)


def rounds_of_bureaux(estate: Estate) -> Iterable[Thing]:
    yield _named("round", frozenset({"analyst", "manas_analyst"}), estate.round.uuid)


def supervised(estate: Estate) -> Iterable[Thing]:
    """What a county's guidance committee may supervise, seen or not."""
    for name, readers in (("protected_case", GUIDANCE), ("room_case", GUIDANCE)):
        yield _named(f"order on {name}", readers, estate.cases[name].uuid)


def orders(estate: Estate) -> Iterable[Thing]:
    """An order at its case's address, and at another case's."""
    order = str(estate.order.uuid)
    yield _named("order", CASE_READERS["room_case"], estate.cases["room_case"].uuid, order=order)
    yield _named("order elsewhere", frozenset(), estate.cases["intake_case"].uuid, order=order)


def standing_orders(estate: Estate) -> Iterable[Thing]:
    yield Thing("standing order", GUIDANCE, {"order": str(estate.order.uuid)}, {"order": NOWHERE})


def batches(estate: Estate) -> Iterable[Thing]:
    for name, batch in estate.batches.items():
        yield _named(f"file {name}", frozenset({"village_clerk"}), batch.uuid)


def organizations(estate: Estate) -> Iterable[Thing]:
    """The register is open to all who work with it; security administrators appoint in their own bureau."""
    for name in ("village", "other_village", "room", "court", "bureau"):
        yield _named(name, _register_readers(name), estate.world.organizations[name].uuid)


def public_organizations(estate: Estate) -> Iterable[Thing]:
    """Public facts, told to whoever is logged in."""
    for name in ("village", "other_village", "bureau"):
        yield _named(name, CAST, estate.world.organizations[name].uuid)


def posts(estate: Estate) -> Iterable[Thing]:
    """A post in its own organization, and one at another organization's address."""
    held = {
        name: estate.world.users[who].person.posts.get().pk
        for name, who in (("village", "village_mediator"), ("bureau", "audit_admin"))
    }
    for name, pk in held.items():
        uuid = str(estate.world.organizations[name].uuid)
        yield Thing(name, _register_readers(name), {"uuid": uuid, "pk": pk}, {"uuid": NOWHERE, "pk": pk})
    elsewhere = held["village"]
    yield Thing(
        "post elsewhere", frozenset(), {"uuid": uuid, "pk": elsewhere}, {"uuid": NOWHERE, "pk": elsewhere}
    )


def _register_readers(organization: str) -> frozenset[str]:
    return _OPEN_REGISTER | {"security_admin"} if organization == "bureau" else _OPEN_REGISTER


def accounts(estate: Estate) -> Iterable[Thing]:
    for who in ("village_mediator", "analyst"):
        yield _named(f"account of {who}", frozenset({"system_admin"}), estate.person(who))


def tokens(estate: Estate) -> Iterable[Thing]:
    for who, token in estate.tokens.items():
        yield Thing(f"token of {who}", frozenset({who}), {"pk": token.pk}, {"pk": 0})


def walls(estate: Estate) -> Iterable[Thing]:
    yield Thing("wall screen", frozenset({"analyst"}), {"pk": estate.wall.pk}, {"pk": 0})


def secrets(estate: Estate) -> Iterable[Thing]:
    yield Thing("secret of a wall screen", frozenset(), {"secret": "guessed"}, {"secret": "unknown"})


def lent_duties(estate: Estate) -> Iterable[Thing]:
    yield Thing("lent duty", frozenset({"security_admin"}), {"pk": estate.lent_duty.pk}, {"pk": 0})


def scopes(among: frozenset[str], *, in_query: bool = False, **more: str) -> Things:
    """Figures of a scope, told by the address itself or by its query."""

    def things(estate: Estate) -> Iterable[Thing]:
        for label, code, readers in figure_scopes(estate):
            if in_query:
                asked = f"period={today().year}&scope="
                query, unknown = f"{asked}{code}", f"{asked}o{NOWHERE}"
                yield Thing(label, readers & among, more, more, query, unknown)
            else:
                rest = {"period": str(today().year), **more}
                yield Thing(label, readers & among, {"scope": code, **rest}, {"scope": f"o{NOWHERE}", **rest})

    return things


def layouts(estate: Estate) -> Iterable[Thing]:
    """The official tables are the whole installation's; the highest bureau's analyst changes them."""
    yield Thing("case table", frozenset({"analyst"}), {"table": "cases"}, {"table": "nothing"})


def works(estate: Estate) -> Iterable[Thing]:
    """Runs over all sums of the installation."""
    for work in ("reconcile", "rebuild"):
        yield Thing(work, frozenset({"analyst"}), {"work": work}, {"work": "nothing"})


def figure_scopes(estate: Estate) -> Iterable[tuple[str, str, frozenset[str]]]:
    """Bureaux and guidance committees: their area and what stands in it. Clerks: their own organization."""
    for code, readers in (
        ("d652300", _OF_PREFECTURE),
        ("d652324", _OF_MANAS),
        ("d652301", _OF_OTHER_COUNTY),
    ):
        yield code, code, readers
    for name, readers in (
        ("village", _OF_MANAS | {"village_clerk"}),
        ("township", _OF_MANAS | {"township_clerk"}),
        ("other_village", _OF_OTHER_COUNTY),
        ("other_township", _OF_OTHER_COUNTY | {"other_township_clerk"}),
    ):
        yield f"figures of {name}", f"o{estate.world.organizations[name].uuid}", readers
