"""One's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from .. import services
from ..forms import ChangePasswordForm
from .access import show


@sensitive_post_parameters()
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Other sessions of the account end; this one goes on with a new key."""
    account = request.user
    first = account.must_change_password
    form = ChangePasswordForm(account, data=request.POST or None)
    if form.is_valid():
        services.change_password(account=account, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, account)
        messages.success(request, _("密码已经改好。"))
        return redirect("home" if first else "organizations:me")
    return show(request, "organizations/change_password.html", {"first": first}, form)
