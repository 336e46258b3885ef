"""Who may take which step with a letter, and why not. Whether it is seen at all is ReferralQuerySet.visible_to."""

from django.utils.translation import gettext as _

from cases.models import Case
from cases.policies import can_move_case
from mediation.kernel.decisions import ALLOW, Decision, deny
from organizations.models import Organization, User
from organizations.permissions import Permission

from .enums import ReferralStatus
from .models import Referral


def can_keep_desk(user: User) -> Decision:
    """Whether there is a committee whose letters this person places."""
    return ALLOW if user.may(Permission.PLACE_REFERRAL) else deny(_("分派台由指导委员会的协调员使用。"))


def can_write_letters(user: User) -> Decision:
    """Whether there is a body for which this person writes."""
    return ALLOW if user.may(Permission.SEND_REFERRAL) else deny(_("只有来函单位的联络员可以发函。"))


def can_see_letters(user: User) -> Decision:
    """Whether there can be any letter for this person; which ones, `visible_to` says."""
    permissions = (Permission.SEND_REFERRAL, Permission.PLACE_REFERRAL, Permission.MANAGE_CASES)
    if any(user.may(permission) for permission in permissions):
        return ALLOW
    return deny(_("您的职责不需要查看来函。"))


def can_send_letter(user: User, sender: Organization) -> Decision:
    """Liaisons write for the body that they serve in."""
    if sender not in user.organizations_permitting(Permission.SEND_REFERRAL):
        return deny(_("只能以自己任职的单位发函。"))
    return ALLOW


def can_take_in_letter(user: User, referral: Referral) -> Decision:
    """Place or decline: coordinators of the guidance committee to which it was sent."""
    if not receives(user, referral):
        return deny(_("由接收来函的指导委员会办理。"))
    return ALLOW


def can_reassign_letter(user: User, referral: Referral) -> Decision:
    """Place elsewhere: the same coordinators, while the case itself may move."""
    return can_take_in_letter(user, referral) and can_move_case(user, case_of(referral))


def can_withdraw_letter(user: User, referral: Referral) -> Decision:
    """Take back: liaisons of the sender."""
    if not sends(user, referral):
        return deny(_("只有来函单位可以撤回来函。"))
    return ALLOW


def can_read_answer(user: User, referral: Referral) -> Decision:
    """Sign for the answer, once: liaisons of the sender."""
    if not sends(user, referral):
        return deny(_("答复由来函单位查收。"))
    if referral.status not in (ReferralStatus.ANSWERED, ReferralStatus.DECLINED):
        return deny(_("这封来函还没有答复。"))
    return ALLOW


def can_see_placing(user: User, referral: Referral) -> Decision:
    """With whom it was placed and by whom: the committee and the organization, never the sender."""
    if receives(user, referral) or not sends(user, referral):
        return ALLOW
    return deny(_("来函单位只看办理状态和答复。"))


def case_of(referral: Referral) -> Case:
    """The case of a letter that was placed. Raises Case.DoesNotExist before."""
    if referral.case is None:
        raise Case.DoesNotExist
    return referral.case


def receives(user: User, referral: Referral) -> bool:
    """Whether this person coordinates for the committee to which the letter went."""
    return referral.receiver_id in {o.pk for o in user.organizations_permitting(Permission.PLACE_REFERRAL)}


def sends(user: User, referral: Referral) -> bool:
    """Whether this person is a liaison of the letter's sender."""
    return referral.sender_id in {o.pk for o in user.organizations_permitting(Permission.SEND_REFERRAL)}
