"""Where forms that are being filled in are kept; the script posts here, and without it a button."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediation.kernel import drafts
from mediation.kernel.errors import DomainError


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep or throw away the draft of the page named by `draft_page`, and go back to it.

    The script (header X-Draft) gets no page: 204, 401 when nobody is logged in any more, 409 or 413 with a sentence.
    """
    by_script = "X-Draft" in request.headers
    page = request.POST.get("draft_page", "")
    try:
        drafts.page_of(page)
        if not request.user.is_authenticated:
            log_in = f"{reverse(settings.LOGIN_URL)}?next={page}"
            return HttpResponse(status=401) if by_script else redirect(log_in)
        if request.POST.get("draft") == "discard":
            drafts.forget(request.user.pk, page)
            messages.success(request, _("草稿已经丢弃。"))
        elif drafts.save(request.user.pk, page, request.POST) and not by_script:
            messages.success(request, _("草稿已经存好，随时可以回来接着填。"))
    except DomainError as error:
        if by_script:
            return HttpResponse(error.message, status=error.status, content_type="text/plain; charset=utf-8")
        return render(request, "errors/refused.html", {"message": error.message}, status=error.status)
    return HttpResponse(status=204) if by_script else redirect(page)
