"""Persons, each once: mediators with a badge, full-time ones, experts; and the information volunteers."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.enums import EmploymentKind, OrganizationKind
from organizations.models import Badge, Employment, InformationVolunteer, Post
from organizations.roles import EXPERT
from reports.enums import Unit

from .kinds import Distinct, Stock
from .places import ByPlacement
from .register import REGISTER_TABLE, mediator_posts
from .registry import register
from .windows import Valid

_SERVING = Valid(("", "organization__"))


def expert_posts() -> QuerySet:
    """Posts of experts in expert banks."""
    return Post.objects.filter(role_code=EXPERT.code, organization__kind=OrganizationKind.EXPERT_BANK)


def volunteers() -> QuerySet:
    """Information volunteers: contacts of an organization, not mediators."""
    return InformationVolunteer.objects.all()


def with_badge(day: date) -> Q:
    """Posts whose person holds a valid badge on the day."""
    return Q(Exists(Badge.objects.valid_on(day).filter(person=OuterRef("person"))))


def full_time(day: date) -> Q:
    """Posts whose person holds a valid badge and works full-time on the day."""
    employed = Employment.objects.valid_on(day).filter(
        kind=EmploymentKind.FULL_TIME, person=OuterRef("person")
    )
    return with_badge(day) & Q(Exists(employed))


MEDIATORS = register(
    Distinct(
        code="mediators",
        label=_("人民调解员"),
        definition=_(
            "期末担任调解员、持有有效证件（等级评定、挂牌上岗）的人员，一人只计一次，在几处任职也只计一次，"
            "所以不等于各类组织职务之和；按任职组织期末所在地归属。"
        ),
        unit=Unit.PEOPLE,
        basis=REGISTER_TABLE,
        source=mediator_posts,
        window=_SERVING,
        place=ByPlacement(),
        where=with_badge,
    )
)
MEDIATORS_FULL_TIME = register(
    Distinct(
        code="mediators_full_time",
        label=_("专职人民调解员"),
        definition=_(
            "期末担任调解员、持有有效证件、专职从事调解的人员，一人只计一次；按任职组织期末所在地归属。"
        ),
        unit=Unit.PEOPLE,
        basis=_("司发〔2018〕2号"),
        source=mediator_posts,
        window=_SERVING,
        place=ByPlacement(),
        where=full_time,
    )
)
EXPERTS = register(
    Distinct(
        code="experts",
        label=_("专家"),
        definition=_("期末在专家库任职的专家，一人只计一次；按专家库期末所在地归属。"),
        unit=Unit.PEOPLE,
        basis=_("人民调解法第二十条"),
        source=expert_posts,
        window=_SERVING,
        place=ByPlacement(),
    )
)
INFORMATION_VOLUNTEERS = register(
    Stock(
        code="information_volunteers",
        label=_("人民调解信息员"),
        definition=_("期末登记的信息员，不是调解员；按所联系组织期末所在地归属。"),
        unit=Unit.PEOPLE,
        basis=REGISTER_TABLE,
        source=volunteers,
        window=_SERVING,
        place=ByPlacement(),
    )
)
