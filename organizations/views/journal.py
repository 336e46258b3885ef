"""The journal, for audit administrators: who did what, who saw what."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.calendar import BEIJING
from mediation.kernel.models import JournalEntry
from mediation.kernel.paging import Page, paginate

from ..forms import JournalFilterForm
from ..journal_words import detail_word, object_word, word
from ..models import Organization, Person, User
from ..policies import can_read_journal
from ..roles import ROLES
from .access import only_if, show


@dataclass(frozen=True)
class Line:
    """One entry as it is shown."""

    entry: JournalEntry
    action: str
    object: str
    actor: str
    organization: str
    detail: str


@only_if(can_read_journal)
def journal(request: HttpRequest) -> HttpResponse:
    """The filter is sent by POST, so that no user name stands in an address; then an id that means nothing does."""
    if request.method == "POST":
        return _to_address(request)
    form = JournalFilterForm(request.GET, initial={"username": ""})
    page = paginate(_filtered(form, request.GET), request.GET, ordering=["-id"])
    actor = User.objects.select_related("person").filter(person__uuid=_uuid(request.GET)).first()
    context = {"page": page, "lines": _lines(page), "actor": actor}
    return show(request, "organizations/journal.html", context, form)


def _to_address(request: HttpRequest) -> HttpResponse:
    form = JournalFilterForm(request.POST)
    query = QueryDict(mutable=True)
    for name in ("day", "action"):
        if request.POST.get(name):
            query[name] = request.POST[name]
    if form.is_valid() and form.cleaned_data["username"]:
        account = User.objects.filter(username=form.cleaned_data["username"]).select_related("person").first()
        if account is None:
            form.add_error("username", _("没有这个用户名。"))
        else:
            query["actor"] = str(account.person.uuid)
    if form.errors:
        return show(request, "organizations/journal.html", {"lines": []}, form)
    return redirect(f"{reverse('organizations:journal')}?{query.urlencode()}")


def _filtered(form: JournalFilterForm, params: QueryDict) -> Any:
    """What does not parse filters nothing; its field says so."""
    form.is_valid()
    entries = JournalEntry.objects.all()
    if day := form.cleaned_data.get("day"):
        begin = datetime.combine(day, time(), BEIJING)
        entries = entries.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    if action := form.cleaned_data.get("action"):
        entries = entries.filter(action=action)
    if actor := _uuid(params):
        account = User.objects.filter(person__uuid=actor).values_list("pk", flat=True)
        entries = entries.filter(actor_id__in=list(account))
    return entries


def _uuid(params: QueryDict) -> UUID | None:
    try:
        return UUID(params.get("actor", ""))
    except ValueError:
        return None


def _lines(page: Page[JournalEntry]) -> list[Line]:
    """Entries keep ids without foreign keys; their names are read once a page."""
    actors = dict(
        User.objects.filter(pk__in={entry.actor_id for entry in page.items}).values_list("pk", "person__name")
    )
    organizations = dict(
        Organization.objects.filter(pk__in={entry.organization_id for entry in page.items}).values_list(
            "pk", "name"
        )
    )
    named = {entry.detail["person"] for entry in page.items if "person" in entry.detail}
    people = {
        str(uuid): name for uuid, name in Person.objects.filter(uuid__in=named).values_list("uuid", "name")
    }
    return [
        Line(
            entry=entry,
            action=word(entry.action),
            object=object_word(entry.object_type),
            actor=actors.get(entry.actor_id, ""),
            organization=organizations.get(entry.organization_id, ""),
            detail=_detail(entry, people),
        )
        for entry in page.items
    ]


def _detail(entry: JournalEntry, people: dict[str, str]) -> str:
    """The codes of the entry, those of people and roles as their names."""
    words = []
    for key, value in entry.detail.items():
        if key == "person":
            words.append(people.get(value, value))
        elif key == "role" and value in ROLES:
            words.append(str(ROLES[value].name))
        else:
            words.append(f"{detail_word(key)} {value}")
    return "；".join(words)
