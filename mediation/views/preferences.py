"""How a reader wants the pages: the size of text, and more time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from organizations.enums import TextSize

ONE_YEAR = 365 * 24 * 3600


@require_GET
def stay(request: HttpRequest) -> HttpResponse:
    """A sign of life of somebody who reads: the middleware counts it. 401 when the session has ended."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Kept with the account, and in a cookie for the pages before logging in."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    size = request.POST.get("size")
    if size in TextSize.values:
        response.set_cookie(
            "text_size", size, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
        if request.user.is_authenticated:
            request.user.text_size = size
            request.user.save(update_fields=["text_size"])
    return response
