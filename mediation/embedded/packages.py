"""The virtual environment: made once, filled with the pinned packages, skipped while nothing changed."""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .interpreter import interpreter_for
from .places import Places
from .speech import Problem, say

RUNTIME = ("requirements.txt", "requirements-embedded.txt")
DEVELOPMENT = (*RUNTIME, "requirements-dev.txt")


def python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def binaries_of(venv: Path, package: str) -> Path:
    """The folder of an installed package inside the environment. Raises Problem when it is not there."""
    found = sorted(venv.glob(f"lib/python3.*/site-packages/{package}"))
    if not found:
        raise Problem(
            f"环境中缺少 {package}，请删除 {venv} 后重试。",
            f"{package} is missing from the environment. Delete {venv} and try again.",
        )
    return found[-1]


def install(places: Places, venv: Path, files: tuple[str, ...]) -> None:
    """Make the environment if needed and install `files` into it, unless they are installed already."""
    places.prepare()
    venv.mkdir(mode=0o755, parents=True, exist_ok=True)
    with _alone(venv / ".lock"):
        if not _works(venv):
            say("正在创建 Python 环境……", "Making the Python environment...")
            _make(venv, interpreter_for(places.identity))
        stamp = venv / f".installed-{'-'.join(Path(name).stem for name in files)}"
        wanted = _fingerprint(places.checkout, files)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        say(
            "正在安装软件包（只在第一次，约一分钟）……",
            "Installing packages (only the first time, about a minute)...",
        )
        arguments = [argument for name in files for argument in ("-r", str(places.checkout / name))]
        pip = [str(python_of(venv)), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        if subprocess.run([*pip, "--root-user-action=ignore", *arguments]).returncode:
            raise Problem(
                "安装软件包失败，原因见上。", "Installing the packages failed; the reason is above."
            )
        stamp.write_text(wanted)


def _make(venv: Path, interpreter: Path) -> None:
    made = subprocess.run([str(interpreter), "-m", "venv", str(venv)], capture_output=True, text=True)
    if made.returncode:
        raise Problem(
            "无法创建 Python 环境。Debian/Ubuntu：apt install python3-venv。",
            "The Python environment could not be made. Debian/Ubuntu: apt install python3-venv.",
            made.stdout + made.stderr,
        )


def _works(venv: Path) -> bool:
    python = python_of(venv)
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", "import pip"], capture_output=True).returncode == 0


def _fingerprint(checkout: Path, files: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in files:
        digest.update((checkout / name).read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one launcher at a time work on the environment."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
