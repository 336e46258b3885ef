"""The list behind a figure: one row for each that was counted. What lies beyond the reader's own cases is sealed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import (
    Breach,
    Case,
    Confirmation,
    Custody,
    ExpertInvitation,
    MajorReport,
    Obligation,
    Party,
    PreventionTotal,
    ReturnVisit,
    ScreeningRound,
    SubsidyClaim,
    SupportRequest,
)
from cases.models.prevention import TOTALS
from mediation.kernel.calendar import BEIJING
from mediation.kernel.paging import Page, paginate
from organizations.models import (
    Badge,
    Fund,
    GroupTally,
    InformationVolunteer,
    Organization,
    Person,
    Post,
    Training,
    User,
)
from organizations.policies import can_read_register
from referrals.models import Referral

from . import figures, knowing
from .indicators import Cut, Figure, Indicator, Listing, Sum, UnknownIndicator
from .indicators.windows import Between, During, InMonths, On
from .periods import Period
from .scopes import Scope

Value = Any
_CHUNK = 500


@dataclass(frozen=True)
class SealedRow:
    """All that a reader learns of a counted row that is not his own: a number, a day, a type. Nothing else is read.

    For a person's post: the organization's name (a public register), the day it began, the duty.
    """

    number: str
    day: date
    type: str

    is_sealed: ClassVar[bool] = True

    @property
    def cells(self) -> tuple[Value, ...]:
        return (self.number, self.day, self.type, str(_("受限")))


@dataclass(frozen=True)
class OpenRow:
    """One value a heading; the first three are those of a sealed row."""

    cells: tuple[Value, ...]
    case: UUID | None = None
    organization: UUID | None = None

    is_sealed: ClassVar[bool] = False


Row = SealedRow | OpenRow


class _Shape(NamedTuple):
    """How the rows of one table are shown: headings after the first three, what to read with them, and the cells."""

    first: tuple[Any, Any, Any]
    headings: tuple[Any, ...]
    related: tuple[str, ...]
    number: Callable[[Any], str]
    type: Callable[[Any], str]
    cells: Callable[[Any], tuple[Value, ...]]
    # The case of the row, for case-bound tables.
    case: Callable[[Any], Case] | None = None
    # Rows of a table that says itself who may read them, such as letters.
    has_readers: bool = False
    # Whether the row names a person of the register.
    names_person: bool = False
    organization: Callable[[Any], Organization] | None = None


@dataclass(frozen=True)
class OpenedList:
    """One page of the list behind one operand of a figure."""

    indicator: Indicator
    figure: Figure
    # All lists behind the figure, and which of them this is: a ratio has two.
    listings: list[Listing]
    part: int
    headings: tuple[Any, ...]
    rows: list[Row]
    page: Page[Any]

    @property
    def listing(self) -> Listing:
        return self.listings[self.part]

    @property
    def total(self) -> int | Decimal:
        """What the list adds up to: its rows, or its amounts in yuan."""
        return self.figure.operands[self.part]  # type: ignore[return-value]


def drill_down_rows(
    user: User,
    indicator: Indicator,
    scope: Scope,
    period: Period,
    *,
    part: int = 0,
    cut: Cut | None = None,
    params: Mapping[str, str] | None = None,
    size: int = 50,
) -> OpenedList:
    """A page of the list behind a figure, as this reader may see it; who may ask at all is reports.policies.

    `part` says which operand: 0 the numerator, 1 the denominator. Raises UnknownIndicator for a part there is not.
    """
    listings = indicator.lists(scope, period, cut)
    if not 0 <= part < len(listings):
        raise UnknownIndicator
    listing = listings[part]
    figure = figures.one(indicator, scope, period, cut)
    shape = shape_of(listing)
    total = listing.rows.count() if isinstance(listing.measure, Sum) else int(figure.operands[part])
    # A day of a province has a thousand cases: put in order by their keys, before anything is joined to them.
    parts = [listing.rows] if listing.rows.model is Case else []
    page = paginate(
        _with_related(listing, shape),
        params or {},
        ordering=_ordering(listing),
        size=size,
        total=total,
        parts=parts,
    )
    return OpenedList(
        indicator, figure, listings, part, headings(listing), list(_present(user, listing, page.items)), page
    )


def all_rows(user: User, listing: Listing) -> Iterator[Row]:
    """Every row of a list, as this reader may see it, read in pieces: for exports."""
    rows = _with_related(listing, shape_of(listing)).order_by(*_ordering(listing)).iterator(_CHUNK)
    while piece := list(islice(rows, _CHUNK)):
        yield from _present(user, listing, piece)


def headings(listing: Listing) -> tuple[Any, ...]:
    """The headings of a list's columns."""
    shape = shape_of(listing)
    return (*shape.first, *shape.headings, *(heading for heading, _column in _summed(listing)))


def shape_of(listing: Listing) -> _Shape:
    """How this list's rows are shown."""
    return SHAPES[listing.rows.model]


def _summed(listing: Listing) -> list[tuple[Any, str]]:
    """The column that was added up, where the rows of the table do not show it anyway."""
    measure = listing.measure
    return [(measure.heading, measure.column_summed)] if isinstance(measure, Sum) and measure.heading else []


def _present(user: User, listing: Listing, items: Sequence[Any]) -> Iterator[Row]:
    shape = shape_of(listing)
    seen = _visible(user, listing, shape, items)
    knows_register = bool(can_read_register(user))
    summed = [column for _heading, column in _summed(listing)]
    for item in items:
        if shape.case or shape.has_readers:
            sealed = (shape.case(item) if shape.case else item).pk not in seen
        else:
            sealed = shape.names_person and not knows_register
        if sealed:
            yield SealedRow(shape.number(item), _day(listing, item), shape.type(item))
        else:
            yield OpenRow(
                (
                    shape.number(item),
                    _day(listing, item),
                    shape.type(item),
                    *shape.cells(item),
                    *(getattr(item, column) for column in summed),
                ),
                case=shape.case(item).uuid if shape.case else None,
                organization=shape.organization(item).uuid if shape.organization else None,
            )


def _visible(user: User, listing: Listing, shape: _Shape, items: Sequence[Any]) -> set[int]:
    """The cases behind the rows, or the rows themselves, that this reader may see."""
    if not shape.case and not shape.has_readers:
        return set()
    model = Case if shape.case else listing.rows.model
    if model is Case and knowing.moment():
        # Who might see a case then is no reason to see it now.
        return set()
    ids = [(shape.case(item) if shape.case else item).pk for item in items]
    return set(model.objects.filter(pk__in=ids).visible_to(user).values_list("pk", flat=True))


def _with_related(listing: Listing, shape: _Shape) -> QuerySet[Any]:
    rows = listing.rows.select_related(*shape.related) if shape.related else listing.rows
    if listing.rows.model is Person:
        day = listing.period.as_of
        posts = Post.objects.valid_on(day).select_related("organization").order_by("valid_from", "pk")
        badges = Badge.objects.valid_on(day).order_by("-valid_from")
        rows = rows.prefetch_related(
            Prefetch("posts", posts, to_attr="posts_then"), Prefetch("badges", badges, to_attr="badges_then")
        )
    return rows


def _ordering(listing: Listing) -> tuple[str, ...]:
    """Newest first; people by nothing that could be read out of a page's address."""
    window = listing.measure.window
    if isinstance(window, On | InMonths):
        return (f"-{window.column}", "-id")
    if isinstance(window, Between | During):
        return (f"-{window.opening}", "-id")
    return ("id",)


def _day(listing: Listing, item: Any) -> date:
    """The day that made the row count, or since when it holds."""
    window = listing.measure.window
    if isinstance(window, On | InMonths):
        value = item
        for name in window.column.split("__"):
            value = getattr(value, name)
        return value
    if isinstance(window, Between | During):
        return getattr(item, window.opening)
    if isinstance(item, Person):
        return item.posts_then[0].valid_from  # type: ignore[attr-defined]
    if isinstance(item, Fund):
        return item.begun_on  # type: ignore[attr-defined]
    return item.paid_on if isinstance(item, SubsidyClaim) else item.valid_from


_CASE_FIRST = (_("案号"), _("日期"), _("纠纷类型"))
_CASE_RELATED = ("accepted_by", "holder", "handled_at")


def _of_case(path: str) -> dict[str, Any]:
    """The first three columns of a row that hangs on a case at an attribute path."""

    def case(item: Any) -> Case:
        for name in path.split("__") if path else ():
            item = getattr(item, name)
        return item

    return {
        "first": _CASE_FIRST,
        "number": lambda item: case(item).number,
        "type": lambda item: case(item).get_dispute_type_display(),
        "case": case,
    }


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}" if moment else ""


def _person_organizations(person: Any) -> str:
    return "、".join(dict.fromkeys(post.organization.name for post in person.posts_then))


SHAPES: dict[type[Model], _Shape] = {
    Case: _Shape(
        **_of_case(""),
        headings=(_("受理组织"), _("调解地点所属组织"), _("状态"), _("调解结果"), _("协议涉及金额（元）")),
        related=_CASE_RELATED,
        cells=lambda case: (
            (case.accepted_by or case.holder).name,
            case.handled_at.name,
            case.get_status_display(),
            case.get_outcome_display(),
            case.succeeded_amount,
        ),
    ),
    Confirmation: _Shape(
        **_of_case("agreement__case"),
        headings=(_("裁定法院"), _("裁定书号"), _("申请日期")),
        related=("agreement__case", "court"),
        cells=lambda one: (one.court.name, one.ruling_no, one.applied_on),
    ),
    ExpertInvitation: _Shape(
        **_of_case("case"),
        headings=(_("专家"), _("专家库")),
        related=("case", "expert", "bank"),
        cells=lambda one: (one.expert.name, one.bank.name),
    ),
    Custody: _Shape(
        **_of_case("case"),
        headings=(_("承办组织"), _("自"), _("至（不含）")),
        related=("case", "organization"),
        cells=lambda one: (one.organization.name, one.held_from, one.held_until),
    ),
    SubsidyClaim: _Shape(
        **_of_case("case"),
        headings=(_("年度"), _("金额（元）")),
        related=("case",),
        cells=lambda one: (str(one.year), one.amount),
    ),
    SupportRequest: _Shape(
        **_of_case("case"),
        headings=(_("请求的组织"), _("被请求的组织"), _("请求什么"), _("答复期限"), _("答复"), _("答复日期")),
        related=("case", "asking", "asked"),
        cells=lambda one: (
            one.asking.name,
            one.asked.name,
            one.get_kind_display(),
            one.answer_due,
            one.get_result_display(),
            one.answered_on,
        ),
    ),
    MajorReport: _Shape(
        **_of_case("case"),
        headings=(_("认定的组织"), _("报告期限"), _("报告时间")),
        related=("case", "organization"),
        cells=lambda one: (one.organization.name, _moment(one.due_at), _moment(one.reported_at)),
    ),
    ReturnVisit: _Shape(
        **_of_case("case"),
        headings=(_("方式"), _("现在的情况")),
        related=("case",),
        cells=lambda one: (one.get_way_display(), one.get_finding_display()),
    ),
    Obligation: _Shape(
        **_of_case("agreement__case"),
        headings=(_("内容"), _("金额（元）"), _("已付金额（元）"), _("履行完毕日期")),
        related=("agreement__case",),
        cells=lambda one: (one.text, one.amount, one.amount_performed, one.performed_on),
    ),
    Breach: _Shape(
        **_of_case("case"),
        headings=(_("怎样处理"), _("法院"), _("法院案号")),
        related=("case", "court"),
        cells=lambda one: (one.get_kind_display(), one.court.name, one.court_no),
    ),
    Party: _Shape(
        **_of_case("case"),
        headings=(_("姓名或名称"), _("请求金额（元）"), _("协议金额（元）")),
        related=("case",),
        cells=lambda party: (party.name, party.claim_amount, party.award_amount),
    ),
    Referral: _Shape(
        first=(_("函号"), _("日期"), _("纠纷类型")),
        headings=(_("来函单位"), _("接收的指导委员会"), _("应当接收或退回的期限"), _("接收日期"), _("状态")),
        related=("sender", "receiver"),
        number=lambda letter: letter.letter_no,
        type=lambda letter: letter.get_dispute_type_display(),
        cells=lambda letter: (
            letter.sender.name,
            letter.receiver.name,
            letter.answer_due_on,
            letter.received_on,
            letter.get_status_display(),
        ),
        has_readers=True,
    ),
    ScreeningRound: _Shape(
        first=(_("排查组织"), _("排查日期"), _("排查范围")),
        headings=(_("走访户数"), _("发现纠纷（件）")),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: one.place,
        cells=lambda one: (one.visits, one.found),
        organization=lambda one: one.organization,
    ),
    PreventionTotal: _Shape(
        first=(_("填报组织"), _("月份"), _("内容")),
        headings=tuple(PreventionTotal._meta.get_field(name).verbose_name for name in TOTALS),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: str(_("预防纠纷数")),
        cells=lambda one: tuple(getattr(one, name) for name in TOTALS),
        organization=lambda one: one.organization,
    ),
    Training: _Shape(
        first=(_("举办单位"), _("培训日期"), _("培训内容")),
        headings=(_("参加人次"),),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: one.topic,
        cells=lambda one: (one.people,),
        organization=lambda one: one.organization,
    ),
    Fund: _Shape(
        first=(_("列支单位"), _("预算年度起"), _("经费项目")),
        headings=(_("金额（元）"),),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: one.get_head_display(),
        cells=lambda one: (one.amount,),
        organization=lambda one: one.organization,
    ),
    GroupTally: _Shape(
        first=(_("组织"), _("自"), _("内容")),
        headings=(_("调解小组（个）"),),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: str(_("调解小组")),
        cells=lambda one: (one.groups,),
        organization=lambda one: one.organization,
    ),
    Organization: _Shape(
        first=(_("组织"), _("成立日期"), _("类别")),
        headings=(_("所在区划"),),
        related=("division",),
        number=lambda one: one.name,
        type=lambda one: one.get_kind_display(),
        cells=lambda one: (one.division.name,),
        organization=lambda one: one,
    ),
    Post: _Shape(
        first=(_("组织"), _("任职日期"), _("职责")),
        headings=(_("姓名"), _("职务")),
        related=("organization", "person"),
        number=lambda post: post.organization.name,
        type=lambda post: post.get_role_code_display(),
        cells=lambda post: (post.person.name, post.title),
        names_person=True,
        organization=lambda post: post.organization,
    ),
    Person: _Shape(
        first=(_("组织"), _("任职日期"), _("职责")),
        headings=(_("姓名"), _("证号"), _("等级")),
        related=(),
        number=_person_organizations,
        type=lambda person: "、".join(
            dict.fromkeys(str(p.get_role_code_display()) for p in person.posts_then)
        ),
        cells=lambda person: (
            person.name,
            person.badges_then[0].number if person.badges_then else "",
            person.badges_then[0].get_grade_display() if person.badges_then else "",
        ),
        names_person=True,
    ),
    InformationVolunteer: _Shape(
        first=(_("组织"), _("登记日期"), _("职责")),
        headings=(_("姓名"),),
        related=("organization",),
        number=lambda one: one.organization.name,
        type=lambda one: str(_("信息员")),
        cells=lambda one: (one.name,),
        names_person=True,
        organization=lambda one: one.organization,
    ),
}
