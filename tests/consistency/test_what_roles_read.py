"""What the design promises of whole roles: partners learn of answers only, statisticians of no person, rows are sealed."""

from datetime import date

import pytest
from django.urls import reverse

from mediation.kernel.calendar import today
from reports.indicators import REGISTRY, Change
from tests.consistency.addresses import ADDRESSES
from tests.consistency.estate import Estate
from tests.consistency.visiting import Visitor, text_of, url_of

# What the sender of the letters does not learn: where and by whom it is mediated, and under which number.
PLACING = (
    "驻玛纳斯县人民法院人民调解工作室",
    "玛纳斯县消费纠纷人民调解委员会",
    "示例·驻院调解员",
    "示例·协调员",
)


@pytest.mark.parametrize("half", [0, 1])
def test_a_partner_reads_state_and_answer_of_its_letters_and_nothing_of_their_cases(
    estate: Estate, db: None, half: int
) -> None:
    visitor, found = Visitor(estate, "procuratorate_liaison"), []
    words = (*PLACING, estate.cases["room_case"].official_no, estate.cases["moved_case"].official_no)
    for address in ADDRESSES[half::2]:
        for thing in address.things(estate) if address.things else [None]:
            # Which organizations exist is public, and the API tells it.
            if not address.may_open(visitor.who, thing) or address.name.startswith("api:organization"):
                continue
            text = text_of(visitor.ask_and_undo(address.method, url_of(address, thing)))
            found += [
                f"{address.name} {thing.name if thing else ''}: {word}" for word in words if word in text
            ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["analyst", "officer", "coordinator", "village_clerk"])
def test_no_list_behind_any_figure_shows_more_than_the_reader_sees_elsewhere(
    estate: Estate, db: None, who: str
) -> None:
    visitor, found = Visitor(estate, who), []
    scope = {"coordinator": "d652324", "village_clerk": f"o{estate.world.village.uuid}"}.get(who, "d652300")
    hidden = estate.marks_hidden_from(who)
    for code, indicator in REGISTRY.items():
        kwargs = {"scope": scope, "period": _period(), "code": code}
        urls = [reverse("reports:figure", kwargs=kwargs)]
        if who != "officer" and not isinstance(indicator, Change):
            urls.append(reverse("reports:export_figure", kwargs=kwargs))
        for url in urls:
            answer = visitor.ask_and_undo("GET", url)
            text = text_of(answer)
            found += [f"{url}: {answer.status_code}"] * (answer.status_code != 200)
            found += [f"{url}: {word}" for word in hidden if word in text]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["analyst", "manas_officer", "other_coordinator"])
def test_a_sealed_row_is_number_day_type_and_that_it_is_sealed(estate: Estate, db: None, who: str) -> None:
    scope = {"analyst": "d652300", "manas_officer": "d652324", "other_coordinator": "d652301"}[who]
    visitor = Visitor(estate, who)
    url = f"{reverse('api:indicator_rows', args=['cases_accepted'])}?scope={scope}&period={_period()}"
    rows = visitor.ask("GET", url).json()["results"]
    known = {case.number: case for case in estate.cases.values()}
    assert rows
    for row in rows:
        number, day, kind, sealed = row["cells"]
        case = known[number]
        assert row["sealed"]
        assert row["case"] is None
        assert (date.fromisoformat(day), kind, sealed) == (
            case.accepted_on,
            case.get_dispute_type_display(),
            "受限",
        )


def _period() -> str:
    """Some years, so that a year that has just begun holds the cases as well."""
    return f"{today().year - 2}-01..{today().year}-12"
