"""Who works on the invented cases: one account a level, as `generate` opens them, and each one's browser."""

from functools import cached_property

from django.test import Client

from cases.models import Case
from organizations.models import User
from reports import policies
from reports.periods import Year
from reports.scopes import Scope


class Cast:
    """The people of one database."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}

    def user(self, level: str) -> User:
        """village, town, county, prefecture or province."""
        return User.objects.get(username=f"generated_{level}")

    def browser(self, level: str) -> Client:
        """A browser in which this person is logged in."""
        if level not in self.clients:
            client = Client(raise_request_exception=True)
            client.force_login(self.user(level), backend="django.contrib.auth.backends.ModelBackend")
            self.clients[level] = client
        return self.clients[level]

    def scope(self, level: str) -> Scope:
        """Whose figures this person answers for."""
        scope = policies.home_scope(self.user(level))
        if scope is None:
            raise LookupError(f"no figures for {level}")
        return scope

    @cached_property
    def year(self) -> Year:
        """The last whole year of the cases."""
        last = (
            Case.objects.filter(accepted_on__isnull=False)
            .order_by("-accepted_on")
            .values_list("accepted_on", flat=True)[0]
        )
        return Year(last.year - 1)
