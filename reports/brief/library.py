"""Which templates a person's bureau may write with: those of the product, of bureaux above, and its own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import journal
from mediation.kernel.errors import Conflict
from organizations.models import Division, Organization, User
from organizations.policies import lies_within
from reports.models import BriefTemplate

_DATA = Path(__file__).parent / "data"
_BUILT_IN = {"work_report": gettext_lazy("工作简报"), "monthly": gettext_lazy("工作快报")}


@dataclass(frozen=True)
class Template:
    """A template as it is now; version 0 is that of the product."""

    code: str
    title: str
    body: str
    version: int = 0
    bureau: Organization | None = None


@cache
def _file(code: str) -> str:
    return (_DATA / f"{code}.txt").read_text(encoding="utf-8")


def offered(division: Division) -> dict[str, Template]:
    """The templates for figures of a division, by code; a bureau's own stands before that of a bureau above it."""
    found = {code: Template(code, str(title), _file(code)) for code, title in _BUILT_IN.items()}
    newest: dict[tuple[int, str], BriefTemplate] = {}
    for row in BriefTemplate.objects.select_related("bureau__division").order_by("version"):
        newest[row.bureau_id, row.code] = row
    above = [row for row in newest.values() if lies_within(division, row.bureau.division)]
    for row in sorted(above, key=lambda row: (len(row.bureau.division.code.rstrip("0")), row.pk)):
        if row.is_offered:
            found[row.code] = Template(row.code, row.title, row.body, row.version, row.bureau)
        elif row.code not in _BUILT_IN:
            found.pop(row.code, None)
        else:
            # The bureau gave its own wording up: the product's holds again.
            found[row.code] = Template(row.code, str(_BUILT_IN[row.code]), _file(row.code))
    return found


def keep(
    bureau: Organization, *, code: str, title: str, body: str, read: int, by: User, is_offered: bool = True
) -> BriefTemplate:
    """Add the next version of a bureau's template; "" as code makes a new template.

    Raises Conflict when somebody kept another version since version `read` was shown.
    """
    code = code or f"t{uuid4().hex[:12]}"
    own = BriefTemplate.objects.filter(bureau=bureau, code=code)
    latest = own.order_by("-version").values_list("version", flat=True).first() or 0
    try:
        if latest != read:
            raise IntegrityError
        with transaction.atomic():
            row = BriefTemplate.objects.create(
                bureau=bureau,
                code=code,
                version=latest + 1,
                title=title,
                body=body,
                is_offered=is_offered,
                made_by_id=by.pk,
            )
    except IntegrityError as error:
        raise Conflict(_("别人刚刚改过这个模板。您写的还在下面，请对照后再保存。")) from error
    journal.record(
        "brief_template.kept",
        actor_id=by.pk,
        object_type="brief_template",
        object_id=row.uuid,
        organization_id=bureau.pk,
        version=row.version,
    )
    return row


def versions(bureau: Organization, code: str) -> list[BriefTemplate]:
    """What the bureau kept under a code, newest first."""
    return list(BriefTemplate.objects.filter(bureau=bureau, code=code).order_by("-version"))
