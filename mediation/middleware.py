"""What holds for every answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from mediation.kernel.errors import DomainError

Handler = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Pages of a person who is logged in stay in no cache: on a shared PC the Back button shows nothing of the case."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            add_never_cache_headers(response)
        return response


class DomainErrorMiddleware:
    """A rule's refusal that no view caught: back to the page it came from with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        back = request.headers.get("Referer", "")
        if request.method == "POST" and back.startswith(f"{request.scheme}://{request.get_host()}/"):
            messages.error(request, exception.message)
            return redirect(back)
        return render(request, "errors/refused.html", {"message": exception.message}, status=exception.status)
