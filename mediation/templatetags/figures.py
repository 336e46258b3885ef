"""Filters that print dates, money and rates in words. They compute and round nothing: a report has done that already."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()

NOTHING = "—"
TEN_THOUSAND = Decimal(10_000)


def grouped(number: Decimal | int) -> str:
    """Group thousands and keep the decimal places as they come: 18085.90 gives 18,085.90."""
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"


def trimmed(number: Decimal) -> Decimal:
    """Drop zeros after the last digit that counts: 18085.9000 gives 18085.9, 200 stays 200."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


@register.filter
def count(value: int | None) -> str:
    """A whole number with grouped thousands; “—” when there is none."""
    return NOTHING if value is None else grouped(int(value))


@register.filter
def money_yuan(value: Decimal | int | None) -> str:
    """An amount in yuan with its unit; the 分 only when there are some: 1,200 元, 1,200.50 元."""
    if value is None:
        return NOTHING
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    return _("%(amount)s 元") % {"amount": grouped(amount.quantize(Decimal(1) if whole else Decimal("0.01")))}


@register.filter
def wan(value: Decimal | int | None) -> str:
    """An amount given in yuan, shown in 万元 without its unit and without rounding: 180859000 gives 18,085.9."""
    return NOTHING if value is None else grouped(trimmed(Decimal(value) / TEN_THOUSAND))


@register.filter
def signed_number(value: Decimal | int) -> str:
    """A difference with its sign and grouped thousands: +1, −300."""
    number = trimmed(Decimal(value))
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{grouped(abs(number))}"


@register.filter
def percent(value: Decimal | None) -> str:
    """A rate that is already in percent, its places as computed: 99.46 gives 99.46%; “—” for an empty denominator."""
    return NOTHING if value is None else f"{grouped(Decimal(value))}%"


@register.filter
def moment_words(value: datetime) -> str:
    """A moment of today as 09:32 in Beijing time, an earlier one with its day."""
    moment = timezone.localtime(value)
    return f"{moment:%H:%M}" if moment.date() == timezone.localdate() else date_words(value)


@register.filter
def date_words(value: date | datetime | None) -> str:
    """A day in words; a moment is shown in Beijing time with its minutes. “—” when there is none."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(moment, pgettext("date format", "Y年n月j日 H:i"), use_l10n=False)
    return date_format(value, pgettext("date format", "Y年n月j日"), use_l10n=False)
