"""Whether a request wants a fragment or the whole page."""

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """True when htmx will put the answer into a part of the page.

    A boosted link and a step back in the history replace the whole body, so they want the whole page.
    """
    headers = request.headers
    return headers.get("HX-Request") == "true" and not (
        headers.get("HX-Boosted") == "true" or headers.get("HX-History-Restore-Request") == "true"
    )
