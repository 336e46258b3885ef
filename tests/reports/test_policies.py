"""Whose figures each role may see, open and take away."""

import pytest

from reports import policies, scopes

# reader → scopes he may see, of the list below
SEES = {
    "analyst": {"prefecture", "manas", "manas_own", "changji", "town", "village", "other_village"},
    "officer": {"prefecture", "manas", "manas_own", "changji", "town", "village", "other_village"},
    "manas_analyst": {"manas", "manas_own", "town", "village"},
    "coordinator": {"manas", "manas_own", "town", "village"},
    "other_coordinator": {"changji", "other_village"},
    "village_clerk": {"village"},
    "township_clerk": set(),
    "village_mediator": set(),
    "court_liaison": set(),
    "expert": set(),
    "system_admin": set(),
    "audit_admin": set(),
    "nobody": set(),
}
EXPORTS_NOTHING = {"officer"}


@pytest.fixture
def places(world):
    manas = scopes.of_division(world.divisions["652324"])
    return {
        "prefecture": scopes.of_division(world.divisions["652300"]),
        "manas": manas,
        "manas_own": manas.own(),
        "changji": scopes.of_division(world.divisions["652301"]),
        "town": scopes.of_division(world.divisions["652324100"]),
        "village": scopes.of_organization(world.village),
        "other_village": scopes.of_organization(world.other_village),
    }


@pytest.mark.parametrize("reader", SEES)
def test_a_reader_sees_and_opens_the_figures_of_his_reach_alone(world, places, reader):
    user = world.fresh(reader)
    seen = {name for name, scope in places.items() if policies.can_view_figures(user, scope)}
    opened = {name for name, scope in places.items() if policies.can_open_lists(user, scope)}
    exported = {name for name, scope in places.items() if policies.can_export_figures(user, scope)}
    assert seen == opened == SEES[reader]
    assert exported == (set() if reader in EXPORTS_NOTHING else SEES[reader])


def test_a_refusal_has_its_reason(world, places):
    assert policies.can_view_figures(world.fresh("village_mediator"), places["village"]).reason
    assert policies.can_view_figures(world.fresh("village_clerk"), places["manas"]).reason


@pytest.mark.parametrize(
    ("reader", "home"),
    [
        ("analyst", "昌吉回族自治州"),
        ("coordinator", "玛纳斯县"),
        ("village_clerk", "示范一村人民调解委员会"),
        ("village_mediator", None),
    ],
)
def test_a_dashboard_opens_with_the_readers_own_area(world, reader, home):
    scope = policies.home_scope(world.fresh(reader))
    assert (scope.label if scope else None) == home
