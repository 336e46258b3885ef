"""Official numbers of cases (案号): one gap-free series a committee, regime and calendar year."""

from datetime import date

from django.utils.translation import gettext as _

from mediation.kernel import batching, numbering
from mediation.kernel.errors import Refused
from organizations.enums import Regime
from organizations.models import Organization

from ..models import Case

# The word of a regime in official numbers; stays Chinese in every language.
NUMBER_WORDS = {
    Regime.PEOPLES: "人调",
    Regime.ADMINISTRATIVE: "行调",
    Regime.ADMINISTRATIVE_DISPUTE: "行争调",
    Regime.LAWYER: "律调",
}


def take_official_no(case: Case, day: date) -> str:
    """The next number of the accepting committee, regime and year: （2021）玛人调字第1号. Rooms use their committee's.

    Raises Refused when two organizations would write the same numbers.
    """
    committee = case.holder
    if not committee.short_name:
        namesakes = Organization.objects.filter(name=committee.name, short_name="").exclude(pk=committee.pk)
        if batching.remembered(("namesakes", committee.pk), namesakes.exists):
            raise Refused(_("有同名的组织也没有案号简称，请先由司法局登记案号简称，再受理。"))
    regime = Regime(case.regime)
    value = numbering.take(series_code(committee.pk, day.year, regime), case.uuid)
    return official_no(committee.short_name or committee.name, day.year, value, regime)


def series_code(committee_id: int, year: int, regime: Regime = Regime.PEOPLES) -> str:
    """The series of one committee, regime and calendar year."""
    code = f"case:{committee_id}:{year}"
    return code if regime == Regime.PEOPLES else f"{code}:{regime}"


def official_no(short_name: str, year: int, value: int, regime: Regime = Regime.PEOPLES) -> str:
    """How an official number is written; stays Chinese in every language."""
    return f"（{year}）{short_name}{NUMBER_WORDS[regime]}字第{value}号"
