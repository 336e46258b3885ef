"""The first page of an empty installation."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..forms import SetUpForm
from ..services.setting_up import FirstAccount, is_empty, set_up
from .access import accepted, show


def setup(request: HttpRequest) -> HttpResponse:
    """Only while nobody has an account; afterwards, and in a demo, the address does not exist."""
    if settings.DEMO or not is_empty():
        raise Http404
    form = SetUpForm(request.POST or None)

    def act(data: dict[str, str]) -> list[FirstAccount]:
        names = ("prefecture_name", "prefecture_code", "province_name", "bureau_name")
        return set_up(administrators=form.administrators(), **{name: data[name] for name in names})

    accounts = accepted(form, act) if form.is_bound else None
    if accounts:
        return render(request, "organizations/set_up_done.html", {"accounts": accounts})
    return show(request, "organizations/set_up.html", {}, form)
