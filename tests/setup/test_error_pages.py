"""Pages for what went wrong must not need what went wrong."""

from django.test import RequestFactory

from mediation.views.errors import server_error


def test_the_page_for_a_fault_asks_no_database() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()
