"""The bureau's work report: one click writes it, every figure opens its list, and Word takes it along."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mediation.kernel import journal
from mediation.kernel.rounding import Rounding
from mediation.kernel.spreadsheets import attachment

from .. import policies
from ..brief import examples, library
from ..brief.library import Template
from ..brief.sources import sources_of
from ..brief.word import write_document
from ..brief.writing import Brief, write
from ..period_form import PeriodForm, quick_choices
from ..periods import Period
from ..presenting import address_url
from ..scopes import Scope
from .asking import default_or, home_or, permitted

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """A template, a scope, a period and a way of rounding, all in the address."""
    scope = home_or(request)
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(_address(request, period=chosen.code))
    period = default_or(request, scope)
    template, offered = _template(request, scope)
    written = write(template.body, scope, period, _rounding(request))
    context = {
        "scope": scope,
        "period": period,
        "form": form,
        "brief": written,
        "lines": _lines(written),
        "examples": examples.told(scope, period),
        "sources": sources_of(written),
        "kept": {
            name: request.GET[name] for name in ("scope", "template", "rounding") if name in request.GET
        },
        "template": template,
        "templates": [
            (one.title, _address(request, template=one.code), one == template) for one in offered.values()
        ],
        "quick": [
            (label, _address(request, period=choice.code), choice == period)
            for label, choice in quick_choices(period)
        ],
        "roundings": [
            (mode.label, _address(request, rounding=mode.value), mode == _rounding(request))
            for mode in Rounding
        ],
        "word_url": f"{reverse('reports:brief_word')}?{urlencode(_query(request, scope, period, template))}",
        "may_export": bool(policies.can_export_figures(request.user, scope)),
        "may_edit": bool(policies.can_keep_templates(request.user)),
    }
    return render(request, "reports/brief/brief.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def word(request: HttpRequest) -> HttpResponse:
    """The same brief as .docx; who took it away is journalled."""
    scope = home_or(request)
    permitted(policies.can_export_figures(request.user, scope))
    period = default_or(request, scope)
    template, _offered = _template(request, scope)
    written = write(template.body, scope, period, _rounding(request))
    response = HttpResponse(content_type=WORD_TYPE)
    response["Content-Disposition"] = attachment(f"{written.title or template.title}.docx")
    write_document(response, written, examples.told(scope, period))
    journal.record_reading(
        "brief.exported",
        actor_id=request.user.pk,
        object_type="brief",
        object_id=template.code,
        scope=scope.code,
        period=period.code,
        version=template.version,
    )
    return response


def _template(request: HttpRequest, scope: Scope) -> tuple[Template, dict[str, Template]]:
    division = scope.division or (scope.organization.division if scope.organization else None)
    if division is None:
        raise Http404
    offered = library.offered(division)
    code = request.GET.get("template") or next(iter(offered))
    if code not in offered:
        raise Http404
    return offered[code], offered


def _rounding(request: HttpRequest) -> Rounding:
    try:
        return Rounding(request.GET.get("rounding") or Rounding.CUT)
    except ValueError as error:
        raise Http404 from error


def _query(request: HttpRequest, scope: Scope, period: Period, template: Template) -> dict[str, str]:
    return {
        "scope": scope.code,
        "period": period.code,
        "template": template.code,
        "rounding": _rounding(request).value,
    }


def _address(request: HttpRequest, **changed: str) -> str:
    """The address of this page with some of it changed."""
    kept = {
        name: request.GET[name]
        for name in ("scope", "period", "template", "rounding")
        if request.GET.get(name)
    }
    return f"{reverse('reports:brief')}?{urlencode(kept | changed)}"


def _lines(written: Brief) -> list[dict[str, Any]]:
    return [
        {
            "kind": line.kind.value,
            "parts": [
                {"text": part}
                if isinstance(part, str)
                else {
                    "text": part.text,
                    "url": address_url(part.address),
                    "label": part.reported.row.label,
                    "period": part.reported.row.period.label,
                }
                for part in line.parts
            ],
        }
        for line in written.lines
    ]
