"""The icon where browsers look for it when a document, such as a PDF, names none."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """To the product's icon."""
    return HttpResponseRedirect(static("favicon.svg"))
