"""`make reset` and `make clean`: remove what the launcher made, wherever it lies."""

import shutil
from pathlib import Path

from .data import DataFolder
from .places import Places
from .record import RunRecord
from .speech import Problem, say
from .users import serving_identity


def reset() -> int:
    """Remove all data. Raises Problem while the site runs."""
    places = Places(serving_identity())
    for path in {places.data, places.checkout / ".data"}:
        if path.exists():
            _remove_data(DataFolder(path, places.identity))
    say("数据已清除，下次 make run 从头开始。", "The data is gone; the next make run starts afresh.")
    return 0


def clean() -> int:
    """Remove all data, the packages and the copy of the source."""
    reset()
    places = Places(serving_identity())
    for path in (places.checkout / ".venv", places.outside):
        _remove(path)
    return 0


def _remove_data(data: DataFolder) -> None:
    data.prepare()
    record = RunRecord(data)
    if not record.take():
        raise Problem(
            "网站正在运行，请先按 Ctrl-C 停止它。", "The site is running. Stop it with Ctrl-C first."
        )
    record.end_leftovers()
    _remove(data.path)


def _remove(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
