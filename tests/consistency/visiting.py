"""A person's browser that leaves nothing behind, and what an answer says in plain text."""

import copy
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

from django.contrib.auth import middleware
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.consistency.addresses import ANONYMOUS
from tests.consistency.estate import Estate
from tests.consistency.things import Address, Thing

# New in every answer, and no news.
_CHANGING = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": "|form_token" value=")[^"]+')
_LINK = re.compile(r'(?:href|action|formaction|hx-get|hx-post|src)="[^"]*"|^Location: .*', re.MULTILINE)
_HEADERS = {"Set-Cookie", "Expires", "Last-Modified", "Date", "Content-Length"}
# Written by every visit: when a session was last seen.
_VISITS = {"django_session"}


class Visitor:
    """One person of the cast, logged in, or nobody in particular."""

    def __init__(self, estate: Estate, who: str) -> None:
        self.who = who
        # A fault is an answer with status 500, so that one test can tell all of them.
        self.client = Client(raise_request_exception=False)
        if who != ANONYMOUS:
            self.client.force_login(estate.world.users[who], "django.contrib.auth.backends.ModelBackend")
            self.user = estate.user(who)
            assert self.user.hats or who == "nobody"
        # How an address looked at first whose things are not this person's.
        self.refusals: dict[str, tuple[object, ...]] = {}
        self.cookies = {name: cookie.value for name, cookie in self.client.cookies.items()}

    def ask(self, method: str, url: str) -> Any:
        """Without data; as somebody who has just logged in, whatever was answered before."""
        self.client.cookies = SimpleCookie(self.cookies)
        with self._remembered():
            return self._ask(method, url)

    def _ask(self, method: str, url: str) -> Any:
        if method == "GET":
            return self.client.get(url)
        if url.startswith("/api/"):
            return self.client.post(url, {}, content_type="application/json")
        return self.client.post(url)

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        """Account and posts are read once a person and not with every request: that is half of its time."""
        if self.who == ANONYMOUS:
            yield
        else:
            with patch.object(middleware, "get_user", lambda request: copy.copy(self.user)):
                yield

    def ask_and_undo(self, method: str, url: str) -> Any:
        """The same, leaving the database as it was."""
        with transaction.atomic():
            answer = self.ask(method, url)
            transaction.set_rollback(True)
        return answer


def url_of(address: Address, thing: Thing | None = None, *, unknown: bool = False) -> str:
    """Where a thing is, or where one that does not exist would be."""
    if thing is None:
        return reverse(address.name)
    url = reverse(address.name, kwargs=thing.unknown if unknown else thing.kwargs)
    query = thing.unknown_query if unknown else thing.query
    return f"{url}?{query}" if query else url


def text_of(answer: Any) -> str:
    """All that an answer says: its body, unpacked where it is a workbook, and its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{body.decode('utf-8', 'replace')}"


def addresses_in(text: str) -> str:
    """All addresses that a page leads to, readable."""
    return unquote("\n".join(_LINK.findall(text)))


def appearance(answer: Any, url: str) -> tuple[object, ...]:
    """What can be told of an answer without knowing its address."""
    body = _CHANGING.sub(rb"\1", answer.content)
    for written in (url, url.replace("&", "&amp;"), url.partition("?")[0]):
        body = body.replace(written.encode(), b"")
    headers = sorted((name, value) for name, value in answer.items() if name not in _HEADERS)
    return answer.status_code, headers, body


def fingerprints() -> dict[str, str]:
    """One value for all rows of each table."""
    tables = sorted(set(connection.introspection.table_names()) - _VISITS)
    parts = " UNION ALL ".join(
        f"SELECT '{table}', coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{table}\" t"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return dict(cursor.fetchall())
