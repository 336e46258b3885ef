"""Example cases of the demo's published period: what both sides let the bureau tell, so that its report can end with them."""

from datetime import date
from typing import NamedTuple

from cases.enums import CaseStatus, DisputeType, PartyKind
from cases.models import Case
from cases.workflow import case_workflow
from organizations.enums import Regime

from .register import Register

SUCCEEDED = (date(2021, 7, 1), date(2021, 8, 20))
CONSENTED = date(2021, 8, 30)


class Told(NamedTuple):
    """What is told of a case that was about `dispute_type` and whose summary holds `about`."""

    dispute_type: DisputeType
    about: str
    title: str
    text: str


EXAMPLES = (
    Told(
        DisputeType.NEIGHBOURS,
        "排水沟",
        "一条排水沟，两家重新来往",
        "院墙边的排水沟堵了，污水进了邻家院子，两家从争吵到不再说话。调解员先请两家各讲各的难处，再一起到沟边看水往哪里走。"
        "一家清沟，一家出料，当天动工。后来回访，两家已经照旧来往。",
    ),
    Told(
        DisputeType.CONTRACT,
        "供货",
        "先对账，后谈钱",
        "买卖双方为一笔货款各执一词，一方说没付，一方说货有问题。调解员请双方把送货单和收条一张一张对齐，有争议的只剩下一批货。"
        "这一批按实际使用的数量计价，其余分期付清。双方都说，账对清楚了，话也就好说了。",
    ),
)


def write(register: Register) -> None:
    """Through the product's own step, by whoever presided; the first case that fits each."""
    for told in EXAMPLES:
        case = (
            Case.objects.filter(
                regime=Regime.PEOPLES,
                dispute_type=told.dispute_type,
                text__summary__contains=told.about,
                succeeded_on__range=SUCCEEDED,
                status__in=(CaseStatus.EFFECTIVE, CaseStatus.CLOSED),
                is_protected=False,
            )
            .exclude(parties__kind=PartyKind.LEGAL)
            .order_by("succeeded_on", "pk")
            .first()
        )
        if case is None:
            raise LookupError(told.about)
        presiding = case.mediators.get(is_presiding=True).person_id
        number = next(number for number, person in register.people.items() if person.pk == presiding)
        case_workflow.perform(
            "write_example",
            case,
            actor=register.user(number),
            data={
                "applicants_consent": True,
                "respondents_consent": True,
                "consented_on": max(CONSENTED, case.events.order_by("-occurred_on")[0].occurred_on),
                "title": told.title,
                "text": told.text,
            },
        )
