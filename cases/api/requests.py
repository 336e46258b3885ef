"""Bodies and keys of requests that change something."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from mediation.kernel.errors import InvalidInput
from mediation.kernel.idempotency import once

from ..models import Case

KEY = "Idempotency-Key"


def body(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises InvalidInput for anything else, and for text that no database can hold."""
    if not isinstance(request.data, dict):
        raise InvalidInput({"__all__": [_("请求的内容要是一个 JSON 对象。")]})
    try:
        json.dumps(request.data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InvalidInput({"__all__": [_("请求里有不能保存的字符。")]}) from error
    return request.data


def version(data: dict[str, Any]) -> int | None:
    """The version of the record that the caller has seen, if it was sent."""
    seen = data.get("version")
    if seen is None:
        return None
    if isinstance(seen, bool) or not isinstance(seen, int):
        raise InvalidInput({"version": [_("请填写整数。")]})
    return seen


def act_once(request: Request, act: Callable[[], Case]) -> Case:
    """Do it, unless the request's key was used before; then give the case of the first time."""
    address = once_by_key(request, lambda: reverse("api:case", kwargs={"uuid": act().uuid}))
    return Case.objects.get(uuid=resolve(address).kwargs["uuid"])


def once_by_key(request: Request, act: Callable[[], str]) -> str:
    """Run `act`, which gives an address, unless the Idempotency-Key (a UUID) was used before; then give that address."""
    key = request.headers.get(KEY)
    if key:
        try:
            UUID(key)
        except ValueError as error:
            raise InvalidInput({KEY: [_("幂等键要是一个 UUID。")]}) from error
    return once(request.user.pk, key, act)  # type: ignore[arg-type]
