"""Founding, changing, moving and closing organizations, and the divisions they stand in."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations import services
from organizations.enums import Regime
from organizations.models import Division, Organization, Placement
from organizations.services import founding, placing

DAY = today() - timedelta(days=30)


def fields(**changed):
    """The form; of a callable value, the day it gives now: the day may turn after the tests were collected."""
    return {
        "kind": "village",
        "name": "示范四村人民调解委员会",
        "division": "示范一村",
        "founded_on": DAY.isoformat(),
        "short_name": "玛镇示四",
        "form_token": str(uuid4()),
    } | {name: value().isoformat() if callable(value) else value for name, value in changed.items()}


def facts(organization, **changed):
    form = {
        "name": organization.name,
        "short_name": organization.short_name,
        "sector": organization.sector,
        "phone": organization.phone,
        "address": organization.address,
        "sealed_by": organization.sealed_by.name if organization.sealed_by else "",
        "host": organization.host.name if organization.host else "",
        "version": organization.version,
    }
    return form | changed


def test_an_officer_founds_an_organization_in_the_area(as_user, world):
    answer = as_user("manas_officer").post("/organizations/new/", fields())
    founded = Organization.objects.get(name="示范四村人民调解委员会")
    assert answer.url == f"/organizations/{founded.uuid}/"
    assert founded.division == world.divisions["652324100201"]
    placement = founded.placements.get()
    assert (placement.division, placement.valid_from, placement.valid_until) == (founded.division, DAY, None)
    assert JournalEntry.objects.get(action="organization.found").object_id == str(founded.uuid)


def test_a_room_uses_a_committee_s_seal_and_has_a_host(as_user, world):
    browser = as_user("officer")
    room = fields(kind="stationed_room", name="驻示范站调解室", division="玛纳斯县", short_name="")
    refused = browser.post("/organizations/new/", room)
    assert "派驻调解室、个人调解室要写明用哪个调委会的印章。" in refused.content.decode()
    refused = browser.post("/organizations/new/", room | {"sealed_by": world.industry.name})
    assert "派驻调解室要写明派驻在哪个单位。" in refused.content.decode()
    sent = room | {"sealed_by": world.industry.name, "host": world.court.name}
    assert browser.post("/organizations/new/", sent).status_code == 302
    assert Organization.objects.get(name="驻示范站调解室").sealing == world.industry


def test_an_administrative_room_mediates_under_its_own_rules(world):
    room = services.found_organization(
        by=world.fresh("officer"),
        name="示范行政调解室",
        kind="admin_room",
        division=world.divisions["652324"],
        founded_on=DAY,
        short_name="示行",
    )
    assert room.regime == Regime.ADMINISTRATIVE


@pytest.mark.parametrize(
    "who, changed, field",
    [
        ("officer", {"short_name": "玛镇"}, "short_name"),
        ("officer", {"short_name": ""}, "short_name"),
        ("officer", {"founded_on": lambda: today() + timedelta(days=1)}, "founded_on"),
        ("officer", {"founded_on": "昨天"}, "founded_on"),
        ("officer", {"division": "没有的地方"}, "division"),
        ("manas_officer", {"division": "硫磺沟镇"}, "division"),
        ("officer", {"division": "示范"}, "division_pick"),
        ("officer", {"sealed_by": "玛纳斯县人民法院"}, "sealed_by"),
        ("officer", {"kind": "castle"}, "kind"),
    ],
)
def test_what_is_filled_wrongly_is_told_at_its_field_and_founds_nothing(as_user, world, who, changed, field):
    before = Organization.objects.count()
    answer = as_user(who).post("/organizations/new/", fields(**changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Organization.objects.count() == before


@pytest.mark.parametrize("who", ["analyst", "village_clerk", "coordinator", "court_liaison", "system_admin"])
def test_only_officers_have_the_pages_of_the_register_s_keeping(as_user, world, who):
    browser = as_user(who)
    own = f"/organizations/{world.village.uuid}"
    for address in (
        "/organizations/new/",
        "/organizations/divisions/new/",
        f"{own}/edit/",
        f"{own}/move/",
        f"{own}/close/",
    ):
        assert browser.get(address).status_code == 404


def test_two_people_who_edit_at_once_are_told(as_user, world):
    first, second = as_user("officer"), as_user("manas_officer")
    address = f"/organizations/{world.village.uuid}/edit/"
    assert first.post(address, facts(world.village, phone="0994-0000001")).status_code == 302
    late = second.post(address, facts(world.village, phone="0994-0000002"))
    assert late.status_code == 409
    assert "刚刚被别人改过" in late.content.decode()
    world.village.refresh_from_db()
    assert (world.village.phone, world.village.version) == ("0994-0000001", 2)
    with pytest.raises(Conflict):
        services.edit_organization(by=world.fresh("officer"), organization=world.village, version=1, phone="")


def test_an_officer_of_a_county_changes_nothing_outside_it(as_user, world):
    address = f"/organizations/{world.other_village.uuid}/edit/"
    browser = as_user("manas_officer")
    assert "这个机构不在您的辖区内。" in browser.get(address).content.decode()
    assert browser.post(address, facts(world.other_village, name="别的名字")).status_code == 409
    world.other_village.refresh_from_db()
    assert world.other_village.name == "示范三村人民调解委员会"


def test_a_move_keeps_where_it_stood_before(as_user, world, monkeypatch):
    moved = []
    monkeypatch.setattr(placing, "_reactions", [lambda o: moved.append((o.pk, o.division.code))])
    answer = as_user("officer").post(
        f"/organizations/{world.village.uuid}/move/", {"division": "示范二村", "moved_on": DAY.isoformat()}
    )
    assert answer.status_code == 302
    old, new = world.divisions["652324100201"], world.divisions["652324101201"]
    rows = list(world.village.placements.order_by("valid_from").values_list("division", "valid_until"))
    assert rows == [(old.pk, DAY), (new.pk, None)]
    before, after = DAY - timedelta(days=1), DAY
    assert world.village in Organization.objects.within(old.parent, before)
    assert world.village not in Organization.objects.within(old.parent, after)
    assert world.village in Organization.objects.within(new.parent, after)
    assert moved == [(world.village.pk, new.code)]


def test_a_move_is_neither_in_the_future_nor_before_the_last_one_nor_to_the_same_place(world):
    officer = world.fresh("officer")
    there, here = world.divisions["652324101201"], world.village.division
    for division, day in (
        (there, today() + timedelta(days=1)),
        (there, world.village.valid_from),
        (here, DAY),
    ):
        with pytest.raises(InvalidInput):
            services.place(by=officer, organization=world.village, division=division, moved_on=day)
    assert Placement.objects.filter(organization=world.village).count() == 1


def test_a_move_out_of_the_area_is_refused(world):
    with pytest.raises(Refused):
        services.place(
            by=world.fresh("manas_officer"),
            organization=world.village,
            division=world.divisions["652301100201"],
            moved_on=DAY,
        )


def test_closing_ends_posts_and_place_on_the_same_day(as_user, world):
    answer = as_user("officer").post(
        f"/organizations/{world.village.uuid}/close/", {"closed_on": today().isoformat(), "reason": "撤并"}
    )
    assert answer.status_code == 302
    assert world.fresh("village_mediator").hats == ()
    assert not world.village.posts.filter(valid_until__isnull=True).exists()
    assert world.village.placements.get().valid_until == today()
    assert (
        "这个机构已经撤销，只能查看。"
        in as_user("officer").get(f"/organizations/{world.village.uuid}/edit/").content.decode()
    )


def test_a_committee_whose_seal_a_room_uses_is_not_closed(world):
    with pytest.raises(InvalidInput, match="填得不对") as refusal:
        services.close_organization(
            by=world.fresh("officer"), organization=world.industry, closed_on=today(), reason="撤并"
        )
    assert "驻玛纳斯县人民法院人民调解工作室" in refusal.value.errors["closed_on"][0]


def test_a_higher_app_may_object_to_a_closing(world, monkeypatch):
    def object_to(organization, day):
        raise Refused("还有没有办完的案件。")

    monkeypatch.setattr(founding, "_before_closing", [object_to])
    with pytest.raises(Refused, match="没有办完"):
        services.close_organization(
            by=world.fresh("officer"), organization=world.village, closed_on=today(), reason="撤并"
        )
    world.village.refresh_from_db()
    assert world.village.valid_until is None


def test_a_division_is_added_one_level_below_another(as_user, world):
    browser = as_user("manas_officer")
    sent = {"parent": "玛纳斯镇", "code": "652324100202", "name": "示范五村", "valid_from": DAY.isoformat()}
    assert browser.post("/organizations/divisions/new/", sent).url == "/organizations/?division=652324100202"
    made = Division.objects.get(code="652324100202")
    assert (made.level, made.town_code, made.county_code) == ("village", "652324100", "652324")
    for changed, field in (
        ({"code": "652324103"}, "code"),
        ({"code": "652324100202"}, "code"),
        ({"parent": "硫磺沟镇"}, "parent"),
        ({"parent": "示范二村", "code": "652324101201"}, "parent"),
    ):
        answer = browser.post("/organizations/divisions/new/", sent | changed)
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
