"""The Python that the environment is made from, readable for whoever will run it."""

import os
import subprocess
import sys
from pathlib import Path

from .speech import Problem
from .users import Identity

PROBE = "import sys, ssl, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
FOLDERS = ("/usr/bin", "/usr/local/bin")
NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")


def interpreter_for(identity: Identity) -> Path:
    """A Python >= 3.11 with venv that `identity` can run: the one running now if possible.

    Raises Problem when there is none, as where root has a Python in root's own home only.
    """
    others = [Path(folder, name) for folder in FOLDERS for name in NAMES]
    for candidate in [Path(sys.executable).resolve(), *others]:
        if _runs(candidate, identity):
            return candidate
    raise Problem(
        "找不到带 venv 的 Python（3.11 以上），或者它放在运行服务的用户进不去的目录里。"
        "Debian/Ubuntu：apt install python3 python3-venv；或改用普通用户运行。",
        "No Python (3.11 or newer) with venv, or only one where the servers' user may not go. "
        "Debian/Ubuntu: apt install python3 python3-venv; or run as an ordinary user.",
    )


def _runs(python: Path, identity: Identity) -> bool:
    if not python.exists() or not identity.can_read(python):
        return False
    try:
        probe = subprocess.run(
            [str(python), "-I", "-c", PROBE],
            env={"PATH": os.defpath},
            cwd="/",
            capture_output=True,
            timeout=30,
            **identity.popen_arguments(),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0
