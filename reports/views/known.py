"""Figures as known on a day, on any page of figures: `?known=2026-09-30` in its address."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from mediation.kernel.errors import InvalidInput

from .. import knowing

View = Callable[..., HttpResponse]
# A place in a list of now is none in the list of then.
_CURSORS = ("after", "before")


def known_on(view: View) -> View:
    """Let a page that only reads show what was known at the end of the day of `?known=`; without it, what is known now.

    Its links keep the day (knowing.query). A day that cannot be shown is told, and the page is that of now.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = request.GET.copy()
        for name in ("known", *_CURSORS):
            kept.pop(name, None)
        request.kept_choices = [(name, one) for name, values in kept.lists() for one in values]  # type: ignore[attr-defined]
        request.address_of_now = f"{request.path}?{kept.urlencode()}" if kept else request.path  # type: ignore[attr-defined]
        try:
            knowing.parse_day(request.GET.get("known", ""))
        except InvalidInput as error:
            for sentence in error.errors["known"]:
                messages.error(request, sentence)
            return redirect(request.address_of_now)  # type: ignore[attr-defined]
        with as_asked(request):
            return view(request, *args, **kwargs)

    return page


@contextmanager
def as_asked(request: HttpRequest) -> Iterator[None]:
    """Inside, figures and lists are those that were known on the day which the address asks for, if it asks for one.

    Who the reader is, and what he may see, is read before: that is of now. A day that cannot be shown is 404.
    """
    try:
        day = knowing.parse_day(request.GET.get("known", ""))
    except InvalidInput as error:
        raise Http404 from error
    if day is None:
        yield
        return
    request.user.hats  # noqa: B018
    request.known_on = day  # type: ignore[attr-defined]
    with knowing.as_known_on(day):
        yield
