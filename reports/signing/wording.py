"""Differences in words: whose edit it was, when and why, and what each value is called on screen."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field as Column
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from mediation.kernel.money import to_wan
from mediation.kernel.rounding import Rounding, present
from mediation.templatetags.figures import date_words, grouped
from organizations import journal_words
from organizations.models import Division, Organization, User
from reports import periods
from reports.enums import Unit
from reports.indicators import Figure
from reports.models import SignedTable

from .causes import Field
from .records import Record, Records, Step, models
from .shapes import FieldChange

Key = tuple[str, int]
_CASE = "cases_case"
# What a committee enters of a day or a month.
_OF_A_COMMITTEE = {"cases_screeninground": "held_on", "cases_preventiontotal": "month"}


def printed(signed: SignedTable, cell: dict[str, Any], figure: Figure) -> str:
    """A figure in the unit and to the places in which its cell was printed."""
    value = figure.value
    if value is None:
        return "—"
    if cell["unit"] == str(Unit.TEN_THOUSAND_YUAN.label) and figure.indicator.unit == Unit.YUAN:
        value = to_wan(Decimal(value))  # type: ignore[arg-type]
    digits = cell["text"].removesuffix("余").partition(".")[2]
    is_whole = isinstance(value, int) or cell["text"].endswith("余")
    places = len(digits) or (0 if is_whole or cell["text"] not in ("—", "0") else 2)
    shown = present(value, places, Rounding(signed.content["rounding"]))
    return "—" if shown is None else grouped(shown)


def period_label(code: str) -> str:
    """What a period is called."""
    return periods.parse(code).label


def owners(records: Records, found: dict[Key, set[Field]]) -> dict[Key, Key]:
    """To whom a counted row's difference belongs: the one record that was edited, or the case of what was edited."""
    result = {}
    for row, fields in found.items():
        edited = {
            _case_of(records, (table, pk)) or _belongs(records, (table, pk)) for table, pk, _c in fields
        }
        own = _case_of(records, row) or _belongs(records, row)
        result[row] = edited.pop() if len(edited) == 1 else own
    return result


def _state(record: Record | None) -> dict[str, Any]:
    return (record and (record.now or record.signed)) or {}


def _case_of(records: Records, key: Key) -> Key | None:
    """The case that a record belongs to."""
    table, pk = key
    if table == _CASE:
        return key
    for column, parent in (
        ("case_id", _CASE),
        ("agreement_id", "cases_agreement"),
        ("obligation_id", "cases_obligation"),
    ):
        state = _state(next(iter(records.read(table, [pk])), None))
        if column in state:
            return _case_of(records, (parent, state[column]))
    return None


def _belongs(records: Records, key: Key) -> Key:
    """The person or organization that a record of the register belongs to; else the record itself."""
    table, pk = key
    state = _state(next(iter(records.read(table, [pk])), None))
    if table in ("organizations_post", "organizations_badge", "organizations_employment"):
        return ("organizations_person", state["person_id"])
    if table == "organizations_placement":
        return ("organizations_organization", state["organization_id"])
    return key


def labels(keys: Iterable[Key]) -> dict[Key, tuple[str, UUID | None]]:
    """What an entry is called, and the case that it opens: its number, an organization's name, else what it is."""
    keys = list(keys)
    found: dict[Key, tuple[str, UUID | None]] = {}
    for case in Case.objects.filter(pk__in=[pk for table, pk in keys if table == _CASE]):
        found[_CASE, case.pk] = (case.number, case.uuid)
    for model in (Organization, Division):
        table = model._meta.db_table
        for one in model.objects.filter(pk__in=[pk for name, pk in keys if name == table]):
            found[table, one.pk] = (str(one), None)
    named = models()
    for table, day in _OF_A_COMMITTEE.items():
        rows = named[table].objects.filter(pk__in=[pk for name, pk in keys if name == table])
        for row in rows.select_related("organization"):
            told = f"{row.organization} {_word(named[table])} {date_words(getattr(row, day))}"
            found[table, row.pk] = (told, None)
    for table, pk in keys:
        found.setdefault((table, pk), (f"{_word(named[table])} {pk}", None))
    return found


def changes(records: Records, fields: Iterable[Field]) -> dict[Field, FieldChange]:
    """Each edit with its values in words, and who made it when and why."""
    fields = list(fields)
    steps = {one: records.known[one[0]][one[1]].last_step(one[2]) for one in fields}
    acts = _acts(step.transaction for step in steps.values() if step)
    values = _Values(records, fields)
    result = {}
    for one in fields:
        table, pk, column = one
        record, step = records.known[table][pk], steps[one]
        who, act, reason = acts.get(step.transaction, ("", "", "")) if step else ("", "", "")
        came, went = record.signed is None, record.now is None
        result[one] = FieldChange(
            table,
            pk,
            column,
            values.label(table, column),
            "" if came else values.word(table, column, record.signed),
            "" if went else values.word(table, column, record.now),
            came,
            went,
            step.at if step else None,
            who,
            act or _kind_of_act(record, step),
            reason,
        )
    return result


def _kind_of_act(record: Record, step: Step | None) -> str:
    """What an act is called that no journal tells of."""
    if record.signed is None:
        return _("补录")
    if record.now is None:
        return _("删去")
    return _("更正") if step else ""


def _acts(transactions: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Who did what and why in some transactions: from the journal, and the reason also from the events of cases."""
    ids = sorted(set(transactions))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (known_in) known_in, actor_id, action, reason FROM kernel_journalentry "
            "WHERE known_in = ANY(%s) ORDER BY known_in, (reason = ''), id",
            [ids],
        )
        told = {row[0]: row[1:] for row in cursor}
        cursor.execute(
            "SELECT DISTINCT ON (known_in) known_in, actor_id, 'case.' || transition, note FROM cases_caseevent "
            "WHERE known_in = ANY(%s) ORDER BY known_in, id DESC",
            [ids],
        )
        for known_in, actor, action, note in cursor:
            before = told.get(known_in)
            told[known_in] = (before[0], before[1], before[2] or note) if before else (actor, action, note)
    people = {
        user.pk: str(user) for user in User.objects.filter(pk__in={actor for actor, _a, _r in told.values()})
    }
    return {
        known_in: (people.get(actor, ""), journal_words.word(action), reason)
        for known_in, (actor, action, reason) in told.items()
    }


class _Values:
    """Column names and values as people read them; names of places and organizations are read once."""

    def __init__(self, records: Records, fields: Iterable[Field]) -> None:
        self.models = models()
        named: dict[type, set[int]] = {Organization: set(), Division: set()}
        for table, pk, column in fields:
            found = self._column(table, column)
            if isinstance(found, ForeignKey) and found.related_model in named:
                record = records.known[table][pk]
                for state in (record.signed, record.now):
                    if state and state.get(column):
                        named[found.related_model].add(state[column])
        self.names = {
            (model, one.pk): str(one)
            for model, ids in named.items()
            for one in model.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        }

    def _column(self, table: str, column: str) -> Column | None:
        return next((f for f in self.models[table]._meta.concrete_fields if f.column == column), None)

    def label(self, table: str, column: str) -> str:
        found = self._column(table, column)
        name = str(found.verbose_name) if found else ""
        return (
            f"{_word(self.models[table])}·{name}"
            if name and table != _CASE
            else name or _word(self.models[table])
        )

    def word(self, table: str, column: str, state: dict[str, Any] | None) -> str:
        if not column:
            return _("有")
        value = (state or {}).get(column)
        found = self._column(table, column)
        if value is None or value == "":
            return "—"
        if isinstance(found, ForeignKey):
            return self.names.get((found.related_model, value), str(value))
        if found is not None and found.choices:
            return str(dict(found.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, Decimal):
            return grouped(value)
        return str(value)


TABLES = {
    "cases_case": gettext_lazy("案件"),
    "cases_party": gettext_lazy("当事人"),
    "cases_custody": gettext_lazy("承办"),
    "cases_agreement": gettext_lazy("协议"),
    "cases_confirmation": gettext_lazy("司法确认"),
    "cases_obligation": gettext_lazy("履行事项"),
    "cases_performance": gettext_lazy("履行记录"),
    "cases_breach": gettext_lazy("转诉讼、执行"),
    "cases_returnvisit": gettext_lazy("回访"),
    "cases_expertinvitation": gettext_lazy("专家邀请"),
    "cases_supportrequest": gettext_lazy("请求支援"),
    "cases_majorreport": gettext_lazy("重大纠纷报告"),
    "cases_subsidyclaim": gettext_lazy("一案一补"),
    "cases_screeninground": gettext_lazy("排查"),
    "cases_preventiontotal": gettext_lazy("预防纠纷数"),
    "reports_enteredtotal": gettext_lazy("补录的往年总数"),
    "organizations_division": gettext_lazy("区划"),
    "organizations_organization": gettext_lazy("组织"),
    "organizations_placement": gettext_lazy("组织所在地"),
    "organizations_person": gettext_lazy("人员"),
    "organizations_badge": gettext_lazy("证件"),
    "organizations_employment": gettext_lazy("专职或兼职"),
    "organizations_informationvolunteer": gettext_lazy("信息员"),
    "organizations_post": gettext_lazy("任职"),
}


def _word(model: Any) -> str:
    """What a record of a table is called."""
    return str(TABLES.get(model._meta.db_table, model._meta.verbose_name))
