"""Logging a case: the whole request, the product's services, and the very statements they send without any Python between."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import registering
from cases.forms import QuickResult, RegisterCaseForm
from cases.models import Case
from organizations.models import User

from .cast import Cast
from .measures import measure
from .timing import Call

_UUID = re.compile(r"'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'")
_NUMBERS = count(1)


def typed() -> dict[str, Any]:
    """What a mediator fills in; each time of other people."""
    number = next(_NUMBERS)
    return {
        "applicant_name": f"示例·申请{uuid4().hex[:8]}",
        "respondent_name": f"示例·被申请{number}",
        "dispute_type": "neighbours",
        "summary": "两家为院墙滴水起了争执，请求修一条排水沟。",
        "result": QuickResult.ONGOING,
        "not_same_dispute": "on",
    }


@measure("log a case: the services", "the same statements, bare", rounds=40,
         limited_by="forms, policies and objects in Python")  # fmt: skip
def by_services(cast: Cast) -> list[Call]:
    user = cast.user("village")
    return [lambda: _log(user), Replay(user)]


@measure("log a case: the page", "the services' statements, bare", rounds=25,
         limited_by="the services, then middleware, session, forms, redirect")  # fmt: skip
def by_page(cast: Cast) -> list[Call]:
    browser, user = cast.browser("village"), cast.user("village")

    def post() -> None:
        answer = browser.post(reverse("cases:register"), {**typed(), "form_token": str(uuid4())})
        if answer.status_code != 302:
            raise RuntimeError(f"not logged: {answer.status_code}")

    return [post, Replay(user)]


def _log(user: User) -> Case:
    return registering.register(RegisterCaseForm(typed(), actor=user), by=user)


class Replay:
    """The statements of one logged case, sent again as another case."""

    def __init__(self, user: User) -> None:
        with CaptureQueriesContext(connection) as queries:
            case = _log(user)
        self.statements = [query["sql"] for query in queries]
        self.inside = [s for s in self.statements if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", s)]
        self.case = case

    def __call__(self) -> None:
        """In one transaction; ids, numbers and random words are exchanged for fresh ones."""
        fresh: dict[str, str] = {}

        def another(found: re.Match[str]) -> str:
            return f"'{fresh.setdefault(found[1], str(uuid4()))}'"

        numbers = [_exchange(self.case.registration_no, f"示例{uuid4().hex[:12]}")]
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in self.inside:
                sent = _UUID.sub(another, sql)
                for change in numbers:
                    sent = change(sent)
                cursor.execute(sent)
                if "INSERT" in sql and "RETURNING" in sql and '"cases_case"' in sql:
                    numbers.append(_exchange(str(self.case.pk), str(cursor.fetchone()[0])))


def _exchange(old: str, new: str) -> Callable[[str], str]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return lambda sql: pattern.sub(new, sql)
