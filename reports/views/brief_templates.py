"""The templates of the work report: those offered, a new one, another version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mediation.kernel.errors import Conflict
from mediation.kernel.idempotency import once
from organizations.models import Organization

from .. import policies
from ..brief import library
from ..brief.fields import FOR_EXAMPLE, OPTIONS, WORDS
from ..brief.library import Template
from ..brief.moments import MOMENTS
from ..brief.writing import write
from ..brief_form import BriefTemplateForm
from ..indicators import REGISTRY
from .asking import default_or, home_or, permitted


@login_required
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All that the bureau may write with."""
    bureau = _bureau(request)
    context = {"templates": list(library.offered(bureau.division).values()), "bureau": bureau}
    return render(request, "reports/brief/templates.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_template(request: HttpRequest) -> HttpResponse:
    """A template of one's bureau."""
    return _edit(request, _bureau(request), Template("", "", ""))


@login_required
@require_http_methods(["GET", "POST"])
def edit_template(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of a template; one of the product or of a bureau above becomes one's own."""
    bureau = _bureau(request)
    offered = library.offered(bureau.division)
    if code not in offered:
        raise Http404
    return _edit(request, bureau, offered[code])


@login_required
@require_POST
def drop_template(request: HttpRequest, code: str) -> HttpResponse:
    """Offer one's own template no longer; its versions stay."""
    bureau = _bureau(request)
    template = library.offered(bureau.division).get(code)
    if template is None or template.bureau != bureau:
        raise Http404

    def act() -> str:
        library.keep(
            bureau,
            code=code,
            title=template.title,
            body=template.body,
            read=template.version,
            by=request.user,
            is_offered=False,
        )
        messages.success(request, _("已停用这个模板。"))
        return reverse("reports:brief_templates")

    return redirect(once(request.user.pk, request.POST.get("form_token"), act))


def _edit(request: HttpRequest, bureau: Organization, template: Template) -> HttpResponse:
    own = template.bureau == bureau
    form = BriefTemplateForm(
        request.POST if request.method == "POST" else None,
        initial={"title": template.title, "body": template.body},
    )
    context = {
        "form": form,
        "template": template,
        "own": own,
        "version": template.version if own else 0,
        "versions": library.versions(bureau, template.code) if own else [],
        "moments": list(MOMENTS),
        "options": OPTIONS,
        "for_example": FOR_EXAMPLE,
        "words": sorted(WORDS),
        "indicators": list(REGISTRY.values()),
    }
    if request.method == "GET" or not form.is_valid():
        return _page(request, context, 422 if form.errors else 200)
    if request.POST.get("help") == "preview":
        scope = home_or(request)
        context["preview"] = write(form.cleaned_data["body"], scope, default_or(request, scope))
        return _page(request, context)

    def act() -> str:
        library.keep(bureau, code=template.code, read=_read(request), by=request.user, **form.cleaned_data)
        messages.success(request, _("已保存模板。"))
        return reverse("reports:brief_templates")

    try:
        return redirect(once(request.user.pk, request.POST.get("form_token"), act))
    except Conflict as error:
        newest = library.offered(bureau.division)[template.code]
        form.add_error(None, error.message)
        context |= {"version": newest.version, "theirs": newest}
        return _page(request, context, error.status)


def _bureau(request: HttpRequest) -> Organization:
    permitted(policies.can_keep_templates(request.user))
    bureau = policies.template_bureau(request.user)
    if bureau is None:
        raise Http404
    return bureau


def _read(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _page(request: HttpRequest, context: dict, status: int = 200) -> HttpResponse:  # type: ignore[type-arg]
    return render(request, "reports/brief/template.html", context, status=status)
