"""`make bench`: databases of invented cases in a cluster of their own, kept from run to run, and what is measured on them.

Durable like the one of a site: what a write costs is part of the answer. The measuring itself (tools/bench) runs as the
caller; only the servers drop root.
"""

import os
import subprocess

from . import interrupts, packages
from .data import DataFolder
from .places import Places
from .postgres import OWNER, SITE, Postgres
from .processes import finish
from .product import MIGRATE
from .speech import Problem, say
from .surroundings import clean_environment
from .users import myself, serving_identity
from .valkey import start_valkey

SIZES = (10_000, 1_000_000)
SETTINGS_MODULE = "tools.bench.settings"


def run_bench() -> int:
    """Give the exit code of the measuring. CASES="10000 1000000" in the environment says how large the databases are."""
    sizes = _sizes()
    identity = serving_identity()
    places = Places(identity)
    packages.install(places, places.developer_venv, packages.DEVELOPMENT)
    DataFolder(places.data, identity).prepare()
    data = DataFolder(places.data / "bench", identity)
    data.prepare()
    interrupts.listen()
    try:
        return _run_beside_servers(data, places, sizes)
    finally:
        interrupts.ignore()


def _sizes() -> list[int]:
    words = os.environ.get("CASES", "").split()
    if not all(word.isdecimal() and int(word) for word in words):
        raise Problem(
            '例如：make bench CASES="10000 1000000"', 'For example: make bench CASES="10000 1000000"'
        )
    return sorted(map(int, words)) or list(SIZES)


def _run_beside_servers(data: DataFolder, places: Places, sizes: list[int]) -> int:
    environment = clean_environment(data)
    valkey = None
    postgres = Postgres(data, places.developer_venv, environment)
    try:
        with interrupts.held():
            valkey, redis_url = start_valkey(data, places.developer_venv, environment)
        with interrupts.held():
            postgres.start()
        postgres.make_roles()
        told = {"REDIS_URL": redis_url, "SECRET_KEY": data.secrets()["secret_key"], "DEMO": "0"}
        told |= {"DJANGO_SETTINGS_MODULE": SETTINGS_MODULE, "SITE_DATABASE_ROLE": SITE}
        urls = [_lay(places, postgres, environment | told, size) for size in sizes]
        return _measure(places, told, urls)
    finally:
        interrupts.ignore()
        if valkey is not None:
            valkey.ask_to_stop()
        postgres.stop()
        if valkey is not None:
            valkey.wait_for_end(10)


def _lay(places: Places, postgres: Postgres, environment: dict[str, str], size: int) -> str:
    """A migrated database of that many cases; gives its address."""
    name = f"bench_{size}"
    say(f"正在准备 {size} 件案件的数据库……", f"Preparing the database of {size} cases...")
    postgres.make_database(name)
    url = postgres.url(OWNER, name)
    finish(
        "manage.py migrate",
        [str(packages.python_of(places.developer_venv)), "-c", MIGRATE],
        identity=myself(),
        environment=environment | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        folder=places.checkout,
        given=SITE,
    )
    return url


def _measure(places: Places, told: dict[str, str], urls: list[str]) -> int:
    python = str(packages.python_of(places.developer_venv))
    # By the environment, which only this user can read: the addresses hold passwords.
    told = told | {"BENCH_DATABASES": " ".join(urls)}
    process = subprocess.Popen([python, "-m", "tools.bench"], cwd=places.checkout, env=os.environ | told)
    try:
        return process.wait()
    except interrupts.Interrupted:
        process.terminate()
        process.wait()
        raise
