"""The bureau's screens: hang one, see which are alive, take one down."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from mediation.kernel.idempotency import once

from .. import policies, scopes, walls
from ..models import WallScreen
from ..scopes import Scope
from .asking import permitted


class WallForm(forms.Form):
    """Where it hangs, and whose figures it shows."""

    label = forms.CharField(
        label=_("挂在哪里"), max_length=60, help_text=_("例如“一楼服务大厅”，以后凭它分辨。")
    )
    scope = forms.ChoiceField(label=_("显示哪里的数字"))

    def __init__(self, *args: Any, places: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(place.code, place.label) for place in places]  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screens(request: HttpRequest) -> HttpResponse:
    """The screens of the area; the address of a new one is shown once."""
    permitted(policies.can_hang_any_wall(request.user))
    form = WallForm(request.POST or None, places=policies.wall_places(request.user))
    address = ""
    if request.method == "POST" and form.is_valid():
        scope = scopes.parse(form.cleaned_data["scope"])
        permitted(policies.can_hang_wall(request.user, scope))
        made: list[str] = []

        def hang() -> str:
            made.append(walls.hang(by=request.user, scope=scope, label=form.cleaned_data["label"])[1])  # type: ignore[arg-type]
            return reverse("reports:walls")

        where = once(request.user.pk, request.POST.get("form_token"), hang)  # type: ignore[arg-type]
        if not made:
            return redirect(where)
        address = request.build_absolute_uri(reverse("wall:open", args=[made[0]]))
        form = WallForm(places=policies.wall_places(request.user))
    shown = [
        {"screen": screen, "place": _place(screen)}
        for screen in WallScreen.objects.all()
        if policies.can_take_wall_down(request.user, screen)
    ]
    context = {"form": form, "screens": shown, "address": address}
    return render(request, "reports/walls.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """One screen goes dark at its next refresh."""
    screen = WallScreen.objects.filter(pk=pk).first()
    if screen is None:
        raise Http404
    permitted(policies.can_take_wall_down(request.user, screen))
    walls.take_down(by=request.user, screen=screen)
    return redirect("reports:walls")


def _place(screen: WallScreen) -> str:
    try:
        return walls.scope_of(screen).label
    except scopes.UnknownScope:
        return screen.scope
