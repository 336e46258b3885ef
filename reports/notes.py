"""Notes on figures (附注): tied to an address, dated, with their author; correcting one makes a new version."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.nameless import numbers_of_people
from mediation.kernel import journal
from mediation.kernel.decisions import ALLOW, Decision, deny
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from organizations.journal_words import describe_actions
from organizations.models import User
from organizations.roles import ANALYST, CLERK

from . import policies
from .cells import Address
from .closing.policies import keeps_town
from .models import FigureNote
from .scopes import Scope

LONGEST = 500


@dataclass(frozen=True)
class Footnotes:
    """The notes of a table, numbered in the order of its cells."""

    notes: tuple[FigureNote, ...] = ()
    marks: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def numbered(self) -> list[tuple[int, FigureNote]]:
        """Each note with its number."""
        return list(enumerate(self.notes, start=1))

    def mark(self, address: str) -> str:
        """What stands beside a figure: 〔1〕, or nothing."""
        return "".join(f"〔{number}〕" for number in self.marks.get(address, ()))


def footnotes(addresses: Iterable[str]) -> Footnotes:
    """The notes that hold now on the figures of a table; one query."""
    return footnotes_at(addresses, None)


def footnotes_at(addresses: Iterable[str], moment: datetime | None) -> Footnotes:
    """The notes as they stood at a moment, such as that of a signature: no version is ever changed."""
    order = list(dict.fromkeys(addresses))
    found = current(order, moment)
    notes: list[FigureNote] = []
    marks: dict[str, tuple[int, ...]] = {}
    for address in order:
        for note in found.get(address, ()):
            notes.append(note)
            marks[address] = (*marks.get(address, ()), len(notes))
    return Footnotes(tuple(notes), marks)


def current(addresses: Iterable[str], moment: datetime | None = None) -> dict[str, list[FigureNote]]:
    """The notes that hold now, or held at a moment, by address, oldest first."""
    rows = FigureNote.objects.filter(address__in=list(addresses))
    if moment is not None:
        rows = rows.filter(written_at__lte=moment)
    newest = rows.order_by("thread", "-version").distinct("thread")
    found: defaultdict[str, list[FigureNote]] = defaultdict(list)
    for note in sorted(newest, key=lambda one: one.pk):
        if note.text:
            found[note.address].append(note)
    return found


def history(address: str) -> list[FigureNote]:
    """Every version of every note on a figure, newest first."""
    return list(FigureNote.objects.filter(address=address).order_by("-pk"))


def can_write(user: User, scope: Scope) -> Decision:
    """Statisticians for their area, clerks for their committee, a township's clerk for the town."""
    if scope.division and not scope.organization and keeps_town(user, scope.division):
        return ALLOW
    if not (user.organizations_as(ANALYST, CLERK)):
        return deny(_("由司法局统计人员、调解组织的主任或内勤写附注。"))
    return policies.can_view_figures(user, scope)


@transaction.atomic
def write(address: Address, scope: Scope, text: str, *, by: User) -> FigureNote:
    """A new note. Raises Refused, or InvalidInput at `text`."""
    _permit(by, scope)
    return _add(FigureNote(address=address.text, text=_checked(text, may_be_empty=False)), by)


@transaction.atomic
def correct(note: FigureNote, scope: Scope, text: str, *, version: int, by: User) -> FigureNote:
    """A new version of a note; an empty text withdraws it. Raises Refused, InvalidInput or Conflict."""
    _permit(by, scope)
    text = _checked(text, may_be_empty=True)
    newest = FigureNote.objects.select_for_update().filter(thread=note.thread).order_by("-version").first()
    assert newest is not None  # noqa: S101  the note itself is one of them
    if newest.version != version:
        raise Conflict
    return _add(
        FigureNote(thread=note.thread, version=version + 1, address=note.address, text=text),
        by,
    )


def _permit(by: User, scope: Scope) -> None:
    decision = can_write(by, scope)
    if not decision:
        raise Refused(decision.reason)


def _checked(text: str, *, may_be_empty: bool) -> str:
    text = text.strip()
    if not text and not may_be_empty:
        raise InvalidInput({"text": [_("请写附注的内容。")]})
    if len(text) > LONGEST:
        raise InvalidInput({"text": [_("附注最多五百个字。")]})
    if problem := numbers_of_people(text):
        raise InvalidInput({"text": [problem]})
    return text


def _add(note: FigureNote, by: User) -> FigureNote:
    note.author_id, note.author_name = by.pk, by.person_name
    note.save(force_insert=True)
    journal.record_reading(
        "note.write",
        actor_id=by.pk,
        object_type="figure",
        object_id=note.address.partition("|")[0],
        address=note.address,
        version=note.version,
    )
    return note


describe_actions({"note.write": gettext_lazy("写附注")})
