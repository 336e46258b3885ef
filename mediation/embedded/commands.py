"""The words after `python3 mediation/embedded`, one for each target of the Makefile."""

import sys
from collections.abc import Callable

from .bench import run_bench
from .checking import lint, reformat
from .cleaning import clean, reset
from .interrupts import Interrupted
from .management import manage, words_given
from .run import run_site
from .speech import Problem, complain
from .testing import run_tests

COMMANDS: dict[str, Callable[[], int]] = {
    "run": run_site,
    "test": lambda: run_tests(slow=False),
    "test-all": lambda: run_tests(slow=True),
    "bench": run_bench,
    "lint": lint,
    "format": reformat,
    "manage": lambda: manage(words_given()),
    "shell": lambda: manage(["shell"]),
    "reset": reset,
    "clean": clean,
}


def main(words: list[str]) -> int:
    """Run one command and give the exit code: 1 for what the person can put right, 130 when interrupted."""
    if len(words) != 1 or words[0] not in COMMANDS:
        print(f"python3 mediation/embedded {{{','.join(COMMANDS)}}}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[words[0]]()
    except Problem as problem:
        complain(problem)
        return 1
    except (Interrupted, KeyboardInterrupt):
        return 130
