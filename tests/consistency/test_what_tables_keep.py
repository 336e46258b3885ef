"""What people told is kept in the tables of cases and letters, and in no other."""

import re

from django.db import connection

from tests.consistency.estate import Estate

# A bureau's own words about figures; a number or a name of somebody's cannot be kept in one.
TEMPLATES = "reports_brieftemplate"


def test_the_tables_that_stay_when_a_case_goes_hold_no_word_of_one(estate: Estate, db: None) -> None:
    """Journal, messages, kept forms, sessions, computed figures, tokens and log-in attempts."""
    kept = [
        t
        for t in connection.introspection.table_names()
        if not re.match("(cases|referrals)_(?!.*event)", t) and t != TEMPLATES
    ]
    found = []
    for table in kept:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")
            text = cursor.fetchone()[0] or ""
        found += [f"{table}: {word}" for word in estate.marks if word in text]
    assert not found, "\n".join(found)
    assert "kernel_journalentry" in kept
    assert "cases_caseevent" in kept
