"""The words after `python3 mediation/embedded`, one for each target of the Makefile."""

import sys

from .interrupts import Interrupted
from .speech import Problem, complain
from .testing import run_tests

COMMANDS = {
    "test": lambda: run_tests(slow=False),
    "test-all": lambda: run_tests(slow=True),
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
