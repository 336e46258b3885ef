"""Changing the layout of an official table: edit, look at it first, save as a new version, go back to an old one."""

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
from ..indicators import REGISTRY
from ..layout_form import ColumnFormSet, LayoutForm, choices, columns_initial, initial
from ..models import TableLayout
from ..official import editing, layouts
from ..official.computing import compute
from .asking import default_or, home_or, permitted
from .official import shown


@login_required
@require_http_methods(["GET", "POST"])
def layout(request: HttpRequest, table: str) -> HttpResponse:
    """The form of a table's newest version; `?from=` fills it with an earlier one."""
    permitted(policies.can_manage_tables(request.user))
    newest = _newest(table)
    if request.method == "GET":
        source = _source(request, newest)
        first = initial(source, newest.version)
        if source is not newest:
            first["reason"] = _("恢复第%(version)d版") % {"version": source.version}
        return _page(request, newest, LayoutForm(initial=first), _rows(columns_initial(source)))
    form, rows = LayoutForm(request.POST), ColumnFormSet(request.POST, prefix="columns")
    if request.POST.get("move") or request.POST.get("act") == "add":
        return _page(request, newest, form, _rows(_changed(request, rows)), checks=False)
    if request.POST.get("act") != "save":
        # Nothing is stored yet, so nobody has to say why.
        form.fields["reason"].required = False
    if not (form.is_valid() & rows.is_valid()):
        return _page(request, newest, form, rows, status=422)
    made = _made(newest, form, rows)
    if request.POST.get("act") != "save":
        return _page(request, newest, form, rows, preview=made)
    return _save(request, newest, form, rows, made)


@login_required
@require_safe
def layout_versions(request: HttpRequest, table: str) -> HttpResponse:
    """All versions of a table: what was changed, when, by whom and why."""
    permitted(policies.can_manage_tables(request.user))
    found = layouts.versions(table)
    if not found:
        raise Http404
    people = User.objects.select_related("person").in_bulk(
        [one.made_by_id for one in found if one.made_by_id]
    )
    versions = [
        {
            "layout": one,
            "by": people[one.made_by_id].person_name if one.made_by_id in people else "",
            "changes": _changes(before, one),
        }
        for one, before in zip(found, [*found[1:], None], strict=True)
    ]
    return render(request, "reports/official/versions.html", {"layout": found[0], "versions": versions})


def _newest(table: str) -> TableLayout:
    try:
        return layouts.current(table)
    except InvalidInput as error:
        raise Http404 from error


def _source(request: HttpRequest, newest: TableLayout) -> TableLayout:
    version = request.GET.get("from", "")
    if not version or version == str(newest.version):
        return newest
    if not (version.isascii() and version.isdigit() and len(version) < 5):
        raise Http404
    try:
        return layouts.get(newest.code, int(version))
    except InvalidInput as error:
        raise Http404 from error


def _rows(columns: list[dict[str, Any]]) -> Any:
    for number, column in enumerate(columns, start=1):
        column["ORDER"] = number
    return ColumnFormSet(initial=columns, prefix="columns")


def _changed(request: HttpRequest, rows: Any) -> list[dict[str, Any]]:
    """The columns as typed, one moved or put in; nothing is refused for what is not finished yet."""
    typed = [
        {name: str(form[name].value() or "") for name in ("indicator", "groups", "heading")}
        for form in rows.forms
        if not form["DELETE"].value()
    ]
    step, _colon, place = request.POST.get("move", "").partition(":")
    if place.isascii() and place.isdigit() and int(place) < len(typed):
        number = int(place)
        other = number + {"up": -1, "down": 1}.get(step, 0)
        if 0 <= other < len(typed):
            typed[number], typed[other] = typed[other], typed[number]
    added = REGISTRY.get(request.POST.get("add", ""))
    if request.POST.get("act") == "add" and added:
        typed.append(
            {
                "indicator": added.code,
                "groups": typed[-1]["groups"] if typed else "",
                "heading": str(added.label)[:30],
            }
        )
    return typed


def _made(newest: TableLayout, form: LayoutForm, rows: Any) -> TableLayout:
    """The typed version, not saved."""
    typed = {name: form.cleaned_data[name] for name in form.cleaned_data if name not in ("reason", "base")}
    made = editing.next_version(newest, columns=rows.columns(), **typed)
    made.version = form.cleaned_data["base"] + 1
    return made


def _save(
    request: HttpRequest, newest: TableLayout, form: LayoutForm, rows: Any, made: TableLayout
) -> HttpResponse:
    def act() -> str:
        editing.save(made, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("表样已经存为第%(version)d版。") % {"version": made.version})
        return f"{reverse('reports:official')}?table={made.code}"

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))  # type: ignore[arg-type]
    except InvalidInput as error:
        error.show_at(form)
        return _page(request, newest, form, rows, status=422)


def _page(
    request: HttpRequest,
    newest: TableLayout,
    form: LayoutForm,
    rows: Any,
    *,
    preview: TableLayout | None = None,
    checks: bool = True,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "layout": newest,
        "form": form if checks else LayoutForm(initial=form.data.dict()),
        "rows": rows,
        "choices": choices(),
    }
    if preview:
        scope = home_or(request)
        sheet = compute(preview, scope, default_or(request, scope))
        context |= {"sheet": sheet, **shown(request, sheet)}
    return render(request, "reports/official/layout.html", context, status=status)


def _changes(before: TableLayout | None, after: TableLayout) -> list[str]:
    """What a version changed, in sentences."""
    if before is None:
        return []
    old = {column["indicator"]: column["headings"] for column in before.columns}
    new = {column["indicator"]: column["headings"] for column in after.columns}
    told = [_("加了：%(what)s") % {"what": "／".join(new[code])} for code in new if code not in old]
    told += [_("删了：%(what)s") % {"what": "／".join(old[code])} for code in old if code not in new]
    told += [
        _("改名：%(old)s → %(new)s") % {"old": "／".join(old[code]), "new": "／".join(new[code])}
        for code in new
        if code in old and old[code] != new[code]
    ]
    if [code for code in old if code in new] != [code for code in new if code in old]:
        told.append(_("调整了栏目的顺序"))
    if before.rules != after.rules:
        told.append(_("修改了勾稽关系"))
    settings = ("title", "by", "rounding", "money", "money_places", "rate_places")
    told += [
        _("%(field)s：%(old)s → %(new)s")
        % {
            "field": after._meta.get_field(name).verbose_name,
            "old": _shown(before, name),
            "new": _shown(after, name),
        }
        for name in settings
        if getattr(before, name) != getattr(after, name)
    ]
    return told


def _shown(layout: TableLayout, name: str) -> Any:
    display = getattr(layout, f"get_{name}_display", None)
    return display() if display else getattr(layout, name)
