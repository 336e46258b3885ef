"""`make run` with real servers: up, down, killed, doubled, broken."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation.embedded.users import NOBODY

from .checkouts import Checkout, all_gone, is_alive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("launcher"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    made = Checkout(tmp_path_factory.mktemp("launcher") / "mediation")
    yield made
    made.remove()


@pytest.fixture(autouse=True)
def ended(checkout: Checkout) -> Iterator[None]:
    yield
    if checkout.launcher is not None and checkout.launcher.poll() is None:
        checkout.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_in_order_and_leaves_nothing(
    checkout: Checkout, number: signal.Signals
) -> None:
    children = checkout.start().wait_until_up().children()
    code, said = checkout.end(number)

    assert code == 0, said
    assert set(children) == {"postgres", "valkey", "web", "worker", "beat"}
    assert not any(is_alive(pid) for pid in children.values())
    assert "database system is shut down" in (checkout.places.data / "launcher/logs/postgres.log").read_text()
    assert f"http://127.0.0.1:{checkout.port}/" in said


@pytest.mark.skipif(os.getuid() != 0, reason="only root has rights to give up")
def test_root_serves_as_the_unprivileged_user(checkout: Checkout) -> None:
    children = checkout.start().wait_until_up().children()

    assert {name: Path(f"/proc/{pid}").stat().st_uid for name, pid in children.items()} == dict.fromkeys(
        children, NOBODY
    )


def test_the_site_does_not_learn_the_owners_password(checkout: Checkout) -> None:
    children = checkout.start().wait_until_up().children()
    environments = [
        Path(f"/proc/{children[name]}/environ").read_bytes() for name in ("web", "worker", "beat")
    ]

    assert all(b"mediation_site" in environment for environment in environments)
    assert not any(b"mediation_owner" in environment for environment in environments)


def test_killing_the_launcher_ends_its_children_and_the_next_run_starts(checkout: Checkout) -> None:
    children = checkout.start().wait_until_up().children()
    checkout.end(signal.SIGKILL)
    checkout.start().wait_until_up()

    assert all_gone(list(children.values()))
    assert checkout.end()[0] == 0


def test_a_taken_port_is_said_in_both_languages(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", checkout.port)):
        code, said = checkout.start().ended()

    assert code == 1
    assert f"端口 {checkout.port} 已被占用" in said
    assert f"Port {checkout.port} is taken" in said
    assert "Traceback" not in said


def test_a_second_run_of_one_checkout_names_the_first(checkout: Checkout) -> None:
    checkout.start().wait_until_up()
    first = checkout.launcher
    code, said = checkout.start(PORT="1").ended()
    checkout.launcher = first

    assert code == 1
    assert f"http://127.0.0.1:{checkout.port}/" in said
    assert checkout.get("/health/") == 200


@pytest.mark.parametrize("victim", ["postgres", "valkey", "web", "worker", "beat"])
def test_a_part_that_dies_shows_its_log_and_takes_the_rest_down(checkout: Checkout, victim: str) -> None:
    children = checkout.start().wait_until_up().children()
    checkout.wait_for_log(victim)
    os.kill(children[victim], signal.SIGKILL)
    code, said = checkout.ended()

    assert code == 1
    assert f"{victim} ended by itself (code -9)" in said
    assert f"{victim} | " in said
    assert all_gone(list(children.values()))


def test_two_checkouts_run_side_by_side(checkout: Checkout, tmp_path: Path) -> None:
    other = Checkout(tmp_path / "other")
    try:
        checkout.start()
        other.start().wait_until_up()
        checkout.wait_until_up()

        assert checkout.children().keys() == other.children().keys()
        assert other.end()[0] == 0
        assert checkout.get("/health/") == 200
    finally:
        other.remove()


def test_the_callers_own_broker_replaces_the_embedded_one(checkout: Checkout) -> None:
    children = checkout.start(REDIS_URL=os.environ["REDIS_URL"]).wait_until_up().children()

    assert "valkey" not in children
    assert checkout.end()[0] == 0


def test_a_management_command_works_beside_the_running_site_and_without_it(checkout: Checkout) -> None:
    count = {
        "ARGS": "shell --no-imports -c 'from organizations.models import User; print(User.objects.count())'"
    }
    checkout.start().wait_until_up()
    beside = checkout.call("manage", **count)
    checkout.end()
    alone = checkout.call("manage", **count)

    assert beside[0] == alone[0] == 0, beside[1] + alone[1]
    assert beside[1].splitlines()[-1] == alone[1].splitlines()[-1]
    assert checkout.children() == {}


def test_reset_waits_for_the_end_of_the_site_and_then_removes_its_data(checkout: Checkout) -> None:
    checkout.start().wait_until_up()
    refused, said = checkout.call("reset")
    checkout.end()

    assert refused == 1
    assert "Stop it with Ctrl-C first" in said
    assert checkout.call("reset")[0] == 0
    assert not checkout.places.data.exists()
