"""The demo's role cards: one click logs in. Only in a demo; elsewhere the address does not exist."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import services
from ..demo_accounts import demo_account
from ..models import User
from .session import begin_session


@require_POST
def demo_log_in(request: HttpRequest) -> HttpResponse:
    """Become the person of the card, in the card's role."""
    card = demo_account(request.POST.get("account", "")) if settings.DEMO else None
    if card is None:
        raise Http404
    account = User.objects.select_related("person").filter(username=card.username, is_active=True).first()
    if account is None:
        messages.info(request, _("演示数据还没有准备好，请稍等一会儿再试。"))
        return redirect("home")
    logout(request)
    begin_session(request, account)
    for hat in account.hats:
        if hat.role == card.role:
            services.wear(account=account, chosen=f"{hat.role.code}:{hat.organization.pk}")
    return redirect("home")
