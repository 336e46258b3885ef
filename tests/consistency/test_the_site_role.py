"""The site's own database role: what happened can be added to, never changed; and with no more than that, all works."""

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.models import Case
from organizations.models import User
from referrals.models import Referral
from tests.cases import imports
from tests.cases.conftest import FIVE, ago
from tests.referrals.letters import small_letter
from tests.world import PASSWORD, World

APPEND_ONLY = {
    "kernel_journalentry",
    "kernel_rowversion",
    "kernel_legalcalendar",
    "kernel_calendarday",
    "reports_appraisalentry",
    "reports_appraisalscheme",
    "reports_confirmedappraisal",
    "reports_brieftemplate",
    "reports_signedleaf",
    "reports_signedtable",
    "reports_enteredchange",
    "reports_figurenote",
    "reports_submissionevent",
    "reports_tablelayout",
    "cases_caseevent",
    "referrals_referralevent",
}


def test_the_journal_and_the_histories_are_the_tables_that_only_grow() -> None:
    assert {m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)} == APPEND_ONLY


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}", "ALTER TABLE {} ADD x int"],
)
def test_what_happened_is_never_changed(
    connect_as_site: Callable[[], Any], table: str, statement: str
) -> None:
    connection = connect_as_site()
    with connection.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(statement.format(table))
    connection.rollback()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")


def test_the_site_is_no_superuser_and_owns_nothing(connect_as_site: Callable[[], Any]) -> None:
    with connect_as_site().cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, "
            "(SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid), "
            "pg_has_role(current_user, %s, 'MEMBER') FROM pg_roles WHERE rolname = current_user",
            [psycopg2.extensions.parse_dsn(os.environ["DATABASE_OWNER_URL"])["user"]],
        )
        assert cursor.fetchone() == (False, False, False, False, 0, False)


@pytest.fixture
def as_site(world: World) -> Iterator[None]:
    """Everything from here on is done by the site's role, in the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.SITE_DATABASE_ROLE)}")
        yield
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.SITE_DATABASE_ROLE,), "it stayed that role to the end"
        cursor.execute("RESET ROLE")


def post(client: Client, url: str, **data: Any) -> Any:
    answer = client.post(url, data)
    assert answer.status_code == 302, (url, answer.status_code, (answer.context or {}).get("form"))
    return answer


def test_a_letter_goes_all_its_way(world: World, as_user: Callable[[str], Client], as_site: None) -> None:
    liaison, coordinator, clerk = (as_user(n) for n in ("procuratorate_liaison", "coordinator", "room_clerk"))
    post(liaison, reverse("referrals:write"), send="1", **small_letter(world))
    letter = Referral.objects.get()
    post(
        coordinator,
        reverse("referrals:transition", args=[letter.uuid, "place"]),
        organization=str(world.room.uuid),
    )
    case = Case.objects.get()
    assign, agree = (
        reverse("cases:transition", args=[case.uuid, name]) for name in ("assign", "agree_orally")
    )
    mediator = str(world.room_mediator.person.uuid)
    post(clerk, assign, mediators=mediator, presiding=mediator, declared="on", assigned_on=ago(0))
    post(clerk, agree, content="和好。", amount="3000", checked="1")
    assert liaison.get(reverse("referrals:detail", args=[letter.uuid])).status_code == 200
    letter.refresh_from_db()
    assert (letter.status, letter.answer) == ("answered", "agreed")


def test_a_dispute_is_logged_a_file_loaded_and_undone(
    world: World, as_user: Callable[[str], Client], as_site: None
) -> None:
    mediator, clerk = as_user("village_mediator"), as_user("village_clerk")
    post(mediator, reverse("cases:register"), **{**FIVE, "applied_on": ago(1)})
    file = BytesIO(imports.xlsx(imports.rows(4)))
    file.name = "案件.xlsx"
    batch = post(clerk, reverse("cases:import"), file=file, organization=str(world.village.uuid)).url
    post(clerk, f"{batch}load/")
    assert Case.objects.filter(import_batch__state="loaded").count() == 4
    post(clerk, f"{batch}undo/")
    assert Case.objects.filter(status="voided").count() == 4


def test_every_role_arrives_at_its_landing_page(
    world: World, as_user: Callable[[str], Client], as_site: None
) -> None:
    for who in world.users:
        answer = as_user(who).get("/", follow=True)
        assert answer.status_code == 200, who


def test_logging_in_and_a_new_password(world: World, client: Client, as_site: None) -> None:
    post(client, reverse("organizations:login"), username="officer", password=PASSWORD)
    fresh = {"old_password": PASSWORD, "new_password1": "Neues-2026-Wort", "new_password2": "Neues-2026-Wort"}
    post(client, reverse("organizations:change_password"), **fresh)
    assert User.objects.get(username="officer").check_password("Neues-2026-Wort")
