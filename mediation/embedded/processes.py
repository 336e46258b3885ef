"""Child processes: started in a session of their own, ended with their parent, their output in a file."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from .speech import Problem
from .users import Identity

TAIL_LINES = 20
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent(parent: int, number: int) -> Callable[[], None]:
    """What the child does before its program starts: ask the kernel for `number` when the launcher dies.

    Without it `kill -9` of the launcher would orphan every server. Other systems than Linux have no such
    request; there the next start finds the leftovers in the record of the run.
    """

    def request() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return request


class Child:
    """One running program with its name, its log and the signal that ends it politely."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path, stop_signal: signal.Signals):
        self.name = name
        self.process = process
        self.log = log
        self.stop_signal = stop_signal

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def tail(self) -> str:
        """The last lines of its log, each with its name."""
        return "\n".join(f"{self.name} | {line}" for line in self._lines()[-TAIL_LINES:])

    def last_line(self) -> str:
        return next(reversed(self._lines()), "")

    def _lines(self) -> list[str]:
        try:
            return self.log.read_text(errors="replace").splitlines()
        except OSError:
            return []

    def ended_early(self) -> Problem:
        return Problem(
            f"{self.name} 意外退出（代码 {self.exit_code}），日志末尾见上，全文在 {self.log}",
            f"{self.name} ended by itself (code {self.exit_code}); "
            f"the end of its log is above, all of it in {self.log}",
            self.tail(),
        )

    def ask_to_stop(self) -> None:
        if self.exit_code is None:
            self.process.send_signal(self.stop_signal)

    def wait_for_end(self, seconds: float) -> None:
        """Wait; then kill what is left of its session, itself too when it takes longer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()


def spawn(
    name: str,
    command: list[str],
    *,
    identity: Identity,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    given: bytes = b"",
) -> Child:
    """Start `command` in the background; `given` is what it reads from its input."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with log.open("wb") as output:
        identity.own(log)
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent(os.getpid(), stop_signal),
            **identity.popen_arguments(),
        )
    if process.stdin is not None:
        process.stdin.write(given)
        process.stdin.close()
    return Child(name, process, log, stop_signal)


def finish(
    name: str,
    command: list[str],
    *,
    identity: Identity,
    environment: Mapping[str, str],
    folder: Path,
    given: str = "",
) -> str:
    """Run `command` to its end and give its output. Raises Problem with the last lines when it fails."""
    done = subprocess.run(
        command,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_die_with_parent(os.getpid(), signal.SIGTERM),
        **identity.popen_arguments(),
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-TAIL_LINES:])
        raise Problem(f"{name} 失败，原因见上。", f"{name} failed; the reason is above.", tail)
    return str(done.stdout)


def wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    """Wait for `ready`. Raises Problem when `child` ends meanwhile or the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.exit_code is not None:
            raise child.ended_early()
        if time.monotonic() > deadline:
            raise Problem(
                f"{child.name} 在 {seconds:.0f} 秒内没有就绪，日志末尾见上。",
                f"{child.name} was not ready within {seconds:.0f} seconds; the end of its log is above.",
                child.tail(),
            )
        time.sleep(0.05)
