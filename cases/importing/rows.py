"""One row of a file as the steps that a person would have taken, each with the columns its answers come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mediation.kernel.spreadsheets import Cell

from ..enums import AGREEMENTS, Outcome, PartyKind, Side, Source
from ..forms import SIGNED, check_subtype
from ..services import PartyData
from .cells import BadCell, read_cell
from .columns import BY_KEY, COLUMNS


@dataclass(frozen=True)
class Step:
    """One move: its data, and for each field of its form the column to blame; `home` for everything else."""

    name: str
    home: str
    data: dict[str, Any]
    columns: Mapping[str, str] = field(default_factory=dict)

    def column_of(self, name: str) -> str:
        return self.columns.get(name, self.home)


@dataclass
class ReadRow:
    """What a row says, and a sentence by column for everything in it that cannot be read or does not fit."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, key: str, sentence: str) -> None:
        self.problems.append((key, sentence))

    def is_bad(self, *keys: str) -> bool:
        """Whether one of these cells was refused, so that what depends on it need not be asked."""
        refused = {key for key, _sentence in self.problems}
        return any(key in refused for key in keys)

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)


def read_row(number: int, cells: Mapping[str, Cell]) -> ReadRow:
    """Read the cells of a row by column key, and see whether they go together."""
    row = ReadRow(number)
    for column in COLUMNS:
        try:
            row.values[column.key] = read_cell(column, cells.get(column.key, ""))
        except BadCell as error:
            for sentence in error.sentences:
                row.refuse(column.key, sentence)
    for key, sentence in [*_contradictions(row)]:
        row.refuse(key, sentence)
    return row


def parties_of(row: ReadRow) -> list[PartyData]:
    """Both sides of a row without problems."""
    return [*_side(row, Side.APPLICANT, "applicant"), *_side(row, Side.RESPONDENT, "respondent")]


def _side(row: ReadRow, side: Side, prefix: str) -> Iterator[PartyData]:
    people: list[tuple[str, PartyKind]] = row[f"{prefix}s"]
    phones = [*row[f"{prefix}_phones"], *[""] * len(people)]
    for (name, kind), phone in zip(people, phones, strict=False):
        yield PartyData(side, name, kind=kind, phone=phone)


def steps_of(row: ReadRow, mediators: list[Any]) -> Iterator[Step]:
    """The moves after registration, in order. `mediators` are the chosen people, the presiding one first."""
    if row["decline_reason"]:
        yield Step(
            "decline",
            "decline_reason",
            # The old register says what the parties were told; the form asks for words.
            {"reason": row["decline_reason"], "advice": _("见原登记。"), "declined_on": row["declined_on"]},
            {"declined_on": "declined_on"},
        )
        return
    if not row["accepted_on"]:
        return
    yield Step(
        "accept",
        "accepted_on",
        {"applicants_consent": True, "respondents_consent": True, "accepted_on": row["accepted_on"]},
    )
    if mediators:
        uuids = [str(person.uuid) for person in mediators]
        yield Step(
            "assign",
            "mediators",
            {
                "mediators": uuids,
                "presiding": uuids[0] if len(uuids) > 1 else "",
                # The old register is the record of who mediated; it asked its questions in its own time.
                "declared": True,
                "override_reason": _("按原登记。"),
                "assigned_on": row["accepted_on"],
            },
        )
    if row["outcome"]:
        yield from _outcome(row)


def _outcome(row: ReadRow) -> Iterator[Step]:
    agreement = {
        "content": row["terms"],
        "amount": str(row["amount"] or ""),
        "agreed_on": row["concluded_on"],
    }
    blamed = {
        "content": "terms",
        "amount": "amount",
        "awards": "amount",
        "agreed_on": "concluded_on",
        "ended_on": "concluded_on",
        "ground": "termination_ground",
    }
    ending = {"routes_explained": True, "ended_on": row["concluded_on"]}
    match row["outcome"]:
        case Outcome.ORAL_AGREEMENT:
            yield Step("agree_orally", "outcome", agreement, blamed)
        case Outcome.WRITTEN_AGREEMENT:
            yield Step("agree_in_writing", "outcome", agreement, blamed)
            if row["effective_on"]:
                yield Step(
                    "take_effect",
                    "effective_on",
                    {**SIGNED, "effective_on": row["effective_on"]},
                )
        case Outcome.NOT_REACHED:
            yield Step("not_reached", "outcome", ending, blamed)
        case Outcome.REFUSED:
            yield Step("refuse", "outcome", ending, blamed)
        case Outcome.TERMINATED:
            yield Step("terminate", "outcome", {**ending, "ground": row["termination_ground"]}, blamed)
    if row["closed_on"]:
        yield Step(
            "close",
            "closed_on",
            {"performed_on": row["performed_on"], "closed_on": row["closed_on"]},
            {"performed_on": "performed_on"},
        )


def _contradictions(row: ReadRow) -> Iterator[tuple[str, str]]:
    """What a page could not ask at once: a row says everything together, and an empty day is not today here."""
    yield from _registration(row)
    if row["decline_reason"] or row["declined_on"]:
        yield from _declined(row)
    elif not row.is_bad("decline_reason", "declined_on"):
        yield from _course(row)


def _registration(row: ReadRow) -> Iterator[tuple[str, str]]:
    if not row.is_bad("source", "entruster"):
        if row["source"] == Source.ENTRUSTED and not row["entruster"]:
            yield "entruster", _("接受委托移送的案件，请填写委托移送单位。")
        elif row["entruster"] and row["source"] != Source.ENTRUSTED:
            yield "entruster", _("不是接受委托移送的案件，不填委托移送单位。")
    if row["dispute_subtype"] and not row.is_bad("dispute_type"):
        problem = check_subtype(row["dispute_type"], row["dispute_subtype"])
        if problem:
            yield "dispute_subtype", problem
    for prefix in ("applicant", "respondent"):
        phones, people = row[f"{prefix}_phones"], row[f"{prefix}s"]
        if phones and people and len(phones) > len(people):
            yield f"{prefix}_phones", _("电话比人多，请核对。")


def _declined(row: ReadRow) -> Iterator[tuple[str, str]]:
    if not row["decline_reason"] and not row.is_bad("decline_reason"):
        yield "decline_reason", _("填了不予受理日期，请填写不予受理原因。")
    if not row["declined_on"] and not row.is_bad("declined_on"):
        yield "declined_on", _("请填写不予受理日期。")
    for key in ("accepted_on", *_AFTER_ACCEPTANCE):
        if row[key]:
            yield key, _("不予受理的案件，不填“%(name)s”。") % {"name": BY_KEY[key].header}


_AFTER_OUTCOME = (
    "concluded_on",
    "effective_on",
    "amount",
    "terms",
    "performed_on",
    "closed_on",
    "termination_ground",
)
_AFTER_ACCEPTANCE = ("mediators", "outcome", *_AFTER_OUTCOME)
_OF_AGREEMENTS = ("effective_on", "amount", "terms")


def _course(row: ReadRow) -> Iterator[tuple[str, str]]:
    if row.is_bad("accepted_on", "outcome"):
        return
    outcome = row["outcome"]
    if not row["accepted_on"]:
        filled = next((key for key in _AFTER_ACCEPTANCE if row[key]), None)
        if filled:
            yield "accepted_on", _("填了“%(name)s”，请填写受理日期。") % {"name": BY_KEY[filled].header}
        return
    if not outcome:
        filled = next((key for key in _AFTER_OUTCOME if row[key]), None)
        if filled:
            yield "outcome", _("填了“%(name)s”，请填写调解结果。") % {"name": BY_KEY[filled].header}
        return
    if not row["concluded_on"] and not row.is_bad("concluded_on"):
        yield "concluded_on", _("填了调解结果，请填写调解结束日期。")
    needs_mediator = outcome in AGREEMENTS or outcome == Outcome.NOT_REACHED
    if needs_mediator and not row["mediators"] and not row.is_bad("mediators"):
        yield "mediators", _("请填写调解员。")
    if outcome in AGREEMENTS:
        yield from _agreed(row)
    else:
        yield from _ended(row)


def _agreed(row: ReadRow) -> Iterator[tuple[str, str]]:
    if not row["terms"] and not row.is_bad("terms"):
        yield "terms", _("达成协议的，请填写协议内容。")
    if row["termination_ground"]:
        yield "termination_ground", _("调解结果是终止调解的才填终止原因。")
    if row.is_bad("effective_on", "concluded_on"):
        return
    if row["outcome"] == Outcome.ORAL_AGREEMENT:
        if row["effective_on"] and row["effective_on"] != row["concluded_on"]:
            yield "effective_on", _("口头协议自达成之日起生效，请不填或者填同一天（人民调解法第三十条）。")
    elif row["closed_on"] and not row["effective_on"]:
        yield "effective_on", _("书面协议生效后才能结案，请填写协议生效日期。")
        return
    if row["performed_on"] and not row["closed_on"] and not row.is_bad("closed_on"):
        yield "closed_on", _("填了履行完毕日期，请填写结案日期。")


def _ended(row: ReadRow) -> Iterator[tuple[str, str]]:
    for key in _OF_AGREEMENTS:
        if row[key]:
            yield key, _("没有达成协议的案件，不填“%(name)s”。") % {"name": BY_KEY[key].header}
    if row["performed_on"] and not row["closed_on"] and not row.is_bad("closed_on"):
        yield (
            "performed_on",
            _("没有达成协议的案件，不填“%(name)s”。") % {"name": BY_KEY["performed_on"].header},
        )
    if row["outcome"] == Outcome.TERMINATED:
        if not row["termination_ground"] and not row.is_bad("termination_ground"):
            yield "termination_ground", _("终止调解的，请填写终止原因。")
    elif row["termination_ground"]:
        yield "termination_ground", _("调解结果是终止调解的才填终止原因。")
