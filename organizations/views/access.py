"""What every page here begins and ends with: may this person see it, and a refused form shown again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mediation.kernel.decisions import Decision
from mediation.kernel.errors import InvalidInput

from ..models import User

View = Callable[..., HttpResponse]


def only_if(policy: Callable[[User], Decision]) -> Callable[[View], View]:
    """Log in first; and what a person may not see looks like what does not exist."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not policy(request.user):  # type: ignore[arg-type]
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def accepted(form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> Any:
    """What `act(cleaned_data)` gives when the form is filled rightly; else None, with each sentence at its field."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except InvalidInput as error:
        error.show_at(form)
        return None


def show(request: HttpRequest, template: str, context: dict[str, Any], form: forms.Form) -> HttpResponse:
    """A page with a form: 422 when it was sent and refused."""
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)
