"""Divisions of the area."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput

from .. import policies
from ..enums import Level
from ..models import Division, User
from ..models.division import looks_urban
from .checking import require, save_checked

LEVEL_BELOW = {
    Level.PREFECTURE: (Level.COUNTY, 6),
    Level.COUNTY: (Level.TOWN, 9),
    Level.TOWN: (Level.VILLAGE, 12),
}


@transaction.atomic
def add_division(*, by: User, parent: Division, code: str, name: str, valid_from: date) -> Division:
    """A division one level below its parent, with a code of that level's length."""
    require(policies.can_keep_register_in(by, parent))
    if parent.level not in LEVEL_BELOW:
        raise InvalidInput({"parent": [_("村（社区）下面不再设区划。")]})
    level, digits = LEVEL_BELOW[Level(parent.level)]
    if len(code) != digits:
        sentence = _("%(level)s的区划代码是 %(digits)d 位。")
        raise InvalidInput({"code": [sentence % {"level": level.label, "digits": digits}]})
    if Division.objects.filter(code=code, valid_until__isnull=True).exists():
        raise InvalidInput({"code": [_("这个区划代码已经登记过。")]})
    division = Division(
        parent=parent,
        code=code,
        name=name,
        level=level,
        valid_from=valid_from,
        is_urban=looks_urban(level, code, name),
    )
    save_checked(division)
    journal.record("division.add", actor_id=by.pk, object_type="division", object_id=code)
    return division
