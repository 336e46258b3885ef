"""Each of the twelve tasks within its clicks and fields: by mouse, without JavaScript, and by keyboard alone."""

import pytest

from .hands import Hands, Keys, Mouse
from .tasks import TASKS
from .ways import PLAIN, SCRIPT, Way

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]

MANNERS: dict[str, tuple[Way, Hands]] = {
    "by mouse": (SCRIPT, Mouse()),
    "without JavaScript": (PLAIN, Mouse()),
    "by keyboard": (SCRIPT, Keys()),
}


def test_there_are_twelve() -> None:
    assert list(TASKS) == list(range(1, 13))


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("number", TASKS)
def test_the_task_is_done_within_its_clicks_and_fields(person, number, manner, record_property):
    task, (way, hands) = TASKS[number], MANNERS[manner]
    start = task.prepare(person)
    width, height = task.screen
    somebody = person(task.username, way, {"width": width, "height": height}, hands)
    task.do(somebody, start)

    record_property(
        task.name, f"{somebody.clicks}/{task.clicks} clicks, {somebody.fields}/{task.fields} fields"
    )
    assert somebody.clicks <= task.clicks
    assert somebody.fields <= task.fields
