"""Where the launcher keeps what it makes: packages, data, and (for root) a copy of the source.

Everything lies in ignored folders of the checkout. Only when root starts it from a place the unprivileged
user cannot enter (root's home is 0700) does it all move to /var/lib/mediation-<hash of the checkout's path>.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .speech import Problem
from .users import Identity

CHECKOUT = Path(__file__).resolve().parent.parent.parent
NOT_SOURCE = frozenset(
    {".git", ".venv", ".data", ".env", ".cache", "__pycache__", "node_modules", "staticfiles", "htmlcov"}
    | {".pytest_cache", ".ruff_cache", ".mypy_cache", ".import_linter_cache", ".hypothesis"}
)


@dataclass(frozen=True)
class Places:
    identity: Identity
    checkout: Path = CHECKOUT

    @cached_property
    def source_is_reachable(self) -> bool:
        """Whether the servers' user can read all of the source where it lies."""
        if not self.identity.dropped:
            return True
        if not self.identity.can_read(self.checkout):
            return False
        for folder, names, files in os.walk(self.checkout):
            names[:] = [name for name in names if name not in NOT_SOURCE]
            if not all(self.identity.can_read(Path(folder, name)) for name in [*names, *files]):
                return False
        return True

    @cached_property
    def outside(self) -> Path:
        """The folder away from the checkout; it may not be there."""
        key = hashlib.sha256(str(self.checkout).encode()).hexdigest()[:12]
        return Path("/var/lib", f"mediation-{key}")

    def prepare(self) -> None:
        """Make the folder away from the checkout if something belongs there."""
        if self.outside in (self.data.parent, self.developer_venv.parent, self.serving_venv.parent):
            self.prepare_outside()

    def prepare_outside(self) -> None:
        """Make it, or check that nobody but root may write to the one that is there."""
        self.outside.mkdir(mode=0o755, exist_ok=True)
        status = self.outside.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != 0 or status.st_mode & 0o022:
            raise Problem(
                f"{self.outside} 不是只有 root 能写的目录，不能使用。请检查并移走它。",
                f"{self.outside} is not a folder that only root can write to. Look at it and move it away.",
            )
        self.outside.chmod(0o755)

    @property
    def source(self) -> Path:
        """Where the servers run the product from."""
        return self.checkout if self.source_is_reachable else self.outside / "source"

    @property
    def data(self) -> Path:
        return self.checkout / ".data" if self.source_is_reachable else self.outside / "data"

    @property
    def developer_venv(self) -> Path:
        """Packages for tests, checks and editors. Its server binaries must be readable for the servers."""
        return self.checkout / ".venv" if self.source_is_reachable else self.outside / "venv"

    @property
    def serving_venv(self) -> Path:
        """Packages for the servers: apart only where root's own Python is closed to the servers' user."""
        venv = self.developer_venv
        interpreter = venv / "bin" / "python"
        if not interpreter.exists() or self.identity.can_read(interpreter):
            return venv
        return self.outside / "venv"
