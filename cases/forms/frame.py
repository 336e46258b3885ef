"""The frame of a case for another one like it: what it is about and against whom, never who complained."""

from typing import Any

from django.utils.translation import gettext as _

from ..enums import PartyKind, Side
from ..models import Case
from ..signing import taking_part


def frame_of(case: Case) -> dict[str, Any]:
    """Initial values of a registration like this one: type, story without names of persons, and the firm.

    A natural person on the other side is not taken over: the next dispute is not that person's.
    """
    parties = taking_part(case)
    firm = next(
        (p.name for p in parties if p.side == Side.RESPONDENT and p.kind == PartyKind.LEGAL),
        "",
    )
    summary = case.text.summary
    for party in sorted(case.parties.all(), key=lambda p: -len(p.name)):
        if party.kind == PartyKind.NATURAL:
            summary = summary.replace(party.name, _("某人"))
    return {
        "like": case.uuid,
        "dispute_type": case.dispute_type,
        "respondent_name": firm,
        "summary": summary,
    }
