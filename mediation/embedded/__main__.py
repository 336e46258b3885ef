"""Started as a folder (`python3 mediation/embedded run`), so that the package `mediation` is not imported.

The folder above is put last on the path: no module of ours can then hide one of the standard library.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (this line is what an older Python reads)
    sys.exit("需要 Python 3.11 或更高版本。\nPython 3.11 or newer is needed. / " + sys.version.split()[0])

del sys.path[0]
sys.path.append(str(Path(__file__).resolve().parent.parent))

from embedded.commands import main  # noqa: E402

sys.path.pop()
sys.exit(main(sys.argv[1:]))
