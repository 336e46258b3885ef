"""The environment variables that the launcher's children get."""

import os
import sys

from .data import DataFolder

# They point into the person's own home, session or Python, where the servers' user may not go.
PERSONAL = frozenset(
    {"USER", "LOGNAME", "MAIL", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
)


def clean_environment(data: DataFolder) -> dict[str, str]:
    """The caller's environment without what is personal; texts in UTF-8 whatever the terminal says."""
    environment = {name: value for name, value in os.environ.items() if name not in PERSONAL}
    environment |= {"HOME": str(data.files), "PYTHONUNBUFFERED": "1"}
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"
    return environment
