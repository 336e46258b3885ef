"""What belongs to the person who is logged in: posts, hats, tokens; and what the roles are."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import services
from ..forms import TokenForm
from ..models import ApiToken
from ..role_words import describe
from ..roles import ROLES
from .access import accepted, show


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My account."""
    return render(request, "organizations/me.html", {"hats": request.user.hats, "worn": request.user.hat})


@login_required
@require_POST
def hat(request: HttpRequest) -> HttpResponse:
    """Wear another hat and arrive where it lands."""
    if not services.wear(account=request.user, chosen=request.POST.get("hat", "")):
        messages.error(request, _("您现在没有这个身份。"))
    return redirect("home")


@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one's secret is on the answer to its own POST and nowhere else."""
    form = TokenForm(request.POST or None)

    def issue(data: dict[str, str | date]) -> tuple[ApiToken, str]:
        return services.issue_token(by=request.user, **data)

    issued = accepted(form, issue) if form.is_bound else None
    context = {
        "tokens": request.user.api_tokens.order_by("-id")[:50],
        "secret": issued[1] if issued else "",
    }
    return show(request, "organizations/tokens.html", context, TokenForm() if issued else form)


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else's token does not exist here."""
    services.revoke_token(by=request.user, token=get_object_or_404(request.user.api_tokens, pk=pk))
    messages.success(request, _("令牌已经停用。"))
    return redirect("organizations:tokens")


@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """What each role is for, made from roles.py."""
    mine = {hat.role.code for hat in request.user.hats}
    return render(
        request,
        "organizations/roles.html",
        {"roles": [describe(role) for role in ROLES.values()], "mine": mine},
    )
