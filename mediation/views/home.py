"""The first address: where a person lands is decided by the role."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mediation.kernel.models import Progress
from organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from organizations.models import User


def home(request: HttpRequest) -> HttpResponse:
    """Progress of the demo while it loads, set-up while nobody is there, else the role's landing page or the login."""
    loading = Progress.objects.filter(name="demo", finished_at__isnull=True).first()
    if settings.DEMO and (loading or not User.objects.exists()):
        return render(request, "home/loading.html", {"progress": loading})
    if not User.objects.exists():
        return redirect("organizations:setup")
    if not request.user.is_authenticated:
        return render(
            request,
            "home/welcome.html",
            {
                "demo_accounts": DEMO_ACCOUNTS if settings.DEMO else (),
                "demo_password": DEMO_PASSWORD if settings.DEMO else "",
            },
        )
    hat = request.user.hat
    if hat is None:
        return render(request, "home/no_post.html")
    return redirect(reverse(hat.role.landing))
