"""One organization: its facts, its people, where it stood, what was done to it; and every change of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.conflicts import resolved
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import Conflict
from mediation.kernel.idempotency import once
from mediation.kernel.models import JournalEntry

from .. import policies, services
from ..both_versions import both_versions
from ..forms import CloseForm, DivisionForm, EditForm, FoundForm, MoveForm
from ..journal_words import word
from ..models import Organization, Post, User
from .access import accepted, only_if, show

FACTS = ("name", "short_name", "sector", "sealed_by", "host", "phone", "address")
HISTORY_SHOWN = 20


def find(request: HttpRequest, uuid: str) -> Organization:
    """The organization, if this person may open its page; else 404."""
    organizations = Organization.objects.visible_to(request.user).select_related(
        "division__parent__parent", "sealed_by", "host"
    )
    return get_object_or_404(organizations, uuid=uuid)


def _opens_register(user: User) -> Decision:
    """Register readers, and security administrators for their own bureau."""
    return policies.can_read_register(user) or policies.can_manage_grants(user)


@only_if(_opens_register)
def organization(request: HttpRequest, uuid: str) -> HttpResponse:
    """The page of one organization."""
    shown = find(request, uuid)
    posts = list(
        shown.posts.select_related("person", "organization__division").order_by(
            "valid_until", "role_code", "id"
        )
    )
    user = request.user
    context = {
        "organization": shown,
        "facts": _facts(shown),
        "serving": [_line(post, user) for post in posts if not post.has_ended],
        "left": [post for post in posts if post.has_ended],
        "placements": shown.placements.select_related("division").order_by("-valid_from"),
        "rooms": shown.rooms.valid_on(today()),
        "hosted": shown.hosted.valid_on(today()),
        "history": _history(shown),
        "can_edit": policies.can_edit_organization(user, shown),
        "can_appoint": policies.can_appoint(user, shown),
        "phones": policies.can_see_phones(user, shown),
        "reads_register": policies.can_read_register(user),
    }
    return render(request, "organizations/organization.html", context)


def _facts(organization: Organization) -> list[dict[str, Any]]:
    rows = [
        (_("类别"), organization.get_kind_display()),
        (_("调解性质"), organization.get_regime_display()),
        (_("行业"), organization.get_sector_display()),
        (_("所在区划"), " ".join(d.name for d in (organization.division.parent, organization.division) if d)),
        (_("案号简称"), organization.short_name),
        (_("用印的调委会"), organization.sealed_by and organization.sealed_by.name),
        (_("派驻单位"), organization.host and organization.host.name),
        (_("电话"), organization.phone),
        (_("地址"), organization.address),
    ]
    return [{"term": term, "value": value} for term, value in rows if value]


def _line(post: Post, user: User) -> dict[str, Any]:
    return {"post": post, "can_end": policies.can_end_post(user, post)}


def _history(organization: Organization) -> list[dict[str, Any]]:
    """What the journal says of changes, newest first; readings are the auditor's matter."""
    entries = JournalEntry.objects.filter(
        object_type="organization", object_id=str(organization.uuid)
    ).order_by("-id")[:HISTORY_SHOWN]
    names = dict(User.objects.filter(pk__in={e.actor_id for e in entries}).values_list("pk", "person__name"))
    return [
        {"title": word(e.action), "when": e.at, "by": names.get(e.actor_id, ""), "text": e.reason}
        for e in entries
    ]


@only_if(policies.can_keep_register)
def organization_new(request: HttpRequest) -> HttpResponse:
    """Enter a new organization."""
    form = FoundForm(request.POST or None, user=request.user)

    def act(data: dict[str, Any]) -> str:
        def write() -> str:
            facts = {name: data[name] for name in FACTS}
            founded = services.found_organization(
                by=request.user,
                kind=data["kind"],
                division=data["division"],
                founded_on=data["founded_on"],
                **facts,
            )
            return reverse("organizations:organization", args=[founded.uuid])

        return once(request.user.pk, request.POST.get("form_token"), write)

    address = accepted(form, act) if form.is_bound else None
    if address:
        messages.success(request, _("机构已经登记。"))
        return redirect(address)
    return show(request, "organizations/organization_new.html", {}, form)


@only_if(policies.can_keep_register)
def organization_edit(request: HttpRequest, uuid: str) -> HttpResponse:
    """Change facts; somebody else's change in between is told, not overwritten."""
    edited = find(request, uuid)
    stored = EditForm.initial_of(edited)
    empty = EditForm(user=request.user, initial=stored)
    form = EditForm(resolved(request.POST, empty, stored), user=request.user) if request.POST else empty

    def act(data: dict[str, Any]) -> Organization:
        facts = {name: data[name] for name in FACTS}
        return services.edit_organization(
            by=request.user, organization=edited, version=data["version"], **facts
        )

    try:
        return _changed(request, edited, form, act, _("机构信息已经改好。"), "organization_edit.html")
    except Conflict as error:
        return _both_versions(request, find(request, uuid), error, read=form.cleaned_data["version"])


def _both_versions(request: HttpRequest, now: Organization, error: Conflict, *, read: int) -> HttpResponse:
    """What was typed beside what is stored; the next sending is for the version that is shown."""
    stored, typed = EditForm.initial_of(now), request.POST.copy()
    typed["version"] = str(now.version)
    form = EditForm(typed, user=request.user)
    context = {
        "organization": now,
        "decision": policies.can_edit_organization(request.user, now),
        "form": form,
        "conflict": both_versions(
            form,
            stored,
            error=error,
            record=("organization", now.uuid),
            missed=now.version - read,
            back_url=reverse("organizations:organization", args=[now.uuid]),
        ),
    }
    return render(request, "organizations/organization_edit.html", context, status=error.status)


@only_if(policies.can_keep_register)
def organization_move(request: HttpRequest, uuid: str) -> HttpResponse:
    """Move to another division from a day on."""
    moved = find(request, uuid)
    form = MoveForm(request.POST or None, user=request.user)

    def act(data: dict[str, Any]) -> Organization:
        return services.place(
            by=request.user, organization=moved, division=data["division"], moved_on=data["moved_on"]
        )

    return _changed(request, moved, form, act, _("迁移已经登记。"), "organization_move.html")


@only_if(policies.can_keep_register)
def organization_close(request: HttpRequest, uuid: str) -> HttpResponse:
    """End it from a day on."""
    closed = find(request, uuid)
    form = CloseForm(request.POST or None)

    def act(data: dict[str, Any]) -> Organization:
        return services.close_organization(by=request.user, organization=closed, **data)

    return _changed(request, closed, form, act, _("机构已经撤销。"), "organization_close.html")


def _changed(
    request: HttpRequest, organization: Organization, form: Any, act: Any, done: str, template: str
) -> HttpResponse:
    """Do it and go to the organization's page; or show why it cannot be done, or the form."""
    if form.is_bound and accepted(form, act):
        messages.success(request, done)
        return redirect("organizations:organization", organization.uuid)
    decision = policies.can_edit_organization(request.user, organization)
    context = {"organization": organization, "decision": decision}
    return show(request, f"organizations/{template}", context, form)


@only_if(policies.can_keep_register)
def division_new(request: HttpRequest) -> HttpResponse:
    """Enter a new division below one of the area."""
    form = DivisionForm(request.POST or None, user=request.user)

    def act(data: dict[str, Any]) -> str:
        def write() -> str:
            names = ("parent", "code", "name", "valid_from")
            made = services.add_division(by=request.user, **{name: data[name] for name in names})
            return f"{reverse('organizations:register')}?division={made.code}"

        return once(request.user.pk, request.POST.get("form_token"), write)

    address = accepted(form, act) if form.is_bound else None
    if address:
        messages.success(request, _("行政区划已经登记。"))
        return redirect(address)
    return show(request, "organizations/division_new.html", {}, form)
