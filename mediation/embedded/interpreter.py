"""The Python that the environment is made from, readable for whoever will run it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .places import Places
from .speech import Problem, say
from .users import Identity

PROBE = "import sys, ssl, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
FOLDERS = ("/usr/bin", "/usr/local/bin")
NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")


def interpreter_for(places: Places) -> Path:
    """A Python >= 3.11 with venv that the servers' user can run; the one running now if possible.

    When none can be reached (root's pyenv in root's home, nothing installed), the one running now is
    copied. Raises Problem when that does not run either.
    """
    identity = places.identity
    own = Path(sys.executable).resolve()
    spare = places.outside / "python"
    others = [Path(folder, name) for folder in FOLDERS for name in NAMES]
    for candidate in [own, *others, spare / "bin" / own.name]:
        if _runs(candidate, identity):
            return candidate
    say("正在复制 Python，供非特权用户运行……", "Copying Python for the unprivileged user...")
    places.prepare_outside()
    unwanted = shutil.ignore_patterns("__pycache__", "test", "tests", "site-packages", "share", "*.a")
    shutil.rmtree(spare, ignore_errors=True)
    shutil.copytree(sys.base_prefix, spare, symlinks=True, ignore=unwanted)
    if _runs(spare / "bin" / own.name, identity):
        return spare / "bin" / own.name
    raise Problem(
        "找不到带 venv 且非特权用户可以运行的 Python（3.11 以上）。"
        "Debian/Ubuntu：apt install python3 python3-venv。",
        "No Python (3.11 or newer) with venv that the servers' user can run. "
        "Debian/Ubuntu: apt install python3 python3-venv.",
    )


def _runs(python: Path, identity: Identity) -> bool:
    if not python.exists() or not identity.can_read(python):
        return False
    environment = {"PATH": os.defpath}
    try:
        probe = subprocess.run(
            [str(python), "-I", "-c", PROBE],
            env=environment,
            cwd="/",
            capture_output=True,
            timeout=30,
            **identity.popen_arguments(),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0
