"""Entering totals of earlier years: the only writer of EnteredTotal."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.decisions import ALLOW, Decision, deny
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from organizations.journal_words import describe_actions
from organizations.models import Division, User
from organizations.policies import lies_within

from . import entered, scopes
from .closing.policies import bureaux_of
from .indicators import REGISTRY, Measure
from .models import EnteredChange, EnteredTotal
from .periods import Month, Period, Year

MOST = Decimal(10**12)
LONGEST_SOURCE = 120
Key = tuple[str, str]


def enterable() -> list[Measure]:
    """The indicators whose totals can be entered."""
    return [one for one in REGISTRY.values() if isinstance(one, Measure) and entered.may_be_entered(one)]


def periods_of(year: int) -> list[Period]:
    """The twelve months and the year."""
    return [*(Month(year, month) for month in range(1, 13)), Year(year)]


def can_enter_somewhere(user: User) -> Decision:
    """Bureau statisticians."""
    return ALLOW if bureaux_of(user) else deny(_("由司法局统计人员补录往年的总数。"))


def can_enter(user: User, division: Division) -> Decision:
    """For the divisions of one's area."""
    if any(lies_within(division, bureau.division) for bureau in bureaux_of(user)):
        return ALLOW
    return deny(_("这个区划不在您的辖区内。"))


def version_of(division: Division, year: int) -> int:
    """Changes with every change of the year's totals."""
    return EnteredChange.objects.filter(division__code=division.code, period__startswith=str(year)).count()


@transaction.atomic
def save(
    division: Division, year: int, typed: Mapping[Key, str], *, source: str, version: int, by: User
) -> int:
    """Store what stands in the grid (indicator's code and period's code → text); gives how many totals changed.

    An empty text removes a total. Raises Refused, Conflict, or InvalidInput at `source` or at "code:period".
    """
    decision = can_enter(by, division)
    if not decision:
        raise Refused(decision.reason)
    Division.objects.select_for_update().get(pk=division.pk)
    if version != version_of(division, year):
        raise Conflict
    stored = {
        (row.indicator, row.period): row
        for row in EnteredTotal.objects.filter(
            division__code=division.code, period__in=[period.code for period in periods_of(year)]
        )
    }
    values, errors = _read(division, year, typed, stored)
    changed = {
        key: value for key, value in values.items() if value != (stored[key].value if key in stored else None)
    }
    source = source.strip()
    if changed and not source:
        errors["source"] = [_("请写明数字来自哪份文件，例如“2020年度统计年报”。")]
    elif len(source) > LONGEST_SOURCE:
        errors["source"] = [_("来源文件最多一百二十个字。")]
    if errors:
        raise InvalidInput(errors)
    for key, value in changed.items():
        _store(division, key, value, stored.get(key), source, by)
    if changed:
        journal.record(
            "entered.save",
            actor_id=by.pk,
            object_type="division",
            object_id=division.code,
            reason=source,
            year=year,
            count=len(changed),
        )
    return len(changed)


def _read(
    division: Division, year: int, typed: Mapping[Key, str], stored: Mapping[Key, EnteredTotal]
) -> tuple[dict[Key, Decimal | None], dict[str, Any]]:
    """The values of the grid, and what is wrong with them."""
    by_code = {period.code: period for period in periods_of(year)}
    allowed = {measure.code: measure for measure in enterable()}
    first = entered.first_days(scopes.of_division(division)).get(None)
    values: dict[Key, Decimal | None] = {}
    errors: dict[str, Any] = {}
    for (code, period_code), text in typed.items():
        measure, period = allowed.get(code), by_code.get(period_code)
        if measure is None or period is None:
            continue
        here = f"{code}:{period_code}"
        try:
            value = _number(text, is_amount=isinstance(measure.zero, Decimal))
        except ValueError as error:
            errors[here] = [str(error)]
            continue
        values[code, period_code] = value
        before = stored[code, period_code].value if (code, period_code) in stored else None
        if value is None or value == before:
            continue
        if period.end > today():
            errors[here] = [_("这一期还没有结束，不能补录。")]
        elif first is not None and period.end > first:
            errors[here] = [
                _("系统从%(day)s起有登记的案件，%(period)s的数字由系统统计，不能补录。")
                % {"day": first.isoformat(), "period": period.label}
            ]
    return values, errors


def _number(text: str, *, is_amount: bool) -> Decimal | None:
    plain = text.strip().replace(",", "").replace("，", "")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(_("请填写数字。")) from None
    if not value.is_finite() or value < 0 or value > MOST:
        raise ValueError(_("请填写不小于零的数字。"))
    if not is_amount and value != value.to_integral_value():
        raise ValueError(_("件数、次数要填整数。"))
    if value != value.quantize(Decimal("0.01")):
        raise ValueError(_("金额最多两位小数（元）。"))
    return value


def _store(
    division: Division, key: Key, value: Decimal | None, row: EnteredTotal | None, source: str, by: User
) -> None:
    code, period_code = key
    period = next(one for one in periods_of(int(period_code[:4])) if one.code == period_code)
    EnteredChange.objects.create(
        indicator=code,
        division=division,
        period=period_code,
        before=row.value if row else None,
        after=value,
        source=source,
        by_id=by.pk,
        by_name=by.person_name,
    )
    if value is None:
        assert row is not None  # noqa: S101  nothing would have changed
        row.delete()
        return
    row = row or EnteredTotal(
        indicator=code,
        division=division,
        period=period_code,
        first_day=period.start,
        end=period.end,
        version=0,
    )
    row.value, row.source, row.entered_by_id, row.entered_on = value, source, by.pk, today()
    row.version += 1
    row.save()


describe_actions({"entered.save": gettext_lazy("补录往年总数")})
