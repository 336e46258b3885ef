"""Letters for tests: the procuratorate's letter about 120 people's wages, and how to send and place one."""

from typing import Any

from cases.forms import SIGNED
from cases.models import Case
from cases.workflow import case_workflow
from organizations.models import Organization
from referrals import sending
from referrals.forms import LetterForm
from referrals.models import Referral
from referrals.workflow import referral_workflow
from tests.world import World

CLAIMANTS = 120
# 1,001 + 1,002 + … + 1,120 yuan.
CLAIMS_TOTAL = sum(1000 + n for n in range(1, CLAIMANTS + 1))


def claimants(count: int = CLAIMANTS) -> str:
    """A list as it is pasted from a spreadsheet: invented names, claims of 1,001 yuan and up, a telephone."""
    return "\n".join(f"示例·工人{n:03d}\t{1000 + n:,}.00\t1390000{n:04d}" for n in range(1, count + 1))


def letter(world: World, **changes: Any) -> dict[str, Any]:
    """The fields of a letter; enough to be sent as they are."""
    return {
        "letter_no": "玛检民调函〔2026〕1号",
        "mode": "transferred",
        "receiver": str(world.guidance.uuid),
        "cause": "追索劳动报酬纠纷",
        "dispute_type": "migrant_wages",
        "summary": "某建筑工地拖欠一百二十名工人的工资，工人请求支付。",
        "applicants": claimants(),
        "respondents": "示例建筑劳务有限公司，0994-6650000",
        "claim_amount": "",
        "consent_evidence": "双方代表签名的同意调解确认书",
        "earlier_attempts": "玛纳斯县劳动监察大队，约谈两次，没有付款\n玛纳斯县信访局，接访一次",
        "materials": "工资欠条复印件，120\n考勤表，1",
        "contact_name": "示例·检察官",
        "contact_phone": "0994-6651111",
        **changes,
    }


def small_letter(world: World, **changes: Any) -> dict[str, Any]:
    """A letter with one party on each side."""
    return letter(world, **{"applicants": "示例·马某甲，3000", "respondents": "示例·王某乙", **changes})


def send(world: World, who: str = "procuratorate_liaison", **changes: Any) -> Referral:
    """A sent letter; a small one unless `applicants` says otherwise."""
    user = world.fresh(who)
    return sending.send(LetterForm(small_letter(world, **changes), actor=user), by=user)


def place(
    world: World,
    referral: Referral,
    organization: Organization | None = None,
    who: str = "coordinator",
    **data: Any,
) -> Case:
    """The case that placing the letter makes; with the court's room unless another organization is named."""
    chosen = organization or world.room
    referral_workflow.perform(
        "place", referral, actor=world.fresh(who), data={"organization": str(chosen.uuid), **data}
    )
    return Case.objects.get(referral=referral)


def name_mediators(world: World, case: Case, *who: str, by: str = "room_clerk") -> None:
    """The organization's clerk names mediators; without names the four of the court's room."""
    names = who or ("room_mediator", "room_mediator_2", "room_mediator_3", "room_mediator_4")
    people = [str(world.users[name].person.uuid) for name in names]
    case_workflow.perform(
        "assign",
        case,
        actor=world.fresh(by),
        data={"mediators": people, "presiding": people[0], "declared": True},
    )


def agree(world: World, case: Case, amount: str = "3000", by: str = "room_mediator") -> None:
    """A written agreement that takes effect at once."""
    actor = world.fresh(by)
    case_workflow.perform(
        "agree_in_writing",
        case,
        actor=actor,
        data={"content": "分两次付清。", "manner": "银行转账", "amount": amount},
    )
    case_workflow.perform("take_effect", case, actor=actor, data=SIGNED)
