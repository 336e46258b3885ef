"""Numbered blanks: printed before a round, filled in by hand, entered later with their real days (补录)."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mediation.kernel import journal, numbering, pdf
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import Organization, User

from . import papers, policies
from .enums import PaperKind
from .models import Case, PaperForm


@transaction.atomic
def issue(organization: Organization, kind: str, count: int, *, by: User) -> list[PaperForm]:
    """Blanks with the next numbers of the installation's own series (Z2026000123). Raises Refused."""
    decision = policies.can_register_case(by, organization)
    if not decision:
        raise Refused(decision.reason)
    day, batch = today(), uuid4()
    sheets = [
        PaperForm(organization=organization, kind=kind, batch=batch, printed_on=day, printed_by_id=by.pk)
        for _n in range(count)
    ]
    series = f"paper/{day.year}"
    first = numbering.take_many({series: [sheet.uuid for sheet in sheets]})[series]
    for n, sheet in enumerate(sheets):
        sheet.number = written(day, first + n)
    PaperForm.objects.bulk_create(sheets)
    journal.record(
        "paper_form.issued",
        actor_id=by.pk,
        object_type="organization",
        object_id=organization.uuid,
        organization_id=organization.pk,
        count=count,
        first=sheets[0].number,
    )
    return sheets


def written(day: date, value: int) -> str:
    """How the number of a blank is written."""
    return f"Z{day.year}{value:06d}"


def visible_to(user: User) -> QuerySet[PaperForm]:
    """The blanks of the organizations for which this person registers."""
    from organizations.permissions import Permission

    return PaperForm.objects.filter(organization__in=user.organizations_permitting(Permission.REGISTER_CASE))


def print_blanks(sheets: list[PaperForm]) -> bytes:
    """The sheets as one PDF, a form each."""
    form = "oral" if sheets[0].kind == PaperKind.ORAL else "registration"
    pages = [papers.blank(sheet.number, sheet.organization.name) for sheet in sheets]
    return pdf.render(form, pages, title=str(papers.FORMS[form].label), numbered=False)


def find(number: str, *, by: User) -> PaperForm:
    """The unused blank of this number, printed for an organization of this person's.

    Raises InvalidInput at `paper_number` with what is wrong with it.
    """
    sheet = visible_to(by).filter(number=number).first()
    problem = ""
    if sheet is None:
        problem = _("没有这个编号的空白表，请对照纸上的编号再输一遍。")
    elif sheet.voided_on:
        problem = _("这个编号的表已经作废。")
    elif sheet.case_id:
        problem = _("这个编号的表已经补录过。")
    if sheet is None or problem:
        raise InvalidInput({"paper_number": [problem]})
    return sheet


def use(sheet: PaperForm, case: Case) -> None:
    """Tie a blank to the case that was entered from it, once: of two who enter the same sheet the second is told."""
    used = PaperForm.objects.filter(pk=sheet.pk, case__isnull=True, voided_on__isnull=True).update(
        case=case, entered_on=today()
    )
    if not used:
        raise InvalidInput({"paper_number": [_("这个编号的表已经补录过。")]})


@transaction.atomic
def void(number: str, *, by: User) -> PaperForm:
    """A sheet that was spoilt or lost is never entered. Raises InvalidInput at `paper_number`."""
    sheet = find(number, by=by)
    PaperForm.objects.filter(pk=sheet.pk, case__isnull=True).update(voided_on=today())
    numbering.void(sheet.uuid, reason=_("写坏或者遗失"))
    journal.record(
        "paper_form.voided",
        actor_id=by.pk,
        object_type="organization",
        object_id=sheet.organization.uuid,
        organization_id=sheet.organization_id,
        number=sheet.number,
    )
    return sheet
