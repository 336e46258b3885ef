"""The bureau's work report: one click writes it, every figure opens its list, and Word takes it along."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mediation.kernel import journal
from mediation.kernel.rounding import Rounding
from mediation.kernel.spreadsheets import attachment

from .. import computing, policies
from ..brief import examples, library
from ..brief.library import Template
from ..brief.sources import sources_of
from ..brief.word import write_document
from ..brief.writing import Brief, write
from ..period_form import PeriodForm
from ..presenting import address_url
from ..scopes import Scope
from .asked import asked, picker, pickers
from .asking import default_or, home_or, permitted

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """A template, a scope, a period and a way of rounding, all in the address."""
    scope = home_or(request)
    template, offered = _template(request, scope)
    rounding = _rounding(request)
    choice = asked(
        request,
        "reports:brief",
        {name: request.GET.get(name, "") for name in ("template", "rounding")},
    )
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(choice.address(period=chosen.code))
    with computing.one_moment():
        moment, freshness = computing.told_at()
        written = write(template.body, scope, choice.period, rounding)
        told = examples.told(scope, choice.period)
    titles = {code: one.title for code, one in offered.items()}
    modes = {mode.value: mode.label for mode in Rounding}
    context = pickers(choice, form, compares=False) | {
        "computed_at": moment,
        "freshness": freshness,
        "against": None,
        "brief": written,
        "lines": _lines(written),
        "examples": told,
        "sources": sources_of(written),
        "more_pickers": [
            picker(choice, "template", _("模板"), titles, template.code),
            picker(choice, "rounding", _("取位"), modes, rounding.value),
        ],
        "word_url": choice.address("reports:brief_word", template=template.code, rounding=rounding.value),
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
