"""Every address × every person × own and foreign things: nobody reads, changes or even guesses what is not his."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from tests.consistency.addresses import ADDRESSES, ANONYMOUS
from tests.consistency.estate import CASE_READERS, CAST, LETTER_READERS, Estate
from tests.consistency.things import Address, Thing
from tests.consistency.visiting import Visitor, addresses_in, appearance, fingerprints, text_of, url_of

# What somebody who may open an address can get: the page, its result, the form again, a rule's "not now".
# Others of the cast are in the same place: they are asked about what is theirs only.
TWINS = {"second_coordinator", "room_mediator_2", "room_mediator_4", "other_court_liaison"}
ANSWERS = {"GET": {200, 204, 302, 409}, "POST": {200, 201, 302, 400, 409, 422}}
# Of things in turns, readers ask for this many in a row.
MOST_TURNS = 2
# Which organizations and divisions there are is public: the API says which of two reasons it had.
PUBLIC_SCOPES = {
    "api:indicator",
    "api:indicator_children",
    "api:indicator_rows",
    "api:official_table",
    "api:appraisal",
}


@pytest.fixture(scope="module")
def visitors(estate: Estate) -> dict[str, Visitor]:
    return {who: Visitor(estate, who) for who in (*sorted(CAST), ANONYMOUS)}


def every_name(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_name(pattern.url_patterns, namespace)
        else:
            yield f"{prefix}{pattern.name}"


def test_every_address_says_who_may_open_it() -> None:
    existing = set(every_name(get_resolver().url_patterns))
    listed = {address.name for address in ADDRESSES}
    missing, gone = sorted(existing - listed), sorted(listed - existing)
    assert not missing, (
        f"Say in tests/consistency/addresses.py who may open {missing}: an Address with the names of the people, "
        "and, where it shows one thing, with the things and the names of their readers."
    )
    assert not gone, f"These stand in tests/consistency/addresses.py and nowhere else, remove them: {gone}"


def test_every_case_and_letter_has_its_readers_written_down(estate: Estate) -> None:
    assert set(estate.cases) == set(CASE_READERS)
    assert set(estate.letters) == set(LETTER_READERS)
    assert len(estate.marks) > 60


@pytest.mark.parametrize("half", [0, 1])
def test_whoever_may_open_an_address_gets_an_answer_without_a_word_of_what_is_not_his(
    estate: Estate, visitors: dict[str, Visitor], db: None, half: int
) -> None:
    faults, count = [], 0
    for address, thing, visitor in cells(estate, visitors, may=True, among=ADDRESSES[half::2]):
        count += 1
        answer = visitor.ask_and_undo(address.method, url_of(address, thing))
        if answer.status_code not in ANSWERS[address.method]:
            faults.append(f"{cell(address, thing, visitor)}: {answer.status_code}")
        text = text_of(answer)
        if words := hidden(estate, visitor.who, text):
            faults.append(f"{cell(address, thing, visitor)}: shows {words}")
        links = addresses_in(text)
        if words := [word for word in estate.marks if word in links]:
            faults.append(f"{cell(address, thing, visitor)}: an address on it holds {words}")
    print(f"{count} cells of people who may, {len(faults)} faults")  # noqa: T201  the count is the result
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("half", [0, 1])
def test_nobody_else_reads_changes_or_guesses_anything(
    estate: Estate, visitors: dict[str, Visitor], db: None, half: int
) -> None:
    faults, count = [], 0
    before = fingerprints()
    for address in ADDRESSES[half::2]:
        with transaction.atomic():
            for _address, thing, visitor in cells(estate, visitors, may=False, among=[address]):
                count += 1
                faults += [
                    f"{cell(address, thing, visitor)}: {fault}"
                    for fault in refusal(estate, address, thing, visitor)
                ]
            after = fingerprints()
            changed = [table for table in before if before[table] != after[table]]
            if changed:
                faults.append(
                    f"{address.method} {address.name}: somebody who may not open it changed {changed}"
                )
            transaction.set_rollback(True)
    print(f"{count} cells of people who may not, {len(faults)} leaks")  # noqa: T201  the count is the result
    assert not faults, "\n".join(faults)


def test_what_is_not_yours_looks_like_what_does_not_exist(
    estate: Estate, visitors: dict[str, Visitor], db: None
) -> None:
    """Two people at each address, others at the next; all things that are not one's own look alike by the test above."""
    different, count = [], 0
    for number, address in enumerate(a for a in ADDRESSES if a.things and a.name not in PUBLIC_SCOPES):
        refused = [
            (thing, visitor)
            for _address, thing, visitor in cells(estate, visitors, may=False, among=[address])
            if visitor.who in address.people
        ]
        for thing, visitor in (
            (refused[number % len(refused)], refused[-1 - number % len(refused)]) if refused else ()
        ):
            count += 1
            here, nowhere = url_of(address, thing), url_of(address, thing, unknown=True)
            there = visitor.ask(address.method, nowhere)
            if appearance(visitor.ask(address.method, here), here) != appearance(there, nowhere):
                different.append(cell(address, thing, visitor))
    assert not different, "\n".join(different)
    assert count > 60


def cells(
    estate: Estate, visitors: dict[str, Visitor], *, may: bool, among: list[Address]
) -> Iterator[tuple[Address, Thing | None, Visitor]]:
    """Who asks for what.

    Whom an address refuses in general is asked about the first thing there only. With many things of a kind people take
    turns: those to whom they are foreign ask for one in so many, their readers for a third.
    """
    for address in among:
        for number, thing in enumerate(address.things(estate) if address.things else [None]):
            for position, (who, visitor) in enumerate(visitors.items()):
                if address.may_open(who, thing) != may or (number and who not in address.people):
                    continue
                turn = (thing.turn + position) % thing.turns if thing and who in address.people else 0
                spared = address.heavy and (number + position) % 3 if may else who in TWINS
                if not spared and turn <= (MOST_TURNS if may else 0):
                    yield address, thing, visitor


def cell(address: Address, thing: Thing | None, visitor: Visitor) -> str:
    return f"{address.method} {address.name} {thing.name if thing else ''} as {visitor.who}"


def hidden(estate: Estate, who: str, text: str) -> list[str]:
    return [word for word in estate.marks_hidden_from(who) if word in text]


def refusal(estate: Estate, address: Address, thing: Thing | None, visitor: Visitor) -> Iterator[str]:
    """What is wrong with the answer to somebody who may not."""
    url = url_of(address, thing)
    answer = visitor.ask(address.method, url)
    if words := hidden(estate, visitor.who, text_of(answer)):
        yield f"shows {words}"
    if visitor.who == ANONYMOUS:
        if answer.status_code != address.outsiders_get:
            yield f"{answer.status_code} instead of {address.outsiders_get}"
        elif answer.status_code == 302 and not answer["Location"].startswith("/login/"):
            yield f"is sent to {answer['Location']}"
        return
    expected = 404 if thing is not None and visitor.who in address.people else address.refusal
    if answer.status_code != expected:
        yield f"{answer.status_code} instead of {expected}"
    elif thing is not None:
        look = appearance(answer, url)
        if look != visitor.refusals.setdefault(f"{address.method} {address.name}", look):
            yield "looks different from other things that are not his"
