"""The list of cases: filters in the address, the search for a person or a text never."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel.paging import paginate
from mediation.kernel.search import SHORTEST_QUERY, normalise
from organizations.permissions import Permission

from .. import policies, presenting
from ..forms import AssignManyForm, CaseFilterForm
from ..models import Case
from .acting import require

SEARCHES = "case_searches"
KEPT_SEARCHES = 5
ORDERING = ("-applied_on", "-id")


@dataclass(frozen=True)
class Chip:
    """One condition in force, and the list without it."""

    label: Any
    value: str
    remove_url: str


@login_required
@require_http_methods(["GET", "POST"])
def case_list(request: HttpRequest) -> HttpResponse:
    """Newest first. A search is posted, kept in the session under a random word, and named in the address by that word."""
    require(policies.can_see_cases(request.user))
    form = CaseFilterForm(request.POST or request.GET, actor=request.user)
    if request.method == "POST":
        return _start_search(request, form)
    searched = request.session.get(SEARCHES, {}).get(request.GET.get("s", ""), "")
    parts = [form.narrow(part) for part in Case.objects.visible_parts(request.user)]
    if searched:
        parts = [part.matching(searched) for part in parts]
    page = paginate(Case.objects.for_list(request.user), request.GET, ordering=ORDERING, parts=parts)
    context = {
        "form": form,
        "page": page,
        "rows": [presenting.row(case) for case in page.items],
        "several": len({hat.organization.pk for hat in request.user.hats}) > 1
        or request.user.may(Permission.PLACE_REFERRAL),
        "chips": _chips(request, form, searched),
        "searched": searched,
        "can_register": bool(policies.can_register_somewhere(request.user)),
        "assigning": policies.can_manage_cases_somewhere(request.user)
        and AssignManyForm(actor=request.user, auto_id="assign_%s"),
        "keys": _keys(request),
        "too_short": request.GET.get("short") == "1",
    }
    return render(request, "cases/list.html", context, status=200 if form.is_valid() else 422)


def _keys(request: HttpRequest) -> list[dict[str, str]]:
    """What the keyboard does on this page."""
    keys = [
        {"key": "j", "label": _("下一行")},
        {"key": "k", "label": _("上一行")},
        {"key": "Enter", "label": _("打开这一行")},
        {"key": "/", "label": _("查找")},
    ]
    if policies.can_manage_cases_somewhere(request.user):
        keys.insert(2, {"key": "x", "label": _("勾选这一行")})
    return keys


def _start_search(request: HttpRequest, form: CaseFilterForm) -> HttpResponse:
    """Keep what was typed where only this person's session has it, and go to the list."""
    query = QueryDict(mutable=True)
    for name in form.fields:
        if request.POST.get(name):
            query[name] = request.POST[name]
    typed = request.POST.get("q", "").strip()[:60]
    if typed and len(normalise(typed)) < SHORTEST_QUERY:
        query["short"] = "1"
    elif typed:
        word = token_hex(6)
        kept = list(request.session.get(SEARCHES, {}).items())[1 - KEPT_SEARCHES :]
        request.session[SEARCHES] = dict([*kept, (word, typed)])
        query["s"] = word
    return redirect(f"{reverse('cases:list')}?{query.urlencode()}" if query else reverse("cases:list"))


def _chips(request: HttpRequest, form: CaseFilterForm, searched: str) -> list[Chip]:
    in_force = form.in_force()
    if searched:
        in_force.append(("s", _("查找"), searched))
    return [Chip(label, value, _without(request, name)) for name, label, value in in_force]


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    for gone in (name, "after", "before", "short"):
        query.pop(gone, None)
    return f"{reverse('cases:list')}?{query.urlencode()}"
