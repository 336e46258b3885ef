"""The production settings, on this machine: what the operations page tells to do is done here."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .checkouts import free_port

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("production")]

ROOT = Path(__file__).parents[2]
HOST = "tiaojie.example.cn"
PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def production(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation whose site uses the narrower database role."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "mediation.settings.production",
        "DATABASE_URL": os.environ["SITE_DATABASE_URL"],
        "SECRET_KEY": "only-for-this-test-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "ALLOWED_HOSTS": HOST,
        "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
    }


@pytest.fixture(scope="module")
def site(production: dict[str, str]) -> Iterator[str]:
    """gunicorn behind an imagined proxy, with the static files gathered; gives its address."""
    _manage(production, "collectstatic", "--noinput", "--verbosity=0")
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "mediation.wsgi",
            f"--bind=127.0.0.1:{port}",
            "--no-control-socket",
        ],
        cwd=ROOT,
        env=production,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while _get(f"{address}/health/")[0] == 0:
        assert server.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(timeout=40)


def test_djangos_deployment_checks_find_nothing(production: dict[str, str]) -> None:
    said = _manage(production, "check", "--deploy", "--database=default", "--fail-level=WARNING")

    assert "no issues" in said


def test_nothing_starts_without_a_secret(production: dict[str, str]) -> None:
    without = {name: value for name, value in production.items() if name != "SECRET_KEY"}
    refused = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=without,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


def test_the_site_answers_with_the_narrower_role(site: str) -> None:
    assert _get(f"{site}/health/")[0] == 200
    assert _get(f"{site}/")[0] in {200, 302}


def test_plain_http_is_sent_to_https_and_a_foreign_host_is_refused(site: str) -> None:
    assert _get(f"{site}/", {"Host": HOST})[0] == 301
    assert _get(f"{site}/", {**PROXY, "Host": "elsewhere.example.cn"})[0] == 400


def test_static_files_have_hashed_names_and_live_for_a_year(site: str, production: dict[str, str]) -> None:
    gathered = next(Path(production["STATIC_ROOT"]).glob("css/*.????????????.css"))
    status, headers = _get(f"{site}/static/css/{gathered.name}")

    assert status == 200
    assert "immutable" in headers["Cache-Control"]


def _manage(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def _get(url: str, headers: dict[str, str] = PROXY) -> tuple[int, dict[str, str]]:
    """Status and headers; status 0 while nobody answers."""
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=20) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)
    except OSError:
        return 0, {}
