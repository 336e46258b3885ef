"""`make manage ARGS="..."`: a command on the data of this checkout, whether the site runs or not."""

import os
import shlex
import signal
import subprocess

from . import interrupts, packages, source_copy
from .backends import Backends
from .data import DataFolder
from .places import Places
from .postgres import programs_of
from .product import Product
from .record import RunRecord
from .speech import Problem
from .surroundings import clean_environment
from .users import Identity, myself, serving_identity

# They write into the source, which belongs to the caller and not to the servers' user.
WRITE_SOURCE = frozenset({"makemigrations", "makemessages", "compilemessages"})


def manage(words: list[str]) -> int:
    """Run it as the database's owner and give its exit code."""
    if not words:
        raise Problem(
            '缺少命令，例如：make manage ARGS="check"', 'No command. For example: make manage ARGS="check"'
        )
    places = Places(serving_identity())
    venv = places.serving_venv
    packages.install(places, venv, packages.RUNTIME)
    data = DataFolder(places.data, places.identity)
    data.prepare()
    environment = clean_environment(data)
    record = RunRecord(data)
    if not record.take():
        return _call(places, Product(places.source, venv, data, environment, record.read()["urls"]), words)
    record.end_leftovers()
    backends = Backends(data, venv, environment)
    interrupts.listen()
    try:
        backends.start()
        record.write({"address": "", "urls": backends.urls}, backends.children)
        return _call(places, Product(places.source, venv, data, environment, backends.urls), words)
    finally:
        interrupts.ignore()
        backends.stop()
        record.clear()


def words_given() -> list[str]:
    return shlex.split(os.environ.get("ARGS", ""))


def _call(places: Places, product: Product, words: list[str]) -> int:
    """In the foreground, so that a shell or a question works; Ctrl-C is then the command's."""
    identity: Identity = places.identity
    folder, venv = places.source, product.venv
    if words[0] in WRITE_SOURCE:
        identity, folder, venv = myself(), places.checkout, places.developer_venv
        packages.install(places, venv, packages.RUNTIME)
    elif not places.source_is_reachable:
        source_copy.refresh(places.checkout, places.source)
    command = [str(packages.python_of(venv)), "manage.py", *words]
    surroundings = product.surroundings(as_owner=True)
    # For dbshell.
    surroundings["PATH"] = f"{programs_of(product.venv)}{os.pathsep}{surroundings['PATH']}"
    process = subprocess.Popen(command, cwd=folder, env=surroundings, **identity.popen_arguments())
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
