"""Logging in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mediation.kernel import journal

from ..demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from ..forms import LogInForm
from ..middleware import SHARED
from ..models import User


@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """The session's key is new afterwards; the next page is one of ours or the landing page."""
    if request.user.is_authenticated:
        return redirect(next_address(request))
    form = LogInForm(request, data=request.POST or None)
    if form.is_valid():
        begin_session(request, form.get_user(), shared=form.cleaned_data["shared_computer"])
        return redirect(next_address(request))
    if form.is_bound:
        _record_refusal(request.POST.get("username", ""))
    return welcome(request, form)


def welcome(request: HttpRequest, form: LogInForm | None = None) -> HttpResponse:
    """The page before logging in: the form, and in a demo the role cards."""
    context = {
        "form": form or LogInForm(request),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "demo_accounts": DEMO_ACCOUNTS if settings.DEMO else (),
        "demo_password": DEMO_PASSWORD if settings.DEMO else "",
    }
    return render(request, "home/welcome.html", context, status=422 if form and form.errors else 200)


def begin_session(request: HttpRequest, account: User, *, shared: bool = False) -> None:
    """Log this account in, with the idle time of a shared computer if it is one."""
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session[SHARED] = shared
    journal.record_reading(
        "session.log_in", actor_id=account.pk, object_type="account", object_id=account.person.uuid
    )


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; over HTTPS the browser forgets the pages too."""
    if request.user.is_authenticated:
        journal.record_reading(
            "session.log_out",
            actor_id=request.user.pk,
            object_type="account",
            object_id=request.user.person.uuid,
        )
    logout(request)
    messages.success(request, _("您已经退出。"))
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    if request.is_secure():
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """After five wrong tries for one name from one place: the same answer whether or not the name exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "organizations/locked_out.html", {"minutes": minutes}, status=429)


def next_address(request: HttpRequest) -> str:
    """Where to go after logging in: `next` if it is an address of this site, else the landing page."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


def _record_refusal(username: str) -> None:
    """The account is journalled, never what was typed: people type passwords into the wrong field."""
    account = User.objects.select_related("person").filter(username=username[:40]).first()
    journal.record_reading(
        "session.refused",
        actor_id=None,
        object_type="account",
        object_id=account.person.uuid if account else "",
    )
