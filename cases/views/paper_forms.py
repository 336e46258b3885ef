"""Numbered blanks: print them, see which were entered, void what was spoilt."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel import pdf
from mediation.kernel.errors import InvalidInput
from mediation.kernel.paging import paginate

from .. import paper_forms, policies
from ..forms import IssueBlanksForm, VoidBlankForm
from ..models import Case
from .acting import act_once, refill, require


@login_required
@require_http_methods(["GET", "POST"])
def blanks(request: HttpRequest) -> HttpResponse:
    """Those of one's own organizations, newest first; the form prints more."""
    require(policies.can_register_somewhere(request.user))
    form = IssueBlanksForm(request.POST or None, actor=request.user)
    if request.method == "GET":
        return _page(request, form, VoidBlankForm())

    def act() -> str:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        data = form.cleaned_data
        sheets = paper_forms.issue(data["organization"], data["kind"], data["count"], by=request.user)
        messages.success(
            request,
            _("已经编号：%(first)s 到 %(last)s。") % {"first": sheets[0].number, "last": sheets[-1].number},
        )
        return reverse("cases:paper_forms")

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, VoidBlankForm(), status=422)


@login_required
@require_GET
def print_batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """The sheets that were numbered together, without those voided since."""
    require(policies.can_register_somewhere(request.user))
    sheets = list(
        paper_forms.visible_to(request.user)
        .filter(batch=batch, voided_on__isnull=True, case__isnull=True)
        .select_related("organization")
        .order_by("id")
    )
    if not sheets:
        raise Http404
    return pdf.response(paper_forms.print_blanks(sheets), f"{sheets[0].number}-{len(sheets)}.pdf")


@login_required
@require_POST
def void(request: HttpRequest) -> HttpResponse:
    """One sheet that will not be entered."""
    require(policies.can_register_somewhere(request.user))
    form = VoidBlankForm(request.POST)
    try:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        sheet = paper_forms.void(form.cleaned_data["paper_number"].strip().upper(), by=request.user)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, IssueBlanksForm(actor=request.user), form, status=422)
    messages.success(request, _("%(number)s 已经作废。") % {"number": sheet.number})
    return redirect("cases:paper_forms")


def _page(
    request: HttpRequest, form: IssueBlanksForm, void_form: VoidBlankForm, *, status: int = 200
) -> HttpResponse:
    sheets = paper_forms.visible_to(request.user).select_related("organization", "case")
    page = paginate(sheets, request.GET, ordering=("-printed_on", "-id"))
    # A case that moved on to another committee keeps its sheet and is not shown by it.
    seen = set(
        Case.objects.visible_to(request.user)
        .filter(pk__in=[sheet.case_id for sheet in page.items if sheet.case_id])
        .values_list("pk", flat=True)
    )
    context = {"form": form, "void_form": void_form, "page": page, "seen": seen}
    return render(request, "cases/paper_forms.html", context, status=status)
