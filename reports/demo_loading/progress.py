"""How far the loading has come, told to whoever looks at the site meanwhile."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections
from django.utils import timezone
from django.utils.translation import gettext

from mediation.kernel.models import Progress

NAME = "demo"
ALIAS = "progress"


class Telling:
    """Writes the progress over a connection of its own: the load itself is one transaction that nobody sees into.

    `say` gets a line with its seconds for each finished step.
    """

    def __init__(self, steps: int, say: Callable[[str], Any]) -> None:
        self._say = say
        self._step = 0
        self._label = ""
        self._began = self._step_began = time.monotonic()
        connections[ALIAS] = connection.copy(ALIAS)
        values = {"step": 0, "steps": steps, "label": "", "finished_at": None, "error": ""}
        Progress.objects.using(ALIAS).update_or_create(
            name=NAME, defaults=values | {"started_at": timezone.now()}
        )

    def next(self, label: Any) -> None:
        """Begin a step; the one before is over."""
        self._report()
        self._step += 1
        self._label = gettext(label)
        self._update(step=self._step - 1, label=self._label)

    def finish(self) -> None:
        self._report()
        self._label = ""
        self._say(f"{time.monotonic() - self._began:6.1f} s")
        self._update(step=self._step, label="", finished_at=timezone.now())
        connections[ALIAS].close()

    def fail(self, error: Exception) -> None:
        """Say what kind of fault ended it; the log has the rest."""
        self._update(error=type(error).__name__)
        connections[ALIAS].close()

    def _update(self, **values: Any) -> None:
        Progress.objects.using(ALIAS).filter(name=NAME).update(**values)

    def _report(self) -> None:
        now = time.monotonic()
        if self._label:
            self._say(f"{now - self._step_began:6.1f} s  {self._label}")
        self._step_began = now
