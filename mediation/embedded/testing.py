"""`make test`: a PostgreSQL and a Valkey that live as long as the tests, and one migrated database to clone.

The tests themselves run as the caller; only the servers drop root. What the tests find in the environment:
TEST_TEMPLATE_DATABASE (to be cloned by each worker, tests/databases.py), DATABASE_URL and DATABASE_OWNER_URL
(as owner), SITE_DATABASE_URL and SITE_DATABASE_ROLE (the narrower role), REDIS_URL.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import interrupts, packages
from .data import DataFolder
from .places import Places
from .postgres import OWNER, SITE, Postgres
from .processes import finish
from .product import MIGRATE
from .surroundings import clean_environment
from .users import myself, serving_identity
from .valkey import start_valkey

TEMPLATE = "mediation_test_template"
CLONE = "mediation_test"
SETTINGS_MODULE = "mediation.settings.test"


def run_tests(*, slow: bool) -> int:
    """Give pytest's exit code. ARGS in the environment is added to its command line."""
    identity = serving_identity()
    places = Places(identity)
    packages.install(places, places.developer_venv, packages.DEVELOPMENT)
    data = DataFolder(Path(tempfile.mkdtemp(prefix="mediation-test-")).resolve(), identity)
    interrupts.listen()
    try:
        return _run_beside_servers(data, places, slow=slow)
    finally:
        interrupts.ignore()
        shutil.rmtree(data.path, ignore_errors=True)


def _run_beside_servers(data: DataFolder, places: Places, *, slow: bool) -> int:
    data.prepare()
    environment = clean_environment(data)
    valkey = None
    postgres = Postgres(data, places.developer_venv, environment, temporary=True)
    try:
        with interrupts.held():
            valkey, redis_url = start_valkey(data, places.developer_venv, environment)
        with interrupts.held():
            postgres.start()
        postgres.make_roles(may_create_databases=True)
        # So that a test can step into the narrower role inside its own transaction.
        postgres.sql(f"GRANT {SITE} TO {OWNER};")
        postgres.make_database(TEMPLATE)
        told = _environment_of_tests(postgres, redis_url)
        _migrate(places, environment | told, postgres.url(OWNER, TEMPLATE))
        return _pytest(places, told, slow=slow)
    finally:
        interrupts.ignore()
        if valkey is not None:
            valkey.ask_to_stop()
        postgres.stop()
        if valkey is not None:
            valkey.wait_for_end(10)


def _environment_of_tests(postgres: Postgres, redis_url: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE,
        "DATABASE_URL": postgres.url(OWNER, CLONE),
        "DATABASE_OWNER_URL": postgres.url(OWNER, CLONE),
        "SITE_DATABASE_URL": postgres.url(SITE, CLONE),
        "SITE_DATABASE_ROLE": SITE,
        "TEST_TEMPLATE_DATABASE": TEMPLATE,
        "REDIS_URL": redis_url,
        "SECRET_KEY": postgres.data.secrets()["secret_key"],
        "DEMO": "0",
    }


def _migrate(places: Places, environment: dict[str, str], url: str) -> None:
    """Lay the tables once; each worker clones them. As the caller, who can read the checkout."""
    finish(
        "manage.py migrate",
        [str(packages.python_of(places.developer_venv)), "-c", MIGRATE],
        identity=myself(),
        environment=environment | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        folder=places.checkout,
        given=SITE,
    )


def _pytest(places: Places, told: dict[str, str], *, slow: bool) -> int:
    arguments = shlex.split(os.environ.get("ARGS", ""))
    python = str(packages.python_of(places.developer_venv))
    command = [python, "-m", "pytest", "-m", "slow or not slow" if slow else "not slow"]
    if not _names_few_files(arguments):
        command += ["-n", "auto", "--dist", "loadgroup"]
    process = subprocess.Popen([*command, *arguments], cwd=places.checkout, env=os.environ | told)
    try:
        return process.wait()
    except interrupts.Interrupted:
        process.terminate()
        process.wait()
        raise


def _names_few_files(arguments: list[str]) -> bool:
    """Starting parallel workers costs seconds, which a file or two do not win back."""
    files = [word for word in arguments if word.partition("::")[0].endswith(".py")]
    return 0 < len(files) <= 2 and not any(word.startswith(("-n", "--numprocesses")) for word in arguments)
