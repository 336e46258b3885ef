"""Who the servers run as, and what that user can read.

PostgreSQL refuses to run as root, and a web server has no business being root, so root hands both to
the unprivileged user that every system has.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .speech import Problem

NOBODY = 65534


@dataclass(frozen=True)
class Identity:
    """A user the servers run as; `dropped` says that it is not the person who started the launcher."""

    uid: int
    gid: int
    dropped: bool

    def popen_arguments(self) -> dict[str, Any]:
        if not self.dropped:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def can_read(self, path: Path) -> bool:
        """Whether this user reaches `path`: every folder above it can be entered, and it can be read."""
        if not self.dropped:
            return os.access(path, os.R_OK)
        real = path.resolve()
        if not all(self._may(folder, stat.S_IXOTH) for folder in real.parents):
            return False
        return self._may(real, stat.S_IROTH | (stat.S_IXOTH if real.is_dir() else 0))

    def _may(self, path: Path, wanted: int) -> bool:
        try:
            status = path.stat()
        except OSError:
            return False
        if status.st_uid == self.uid:
            wanted <<= 6
        elif status.st_gid == self.gid:
            wanted <<= 3
        return status.st_mode & wanted == wanted


def myself() -> Identity:
    return Identity(os.getuid(), os.getgid(), False)


def serving_identity() -> Identity:
    """The user the servers run as: oneself, or the unprivileged user when oneself is root.

    Raises Problem when that user has no entry in the password file, which initdb needs.
    """
    identity = Identity(NOBODY, NOBODY, True) if os.getuid() == 0 else myself()
    try:
        pwd.getpwuid(identity.uid)
    except KeyError:
        raise Problem(
            f"系统用户表中没有编号 {identity.uid} 的用户，PostgreSQL 无法以它运行。"
            "请用有名字的用户运行，或在 /etc/passwd 中加上它。",
            f"User id {identity.uid} has no entry in the password file, and PostgreSQL cannot run as it. "
            "Use a user that has a name, or add one to /etc/passwd.",
        ) from None
    return identity
