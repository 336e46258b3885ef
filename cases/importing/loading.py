"""Taking the rows of a file through the ordinary steps of a case: on trial, or for good when no row has an error."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from mediation.kernel import batching
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.spreadsheets import Table
from organizations.models import Organization, User

from .. import policies, services
from ..enums import CaseStatus, Source
from ..models import Case, ImportBatch
from ..workflow import case_workflow
from .cells import BadCell
from .columns import BY_KEY, match_header
from .lookups import Lookups, likeness
from .rows import ReadRow, Step, parties_of, read_row, steps_of

# So many rows are written together; the page then hears how far it has come.
_TOGETHER = 100


@dataclass(frozen=True)
class RowError:
    """One sentence: the row's number in the file, the header and the key of its column."""

    row: int
    column: str
    key: str
    message: str


@dataclass
class Result:
    """What a file holds: the errors of its rows, and counts and the sum (yuan) of the rows without."""

    errors: list[RowError] = field(default_factory=list)
    cases: int = 0
    accepted: int = 0
    succeeded: int = 0
    closed: int = 0
    running: int = 0
    declined: int = 0
    amount: Decimal = Decimal(0)

    def count(self, case: Case) -> None:
        self.cases += 1
        self.accepted += case.accepted_on is not None
        self.succeeded += case.succeeded_on is not None
        self.closed += case.status == CaseStatus.CLOSED
        self.declined += case.status == CaseStatus.DECLINED
        self.running += case.status not in (CaseStatus.CLOSED, CaseStatus.DECLINED)
        self.amount += case.succeeded_amount

    def summary(self) -> dict[str, Any]:
        """For the batch's page."""
        counts = {name: value for name, value in asdict(self).items() if name not in ("errors", "amount")}
        return {**counts, "amount": str(self.amount)}


def check(
    table: Table, *, actor: User, organization: Organization, tell: Callable[[int], None] | None = None
) -> Result:
    """Every error of every row. All rows are done and soon taken back again: nothing stays written or locked.

    Raises BadFile when the columns are not those of the template, Refused when this person may not.
    """
    with transaction.atomic():
        result = _Run(actor, organization, batch=None).through(table, tell or _silence)
        transaction.set_rollback(True)
    return result


def load(
    table: Table, batch: ImportBatch, *, actor: User, tell: Callable[[int], None] | None = None
) -> Result:
    """Write all rows, or nothing when the result has errors. Call it inside a transaction.

    The official numbers follow the order of the rows; their series stay locked until the commit.
    """
    with transaction.atomic():
        result = _Run(actor, batch.organization, batch=batch).through(table, tell or _silence)
        transaction.set_rollback(bool(result.errors))
    return result


def _silence(done: int) -> None:
    """Nobody waits for the progress."""


@dataclass
class _Doing:
    """A row, whom it names, and how far it came."""

    row: ReadRow
    organization: Organization | None
    mediators: list[Any]
    step: Step | None = None
    case: Case | None = None
    refusals: list[tuple[str, str]] = field(default_factory=list)

    def begin(self) -> None:
        self.step, self.case, self.refusals = None, None, []

    def refuse(self, name: str, sentence: str) -> None:
        """`name` is a field of the step's form, or empty."""
        self.refusals.append((self.step.column_of(name) if self.step else "applicants", sentence))


class _Run:
    def __init__(self, actor: User, organization: Organization, *, batch: ImportBatch | None) -> None:
        decision = policies.can_import_cases(actor, organization)
        if not decision:
            raise Refused(decision.reason)
        self.actor = actor
        self.batch = batch
        self.lookups = Lookups(actor, organization)
        self.seen: dict[tuple[int, Any], int] = {}
        self.result = Result()

    def through(self, table: Table, tell: Callable[[int], None]) -> Result:
        columns = match_header(table.header)
        records = enumerate(table.records())
        while some := list(islice(records, _TOGETHER)):
            tell(some[0][0])
            self.take(
                [
                    self.understand(read_row(number, {columns[name]: cell for name, cell in record.items()}))
                    for _done, (number, record) in some
                ]
            )
        tell(len(table.rows))
        return self.result

    def understand(self, row: ReadRow) -> "_Doing":
        organization = self.find_organization(row)
        mediators = self.find_mediators(row, organization)
        self.refuse_known(row, organization)
        return _Doing(row, organization, mediators)

    def take(self, some: list["_Doing"]) -> None:
        """Do some rows. They stay when they are for good and no row so far had an error."""
        try:
            self.act_together(some)
        except DatabaseError:
            # One of them contradicts itself; which one shows when each is written step by step.
            for one in some:
                self.act_alone(one)
        for one in some:
            if one.case is not None:
                self.result.count(one.case)
            self.result.errors += [
                RowError(one.row.number, BY_KEY[key].header, key, sentence)
                for key, sentence in (*one.row.problems, *one.refusals)
            ]

    def act_together(self, some: list["_Doing"]) -> None:
        with transaction.atomic():
            with batching.batch(len(some)):
                for one in some:
                    self.act(one)
            # Takes the locks of a trial back as well: nobody waits for it.
            transaction.set_rollback(self.leaves_nothing(some))

    def act_alone(self, one: "_Doing") -> None:
        try:
            with transaction.atomic():
                self.act(one)
                transaction.set_rollback(self.leaves_nothing([one]))
        except DatabaseError:
            one.case = None
            one.refuse("", _("这一行的内容互相矛盾，不能保存，请核对日期和结果。"))

    def leaves_nothing(self, some: list["_Doing"]) -> bool:
        return self.batch is None or bool(self.result.errors) or any(one.case is None for one in some)

    def act(self, one: "_Doing") -> None:
        """Registration and every step after it: gives the row its case, or what refuses it."""
        one.begin()
        if one.row.problems or one.organization is None:
            return
        try:
            case = self.register(one.row, one.organization)
            for step in steps_of(one.row, one.mediators):
                one.step = step
                case_workflow.perform_in_batch(step.name, case, actor=self.actor, data=step.data)
        except InvalidInput as error:
            for name, sentences in error.errors.items():
                one.refuse(name, " ".join(sentences))
        except Refused as error:
            one.refuse("", error.message)
        else:
            one.case = case

    def register(self, row: ReadRow, organization: Organization) -> Case:
        case = services.open_case(
            by=self.actor,
            organization=organization,
            applied_on=row["applied_on"],
            dispute_type=row["dispute_type"],
            dispute_subtype=row["dispute_subtype"],
            source=row["source"] or Source.APPLICATION,
            entruster=row["entruster"],
            summary=row["summary"],
            parties=parties_of(row),
            import_batch=self.batch,
        )
        note = _("原编号：%(number)s") % {"number": row["old_number"]} if row["old_number"] else ""
        case_workflow.begin(
            case, actor=self.actor, name="register", occurred_on=row["applied_on"], note=note, in_batch=True
        )
        return case

    def find_organization(self, row: ReadRow) -> Organization | None:
        try:
            return self.lookups.organization(row["organization"])
        except BadCell as error:
            row.refuse("organization", error.sentences[0])
            return None

    def find_mediators(self, row: ReadRow, organization: Organization | None) -> list[Any]:
        if organization is None or not row["mediators"] or not row["accepted_on"]:
            return []
        try:
            return self.lookups.mediators(row["mediators"], organization, row["accepted_on"])
        except BadCell as error:
            row.refuse("mediators", error.sentences[0])
            return []

    def refuse_known(self, row: ReadRow, organization: Organization | None) -> None:
        """The same parties, type and day twice: in the file, or in the file and among the committee's cases."""
        if organization is None or row.is_bad("applied_on", "dispute_type", "applicants", "respondents"):
            return
        holder = organization.sealing
        known_by = likeness(
            row["applied_on"],
            row["dispute_type"],
            _names(row["applicants"]),
            _names(row["respondents"]),
        )
        earlier = self.seen.setdefault((holder.pk, known_by), row.number)
        number = self.lookups.present(holder).get(known_by)
        if earlier != row.number:
            row.refuse(
                "applicants",
                _("和第 %(row)d 行是同一件：当事人、纠纷类型、申请日期都相同。") % {"row": earlier},
            )
        elif number:
            row.refuse(
                "applicants",
                _("已经登记过，见 %(number)s：当事人、纠纷类型、申请日期都相同。") % {"number": number},
            )


def _names(people: Iterable[tuple[str, Any]]) -> list[str]:
    return [name for name, _kind in people]
