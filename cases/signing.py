"""Which parties take part in a case, and who may sign for each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mediation.kernel import batching
from mediation.kernel.calendar import today

from .enums import Authority, PartyKind, RepresentativeKind
from .models import Case, Party, Representative

BY_LAW = frozenset({RepresentativeKind.GUARDIAN, RepresentativeKind.HEAD})


@dataclass(frozen=True)
class Signer:
    """One person who may agree and sign for a party; `representative` None is the party itself."""

    name: str
    role: str
    representative: Representative | None = None


def taking_part(case: Case) -> list[Party]:
    """The parties in their order without those of a group who left: who is asked, counted, awarded, and signs."""
    return [party for party in batching.rows_of(case, "parties") if party.left_on is None]


def who_signs(party: Party, day: date | None = None) -> list[Signer]:
    """Who may sign for one party on a Beijing day (default today); nobody while a minor has no guardian."""
    return _signers(party, party.representatives.valid_on(day or today()))  # type: ignore[attr-defined]


def signatures_of(case: Case, day: date | None = None) -> list[tuple[Party, list[Signer]]]:
    """Every party that takes part, with who may sign for it on a Beijing day (default today)."""
    acting = _acting(case, day or today())
    return [(party, _signers(party, acting.get(party.pk, []))) for party in taking_part(case)]


def without_guardian(case: Case, day: date | None = None) -> list[Party]:
    """Minors who take part and have no guardian in the file on a Beijing day (default today)."""
    minors = [party for party in taking_part(case) if party.is_minor]
    if not minors:
        return []
    acting = _acting(case, day or today())
    return [party for party in minors if not _signers(party, acting.get(party.pk, []))]


def guardian_sentence(parties: Iterable[Party]) -> str:
    """Said when a minor would have to sign (民法典 19、20、23)."""
    names = "、".join(party.name for party in parties)
    return _("未成年人要由法定代理人签名，请先办理“登记代理人”，写明法定代理人：%(names)s。") % {
        "names": names
    }


def _acting(case: Case, day: date) -> dict[int, list[Representative]]:
    acting: dict[int, list[Representative]] = {}
    found: Any = case.representatives.valid_on(day).prefetch_related("parties")  # type: ignore[attr-defined]
    for representative in found:
        for party in representative.parties.all():
            acting.setdefault(party.pk, []).append(representative)
    return acting


def _signers(party: Party, representatives: Iterable[Representative]) -> list[Signer]:
    acting = [Signer(r.name, r.get_kind_display(), r) for r in representatives if _may_sign(party, r)]
    if party.is_minor:
        return acting
    own = _("本人") if party.kind == PartyKind.NATURAL else _("本单位盖章")
    return [Signer(party.name, own), *acting]


def _may_sign(party: Party, representative: Representative) -> bool:
    if party.is_minor:
        # An agent of a minor has his authority from the guardian, who stands here too.
        return representative.kind == RepresentativeKind.GUARDIAN
    return representative.kind in BY_LAW or representative.authority == Authority.SPECIAL
