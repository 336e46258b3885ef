"""What the launcher tells the person at the terminal: each sentence in Chinese and in English."""

import sys


class Problem(Exception):
    """Something the person can put right. Ends the command with exit code 1 and these two sentences."""

    def __init__(self, chinese: str, english: str, details: str = ""):
        super().__init__(english)
        self.chinese = chinese
        self.english = english
        self.details = details


def say(chinese: str, english: str) -> None:
    print(f"{chinese}  {english}", flush=True)


def complain(problem: Problem) -> None:
    if problem.details:
        print(problem.details.rstrip(), file=sys.stderr)
    print(f"\n{problem.chinese}\n{problem.english}", file=sys.stderr, flush=True)
