"""The legal calendar: which years are known, in which version; and loading the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mediation.kernel import legal_calendar
from mediation.kernel.idempotency import once
from mediation.kernel.models import LegalCalendar

from .. import policies
from ..forms import CalendarForm
from .access import only_if


@only_if(policies.can_keep_calendar)
@require_http_methods(["GET", "POST"])
def calendars(request: HttpRequest) -> HttpResponse:
    """First what loading would move, then the loading itself."""
    if request.method == "GET":
        return _page(request, CalendarForm())
    form = CalendarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    data = form.cleaned_data
    year = {"year": data["year"], "scope": data["scope"], "days": data["days"]}
    if "confirm" not in request.POST:
        # What was read of the file stands in the lines, so that it need not be chosen a second time.
        shown = CalendarForm(initial={**data, "lines": data["text"], "file": None})
        return _page(request, shown, preview=legal_calendar.preview(**year), days=data["days"])

    def act() -> str:
        made, _moved = legal_calendar.load(**year, source=data["source"], by_id=request.user.pk)
        messages.success(
            request,
            _("已登记 %(year)s 年的第 %(version)s 版，期限已重新计算。")
            % {"year": made.year, "version": made.version},
        )
        return reverse("organizations:calendars")

    return redirect(once(request.user.pk, request.POST.get("form_token"), act))


def _page(request: HttpRequest, form: CalendarForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "versions": LegalCalendar.objects.prefetch_related("days"), **more}
    return render(request, "organizations/calendars.html", context, status=status)
