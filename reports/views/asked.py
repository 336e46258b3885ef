"""What every page of figures lets people choose, all of it in the address: whose, when, against when, by what."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from mediation.kernel.errors import InvalidInput
from organizations.models import Division, User

from .. import against as comparisons
from .. import knowing, policies
from ..against import Against
from ..period_form import PeriodForm, quick_choices
from ..periods import Period
from ..scopes import LEVELS, Scope
from .asking import default_or, home_or

Choice = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """The choices of one page. `more` are what this page asks beside the common ones, as they stand in its address."""

    page: str
    user: User
    scope: Scope
    period: Period
    against: Against
    more: Mapping[str, Any] = field(default_factory=dict)

    def address(self, page: str = "", **other: Any) -> str:
        """The same choices with some of them changed, here or on another page; an empty value leaves one out."""
        query: dict[str, Any] = {"scope": self.scope.code, "period": self.period.code}
        if self.against.code != comparisons.YEAR:
            query["against"] = self.against.code
        if not page:
            query |= self.more
        query = {name: value for name, value in {**query, **other, **knowing.query()}.items() if value}
        return f"{reverse(page or self.page)}?{urlencode(query, doseq=True)}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form of periods must send along."""
        query = {"scope": self.scope.code, "against": self.against.code, **self.more, **knowing.query()}
        return [
            (name, value)
            for name, values in query.items()
            for value in (values if isinstance(values, list) else [values])
            if value
        ]

    def moved(self, period: Period) -> "Asked":
        """The same choices for another period."""
        return replace(self, period=period)


def asked(request: HttpRequest, page: str, more: Mapping[str, Any] | None = None) -> Asked:
    """The choices of an address; what names nothing, and whose figures are not for this person, is 404."""
    scope = home_or(request)
    period = default_or(request, scope)
    try:
        other = comparisons.parse(request.GET.get("against") or comparisons.YEAR, period)
    except InvalidInput as error:
        raise Http404 from error
    return Asked(page, request.user, scope, period, other, more or {})  # type: ignore[arg-type]


def one_of(request: HttpRequest, name: str, allowed: Mapping[str, Any]) -> str:
    """One of the words that a page knows, the first unless the address says; another is 404."""
    word = request.GET.get(name) or next(iter(allowed))
    if word not in allowed:
        raise Http404
    return word


def pickers(
    choice: Asked, form: PeriodForm, bys: Mapping[str, Any] | None = None, *, compares: bool = True
) -> dict[str, Any]:
    """Everything that the pickers of a page show. Two queries for the names of places, however many there are."""
    by = choice.more.get("by") or next(iter(bys or {}), "")
    return {
        "asked": choice,
        "scope": choice.scope,
        "period": choice.period,
        "against": choice.against,
        "period_form": form,
        "path": _path(choice),
        "below": _below(choice),
        "quick": [
            _choice(label, choice.address(period=period.code), period == choice.period)
            for label, period in quick_choices(choice.period)
        ],
        "comparisons": [
            _choice(label, choice.address(against=code), code == choice.against.code)
            for code, label in (comparisons.choices() if compares else [])
        ],
        "may_reconcile": bool(policies.can_reconcile(choice.user)),
        "bys": [
            _choice(label, choice.address(by=code, node=""), code == by)
            for code, label in (bys or {}).items()
        ],
    }


def picker(choice: Asked, name: str, label: Any, options: Mapping[str, Any], current: str) -> dict[str, Any]:
    """One more row of choices of a page, named `name` in its address."""
    return {
        "label": label,
        "choices": [
            _choice(text, choice.address(**{name: code}), code == current) for code, text in options.items()
        ],
    }


def _choice(label: Any, url: str, is_current: bool) -> Choice:
    return {"label": label, "url": url, "is_current": is_current}


def _path(choice: Asked) -> list[Choice]:
    """The way down to the scope, as far as the reader's own area; the scope itself comes last."""
    scope = choice.scope
    division = scope.division or (scope.organization and scope.organization.division)
    above: list[Scope] = []
    if division is not None:
        codes = {getattr(division, f"{level}_code") for level in LEVELS} - {""}
        if not (scope.is_own or scope.organization):
            codes -= {division.code}
        latest: dict[str, list[Division]] = {}
        for row in Division.objects.filter(code__in=codes).order_by("valid_from"):
            latest.setdefault(row.code, []).append(row)
        order = list(LEVELS)
        for rows in sorted(latest.values(), key=lambda rows: order.index(rows[-1].level)):
            above.append(Scope(division=rows[-1], division_ids=tuple(row.pk for row in rows)))
    shown = [one for one in above if policies.can_view_figures(choice.user, one)]
    return [
        *(_choice(one.label, choice.address(scope=one.code, node=""), False) for one in shown),
        _choice(scope.label, choice.address(), True),
    ]


def _below(choice: Asked) -> list[Choice]:
    """The parts of the scope that this person may look into, in the official order."""
    return [
        _choice(child.label, choice.address(scope=child.code, node=""), False)
        for child in choice.scope.children(choice.period.as_of)
        if child.stands and policies.can_view_figures(choice.user, child)
    ]


def opens(choice: Asked, children: list[Scope]) -> dict[str, str]:
    """The addresses of the children that this person may look into, by their codes."""
    return {
        child.code: choice.address(scope=child.code)
        for child in children
        if policies.can_view_figures(choice.user, child)
    }
