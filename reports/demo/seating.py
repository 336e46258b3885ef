"""Where a case is handled, what it is about and how it came: drawn by weights. All of it is invented."""

from reports.demo.disputes import MIXES
from reports.demo.organizations import of_kind
from reports.demo.places import COUNTY_WEIGHTS
from reports.demo.shares import picker

# Undocked cases: (source, entruster) and weights, by kind or by kind and field.
_APPLY, _PROACTIVE = ("application", ""), ("proactive", "")
_POLICE, _PETITION = ("entrusted", "police"), ("entrusted", "petition")
_PROSECUTOR, _OTHER = ("entrusted", "procuratorate"), ("entrusted", "other")
SOURCES = {
    "village": {_APPLY: 70, _PROACTIVE: 28, _POLICE: 2},
    "township": {_APPLY: 62, _PROACTIVE: 20, _PETITION: 8, _POLICE: 6, _OTHER: 4},
    "studio": {_APPLY: 72, _PROACTIVE: 28},
    "park_market": {_APPLY: 70, _PROACTIVE: 30},
    "lawyer_room": {_APPLY: 1},
    "industry": {_APPLY: 86, _OTHER: 10, _PETITION: 4},
    "industry:traffic": {_APPLY: 60, _POLICE: 40},
    "stationed_room:court": {_APPLY: 1},
    "stationed_room:police": {_POLICE: 72, _APPLY: 28},
    "stationed_room:petition_office": {_PETITION: 82, _APPLY: 18},
    "stationed_room:procuratorate": {_PROSECUTOR: 84, _APPLY: 16},
    "stationed_room:consumer_association": {_OTHER: 40, _APPLY: 60},
    "admin_room": {_APPLY: 1},
    "admin_dispute_centre": {_APPLY: 1},
}
# Which industry committees the courts refer to, and which others people turn to.
DOCKED_FIELDS = {"litigation": 62, "traffic": 10, "property": 12, "labour": 8, "consumer": 4, "family": 4}


class Table:
    """Draws from the weights of an organization's kind and field, or of its kind."""

    def __init__(self, rng, weights):
        self.pickers = {key: picker(rng, list(row), list(row.values())) for key, row in weights.items()}

    def draw(self, body):
        key = f"{body.kind}:{body.field}"
        return self.pickers[key if key in self.pickers else body.kind]()


def disputes_of(rng):
    """Draws the dispute type of a case by the organization where it is handled."""
    return Table(rng, MIXES)


def sources_of(rng):
    """Draws (source, entruster) of an undocked case by the organization where it is handled."""
    return Table(rng, SOURCES)


class Places:
    """Draws the organization where a slot is handled, by county and field."""

    def __init__(self, rng):
        self.pickers = {}
        self.rng = rng

    def _weight(self, body, docked):
        county = COUNTY_WEIGHTS.get(body.county, 8)
        if body.kind == "industry":
            alone = 4 if body.field == "litigation" else 10
            return county * (DOCKED_FIELDS.get(body.field, 0) if docked else alone)
        if body.kind == "stationed_room":
            return county * 10 if (body.field == "court") == docked else 0
        return county

    def draw(self, slot):
        key = (slot.kind, slot.docked, slot.finance)
        if key not in self.pickers:
            bodies = [body for body in of_kind(slot.kind) if (body.field == "finance") == slot.finance]
            weights = [self._weight(body, slot.docked and not slot.finance) for body in bodies]
            self.pickers[key] = picker(self.rng, bodies, weights)
        return self.pickers[key]()
