"""A bureau changes the scheme: each change is a new version, and none before it is touched."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput
from organizations.journal_words import describe_actions
from organizations.models import User

from ..models import AppraisalScheme
from . import schemes

CONTENT = ("title", "valid_from", "items", "nothing_counted", "rounding", "places")


def next_version(scheme: AppraisalScheme, **content: Any) -> AppraisalScheme:
    """The version after this one, not saved."""
    return AppraisalScheme(version=scheme.version + 1, **content)


@transaction.atomic
def save(scheme: AppraisalScheme, *, reason: str, by: User) -> AppraisalScheme:
    """Put a version made by `next_version` above the one it was made from.

    Raises InvalidInput when somebody has been faster, and when nothing was changed.
    """
    newest = schemes.newest()
    if newest.version != scheme.version - 1:
        raise _faster()
    if all(getattr(newest, name) == getattr(scheme, name) for name in CONTENT):
        raise InvalidInput({"__all__": [_("办法没有任何改动。")]})
    scheme.reason, scheme.made_by_id = reason, by.pk
    try:
        with transaction.atomic():
            scheme.save(force_insert=True)
    except IntegrityError:
        raise _faster() from None
    journal.record(
        "appraisal.scheme",
        actor_id=by.pk,
        object_type="appraisal",
        object_id=str(scheme.version),
        reason=reason,
        version=scheme.version,
        items=len(scheme.items),
    )
    return scheme


def _faster() -> InvalidInput:
    return InvalidInput({"__all__": [_("您打开以后，别人已经改过这份办法。请重新打开，在新的一版上修改。")]})


describe_actions({"appraisal.scheme": gettext_lazy("修改考核办法")})
