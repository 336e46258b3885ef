"""Notes of events are part of the record, in its language."""

from django.utils import translation

from cases import registering
from cases.forms import RegisterCaseForm
from cases.workflow import case_workflow
from tests.cases.test_register_a_case import FIVE
from tests.world import World


def test_a_step_taken_on_an_english_page_leaves_a_chinese_note(world: World) -> None:
    user = world.fresh("village_mediator")
    case = registering.register(RegisterCaseForm(FIVE, actor=user), by=user)
    with translation.override("en"):
        event = case_workflow.perform(
            "decline", case, actor=user, data={"reason": "not_civil", "advice": "示例：可以向法院起诉。"}
        )
    assert event.note == "不属于民间纠纷。已告知：示例：可以向法院起诉。"
