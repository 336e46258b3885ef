"""`manage.py draw_workflow` writes docs/workflow.md from the table of transitions."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from cases.enums import CaseStatus
from cases.workflow import case_workflow
from mediation.kernel.workflow import Transition

PICTURE = Path(settings.BASE_DIR) / "docs" / "workflow.md"
HEAD = """# The life of a case

Drawn by `manage.py draw_workflow` from the transitions in `cases/workflow/`; a test compares. Steps that leave the
status as it is are only in the table. `register` makes a case; `void` undoes an import and is
in the table only.

"""


class Command(BaseCommand):
    help = "Draw the states of a case as docs/workflow.md."

    def handle(self, *args: Any, **options: Any) -> None:
        PICTURE.write_text(draw(), encoding="utf-8")
        self.stdout.write(str(PICTURE))


def draw() -> str:
    """The whole page, in Chinese labels whatever the reader's language."""
    with override("zh-hans"):
        return HEAD + _picture() + "\n" + _table()


def _picture() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value}: {status.label}" for status in CaseStatus]
    lines.append("    [*] --> registered: register 登记")
    for step in case_workflow.transitions.values():
        if step.target is None or not step.on_page:
            continue
        lines += [f"    {source} --> {step.target}: {step.name} {step.label}" for source in _ordered(step)]
    lines += [f"    {status} --> [*]" for status in _final()]
    return "\n".join([*lines, "```", ""])


def _table() -> str:
    lines = ["| step | 步骤 | from | to | policy | form |", "|---|---|---|---|---|---|"]
    for step in case_workflow.transitions.values():
        sources = ", ".join(_ordered(step))
        target = step.target or "as it is"
        lines.append(
            f"| `{step.name}` | {step.label} | {sources} | {target} | `{step.policy.__name__}` | `{step.form.__name__}` |"
        )
    return "\n".join([*lines, ""])


def _ordered(step: Transition[Any]) -> list[str]:
    return [status.value for status in CaseStatus if status in step.sources]


def _final() -> list[str]:
    left = {
        source
        for step in case_workflow.transitions.values()
        if step.on_page and step.target
        for source in step.sources
    }
    return [status.value for status in CaseStatus if status not in left]
