"""System, security and audit administrators are three persons, and none of them reads a case."""

from datetime import timedelta

import pytest

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from organizations import services
from organizations.policies import can_manage_accounts, can_manage_grants, can_read_journal
from organizations.roles import AUDIT_ADMIN, CLERK, MEDIATOR, OFFICER, ROLES, SECURITY_ADMIN, SYSTEM_ADMIN

ADMINISTRATORS = {"system_admin": SYSTEM_ADMIN, "security_admin": SECURITY_ADMIN, "audit_admin": AUDIT_ADMIN}
PAIRS = [
    (who, role) for who, own in ADMINISTRATORS.items() for role in ADMINISTRATORS.values() if role != own
]


@pytest.mark.parametrize("who, role", [pair for pair in PAIRS if pair[0] != "security_admin"])
def test_nobody_is_given_a_second_of_the_three(world, who, role):
    with pytest.raises(InvalidInput) as refusal:
        services.appoint(
            by=world.fresh("security_admin"),
            organization=world.bureau,
            role=role,
            person=world.users[who].person,
            valid_from=today(),
        )
    assert refusal.value.errors == {"role": ["系统管理员、安全管理员、审计管理员要由三个人分别担任。"]}


def test_after_the_first_ended_the_second_may_be_given(world):
    security = world.fresh("security_admin")
    post = world.audit_admin.person.posts.get()
    services.end_post(by=security, post=post, ended_on=today())
    services.appoint(
        by=security,
        organization=world.bureau,
        role=SYSTEM_ADMIN,
        person=world.audit_admin.person,
        valid_from=today(),
    )
    assert [hat.role for hat in world.fresh("audit_admin").hats] == [SYSTEM_ADMIN]


def test_a_post_that_only_begins_later_counts_too(world):
    security = world.fresh("security_admin")
    person = world.nobody.person
    soon = today() + timedelta(days=10)
    appoint = {"by": security, "organization": world.bureau, "person": person}
    services.appoint(**appoint, role=AUDIT_ADMIN, valid_from=soon)
    services.appoint(**appoint, role=SYSTEM_ADMIN, valid_from=today(), valid_until=soon)
    with pytest.raises(InvalidInput):
        services.appoint(**appoint, role=SECURITY_ADMIN, valid_from=today())


def test_an_administrator_is_given_no_role_that_reads_cases(world):
    with pytest.raises(InvalidInput) as refusal:
        services.appoint(
            by=world.fresh("officer"),
            organization=world.village,
            role=MEDIATOR,
            person=world.audit_admin.person,
            valid_from=today(),
        )
    assert refusal.value.errors == {"role": ["管理员不能同时担任看得到案件的职责。"]}
    with pytest.raises(InvalidInput):
        services.appoint(
            by=world.fresh("security_admin"),
            organization=world.bureau,
            role=AUDIT_ADMIN,
            person=world.village_clerk.person,
            valid_from=today(),
        )


def test_an_administrator_is_lent_no_duty_that_reads_cases(world):
    with pytest.raises(InvalidInput):
        services.lend_duty(
            by=world.fresh("security_admin"),
            user=world.fresh("system_admin"),
            organization=world.village,
            role=CLERK,
            valid_from=today(),
            last_day=today(),
            reason="测试",
        )


def test_who_keeps_the_register_makes_no_administrators(world):
    with pytest.raises(InvalidInput) as refusal:
        services.appoint(
            by=world.fresh("officer"),
            organization=world.bureau,
            role=SYSTEM_ADMIN,
            name="示例·新人",
            valid_from=today(),
        )
    assert "您不能在“昌吉州司法局”安排“系统管理员”。" in refusal.value.errors["role"]


def test_the_security_administrator_makes_administrators_and_staff_of_the_own_bureau(world):
    post = services.appoint(
        by=world.fresh("security_admin"),
        organization=world.bureau,
        role=OFFICER,
        name="示例·新人",
        valid_from=today(),
    )
    assert post.person.sort_key.startswith("shi4")


@pytest.mark.parametrize("who", sorted(ADMINISTRATORS))
def test_each_of_the_three_has_one_screen_and_not_the_others(as_user, who):
    screens = {"system_admin": "/accounts/", "security_admin": "/grants/", "audit_admin": "/journal/"}
    browser = as_user(who)
    for owner, address in screens.items():
        assert browser.get(address).status_code == (200 if owner == who else 404)
    assert browser.get("/").url == screens[who]


def test_nobody_else_has_any_of_the_three_screens(as_user, world):
    for who in sorted(set(world.users) - ADMINISTRATORS.keys()):
        user = world.fresh(who)
        for policy in (can_manage_accounts, can_manage_grants, can_read_journal):
            decision = policy(user)
            assert not decision
            assert decision.reason
    browser = as_user("officer")
    for address in ("/accounts/", "/grants/", "/journal/", "/accounts/new/", "/grants/lend/"):
        assert browser.get(address).status_code == 404


def test_no_administrator_may_do_anything_with_cases():
    for role in ADMINISTRATORS.values():
        assert len(role.permissions) == 1
    assert len(ROLES) == 10
