"""The broker is down while people work: nobody notices, and the messages leave when it is back."""

import json
import time

from cases.models import Case
from mediation.kernel.models import JournalEntry, OutboxMessage
from referrals.models import Referral
from referrals.notifications import DELIVERED
from tests.cases.conftest import FIVE, ago
from tests.faults.servers import Browser, Servers, wait_for
from tests.referrals.letters import small_letter
from tests.world import PASSWORD, World

# A person waits no longer than this for any page, broker or not; the machine of the tests may be busy.
LONGEST_WAIT = 5


def logged_in(site: str, who: str) -> Browser:
    browser = Browser(site)
    browser.fill("/login/", username=who, password=PASSWORD)
    return browser


def test_without_a_broker_the_person_succeeds_and_the_message_leaves_later(
    committed: World, servers: Servers
) -> None:
    site = servers.web()
    assert json.loads(Browser(site).get("/health/")) == {"database": True, "broker": False}

    mediator, liaison = logged_in(site, "village_mediator"), logged_in(site, "procuratorate_liaison")
    begun = time.monotonic()
    where, page = mediator.fill("/cases/register/", **{**FIVE, "applied_on": ago(1)})
    assert time.monotonic() - begun < LONGEST_WAIT
    case = Case.objects.get()
    assert where == f"/cases/{case.uuid}/"
    assert case.registration_no in page

    begun = time.monotonic()
    where, page = liaison.fill("/referrals/write/", send="1", **small_letter(committed))
    assert time.monotonic() - begun < LONGEST_WAIT
    letter = Referral.objects.get()
    assert where == f"/referrals/{letter.uuid}/"
    assert letter.letter_no in page
    waiting = OutboxMessage.objects.get()
    assert (waiting.attempts, waiting.done_at) == (0, None)

    servers.broker()
    servers.worker()
    wait_for(
        lambda: OutboxMessage.objects.filter(done_at__isnull=False).exists(),
        60,
        or_say="the message never left",
    )
    assert JournalEntry.objects.filter(action=DELIVERED, object_id=str(letter.uuid)).count() == 1
    assert json.loads(Browser(site).get("/health/")) == {"database": True, "broker": True}
