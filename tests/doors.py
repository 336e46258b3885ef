"""The doors into a case: a feature's test takes `door` and runs through the page and through the API.

Both answer alike: done, or not done with the field's sentences or with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.models import Case
from tests.world import World


@dataclass(frozen=True)
class Answer:
    """What a door said. `errors` by field when something was filled wrongly; `reason` when a rule said no."""

    done: bool
    status: int
    errors: dict[str, list[str]] = field(default_factory=dict)
    reason: str = ""


class Page:
    """A person's browser without JavaScript."""

    name = "page"

    def __init__(self, as_user: Callable[[str], Client]) -> None:
        self.as_user = as_user

    def register(self, who: str, **data: Any) -> Answer:
        return self._send(who, "/cases/register/", data)

    def step(self, who: str, case: Case, name: str, /, **data: Any) -> Answer:
        """Take one step, answers checked."""
        return self._send(who, f"/cases/{case.uuid}/steps/{name}/", {"checked": "1", **data})

    def sees(self, who: str, case: Case) -> bool:
        return self.as_user(who).get(f"/cases/{case.uuid}/").status_code == 200

    def _send(self, who: str, address: str, data: dict[str, Any]) -> Answer:
        typed = {
            name: _typed(value) for name, value in data.items() if value is not None and value is not False
        }
        typed.setdefault("form_token", str(uuid4()))
        response = self.as_user(who).post(address, typed)
        if response.status_code == 302:
            return Answer(True, 302)
        context = response.context or {}
        if response.status_code == 422:
            errors = {name: [str(s) for s in sentences] for name, sentences in context["form"].errors.items()}
            return Answer(False, 422, errors=errors)
        if "conflict" in context:
            return Answer(False, response.status_code, reason=context["conflict"]["message"])
        return Answer(
            False, response.status_code, reason=context["error"].message if "error" in context else ""
        )


class Api:
    """The API with the person's session."""

    name = "api"

    def __init__(self, as_user: Callable[[str], Client]) -> None:
        self.as_user = as_user

    def register(self, who: str, **data: Any) -> Answer:
        return self._send(who, "/api/v1/cases/", data)

    def step(self, who: str, case: Case, name: str, /, **data: Any) -> Answer:
        return self._send(who, f"/api/v1/cases/{case.uuid}/transitions/{name}/", data)

    def sees(self, who: str, case: Case) -> bool:
        return self.as_user(who).get(f"/api/v1/cases/{case.uuid}/").status_code == 200

    def _send(self, who: str, address: str, data: dict[str, Any]) -> Answer:
        key = data.pop("form_token", None)
        headers = {"Idempotency-Key": key} if key else {}
        response = self.as_user(who).post(address, data, content_type="application/json", headers=headers)
        if response.status_code in (200, 201):
            return Answer(True, response.status_code)
        said = response.json()
        return Answer(
            False, response.status_code, errors=said.get("errors", {}), reason=str(said.get("detail", ""))
        )


@pytest.fixture(params=[Page, Api], ids=["page", "api"])
def door(request: pytest.FixtureRequest, as_user: Callable[[str], Client], world: World) -> Page | Api:
    """Each way in, one after the other."""
    return request.param(as_user)  # type: ignore[no-any-return]


def _typed(value: Any) -> Any:
    return "on" if value is True else [str(v) for v in value] if isinstance(value, list) else str(value)
