"""`make lint` and `make format`: the linters, all of them even when the first complains."""

import os
import subprocess

from . import packages
from .places import Places
from .speech import Problem
from .users import serving_identity

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports",),
    ("djlint", "templates", "--check", "--quiet"),
    ("djlint", "templates", "--lint", "--quiet"),
    ("mypy",),
)
REPAIRS = (
    ("ruff", "check", "--fix", "."),
    ("ruff", "format", "."),
    ("djlint", "templates", "--reformat", "--quiet"),
)


def lint() -> int:
    """Raises Problem naming the checks that failed."""
    failed = _run(CHECKS)
    if failed:
        raise Problem(f"未通过：{'；'.join(failed)}", f"Not clean: {', '.join(failed)}")
    return 0


def reformat() -> int:
    _run(REPAIRS)
    return 0


def _run(commands: tuple[tuple[str, ...], ...]) -> list[str]:
    places = Places(serving_identity())
    packages.install(places, places.developer_venv, packages.DEVELOPMENT)
    programs = places.developer_venv / "bin"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mediation.settings.test"}
    failed = []
    for program, *words in commands:
        print(f"$ {program} {' '.join(words)}", flush=True)
        if subprocess.run([str(programs / program), *words], cwd=places.checkout, env=environment).returncode:
            failed.append(" ".join([program, *words]))
    return failed
