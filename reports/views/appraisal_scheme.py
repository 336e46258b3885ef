"""Changing the scheme of appraisal: edit, look at it first, save as a new version, go back to an old one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mediation.kernel.errors import InvalidInput
from mediation.kernel.idempotency import once
from organizations.models import User

from .. import policies
from ..appraisal import editing, schemes
from ..appraisal.computing import compute
from ..appraisal_form import ItemFormSet, SchemeForm, initial, items_initial
from ..models import AppraisalScheme
from .appraisal import PAGE, shown
from .asked import asked
from .asking import permitted


@login_required
@require_http_methods(["GET", "POST"])
def scheme(request: HttpRequest) -> HttpResponse:
    """The form of the newest version; `?from=` fills it with an earlier one."""
    permitted(policies.can_manage_tables(request.user))
    newest = schemes.newest()
    if request.method == "GET":
        source = _source(request, newest)
        first = initial(source, newest.version)
        if source.version != newest.version:
            first["valid_from"] = newest.valid_from
            first["reason"] = _("恢复第%(version)d版") % {"version": source.version}
        rows = ItemFormSet(initial=items_initial(source), prefix="items")
        return _page(request, newest, SchemeForm(initial=first, newest=newest), rows)
    form = SchemeForm(request.POST, newest=newest)
    rows = ItemFormSet(request.POST, prefix="items")
    if request.POST.get("act") != "save":
        # Nothing is stored yet, so nobody has to say why.
        form.fields["reason"].required = False
    if not (form.is_valid() & rows.is_valid()) or not form.agrees_with(rows.items()):
        return _page(request, newest, form, rows, status=422)
    typed = {name: form.cleaned_data[name] for name in editing.CONTENT if name != "items"}
    made = editing.next_version(newest, items=rows.items(), **typed)
    made.version = form.cleaned_data["base"] + 1
    if request.POST.get("act") != "save":
        return _page(request, newest, form, rows, preview=made)
    return _save(request, newest, form, rows, made)


@login_required
@require_safe
def scheme_versions(request: HttpRequest) -> HttpResponse:
    """All versions: since when, when made, by whom and why."""
    permitted(policies.can_manage_tables(request.user))
    found = schemes.versions()
    people = User.objects.select_related("person").in_bulk(
        [one.made_by_id for one in found if one.made_by_id]
    )
    versions = [
        {
            "scheme": one,
            "by": people[one.made_by_id].person_name if one.made_by_id in people else "",
            "items": "、".join(f"{item['heading']} {item['weight']}" for item in one.items),
        }
        for one in found
    ]
    return render(request, "reports/appraisal/versions.html", {"versions": versions})


def _source(request: HttpRequest, newest: AppraisalScheme) -> AppraisalScheme:
    version = request.GET.get("from", "")
    if not version:
        return newest
    if not (version.isascii() and version.isdigit() and len(version) < 5):
        raise Http404
    try:
        return schemes.get(int(version))
    except InvalidInput as error:
        raise Http404 from error


def _save(
    request: HttpRequest, newest: AppraisalScheme, form: SchemeForm, rows: Any, made: AppraisalScheme
) -> HttpResponse:
    def act() -> str:
        editing.save(made, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("办法已经存为第%(version)d版。") % {"version": made.version})
        return reverse(PAGE)

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))  # type: ignore[arg-type]
    except InvalidInput as error:
        error.show_at(form)
        return _page(request, newest, form, rows, status=422)


def _page(
    request: HttpRequest,
    newest: AppraisalScheme,
    form: SchemeForm,
    rows: Any,
    *,
    preview: AppraisalScheme | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"newest": newest, "form": form, "rows": rows}
    if preview:
        choice = asked(request, PAGE)
        filled = compute(preview, choice.scope, choice.period)
        context |= {"filled": filled, "scope": choice.scope, "period": choice.period, **shown(choice, filled)}
    return render(request, "reports/appraisal/edit.html", context, status=status)
