"""Figures as known on a day (截至某日所知): what every indicator, table and list gave then, by the same code.

Inside `as_known_on` the tables that figures read hold the rows that were known at a moment: those that have not changed
since, and the earlier versions of those that have (mediation/kernel/versions.py). Scopes and periods are to be parsed
inside too. Nothing can be written inside, and stored figures are not read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from mediation.kernel.calendar import BEIJING, today
from mediation.kernel.errors import InvalidInput
from mediation.kernel.shadows import read_only, shadow, stand_in, undone
from mediation.kernel.versions import MOMENT, kept_tables

from . import figures

_moment: ContextVar[datetime | None] = ContextVar("known_on", default=None)


@contextmanager
def as_known_on(when: date | datetime) -> Iterator[datetime]:
    """Give figures and lists what was known at a moment, or at the end of a Beijing day; gives the moment.

    A transaction is known whole, from the moment at which it began. Columns that are not kept (names, texts) are those
    of now; in rows that are gone they are empty. May be entered once at a time, on the primary database.
    """
    if _moment.get():
        raise RuntimeError("what was known is already asked for one moment")
    moment = end_of(when)
    with undone():
        for table in kept_tables():
            _step_back(table, moment)
        read_only()
        token = _moment.set(moment)
        try:
            with figures.live():
                yield moment
        finally:
            _moment.reset(token)


def moment() -> datetime | None:
    """The moment whose knowledge figures have just now; None for the present. Stored figures ask it before they answer."""
    return _moment.get()


def day() -> date | None:
    """The Beijing day whose knowledge figures have just now; None for the present."""
    known = _moment.get()
    return known.astimezone(BEIJING).date() if known else None


def query() -> dict[str, str]:
    """What the address of a figure or of a page of figures says of it, so that links keep the day."""
    known = day()
    return {"known": known.isoformat()} if known else {}


def end_of(when: date | datetime) -> datetime:
    """The last moment of a Beijing day; a moment as it is."""
    if isinstance(when, datetime):
        return when
    return datetime.combine(when + timedelta(1), time(), BEIJING) - timedelta(microseconds=1)


def parse_day(text: str) -> date | None:
    """The day that an address asks for; None for an empty text or a day that has not ended.

    Raises InvalidInput for what is no day, and for a day before the first that is known of.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput({"known": [_("请写成 2026-09-30 这样的日期。")]}) from None
    if day >= today():
        return None
    if day < first_day():
        raise InvalidInput(
            {
                "known": [
                    _("本系统从%(day)s起才有记录，更早的情况无从得知。") % {"day": first_day().isoformat()}
                ]
            }
        )
    return day


def first_day() -> date:
    """The Beijing day since which anything is known: that of the oldest division of the register."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT least((SELECT min({MOMENT}) FROM organizations_division), "
            "(SELECT min(known_from) FROM kernel_rowversion WHERE \"table\" = 'organizations_division'), now())"
        )
        return cursor.fetchone()[0].astimezone(BEIJING).date()


def _step_back(table: str, moment: datetime) -> None:
    """Let a table hold what was known of it: rows that are older than the moment, and versions that held then."""
    shadow(table, f"{MOMENT} <= %s", [moment])
    name, instead = connection.ops.quote_name(table), stand_in(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {instead} SELECT was.* FROM kernel_rowversion v "
            f"LEFT JOIN public.{name} now ON now.id = v.row_id "
            'CROSS JOIN LATERAL jsonb_populate_record(now, v."row") was '
            'WHERE v."table" = %s AND v.known_until > %s AND v.known_from <= %s',
            [table, moment, moment],
        )
        if cursor.rowcount > 1000:
            cursor.execute(f"CREATE INDEX ON {instead} (id)")
            cursor.execute(f"ANALYZE {instead}")
