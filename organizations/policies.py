"""Who may do what with the register, the accounts and the exceptions. Pure questions, answered with a reason."""

from django.utils.translation import gettext as _

from mediation.kernel.decisions import ALLOW, Decision, deny

from .enums import Level
from .models import Division, Organization, Post, User
from .permissions import Permission
from .querysets import REGISTER_PERMISSIONS
from .roles import ADMINISTRATORS, ANALYST, MEDIATOR, OFFICER, ROLES, Reach, Role

# Roles of which one person never holds two at a time, and which are never held beside a role that reads cases.
ADMINISTRATOR_CODES = frozenset(role.code for role in ADMINISTRATORS)
READING_REACHES = frozenset({Reach.OWN_CASES, Reach.ORGANIZATION, Reach.LETTERS, Reach.GRANTED})


def can_read_register(user: User) -> Decision:
    """The register of organizations and of who serves there: bureau, guidance committees and clerks.

    Mediators, liaisons and experts work without it; administrators see accounts, grants or the journal.
    """
    if any(user.may(permission) for permission in REGISTER_PERMISSIONS):
        return ALLOW
    return deny(_("您的职责不需要查看机构名册。"))


def can_keep_register(user: User) -> Decision:
    """Whether there is any area whose register this person keeps."""
    return ALLOW if user.may(Permission.MANAGE_REGISTER) else deny(_("只有司法局业务人员可以维护机构名册。"))


def can_keep_register_in(user: User, division: Division) -> Decision:
    """Officers keep the register of their bureau's area."""
    decision = can_keep_register(user)
    if not decision:
        return decision
    bureaux = user.organizations_permitting(Permission.MANAGE_REGISTER)
    if any(lies_within(division, bureau.division) for bureau in bureaux):
        return ALLOW
    return deny(_("这个机构不在您的辖区内。"))


def can_keep_calendar(user: User) -> Decision:
    """The legal calendar holds for all: officers of a prefecture's bureau, or of one above it, load it."""
    bureaux = user.organizations_permitting(Permission.MANAGE_REGISTER)
    if any(bureau.division.level in (Level.PREFECTURE, Level.PROVINCE) for bureau in bureaux):
        return ALLOW
    return deny(_("由州市司法局业务人员登记法定日历。"))


def can_edit_organization(user: User, organization: Organization) -> Decision:
    """Change facts, move, close: officers of the area, while the organization exists."""
    if organization.has_ended:
        return deny(_("这个机构已经撤销，只能查看。"))
    return can_keep_register_in(user, organization.division)


def can_appoint(user: User, organization: Organization) -> Decision:
    """Whether this person may give any post there; see `appointable_roles` for which."""
    if organization.has_ended:
        return deny(_("这个机构已经撤销，不能再安排任职。"))
    if appointable_roles(user, organization):
        return ALLOW
    return deny(_("只有本辖区的司法局业务人员、本组织的主任或内勤可以安排任职。"))


def appointable_roles(user: User, organization: Organization) -> list[Role]:
    """The roles that this person may give in this organization.

    Officers: all but administrators, in their area. Clerks: mediators of their own committee (人民调解法 13: the committee
    engages them). Security administrators: administrators and staff of their own bureau, so that nobody who keeps the
    register gives rights over the installation.
    """
    given: set[str] = set()
    if can_keep_register_in(user, organization.division):
        given |= ROLES.keys() - ADMINISTRATOR_CODES
    if organization.pk in {o.pk for o in user.organizations_permitting(Permission.MANAGE_MEMBERS)}:
        given.add(MEDIATOR.code)
    if organization.pk in {o.pk for o in user.organizations_permitting(Permission.MANAGE_GRANTS)}:
        given |= ADMINISTRATOR_CODES | {OFFICER.code, ANALYST.code}
    return [role for role in ROLES.values() if role.code in given and organization.kind in role.kinds]


def can_end_post(user: User, post: Post) -> Decision:
    """Whoever may give the post may end it; nobody ends an own one, so that no organization is left by a slip."""
    if post.has_ended:
        return deny(_("这次任职已经结束。"))
    if post.person_id == user.person_id:
        return deny(_("不能结束自己的任职，请由别人办理。"))
    if post.role_code in {role.code for role in appointable_roles(user, post.organization)}:
        return ALLOW
    return deny(_("您不能结束这个任职。"))


def can_see_phones(user: User, organization: Organization) -> Decision:
    """Persons' telephones: their own committee's clerks and the officers of the area."""
    own = {o.pk for o in user.organizations_permitting(Permission.MANAGE_MEMBERS)}
    if organization.pk in own or can_keep_register_in(user, organization.division):
        return ALLOW
    return deny(_("电话只给本组织内勤和本辖区业务人员看。"))


def can_manage_accounts(user: User) -> Decision:
    return ALLOW if user.may(Permission.MANAGE_ACCOUNTS) else deny(_("只有系统管理员可以管理账号。"))


def can_change_account(user: User, account: User) -> Decision:
    """Disable, enable or reset: any account but one's own."""
    if account.pk == user.pk:
        return deny(_("不能停用自己的账号，也不能重置自己的密码；改密码请到“我的账号”。"))
    return can_manage_accounts(user)


def can_manage_grants(user: User) -> Decision:
    return ALLOW if user.may(Permission.MANAGE_GRANTS) else deny(_("只有安全管理员可以管理临时授权。"))


def can_read_journal(user: User) -> Decision:
    return ALLOW if user.may(Permission.READ_JOURNAL) else deny(_("只有审计管理员可以查阅操作日志。"))


def may_be_held_together(first: Role, second: Role) -> Decision:
    """等保 8.1.5: system, security and audit administrators are three persons, and none of them reads cases."""
    administrators = {first.code, second.code} & ADMINISTRATOR_CODES
    if len(administrators) == 2:
        return deny(_("系统管理员、安全管理员、审计管理员要由三个人分别担任。"))
    if administrators and {first.reach, second.reach} & READING_REACHES:
        return deny(_("管理员不能同时担任看得到案件的职责。"))
    return ALLOW


def lies_within(division: Division, area: Division) -> bool:
    """Whether a division is the area or lies in it."""
    return getattr(division, f"{area.level}_code") == area.code
