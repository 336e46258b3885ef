"""核对通报: a pasted report against our data. The text comes with the request and goes with the answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mediation.kernel.calendar import today
from mediation.kernel.spreadsheets import XLSX_TYPE, attachment

from .. import dashboards, policies
from ..scopes import Scope
from ..workbench import checking, exporting, presenting
from ..workbench.asking import WorkbenchForm
from ..workbench.presenting import Shown
from .asking import home_or, permitted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def workbench(request: HttpRequest) -> HttpResponse:
    """The empty page, or the text with every figure named, reckoned and compared."""
    form = _form(request)
    context: dict[str, object] = {"form": form, "home": form.home}
    if request.method == "POST" and form.is_valid():
        scope = form.cleaned_data["scope"]
        context |= {
            "shown": _checked(request, form),
            "scope": scope,
            "fingerprint": form.fingerprint,
            "may_export": bool(policies.can_export_figures(request.user, scope)),
        }
    return render(request, "reports/workbench/workbench.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@sensitive_post_parameters()
def export_workbench(request: HttpRequest) -> HttpResponse:
    """The result as .xlsx; the text is sent once more, for nothing of it was kept."""
    form = _form(request)
    permitted(policies.can_export_figures(request.user, form.home))
    if not form.is_valid():
        return render(
            request, "reports/workbench/workbench.html", {"form": form, "home": form.home}, status=422
        )
    scope = form.cleaned_data["scope"]
    permitted(policies.can_export_figures(request.user, scope))
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = attachment(_("核对通报 %(name)s.xlsx") % {"name": scope.label})
    exporting.write(response, _checked(request, form), scope.label)
    return response


def _form(request: HttpRequest) -> WorkbenchForm:
    home = home_or(request)
    children = [
        child
        for child in home.children(today())
        if child.stands and not child.is_own and policies.can_view_figures(request.user, child)
    ]
    return WorkbenchForm(
        request.POST if request.method == "POST" else None, user=request.user, home=home, children=children
    )


def _checked(request: HttpRequest, form: WorkbenchForm) -> Shown:
    scope: Scope = form.cleaned_data["scope"]
    checked = checking.check(
        form.cleaned_data["text"],
        scope,
        dashboards.default_period(scope, today()),
        chosen_period=form.cleaned_data["last_month"],
        may_see=lambda whose: bool(policies.can_view_figures(request.user, whose)),
        choices=form.choices(),
    )
    return presenting.show(checked)
