"""Who may see a case now, and by which rule: the sentence form of CaseQuerySet.visible_to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from organizations.enums import OrganizationKind
from organizations.models import Post
from organizations.querysets import valid_on
from organizations.roles import CLERK, MEDIATOR

from .enums import CaseStatus, SupportResult
from .models import Case
from .querysets import ADVISE, serving_mediators


@dataclass(frozen=True)
class Reader:
    """Somebody who may see the case, why, and the first day on which no longer."""

    who: str
    why: str
    until: date | None = None


def readers(case: Case, day: date) -> Iterator[Reader]:
    """Everybody who may see the case on a day, one entry a rule and person."""
    serving = list(serving_mediators(day, case).select_related("person"))
    for mediator in serving:
        yield Reader(mediator.person.name, _("这件案件的调解员"))
    at = {case.holder_id: case.holder, case.handled_at_id: case.handled_at}
    posts = list(
        Post.objects.filter(valid_on(day), organization__in=at, role_code__in=[CLERK.code, MEDIATOR.code])
        .select_related("person__user", "organization")
        .order_by("role_code", "id")
    )
    for post in posts:
        if post.role_code == CLERK.code:
            yield Reader(
                post.person.name, _("%(organization)s的主任或内勤") % {"organization": post.organization.name}
            )
    intake = case.status in (CaseStatus.REGISTERED, CaseStatus.ACCEPTED) or (
        not serving and case.status not in (CaseStatus.CLOSED, CaseStatus.DECLINED)
    )
    left = case.mediators.filter(released_on__isnull=False).exclude(release_reason="")
    aside = set(left.values_list("person", flat=True))
    for post in posts:
        if post.role_code != MEDIATOR.code or post.person_id in {m.person_id for m in serving}:
            continue
        if intake and post.person_id not in aside:
            yield Reader(post.person.name, _("还没有调解员接手，本组织的调解员都可以看"))
        elif getattr(getattr(post.person, "user", None), "pk", 0) == case.registered_by_id:
            yield Reader(post.person.name, _("登记这件纠纷的人"))
    if case.placed_by is not None:
        yield Reader(case.placed_by.name, _("分派这件案件的指导委员会"))
    joined = case.support_requests.filter(result=SupportResult.JOINED).select_related("asked")
    for committee in {r.asked for r in joined if r.asked.kind == OrganizationKind.GUIDANCE_COMMITTEE}:
        if committee != case.placed_by:
            yield Reader(committee.name, _("派人联合调解这件案件的指导委员会"))
    grants = case.grants.valid_on(day).select_related("user__person", "permission")  # type: ignore[attr-defined]
    for grant in grants:
        why = _("受邀的专家") if grant.permission.codename == ADVISE else _("协助调解")
        yield Reader(grant.user.person.name, why, grant.valid_until)
