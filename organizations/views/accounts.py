"""Accounts, for system administrators."""

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediation.kernel.calendar import today
from mediation.kernel.paging import paginate

from .. import services
from ..forms import AccountFilterForm, AccountForm
from ..models import Post, User
from ..policies import can_change_account, can_manage_accounts
from .access import accepted, only_if, show

STATES = {
    "active": Q(is_active=True),
    "disabled": Q(is_active=False),
    "fresh": Q(is_active=True, must_change_password=True),
}


@only_if(can_manage_accounts)
def accounts(request: HttpRequest) -> HttpResponse:
    """The list. A name is searched by POST, so that it stands in no address."""
    sent = request.POST if request.method == "POST" else request.GET
    form = AccountFilterForm(sent)
    data = form.cleaned_data if form.is_valid() else {}
    found = _with_posts(User.objects.filter(STATES.get(data.get("state", ""), Q())))
    if q := data.get("q"):
        found = found.filter(Q(username__contains=q) | Q(person__name__contains=q))
    context = {"page": paginate(found, sent, ordering=["-id"])}
    return show(request, "organizations/accounts.html", context, form)


def _with_posts(accounts: QuerySet[User]) -> QuerySet[User]:
    posts = Post.objects.valid_on(today()).select_related("organization").order_by("id")
    return accounts.select_related("person").prefetch_related(Prefetch("person__posts", posts, "posts_today"))


@only_if(can_manage_accounts)
def account_new(request: HttpRequest) -> HttpResponse:
    """Its password is on the answer to this POST and nowhere else."""
    form = AccountForm(request.POST or None)
    made = form.is_bound and accepted(
        form,
        lambda data: services.create_account(
            by=request.user, person=data["person"], username=data["username"]
        ),
    )
    if made:
        return _show_password(request, *made, new=True)
    return show(request, "organizations/account_new.html", {}, form)


@only_if(can_manage_accounts)
def account_reset(request: HttpRequest, uuid: str) -> HttpResponse:
    """Asks once more, then shows the new password once."""
    account = _account(uuid)
    if request.method == "POST":
        return _show_password(request, account, services.reset_password(by=request.user, account=account))
    context = {"account": account, "decision": can_change_account(request.user, account)}
    return render(request, "organizations/account_reset.html", context)


@only_if(can_manage_accounts)
@require_POST
def account_switch(request: HttpRequest, uuid: str) -> HttpResponse:
    """Disable an account that is in use, enable one that is not."""
    account = _account(uuid)
    if request.POST.get("to") == "disabled":
        services.disable_account(by=request.user, account=account)
        messages.success(request, _("账号 %(username)s 已经停用。") % {"username": account.username})
    else:
        services.enable_account(by=request.user, account=account)
        messages.success(request, _("账号 %(username)s 已经启用。") % {"username": account.username})
    return redirect(reverse("organizations:accounts"))


def _account(uuid: str) -> User:
    return get_object_or_404(User.objects.select_related("person"), person__uuid=uuid)


def _show_password(request: HttpRequest, account: User, password: str, *, new: bool = False) -> HttpResponse:
    context = {"account": account, "password": password, "new": new}
    return render(request, "organizations/one_time_password.html", context)
