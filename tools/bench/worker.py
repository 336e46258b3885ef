"""One database's answers: reads what to measure from its input, line by line, and writes the seconds to its output."""

import json
import os
import sys
from typing import Any, TextIO

import django


def main() -> None:
    """Fill the database if it is empty, say what can be measured, then measure until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else prints does not come among the answers
    django.setup()
    from .catalogue import MEASURES, Cast, NothingThere, fill, in_turns  # noqa: PLC0415 (models need the setup)

    fill(int(os.environ["BENCH_CASES"]))
    _say(answers, {"ready": True})
    cast, made = Cast(), {}  # type: ignore[var-annotated]
    is_glance = os.environ.get("ROUNDS") == "1"
    for line in sys.stdin:
        name, rounds = json.loads(line)
        try:
            if name not in made:
                made = {name: MEASURES[name].make(cast)}
        except NothingThere as reason:
            _say(answers, {"skipped": str(reason)})
            continue
        calls = made[name]
        seconds = in_turns(calls, rounds, warms_up=MEASURES[name].warms_up and not is_glance)
        _say(answers, {"seconds": seconds, "cells": getattr(calls[0], "cells", 0)})


def _say(answers: TextIO, told: dict[str, Any]) -> None:
    answers.write(json.dumps(told) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
