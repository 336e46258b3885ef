"""The launcher's parts that need no running server."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mediation.embedded import interrupts, source_copy
from mediation.embedded.data import DataFolder
from mediation.embedded.places import Places
from mediation.embedded.postmaster import clear_the_way
from mediation.embedded.processes import Child, spawn
from mediation.embedded.record import RunRecord
from mediation.embedded.speech import Problem
from mediation.embedded.users import NOBODY, Identity, myself

SOMEBODY_ELSE = Identity(NOBODY, NOBODY, True)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data", myself())
    folder.prepare()
    return folder


def test_a_folder_closed_anywhere_above_is_not_readable_for_another_user(tmp_path: Path) -> None:
    """pytest's own folder is closed to others, so what lies in it is as well."""
    file = tmp_path / "open.txt"
    file.write_text("")
    file.chmod(0o644)

    assert not SOMEBODY_ELSE.can_read(file)
    assert SOMEBODY_ELSE.can_read(Path("/etc/passwd"))
    assert myself().can_read(file)


def test_a_checkout_closed_to_the_servers_is_served_from_outside(tmp_path: Path) -> None:
    places = Places(SOMEBODY_ELSE, checkout=tmp_path)

    assert places.source == places.outside / "source"
    assert places.data == places.outside / "data"
    assert places.outside != Places(SOMEBODY_ELSE, checkout=tmp_path / "second").outside


def test_an_ordinary_user_keeps_everything_in_the_checkout(tmp_path: Path) -> None:
    places = Places(Identity(os.getuid(), os.getgid(), False), checkout=tmp_path)

    assert (places.source, places.data, places.serving_venv) == (
        tmp_path,
        tmp_path / ".data",
        tmp_path / ".venv",
    )


def test_the_copy_of_the_source_follows_changes_and_leaves_out_what_is_private(tmp_path: Path) -> None:
    checkout, copy = tmp_path / "checkout", tmp_path / "copy"
    for name in (
        "kept.py",
        "gone.py",
        "cases/views.py",
        ".git/config",
        ".env",
        "cases/__pycache__/views.pyc",
    ):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("1")
    (checkout / "secret").symlink_to("/etc/shadow")
    source_copy.refresh(checkout, copy)
    untouched = (copy / "kept.py").stat().st_ino
    (checkout / "gone.py").unlink()
    (checkout / "cases" / "views.py").write_text("22")
    source_copy.refresh(checkout, copy)

    files = {str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file() or path.is_symlink()}
    assert files == {"kept.py", "cases/views.py", "secret"}
    assert (copy / "cases" / "views.py").read_text() == "22"
    assert (copy / "kept.py").stat().st_ino == untouched
    assert (copy / "secret").is_symlink()


def test_only_one_launcher_holds_a_data_folder(data: DataFolder) -> None:
    first, second = RunRecord(data), RunRecord(data)

    assert first.take()
    assert not second.take()


def test_the_children_of_a_killed_launcher_are_ended_by_the_next(data: DataFolder) -> None:
    child = _sleeping_child(data)
    RunRecord(data).write({}, [child])
    RunRecord(data).end_leftovers()

    assert child.process.wait(timeout=5) == -signal.SIGTERM
    assert RunRecord(data).read() == {}


def test_a_process_that_only_took_over_the_number_is_left_alone(data: DataFolder) -> None:
    child = _sleeping_child(data)
    record = RunRecord(data)
    record.write({}, [child])
    notes = data.launcher / "run.json"
    notes.write_text(notes.read_text().replace('"born": "', '"born": "0'))
    record.end_leftovers()

    assert child.exit_code is None
    child.ask_to_stop()
    child.wait_for_end(5)


def test_a_pid_file_that_names_a_foreign_process_is_removed_and_the_process_lives(data: DataFolder) -> None:
    child = _sleeping_child(data)
    data.postgres.mkdir()
    pid_file = data.postgres / "postmaster.pid"
    pid_file.write_text(f"{child.pid}\n{data.postgres}\n")
    clear_the_way(data.postgres, Path("/nowhere"), myself(), dict(os.environ))

    assert not pid_file.exists()
    assert child.exit_code is None
    child.ask_to_stop()
    child.wait_for_end(5)


def test_a_child_that_ends_shows_the_last_twenty_lines_of_its_log(data: DataFolder) -> None:
    child = _child(data, "for i in $(seq 30); do echo line $i; done; exit 3")
    child.process.wait(timeout=5)
    problem = child.ended_early()

    assert problem.details.splitlines() == [f"trial | line {number}" for number in range(11, 31)]
    assert "3" in problem.chinese
    assert "3" in problem.english


def test_secrets_are_drawn_once_and_closed_to_others(data: DataFolder) -> None:
    first = data.secrets()

    assert data.secrets() == first
    assert len(set(first.values())) == len(first)
    assert (data.launcher / "secrets.json").stat().st_mode & 0o077 == 0


def test_data_of_another_user_is_refused_with_a_sentence(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 12345)

    with pytest.raises(Problem, match="belongs to another user"):
        data.prepare()


def test_a_signal_during_the_start_of_a_child_waits_until_the_child_is_known() -> None:
    before = {number: signal.getsignal(number) for number in interrupts.ENDING}
    try:
        interrupts.listen()
        with pytest.raises(interrupts.Interrupted):
            _signal_oneself_while_held(reached := [])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

    assert reached == ["the end of the block"]


def _signal_oneself_while_held(reached: list[str]) -> None:
    with interrupts.held():
        os.kill(os.getpid(), signal.SIGTERM)
        reached.append("the end of the block")


def test_without_a_known_command_the_launcher_names_them() -> None:
    launcher = Path(__file__).parents[2] / "mediation" / "embedded"
    asked = subprocess.run([sys.executable, launcher, "fly"], capture_output=True, text=True, check=False)

    assert asked.returncode == 2
    assert "run,test,test-all" in asked.stderr


def _sleeping_child(data: DataFolder) -> Child:
    return _child(data, "exec sleep 60")


def _child(data: DataFolder, script: str) -> Child:
    return spawn(
        "trial",
        ["sh", "-c", script],
        identity=myself(),
        environment=os.environ,
        folder=Path("/"),
        log=data.logs / "trial.log",
    )
