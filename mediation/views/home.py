"""The first address: where a person lands is decided by the role."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mediation.kernel.models import Progress
from organizations.models import User
from organizations.views.session import welcome


def home(request: HttpRequest) -> HttpResponse:
    """Progress of the demo while it loads, set-up while nobody is there, else the role's landing page or the login."""
    loading = Progress.objects.filter(name="demo", finished_at__isnull=True).first()
    if settings.DEMO and (loading or not User.objects.exists()):
        return _loading(request, loading)
    if not User.objects.exists():
        return redirect("organizations:setup")
    if not request.user.is_authenticated:
        return welcome(request)
    hat = request.user.hat
    if hat is None:
        return render(request, "home/no_post.html")
    return redirect(reverse(hat.role.landing))


def _loading(request: HttpRequest, progress: Progress | None) -> HttpResponse:
    """How far the demo has come; the browser asks again by itself, without a script."""
    response = render(request, "home/loading.html", {"progress": progress})
    response["Refresh"] = "2"
    return response
