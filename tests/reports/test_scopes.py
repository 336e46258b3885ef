"""Scopes: their codes, names and children."""

from datetime import date

import pytest

from organizations.models import Division
from reports import scopes
from reports.scopes import UnknownScope

DAY = date(2021, 8, 31)


def test_a_scope_is_read_back_from_its_code(world):
    manas = scopes.of_division(world.divisions["652324"])
    town = scopes.of_division(world.divisions["652324100"])
    found = [
        manas,
        manas.own(),
        scopes.of_organization(world.village),
        *manas.children(DAY),
        *town.children(DAY),
    ]
    for scope in found:
        again = scopes.parse(scope.code)
        assert (again, again.code, again.label) == (scope, scope.code, scope.label)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "d",
        "o",
        "d999999",
        "d652324100201",
        "d652324100-own",
        "652324",
        "d652324@",
        "@d652324",
        "o00000000-0000-4000-8000-000000000000",
        "o123456789012345678901234567890123456",
        "o'; --",
        "d652324\n",
    ],
)
def test_what_names_no_scope_is_refused_at_its_field(world, code):
    with pytest.raises(UnknownScope) as caught:
        scopes.parse(code)
    assert list(caught.value.errors) == ["scope"]


def test_figures_go_by_division_to_the_town_and_by_organization_below(world):
    def children(code):
        return [child.label for child in scopes.parse(code).children(DAY)]

    assert children("d652300") == ["昌吉市", "玛纳斯县", "昌吉回族自治州本级"]
    assert children("d652324") == ["玛纳斯镇", "乐土驿镇", "玛纳斯县本级"]
    assert children("d652324100") == [
        "示例调解员个人调解室",
        "玛纳斯镇人民调解委员会",
        "示范一村人民调解委员会",
    ]
    assert "昌吉州司法局" in children("d652300-own")
    assert scopes.of_organization(world.village).children(DAY) == []


def test_what_has_moved_away_stays_a_row_that_does_not_stand(world):
    world.village.placements.update(valid_until=date(2021, 8, 1))
    world.village.placements.create(division=world.divisions["652301100201"], valid_from=date(2021, 8, 1))
    stands = {c.organization: c.stands for c in scopes.parse("d652324100").children(DAY)}
    assert stands == {world.studio: True, world.township: True, world.village: False}
    assert world.village in [c.organization for c in scopes.parse("d652301100").children(DAY)]


def test_a_renamed_division_is_one_scope(world):
    town = world.divisions["652324101"]
    Division.objects.filter(pk=town.pk).update(valid_until=date(2021, 7, 1))
    renamed = Division(
        code=town.code, name="乐土驿新镇", level=town.level, parent=town.parent, valid_from=date(2021, 7, 1)
    )
    renamed.save()
    [child] = [c for c in scopes.parse("d652324").children(DAY) if c.division.code == town.code]
    assert (child.label, child.stands, child.division_ids) == ("乐土驿新镇", True, (town.pk, renamed.pk))
