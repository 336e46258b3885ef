"""Which requests are answered with a fragment."""

import pytest
from django.test import RequestFactory

from mediation.kernel.htmx import is_htmx


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({"HX-Request": "false"}, False),
    ],
)
def test_only_a_swap_of_a_part_is_answered_with_a_fragment(headers, fragment):
    assert is_htmx(RequestFactory().get("/", headers=headers)) is fragment
