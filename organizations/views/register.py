"""The register: divisions from the prefecture down, how many organizations each has, and the organizations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.paging import paginate

from ..enums import Level, OrganizationKind
from ..forms import RegisterFilterForm
from ..models import Division, Organization, User
from ..policies import can_keep_calendar, can_keep_register, can_read_register
from .access import only_if, show

LEVELS = list(Level)


@dataclass(frozen=True)
class Counted:
    """One line of the tree or of the kinds: how many organizations, and the address that shows them."""

    label: Any
    rows: int
    url: str
    is_chosen: bool = False


@only_if(can_read_register)
def register(request: HttpRequest) -> HttpResponse:
    """One division: its divisions with counts, its kinds with counts, its organizations."""
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    division = form.cleaned_data.get("division") or _own_division(request.user)
    kind = form.cleaned_data.get("kind", "")
    organizations = Organization.objects.visible_to(request.user).standing_in(division)
    with_closed = form.cleaned_data.get("closed", False)
    if not with_closed:
        organizations = organizations.valid_on(today())
    chosen = organizations.of_kind(kind) if kind else organizations
    page = paginate(
        chosen.select_related("division__parent", "sealed_by"), request.GET, ordering=["division__code", "id"]
    )
    context = {
        "division": division,
        "above": _above(division),
        "below": _below(request, division, chosen),
        "kinds": _kinds(request, division, organizations, kind),
        "closed": _closed(request, with_closed),
        "page": page,
        "can_keep": can_keep_register(request.user),
        "can_keep_calendar": can_keep_calendar(request.user),
    }
    return show(request, "organizations/register.html", context, form)


def _own_division(user: User) -> Division:
    """Where the page opens: the bureau's or committee's county, or the prefecture."""
    hat = user.hat
    assert hat is not None  # noqa: S101  whoever may read the register serves somewhere
    division = hat.organization.division
    while division.level in (Level.TOWN, Level.VILLAGE) and division.parent:
        division = division.parent
    return division


def _above(division: Division) -> list[Division]:
    """From the prefecture down to the division's parent."""
    line: list[Division] = []
    upper = division.parent
    while upper and upper.level != Level.PROVINCE:
        line.insert(0, upper)
        upper = upper.parent
    return line


def _below(request: HttpRequest, division: Division, organizations: QuerySet[Organization]) -> list[Counted]:
    """The divisions next below, each with the number of the organizations chosen."""
    if division.level == Level.VILLAGE:
        return []
    level = LEVELS[LEVELS.index(Level(division.level)) + 1]
    column = f"division__{level}_code"
    rows = dict(organizations.order_by().values_list(column).annotate(Count("id")))
    children: Any = division.children
    return [
        Counted(child.name, rows.get(child.code, 0), _address(request, division=child.code))
        for child in children.valid_on(today()).order_by("code")
    ]


def _kinds(
    request: HttpRequest, division: Division, organizations: QuerySet[Organization], chosen: str
) -> list[Counted]:
    """The kinds that occur here, with their numbers; the chosen one is left by its own link."""
    rows = dict(organizations.order_by().values_list("kind").annotate(Count("id")))
    here = division.code
    every = Counted(_("全部类别"), sum(rows.values()), _address(request, division=here, kind=""), not chosen)
    return [every] + [
        Counted(kind.label, rows[kind], _address(request, division=here, kind=kind.value), kind == chosen)
        for kind in OrganizationKind
        if kind in rows
    ]


def _closed(request: HttpRequest, shown: bool) -> Counted:
    """The link that adds those that were closed, or leaves them out again."""
    label = _("不看已撤销的") if shown else _("含已撤销的")
    return Counted(label, 0, _address(request, closed="" if shown else "on"))


def _address(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
