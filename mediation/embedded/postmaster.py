"""What an earlier PostgreSQL left in its data folder when its launcher was killed."""

import os
import signal
import subprocess
import time
from pathlib import Path

from .processes import finish
from .speech import Problem
from .users import Identity

STOP_SECONDS = 30


def clear_the_way(cluster: Path, binaries: Path, identity: Identity, environment: dict[str, str]) -> None:
    """Stop the server that `postmaster.pid` names if it is ours and lives; remove a file that lies.

    The number in the file may meanwhile belong to any other program: PostgreSQL would refuse to start,
    and stopping that program would be worse.
    """
    pid_file = cluster / "postmaster.pid"
    pid = _pid_in(pid_file)
    if pid is None:
        return
    deadline = time.monotonic() + STOP_SECONDS
    if _serves(pid, cluster):
        finish(
            "pg_ctl stop",
            [str(binaries / "pg_ctl"), "stop", "-D", str(cluster), "-m", "fast", "-t", str(STOP_SECONDS)],
            identity=identity,
            environment=environment,
            folder=Path("/"),
        )
    while _serves(pid, cluster):
        if time.monotonic() > deadline:
            raise Problem(
                f"上次的 PostgreSQL（进程 {pid}）停不下来。",
                f"The PostgreSQL of before (process {pid}) does not stop.",
            )
        time.sleep(0.1)
    pid_file.unlink(missing_ok=True)


def _pid_in(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def _serves(pid: int, cluster: Path) -> bool:
    """Whether that process is a PostgreSQL server working in this folder."""
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if Path("/proc/self/stat").exists():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return False
    else:
        command = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True
        ).stdout
    return "postgres" in command and str(cluster) in command
