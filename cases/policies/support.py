"""Who asks the next tier for support, who answers, and what an answer may do.

Tiers guide and refer; none overrules or reads another's files (人民调解法 7–9, 人民调解工作若干规定 21). Whoever is asked
reads a number, a kind and a place, and the case itself only after the parties agreed and a part of it was taken on.
"""

from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.enums import OrganizationKind
from organizations.models import Organization, User
from organizations.permissions import Permission

from ..models import Case, SupportRequest
from .handling import can_mediate_case
from .persons import has_mediator, serves

ANSWERING = (Permission.MANAGE_CASES, Permission.PLACE_REFERRAL)


def one_tier_up(organization: Organization) -> Organization | None:
    """Whom an organization asks: a village its township's committee, everybody else the county's guidance committee.

    None where neither exists today.
    """
    place = organization.division
    standing = Organization.objects.valid_on(today()).order_by("id")
    if organization.kind == OrganizationKind.VILLAGE:
        township = standing.filter(
            kind=OrganizationKind.TOWNSHIP, division__town_code=place.town_code, regime=organization.regime
        ).first()
        if township is not None:
            return township
    return standing.filter(
        kind=OrganizationKind.GUIDANCE_COMMITTEE, division__county_code=place.county_code
    ).first()


def waiting_request(case: Case) -> SupportRequest | None:
    """The request of this case that waits for its answer."""
    return case.support_requests.waiting().select_related("asking", "asked__division").first()


def can_ask_support(user: User, case: Case) -> Decision:
    """Whoever mediates; anybody of the committee while nobody does. One question at a time."""
    if waiting_request(case) is not None:
        return deny(_("已经请求过支援，正在等答复；要改就先撤回。"))
    if one_tier_up(case.holder) is None:
        return deny(_("没有找到可以请求的上一级组织，请先由司法局在“机构与人员”中登记。"))
    if not has_mediator(case) and serves(user, case, Permission.HANDLE_CASE):
        return ALLOW
    return can_mediate_case(user, case)


def can_withdraw_support(user: User, case: Case) -> Decision:
    """The asking side, while nobody has answered."""
    if waiting_request(case) is None:
        return deny(_("没有等答复的支援请求。"))
    if not has_mediator(case) and serves(user, case, Permission.HANDLE_CASE):
        return ALLOW
    return can_mediate_case(user, case)


def can_answer_support(user: User, case: Case) -> Decision:
    """Clerks of the committee that was asked, coordinators of the county that was asked."""
    request = waiting_request(case)
    if request is None:
        return deny(_("这个支援请求已经答复或者撤回。"))
    if request.asked_id not in {o.pk for name in ANSWERING for o in user.organizations_permitting(name)}:
        return deny(_("由被请求的组织答复。"))
    return ALLOW


def can_see_support(user: User) -> Decision:
    """Whether there can be any request for this person; which ones, the querysets say."""
    if any(user.may(permission) for permission in (Permission.HANDLE_CASE, *ANSWERING)):
        return ALLOW
    return deny(_("支援请求由调解组织和指导委员会使用。"))
