"""Addresses: pages by app, the API under /api/v1/, and the house's own."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from mediation.views import errors
from mediation.views.drafts import keep
from mediation.views.favicon import favicon
from mediation.views.health import health
from mediation.views.home import home
from mediation.views.preferences import stay, text_size

urlpatterns = [
    path("", home, name="home"),
    path("favicon.ico", favicon, name="favicon"),
    path("health/", health, name="health"),
    path("stay/", stay, name="stay"),
    path("text-size/", text_size, name="text_size"),
    path("drafts/", keep, name="drafts"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("organizations.urls")),
    path("cases/", include("cases.urls")),
    path("referrals/", include("referrals.urls")),
    path("reports/", include("reports.urls")),
    path("wall/", include("reports.wall_urls")),
    path(
        "api/v1/",
        include(
            (
                [
                    path("schema/", SpectacularAPIView.as_view(), name="schema"),
                    path("", include("organizations.api.urls")),
                    path("", include("cases.api.urls")),
                    path("", include("referrals.api.urls")),
                    path("", include("reports.api.urls")),
                ],
                "api",
            )
        ),
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
