"""Where a row stands: province, prefecture and county, from the case's frozen columns or from a placement."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce

from organizations.models import Division
from reports.indicators.places import ByAcceptance, ByPlacement

# From the deepest: a row stands at the first of these that it has.
STORED_LEVELS = ("county", "prefecture", "province")
BELOW_COUNTY = "town"

Place = ByAcceptance | ByPlacement


class Path(NamedTuple):
    """The codes that a row carries; empty where it stands above a level."""

    county: str
    prefecture: str
    province: str

    @property
    def code(self) -> str:
        """The deepest."""
        return self.county or self.prefecture or self.province

    @property
    def prefecture_code(self) -> str:
        """The deepest from the prefecture upward: whose day cells hold the row."""
        return self.prefecture or self.province


def is_dated(place: Any) -> bool:
    """Whether a row's place depends on the row alone, not on the day for which somebody asks."""
    return isinstance(place, ByAcceptance) or (isinstance(place, ByPlacement) and bool(place.on))


def anywhere(place: Place) -> Q:
    """The condition that the row stands somewhere."""
    if isinstance(place, ByAcceptance):
        return Q()
    placement = f"{place.organization}placements__"
    return Q(**{f"{placement}valid_from__lte": F(place.on)}) & (
        Q(**{f"{placement}valid_until__isnull": True}) | Q(**{f"{placement}valid_until__gt": F(place.on)})
    )


def columns(place: Place) -> dict[str, Any]:
    """Expressions for province, prefecture, county and `own`: that the row stands directly at its county, or above."""
    if isinstance(place, ByAcceptance):
        codes = {
            level: Coalesce(F(f"{place.case}accepted_{level}__code"), Value("")) for level in STORED_LEVELS
        }
        own = Q(**{f"{place.case}accepted_{BELOW_COUNTY}__isnull": True})
    else:
        division = f"{place.organization}placements__division__"
        codes = {level: F(f"{division}{level}_code") for level in STORED_LEVELS}
        own = Q(**{f"{division}{BELOW_COUNTY}_code": ""})
    return {
        **{f"at_{level}": code for level, code in codes.items()},
        "at_own": ExpressionWrapper(own, output_field=BooleanField()),
    }


def division_ids(codes: Iterable[str]) -> dict[str, list[int]]:
    """Every dated row of some codes."""
    found: dict[str, list[int]] = {}
    for code, pk in Division.objects.filter(code__in=set(codes)).order_by("pk").values_list("code", "pk"):
        found.setdefault(code, []).append(pk)
    return found


def within(
    place: Place, codes: Iterable[str], ids: Mapping[str, list[int]], levels: tuple[str, ...] = STORED_LEVELS
) -> Q:
    """Rows whose deepest code among `levels` is one of the codes; `ids` is what `division_ids` gave for them."""
    codes = sorted(codes)
    rows = [pk for code in codes for pk in ids.get(code, ())]
    condition, above = Q(pk__in=[]), Q()
    for level in levels:
        if isinstance(place, ByAcceptance):
            column = f"{place.case}accepted_{level}"
            condition |= above & Q(**{f"{column}__in": rows})
            above &= Q(**{f"{column}__isnull": True})
        else:
            column = f"{place.organization}placements__division__{level}_code"
            condition |= above & Q(**{f"{column}__in": codes})
            above &= Q(**{column: ""})
    return condition
