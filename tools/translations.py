"""Keep the English catalogue locale/en/LC_MESSAGES/django.po and its compiled .mo, both committed.

    python tools/translations.py messages    extract anew: add new messages, drop gone ones, list what has no English
    python tools/translations.py compile     write django.mo (bare machines have no msgfmt, so it is committed)

Source strings are Simplified Chinese. `messages` needs xgettext (Debian: gettext); `compile` needs Python alone.
A message changed in the code comes back without English: nothing is guessed from similar ones.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
SOURCES = ("mediation", "cases", "organizations", "referrals", "reports", "templates")
# No dates and no names: the history of the repository has them, and they would change with every extraction.
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def key(entry):
    """What tells two messages apart: context and Chinese text."""
    return entry.msgctxt, entry.msgid


def catalogue():
    """The committed .po."""
    return polib.pofile(str(PO), wrapwidth=0)


def compiled():
    """The committed .mo."""
    return polib.mofile(str(MO))


def extracted():
    """All messages of the code and the templates as they are now, in the order of the files. Works in a temporary copy."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        Path(folder, "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale=en",
            "--no-wrap",
            "--no-location",
        ]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return polib.pofile(str(Path(folder, "locale", "en", "LC_MESSAGES", "django.po")), wrapwidth=0)


def is_translated(entry):
    """Whether every form has English."""
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def merged(found, known):
    """A catalogue of what was `found`, with the English that is `known` of the same context, text and plural."""
    english = {key(entry): entry for entry in known if not entry.obsolete}
    result = polib.POFile(wrapwidth=0)
    result.metadata = dict(HEADER)
    for entry in found:
        before = english.get(key(entry))
        if before and bool(before.msgid_plural) == bool(entry.msgid_plural):
            entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
        else:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys((0, 1), "") if entry.msgid_plural else {}
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.comment, entry.previous_msgid = "", None
        result.append(entry)
    return result


def main(command):
    """Do `command`; gives the exit status: 1 while a message has no English."""
    if command == "messages":
        fresh = merged(extracted(), catalogue())
        fresh.save(str(PO))
    elif command == "compile":
        fresh = catalogue()
        fresh.save_as_mofile(str(MO))
    else:
        sys.exit(__doc__)
    missing = [entry.msgid for entry in fresh if not is_translated(entry)]
    print(f"{len(fresh)} messages, {len(missing)} without English", *missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
