"""One step for many cases: each by the ordinary rules, each with its own result."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from mediation.kernel.errors import DomainError, InvalidInput
from organizations.models import Person, User

from .models import Case
from .workflow import case_workflow

# One screen of the list.
MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Result:
    """What became of one case, in a sentence."""

    case: Case
    done: bool
    sentence: str


def assign(uuids: Iterable[UUID], mediator: Person, *, by: User) -> list[Result]:
    """Assign one mediator to each of these cases that the person sees; a refused one stops no other.

    Raises InvalidInput beyond 50 cases and for none.
    """
    wanted = set(uuids)
    if not wanted:
        raise InvalidInput({"cases": [_("请先勾选案件。")]})
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput({"cases": [_("一次最多指派 %(count)d 件案件。") % {"count": MOST_AT_ONCE}]})
    # Always in the same order: two clerks who press at once never wait for each other in a circle.
    cases = Case.objects.visible_to(by).filter(uuid__in=wanted).for_list(by).order_by("id")
    return [_assign(case, mediator, by) for case in cases]


def _assign(case: Case, mediator: Person, by: User) -> Result:
    try:
        case_workflow.perform("assign", case, actor=by, data={"mediators": [str(mediator.uuid)]})
    except InvalidInput as error:
        return Result(case, False, " ".join(s for sentences in error.errors.values() for s in sentences))
    except DomainError as error:
        return Result(case, False, error.message)
    return Result(case, True, _("已指派给%(name)s。") % {"name": mediator.name})
