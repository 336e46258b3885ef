"""One case from its letter or application up to the end of mediation; words and days are invented."""

from datetime import timedelta

from reports.demo import timing
from reports.demo.days import working_on_or_before
from reports.demo.disputes import APPLICANT_COMPANY, DISPUTES, draw_amount
from reports.demo.names import SURNAMES, party_name
from reports.demo.organizations import sealing_committee
from reports.demo.people import clerk_of, serving
from reports.demo.records import Case, Party, Session
from reports.demo.seating import disputes_of, sources_of

# Oral agreements of a hundred undocked cases, by kind.
ORAL = {"village": 62, "township": 38, "studio": 55, "stationed_room": 30, "park_market": 35, "industry": 12}

ORAL_LIMIT = 300_000  # fen: what is worth more is written down

# How cases without agreement ended: outcome and ground of termination.
ENDS = (
    ("not_reached", ""), ("not_reached", ""), ("not_reached", ""), ("refused", ""), ("refused", ""),
    ("terminated", "settled"), ("terminated", "settled"), ("terminated", "time_expired"),
    ("terminated", "unreachable"),
)  # fmt: skip


def _dates(rng, slot, oral):
    """(accepted, bound or ended) of a slot."""
    if slot.succeeded is None:
        return timing.ended(rng, slot.accepted)
    if slot.succeeded is not slot.accepted:
        return timing.crossing(rng, slot.accepted, slot.succeeded)
    lengths = timing.DOCKED if slot.docked else timing.QUICK if oral else timing.USUAL
    return timing.within(rng, slot.accepted, lengths, 4 if slot.kind in ("village", "township") else 0)


def _parties(rng, dispute):
    """Two parties mostly, three or four at times; names cannot be anybody's."""
    kind = DISPUTES[dispute]
    extra = rng.choices((0, 1, 2), (85, 11, 4))[0]
    first = APPLICANT_COMPANY.get(dispute)
    applicant = Party("applicant", "legal", first) if first else None
    applicant = applicant or Party("applicant", "natural", party_name(rng.choice(SURNAMES), 0))
    if rng.randrange(100) < kind.company_share:
        respondent = Party("respondent", "legal", kind.company)
    else:
        respondent = Party("respondent", "natural", party_name(rng.choice(SURNAMES), 1))
    others = []
    for n in range(extra):
        side = "applicant" if not first and rng.randrange(2) else "respondent"
        others.append(Party(side, "natural", party_name(rng.choice(SURNAMES), 2 + n)))
    return (applicant, respondent, *others)


def _sessions(rng, first, last, docked):
    """One to three sessions; the last one on the day on which mediation ended."""
    held = {last}
    for _ in range(rng.choices((0, 1, 2), (58, 32, 10))[0]):
        held.add(max(first, working_on_or_before(first + timedelta(rng.randrange((last - first).days + 1)))))
    remote = 14 if docked else 4
    return tuple(Session(day, "remote" if rng.randrange(100) < remote else "on_site") for day in sorted(held))


def _mediators(rng, body, first, last, two):
    """One or two mediators of the place who serve there from acceptance to the end."""
    there = [person.number for person in serving(body.key, first) if person.post.holds_on(last)]
    return tuple(rng.sample(there, min(len(there), 2 if two else 1)))


class Teller:
    """Tells cases, one after another, from one stream of chance."""

    def __init__(self, rng):
        self.rng = rng
        self.disputes = disputes_of(rng)
        self.sources = sources_of(rng)

    def tell(self, body, slot, regime="peoples"):
        """The case of a slot at an organization, up to the end of mediation; its key is given later."""
        rng = self.rng
        dispute = self.disputes.draw(body)
        oral = regime == "peoples" and not slot.docked and not slot.finance
        oral = oral and rng.randrange(100) < ORAL.get(body.kind, 0)
        accepted, last = _dates(rng, slot, oral)
        source, entruster = ("entrusted", "court") if slot.docked else self.sources.draw(body)
        parties = _parties(rng, dispute)
        words = DISPUTES[dispute]
        names = {"a": parties[0].name, "b": parties[1].name}
        # What a letter brought is accepted on the day on which the guidance committee places it.
        waited = 0 if entruster else rng.choice((0, 0, 0, 1, 2, 3))
        applied = accepted if not waited else working_on_or_before(accepted - timedelta(waited))
        sealing = sealing_committee(body)
        case = Case(
            key=0,
            regime=regime,
            accepted_by=sealing.key,
            handled_at=body.key,
            dispute_type="contract" if dispute == "finance" else dispute,
            subtype="finance" if dispute == "finance" else "",
            source=source,
            entruster=entruster,
            legal_mode=self._legal_mode(entruster, (last - accepted).days),
            summary=rng.choice(words.texts).format(**names),
            claims=words.claim,
            parties=tuple(sorted(parties, key=lambda party: party.side)),  # applicants first
            mediators=_mediators(rng, body, accepted, last, rng.randrange(100) < 24),
            clerk=clerk_of(sealing.key).number,
            applied_on=applied,
            consented_on=applied if rng.randrange(3) else accepted,
            accepted_on=accepted,
            assigned_on=min(last, accepted + timedelta(rng.choice((0, 0, 1)))),
            concluded_on=last,
            is_protected=dispute == "marriage_family" and rng.randrange(100) < 5,
        )
        if slot.succeeded is None:
            self._end(case, slot)
        else:
            self._settle(case, slot, oral, words.terms.format(**names), 100 * draw_amount(rng, dispute))
        return case

    def _legal_mode(self, entruster, length):
        """Before docketing mostly; after it where the 15 days of the ordinary procedure sufficed."""
        if entruster == "court":
            return "entrusted" if length <= 15 and self.rng.randrange(100) < 18 else "assigned"
        return "transferred" if entruster else ""

    def _end(self, case, slot):
        case.outcome, case.termination_ground = self.rng.choice(ENDS)
        if case.outcome == "not_reached":
            case.sessions = _sessions(self.rng, case.assigned_on, case.concluded_on, slot.docked)

    def _settle(self, case, slot, oral, terms, amount):
        """Agree; written agreements take effect on the slot's day, at times a day or two after agreeing."""
        rng, bound = self.rng, case.concluded_on
        early = 0 if oral or rng.randrange(100) < 80 else rng.choice((1, 2))
        case.outcome = "oral_agreement" if oral else "written_agreement"
        case.agreed_on = case.concluded_on = max(case.assigned_on, bound - timedelta(early))
        case.effective_on = None if oral else bound
        case.sessions = _sessions(rng, case.assigned_on, case.agreed_on, slot.docked)
        case.terms = terms
        case.amount = 0 if oral and amount > ORAL_LIMIT else amount
