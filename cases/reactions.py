"""What cases do when the register changes or a case moves, in the change's own transaction."""

from datetime import date
from typing import Any

from django.utils.translation import ngettext

from mediation.kernel.errors import Refused
from organizations import services as organizations
from organizations.models import Organization

from .models import Case
from .services import ancestor_columns, withdraw_support
from .workflow import case_workflow


@organizations.on_moved
def follow_the_holder(organization: Organization) -> None:
    """Cases follow the organization that holds them; who was counted for them stays where it was."""
    Case.objects.filter(holder=organization).update(**ancestor_columns("holder", organization.division))


@organizations.before_closing
def keep_open_while_cases_are(organization: Organization, day: date) -> None:
    """An organization with open cases cannot close: they are handed to another one first."""
    waiting = Case.objects.open().filter(holder=organization) | Case.objects.open().filter(
        handled_at=organization
    )
    count = waiting.distinct().count()
    if count:
        raise Refused(
            ngettext(
                "这个组织还有 %(count)d 件案件没有办完，请先移交或办结。",
                "这个组织还有 %(count)d 件案件没有办完，请先移交或办结。",
                count,
            )
            % {"count": count}
        )


@case_workflow.on("decline", "agree_orally", "agree_in_writing", "not_reached", "refuse", "terminate", "void")
def ask_no_longer(case: Case, event: Any, actor: Any) -> None:
    """Nobody answers a question about a case that is settled or has ended."""
    withdraw_support(case)
