"""The lookups of the register: divisions, organizations, people, accounts."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today

from ..enums import OrganizationKind
from ..models import Division, Organization, Person, Post, User
from ..permissions import Permission
from .lookup import Lookup

SEALING_KINDS = (OrganizationKind.TOWNSHIP, OrganizationKind.VILLAGE, OrganizationKind.INDUSTRY)


def divisions_kept_by(user: User) -> QuerySet[Division]:
    """Divisions of the areas whose register this person keeps."""
    areas = Q(pk__in=())
    for bureau in user.organizations_permitting(Permission.MANAGE_REGISTER):
        areas |= Q(**{f"{bureau.division.level}_code": bureau.division.code})
    return Division.objects.valid_on(today()).filter(areas)


def division_of(user: User) -> Lookup:
    """A division in this person's area, by name or code."""
    return Lookup(
        find=lambda text: (
            divisions_kept_by(user)
            .filter(Q(name__contains=text) | Q(code=text))
            .select_related("parent__parent")
        ),
        describe=_division_words,
        missing=_("您的辖区里没有这个名称的行政区划。"),
    )


def _division_words(division: Division) -> str:
    return " ".join(d.name for d in (division.parent, division) if d)


def organization(*kinds: str, missing: Any = _("名册里没有这个名称的机构。")) -> Lookup:
    """An organization that exists today, by a part of its name."""

    def find(text: str) -> QuerySet[Organization]:
        found = Organization.objects.valid_on(today()).filter(name__contains=text).select_related("division")
        return found.of_kind(*kinds) if kinds else found

    return Lookup(find=find, describe=lambda o: f"{o.name}（{o.division.name}）", missing=missing)


def people(text: str) -> QuerySet[Person]:
    """Persons of exactly this name, with their posts of today."""
    posts = Post.objects.valid_on(today()).select_related("organization")
    return (
        Person.objects.filter(name=text)
        .prefetch_related(Prefetch("posts", posts, "posts_today"))
        .order_by("pk")
    )


def person_words(person: Person) -> str:
    """A name and where this person serves today, to tell two of one name apart."""
    places = "、".join(sorted({post.organization.name for post in person.posts_today}))  # type: ignore[attr-defined]
    return f"{person.name}（{places}）" if places else person.name


def person_or_new() -> Lookup:
    """A person of the register, or a new one."""
    return Lookup(find=people, describe=person_words, missing="", new=_("都不是，是新登记的人"))


def person_without_account() -> Lookup:
    """A person who serves and has no account yet."""
    return Lookup(
        find=lambda text: people(text).filter(user__isnull=True, posts__isnull=False).distinct(),
        describe=person_words,
        missing=_("名册里没有叫这个名字、有任职而还没有账号的人。请先由业务人员或本组织主任登记任职。"),
    )


def person_with_account() -> Lookup:
    """A person who can log in."""
    return Lookup(
        find=lambda text: people(text).filter(user__is_active=True).select_related("user"),
        describe=person_words,
        missing=_("没有叫这个名字、账号在用的人。"),
    )
