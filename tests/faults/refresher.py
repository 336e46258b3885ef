"""A process that refreshes the marginals and dies of it: started once by a test, told line by line where to die.

`statement 17` kills a refresh (SIGKILL, from inside) as it is about to send its 17th statement or commit; `after 0.3`
kills it so many seconds after it began; `live` lets it live. Each runs in a fork of its own, with a connection of its
own. Answers `killed` or `done`.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper


def main() -> None:
    """Serve until the input ends."""
    django.setup()
    from reports.marginals import refreshing
    from reports.marginals.catalogue import catalogue

    # Read from the registry before the first fork, so that each only refreshes.
    assert [series.fingerprint for series in catalogue().series]
    for line in sys.stdin:
        how, _space, when = line.strip().partition(" ")
        child = os.fork()
        if not child:
            if how == "statement":
                die_before(int(when))
            refreshing.refresh()
            os._exit(0)
        if how == "after":
            time.sleep(float(when))
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else "done\n")
        sys.stdout.flush()


def die_before(number: int) -> None:
    """Kill this process in front of one of the statements and commits that it sends."""
    sent = 0

    def count() -> None:
        nonlocal sent
        sent += 1
        if sent == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute(go_on: Callable[..., Any], *arguments: Any) -> Any:
        count()
        return go_on(*arguments)

    commit = DatabaseWrapper._commit

    def counted(self: DatabaseWrapper) -> Any:
        count()
        return commit(self)

    connection.execute_wrappers.append(execute)
    DatabaseWrapper._commit = counted  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
