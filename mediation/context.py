"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mediation.navigation import menu
from organizations.enums import TextSize
from organizations.middleware import SHARED


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu, product name, demo mark, the hat worn and the others held, text size. Survives pages without a person."""
    user = getattr(request, "user", None)
    context: dict[str, Any] = {
        "product_name": settings.PRODUCT_NAME or _("人民调解案件系统"),
        "demo": settings.DEMO,
        "text_size": request.COOKIES.get("text_size", TextSize.STANDARD.value),
        "navigation": [],
        "acting": None,
        "other_hats": [],
        "shown_as_of": getattr(request, "shown_as_of", None),
    }
    if context["text_size"] not in TextSize.values:
        context["text_size"] = TextSize.STANDARD.value
    if user is None or not user.is_authenticated:
        return context
    hat = user.hat
    context |= {
        "text_size": user.text_size,
        "idle_minutes": settings.IDLE_MINUTES_SHARED
        if request.session.get(SHARED)
        else settings.IDLE_MINUTES,
        "navigation": menu(request),
        "acting": hat and {"organization_name": hat.organization.name, "role_name": hat.role.name},
        "other_hats": [
            {
                "value": f"{other.role.code}:{other.organization.pk}",
                "organization_name": other.organization.name,
                "role_name": other.role.name,
            }
            for other in user.hats
            if other != hat
        ],
    }
    return context
