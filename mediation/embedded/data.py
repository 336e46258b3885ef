"""The data folder: `launcher/` for the launcher alone, `postgres/` and `files/` for the servers' user."""

import json
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from .speech import Problem
from .users import Identity

SECRETS = ("secret_key", "postgres", "owner", "site", "valkey")


@dataclass(frozen=True)
class DataFolder:
    """`path` belongs to whoever starts the launcher; the servers' user may only pass through it."""

    path: Path
    identity: Identity

    @property
    def launcher(self) -> Path:
        return self.path / "launcher"

    @property
    def logs(self) -> Path:
        return self.launcher / "logs"

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def files(self) -> Path:
        """What the product itself writes: uploads, the schedule's state."""
        return self.path / "files"

    def prepare(self) -> None:
        """Make the folders. Raises Problem when another user made them."""
        self.path.mkdir(mode=0o711 if self.identity.dropped else 0o700, exist_ok=True)
        status = self.path.lstat()
        if status.st_uid != os.getuid() or not stat.S_ISDIR(status.st_mode):
            raise Problem(
                f"数据目录 {self.path} 属于另一个用户（编号 {status.st_uid}）。"
                "请用该用户运行，或由该用户执行 make reset。",
                f"The data folder {self.path} belongs to another user (id {status.st_uid}). "
                "Run as that user, or let that user run make reset.",
            )
        self.path.chmod(0o711 if self.identity.dropped else 0o700)
        self.launcher.mkdir(mode=0o700, exist_ok=True)
        self.logs.mkdir(mode=0o700, exist_ok=True)
        if not self.files.exists():
            self.files.mkdir(mode=0o700)
            self.identity.own(self.files)

    def has_demo(self, asked: str | None) -> bool:
        """Whether this data began with the demo: the first start decides (DEMO=0 for an empty one) and it stays so."""
        path = self.launcher / "demo"
        if not path.exists():
            path.write_text("0" if asked == "0" else "1")
        return path.read_text() == "1"

    def secrets(self) -> dict[str, str]:
        """Passwords and the signing key of this data folder, drawn once."""
        path = self.launcher / "secrets.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        missing = [name for name in SECRETS if name not in known]
        if missing:
            known |= {name: secrets.token_urlsafe(36) for name in missing}
            draft = path.with_suffix(".new")
            with open(draft, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as output:
                json.dump(known, output)
            draft.replace(path)
        return known
