"""The official tables: one sheet of a layout, node, period and kind of lines, all of it in the address."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput
from mediation.kernel.spreadsheets import attachment

from .. import knowing, policies, scopes
from ..indicators import DIMENSIONS
from ..models import RowsBy, TableLayout
from ..official import files, layouts, showing
from ..official.computing import compute
from ..official.sheets import Sheet
from ..period_form import PeriodForm, quick_choices
from ..periods import Period
from ..scopes import Scope
from .asking import default_or, home_or, period_of, permitted, scope_of
from .known import as_asked, known_on


@login_required
@require_safe
@known_on
def official(request: HttpRequest) -> HttpResponse:
    """A table, a scope, a period and what its lines are; without them the first table of the reader's own area."""
    scope = home_or(request)
    layout, by = layout_of(request), _by(request)
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(address(request, scope=scope, period=chosen))
    period = default_or(request, scope)
    sheet = compute(layout, scope, period, by)
    to = _choices(request, sheet)
    context = {
        "sheet": sheet,
        "layout": layout,
        "is_current": layout.version == layouts.current(layout.code).version,
        "form": form,
        "kept": {"table": layout.code, "scope": scope.code, "by": sheet.by, **knowing.query()},
        "tables": to("table", [(one.code, one.title) for one in layouts.every()], layout.code),
        "bys": to("by", _ways(sheet), sheet.by),
        "quick": to("period", [(choice.code, label) for label, choice in quick_choices(period)], period.code),
        "above": [(one.label, address(request, scope=one)) for one in _above(request, scope)],
        "may_export": bool(policies.can_export_figures(request.user, scope)),
        "may_edit": bool(policies.can_manage_tables(request.user)),
        "export_query": f"?{urlencode(_query(sheet))}",
        **shown(request, sheet),
    }
    return render(request, "reports/official/sheet.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def export_official(request: HttpRequest, table: str, scope: str, period: str, file: str) -> HttpResponse:
    """The same sheet as .xlsx, .csv or .pdf; who took it away is journalled."""
    whose, when = scope_of(scope), period_of(period)
    permitted(policies.can_export_figures(request.user, whose))
    if file not in files.WRITERS:
        raise Http404
    kind = files.WRITERS[file]
    response = HttpResponse(content_type=kind.content_type)
    language = settings.LANGUAGE_CODE if kind.is_paper else translation.get_language()
    with translation.override(language), as_asked(request):
        sheet = compute(layout_of(request, table), scope_of(scope), when, _by(request))
        response["Content-Disposition"] = attachment(f"{sheet.title} {whose.label} {when.label}.{file}")
        kind.write(response, sheet)
    journal.record_reading(
        "table.exported",
        actor_id=request.user.pk,
        object_type="table",
        object_id=sheet.layout,
        scope=whose.code,
        period=when.code,
        version=sheet.version,
        file=file,
    )
    return response


def shown(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """What the partials of the table and of its footing need; lines that are nodes lead to tables of their own."""
    organizations = [
        line.scope.organization for line in sheet.lines if line.scope and line.scope.organization
    ]
    prefetch_related_objects(organizations, "division")
    return {
        "head": showing.head(sheet),
        "lines": [{"shown": line, "url": _down(request, sheet, line)} for line in showing.lines(sheet)],
        "footing": showing.said_of_footing(sheet),
    }


def layout_of(request: HttpRequest, code: str = "") -> TableLayout:
    """The table of `?table=` (the first one without it), in the version of `?version=`, or 404."""
    code = code or request.GET.get("table", "")
    version = request.GET.get("version", "")
    try:
        code = code or layouts.every()[0].code
        if not version:
            return layouts.current(code)
        if not (version.isascii() and version.isdigit() and len(version) < 5):
            raise layouts.UnknownLayout
        return layouts.get(code, int(version))
    except (InvalidInput, IndexError) as error:
        raise Http404 from error


def address(request: HttpRequest, **changed: Scope | Period | str) -> str:
    """The address of this page with some of it changed."""
    query = {
        name: request.GET[name]
        for name in ("table", "scope", "period", "by", "version")
        if request.GET.get(name)
    }
    for name, value in changed.items():
        query[name] = value if isinstance(value, str) else value.code
    if "table" in changed:
        query.pop("version", None)
    query |= knowing.query()
    return f"{reverse('reports:official')}?{urlencode(query)}"


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "")
    if by and by not in RowsBy.values:
        raise Http404
    return by


def _ways(sheet: Sheet) -> list[tuple[str, Any]]:
    """What the lines of this table can be: ways by which no column can be told apart are not offered."""
    return [
        (way, label)
        for way, label in RowsBy.choices
        if way == RowsBy.CHILDREN
        or any(c.indicator.can_be_cut(DIMENSIONS[way], sheet.period) for c in sheet.columns)
    ]


def _query(sheet: Sheet) -> dict[str, str]:
    return {"by": sheet.by, "version": str(sheet.version), **knowing.query()}


def _choices(request: HttpRequest, sheet: Sheet) -> Callable[..., list[dict[str, Any]]]:
    def choices(name: str, values: list[tuple[str, Any]], present: str) -> list[dict[str, Any]]:
        fixed = {"scope": sheet.scope, "period": sheet.period}
        return [
            {
                "label": label,
                "url": address(request, **{**fixed, name: value}),
                "is_current": value == present,
            }
            for value, label in values
        ]

    return choices


def _above(request: HttpRequest, scope: Scope) -> list[Scope]:
    """The nodes above, from the top, as far as the reader may see them."""
    division = scope.division or (scope.organization.division if scope.organization else None)
    if division and not (scope.is_own or scope.organization):
        division = division.parent
    found: list[Scope] = []
    while division:
        if division.level in scopes.LEVELS:
            above = scopes.of_division(division)
            if not policies.can_view_figures(request.user, above):
                break
            found.insert(0, above)
        division = division.parent
    return found


def _down(request: HttpRequest, sheet: Sheet, line: showing.ShownLine) -> str:
    """The table of a line's own, for lines that are nodes which the reader may see."""
    scope = line.line.scope
    if line.is_total or line.line.cut or scope is None or not policies.can_view_figures(request.user, scope):
        return ""
    return address(request, scope=scope, period=sheet.period)
