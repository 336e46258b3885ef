"""What the rows of one file name: organizations, mediators, and cases that are there already. Each is read once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from mediation.kernel import search
from organizations.models import Organization, Person, Post, User
from organizations.permissions import Permission
from organizations.roles import MEDIATOR

from ..enums import CaseStatus, Side
from ..models import Case, Party
from .cells import BadCell
from .columns import plain


class Likeness(NamedTuple):
    """Two cases of one committee with all of this in common are taken for one."""

    applied_on: date
    dispute_type: str
    applicants: frozenset[str]
    respondents: frozenset[str]


def likeness(
    applied_on: date, dispute_type: str, applicants: Iterable[str], respondents: Iterable[str]
) -> Likeness:
    """What a case is known by: day, type and names, however wide their characters are."""
    sides = (frozenset(search.normalise(name) for name in names) for names in (applicants, respondents))
    return Likeness(applied_on, dispute_type, *sides)


class Lookups:
    """For one person's file. `default` is meant by rows that name no organization."""

    def __init__(self, actor: User, default: Organization) -> None:
        self.default = default
        self._serving: dict[str, Organization] = {}
        for organization in actor.organizations_permitting(Permission.IMPORT_CASES):
            for name in filter(None, (organization.name, organization.short_name)):
                self._serving[plain(name)] = organization
            if organization.pk == default.pk:
                self.default = organization
        self._posts: dict[int, dict[str, list[Post]]] = {}
        self._present: dict[int, dict[Likeness, str]] = {}

    def organization(self, name: str) -> Organization:
        """The one of this name or short name. Raises BadCell unless the person serves there."""
        if not name:
            return self.default
        found = self._serving.get(plain(name))
        if found is None:
            raise BadCell(_("没有叫“%(name)s”的调解组织，或者您不在那里任职。") % {"name": name[:40]})
        return found

    def mediators(self, names: list[str], organization: Organization, day: date) -> list[Person]:
        """The people of these names who mediate there on the day, in the same order. Raises BadCell."""
        places = (organization.pk, organization.sealing.pk)
        chosen: list[Person] = []
        for name in names:
            serving = {
                post.person_id: post.person
                for place in places
                for post in self._posts_at(place).get(plain(name), [])
                if post.valid_from <= day and (post.valid_until is None or day < post.valid_until)
            }
            if not serving:
                raise BadCell(
                    _("%(name)s 在 %(day)s 不是本组织的调解员。")
                    % {"name": name[:40], "day": day.isoformat()}
                )
            if len(serving) > 1:
                raise BadCell(
                    _("有 %(count)d 位调解员叫 %(name)s，请先不填，导入后再指派。")
                    % {"count": len(serving), "name": name[:40]}
                )
            chosen.extend(serving.values())
        return chosen

    def present(self, holder: Organization) -> dict[Likeness, str]:
        """The committee's cases by what they are known by, with the number that a person finds them by."""
        if holder.pk not in self._present:
            self._present[holder.pk] = _cases_of(holder)
        return self._present[holder.pk]

    def _posts_at(self, organization_id: int) -> dict[str, list[Post]]:
        if organization_id not in self._posts:
            by_name: dict[str, list[Post]] = defaultdict(list)
            posts = Post.objects.filter(organization=organization_id, role_code=MEDIATOR.code)
            for post in posts.select_related("person"):
                by_name[plain(post.person.name)].append(post)
            self._posts[organization_id] = by_name
        return self._posts[organization_id]


def _cases_of(holder: Organization) -> dict[Likeness, str]:
    cases = Case.objects.filter(holder=holder).exclude(status=CaseStatus.VOIDED)
    sides: dict[int, dict[str, list[str]]] = defaultdict(lambda: {side.value: [] for side in Side})
    parties = Party.objects.filter(case__in=cases).order_by().values_list("case_id", "side", "name")
    for case_id, side, name in parties.iterator():
        sides[case_id][side].append(name)
    rows = cases.values_list("pk", "applied_on", "dispute_type", "official_no", "registration_no")
    return {
        likeness(day, kind, sides[pk][Side.APPLICANT], sides[pk][Side.RESPONDENT]): official or registered
        for pk, day, kind, official, registered in rows.iterator()
    }
