"""Who runs from this data folder: a lock against a second launcher, and a record for the next one."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, Any

from .data import DataFolder
from .processes import Child

STOP_SECONDS = 15


class RunRecord:
    """The launcher's lock and notes in its data folder. The kernel frees the lock of a killed launcher."""

    def __init__(self, data: DataFolder):
        self._lock_path = data.launcher / "lock"
        self._path = data.launcher / "run.json"
        self._lock: IO[str] | None = None

    def take(self) -> bool:
        """Become the one launcher of this data folder; False when another one is."""
        lock = self._lock_path.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def read(self) -> dict[str, Any]:
        """What the running or last launcher wrote; empty when it ended in order."""
        try:
            notes: dict[str, Any] = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return {}
        return notes

    def write(self, notes: dict[str, Any], children: list[Child]) -> None:
        known = [{"name": child.name, "pid": child.pid, "born": _birth(child.pid)} for child in children]
        draft = self._path.with_suffix(".new")
        with open(draft, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as output:
            json.dump(notes | {"pid": os.getpid(), "children": known}, output)
        draft.replace(self._path)

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """End the children of a launcher that was killed: politely, then with their whole session."""
        left = [(child["pid"], child["born"]) for child in self.read().get("children", [])]
        deadline = time.monotonic() + STOP_SECONDS
        for pid, born in left:
            if _lives(pid, born):
                _signal(pid, signal.SIGTERM)
        while any(_lives(pid, born) for pid, born in left) and time.monotonic() < deadline:
            time.sleep(0.1)
        for pid, born in left:
            if _lives(pid, born):
                _signal(-pid, signal.SIGKILL)
        self.clear()


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _lives(pid: int, born: str) -> bool:
    return born != "" and _birth(pid) == born


def _birth(pid: int) -> str:
    """When that process started, which tells it from a later one of the same number; empty when ended."""
    if Path("/proc/self/stat").exists():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] in "ZX" else fields[19]
    listed = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return listed.stdout.strip()
