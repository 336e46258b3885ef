"""What holds while somebody is logged in."""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mediation.kernel.htmx import is_htmx

Handler = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
SHARED = "shared_computer"


class IdleTimeoutMiddleware:
    """Ends a session after minutes without a request; sooner on a shared computer (等保 8.1.4)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            minutes = settings.IDLE_MINUTES_SHARED if request.session.get(SHARED) else settings.IDLE_MINUTES
            if now - request.session.get(SEEN, now) > minutes * 60:
                logout(request)
                if request.path.startswith(("/api/", "/drafts/")):
                    return self.get_response(request)
                messages.info(request, _("您有一段时间没有操作，为了安全已经退出，请重新登录。"))
                return _to_log_in(request)
            # One write a minute is exact enough.
            if now - request.session.get(SEEN, 0) > 60:
                request.session[SEEN] = now
        return self.get_response(request)


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page, as a whole page also where htmx asked for a fragment."""
    # A form says which page it stands on; its draft waits there.
    page = request.path if request.method == "GET" else request.POST.get("draft_page", "/")
    address = f"{reverse(settings.LOGIN_URL)}?next={quote(page)}"
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": address}, status=204)
    return redirect(address)


class FirstLoginMiddleware:
    """With a first password one can only change it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = {reverse("organizations:change_password"), reverse("organizations:logout")}
            if request.path not in allowed and not request.path.startswith(
                ("/static/", "/i18n/", "/text-size/")
            ):
                return redirect("organizations:change_password")
        return self.get_response(request)
