"""For root only: a copy of the source that the servers' user can read, brought up to date at each start."""

import os
import shutil
from pathlib import Path

from .places import NOT_SOURCE


def refresh(checkout: Path, copy: Path) -> None:
    """Make `copy` hold what the checkout holds, without what is made there; what is the same stays."""
    copy.mkdir(mode=0o755, exist_ok=True)
    for folder, names, files in os.walk(checkout):
        names[:] = [name for name in names if name not in NOT_SOURCE]
        links = [name for name in names if Path(folder, name).is_symlink()]
        target = copy / Path(folder).relative_to(checkout)
        wanted = {name for name in [*names, *files] if name not in NOT_SOURCE}
        for entry in list(target.iterdir()):
            if entry.name not in wanted and entry.name not in NOT_SOURCE:
                _remove(entry)
        for name in wanted:
            source, goal = Path(folder, name), target / name
            if name in files or name in links:
                _copy_file(source, goal)
            else:
                if goal.is_symlink() or goal.is_file():
                    goal.unlink()
                goal.mkdir(exist_ok=True)
                goal.chmod(0o755)


def _copy_file(source: Path, goal: Path) -> None:
    """Links stay links: what they point to outside the checkout is not for others to read."""
    if goal.is_dir() and not goal.is_symlink():
        shutil.rmtree(goal)
    if source.is_symlink():
        goal.unlink(missing_ok=True)
        goal.symlink_to(source.readlink())
        return
    status = source.stat()
    if goal.exists() and not goal.is_symlink():
        known = goal.stat()
        if (known.st_size, known.st_mtime_ns) == (status.st_size, status.st_mtime_ns):
            return
    goal.unlink(missing_ok=True)
    shutil.copy2(source, goal)
    goal.chmod(0o755 if status.st_mode & 0o100 else 0o644)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()
