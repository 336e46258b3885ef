"""The site's addresses, and an empty page of a person who has logged in: what any page costs before it says anything."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from mediation import urls as site

EMPTY = "/bench/empty/"


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page around nothing."""
    return render(request, "base.html")


urlpatterns = [path(EMPTY.lstrip("/"), empty), *site.urlpatterns]

handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500
