"""The picture in the documentation is the table in the code."""

from pathlib import Path

from django.conf import settings

from cases.enums import CaseStatus
from cases.management.commands.draw_workflow import draw


def test_the_committed_picture_is_what_the_table_draws() -> None:
    committed = (Path(settings.BASE_DIR) / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert committed == draw(), "运行 manage.py draw_workflow"


def test_every_state_is_in_the_picture() -> None:
    assert all(f"    {status.value}: {status.label}" in draw() for status in CaseStatus)
