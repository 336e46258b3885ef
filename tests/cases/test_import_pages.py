"""Loading files from the page and the command: who may, once each, and bad files change nothing."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cases.enums import ImportState
from cases.importing import batches
from cases.importing.columns import COLUMNS
from cases.models import Case, ImportBatch
from mediation.kernel import outbox
from mediation.kernel.models import OutboxMessage
from organizations.models import Post
from tests.cases import imports
from tests.world import PEOPLE, World

AsUser = Callable[[str], Client]
CLERKS = {who for who, (_name, posts) in PEOPLE.items() if any(role == "clerk" for role, _ in posts)}


def send(client: Client, content: bytes, name: str = "案件.xlsx", **more: Any) -> Any:
    return client.post(reverse("cases:import"), {"file": SimpleUploadedFile(name, content), **more})


def checked(client: Client, count: int = 3) -> ImportBatch:
    """A file without errors, uploaded and checked."""
    send(client, imports.xlsx(imports.rows(count)))
    return ImportBatch.objects.get()


def url(name: str, batch: ImportBatch) -> str:
    return reverse(f"cases:{name}", kwargs={"uuid": batch.uuid})


def deliver() -> None:
    for message_id in outbox.waiting_ids():
        assert outbox.deliver(message_id)


@pytest.mark.parametrize(
    "name, content",
    [
        ("案件.xlsx", imports.xlsx(imports.rows(3))),
        ("案件.csv", imports.csv_file(imports.rows(3))),
        ("案件.csv", imports.csv_file(imports.rows(3), "utf-8-sig")),
        ("案件.csv", imports.csv_file(imports.rows(3), "gb18030")),
    ],
)
def test_a_clerk_checks_loads_and_undoes_a_file(as_user: AsUser, name: str, content: bytes) -> None:
    client = as_user("village_clerk")
    response = send(client, content, name)
    batch = ImportBatch.objects.get()
    assert response.url == url("import_batch", batch)
    assert (batch.state, batch.rows, batch.errors) == (ImportState.READY, 3, [])
    assert "导入这 3 件" in client.get(response.url).content.decode()
    assert not Case.objects.exists()
    client.post(url("import_load", batch))
    assert Case.objects.counted().count() == 3
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (ImportState.LOADED, None)
    assert "已导入 3 件" in client.get(url("import_batch", batch)).content.decode()
    assert "全部作废" in client.get(url("import_undo", batch)).content.decode()
    client.post(url("import_undo", batch))
    assert not Case.objects.counted().exists()
    assert "这次导入已经撤销" in client.get(url("import_batch", batch)).content.decode()


def test_errors_stand_on_the_page_and_in_a_sheet_and_the_content_is_gone(as_user: AsUser) -> None:
    client = as_user("village_clerk")
    response = send(client, imports.xlsx([imports.row(0, dispute_type="吵架"), imports.row(1)]))
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.content) == (ImportState.FAULTY, None)
    page = client.get(response.url).content.decode()
    assert "1 行里有 1 处错误" in page
    assert "没有“吵架”这一项" in page
    sheet = load_workbook(io.BytesIO(client.get(url("import_errors", batch)).content)).active
    assert [cell.value for cell in sheet[2]][:2] == [2, "纠纷类型"]


@pytest.mark.parametrize(
    "name, content, sentence",
    [
        ("案件.xlsx", b"", "文件是空的。"),
        ("案件.xlsx", b"PK\x03\x04 no workbook", "文件不是 .xlsx 工作簿"),
        ("案件.xls", b"\xd0\xcf\x11\xe0", "不支持旧格式"),
        ("案件.xlsm", b"PK", "文件含有宏"),
        ("案件.exe", b"MZ", "只能上传 .xlsx 或 .csv 文件。"),
        ("案件.csv", b"\xff\xfe\x00\x01", "看不懂文件的文字编码"),
        ("案件.csv", "申请日期,纠纷类型\n".encode(), "表格里没有数据"),
        ("案件.csv", "申请日期,民族\n2020-01-01,某\n".encode(), "看不懂列名“民族”"),
        ("案件.csv", "申请日期\n2020-01-01\n".encode(), "缺少列“纠纷类型”。"),
        ("案件.csv", "申请日期,applied_on\n2020-01-01,2020-01-01\n".encode(), "列“申请日期”出现了两次"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_nothing_is_kept(
    as_user: AsUser, name: str, content: bytes, sentence: str
) -> None:
    response = send(as_user("village_clerk"), content, name)
    assert response.status_code == 422
    assert sentence in response.context["form"].errors["file"][0] + "".join(
        response.context["form"].errors["file"]
    )
    assert not ImportBatch.objects.exists()


def test_no_file_at_all_is_an_error_at_the_field(as_user: AsUser) -> None:
    response = as_user("village_clerk").post(reverse("cases:import"))
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == ["请选择要导入的文件。"]


@pytest.mark.parametrize("who", PEOPLE)
def test_only_clerks_load_files(as_user: AsUser, who: str) -> None:
    client = as_user(who)
    expected = 200 if who in CLERKS else 403
    assert client.get(reverse("cases:import")).status_code == expected
    assert client.get(reverse("cases:import_template")).status_code == expected
    assert send(client, b"x").status_code == (422 if who in CLERKS else 403)


@pytest.mark.parametrize("who", ["other_township_clerk", "room_clerk"])
def test_the_file_of_another_organization_is_not_found(as_user: AsUser, who: str) -> None:
    batch = checked(as_user("village_clerk"))
    client = as_user(who)
    for name in ("import_batch", "import_errors", "import_undo"):
        assert client.get(url(name, batch)).status_code == 404
    for name in ("import_load", "import_cancel", "import_undo"):
        assert client.post(url(name, batch)).status_code == 404
    assert client.get(reverse("cases:import_batch", kwargs={"uuid": uuid4()})).status_code == 404
    batch.refresh_from_db()
    assert batch.state == ImportState.READY


def test_a_doubled_upload_is_one_file_and_a_doubled_load_loads_once(as_user: AsUser) -> None:
    client, token = as_user("village_clerk"), str(uuid4())
    content = imports.xlsx(imports.rows(2))
    assert send(client, content, form_token=token).url == send(client, content, form_token=token).url
    batch = ImportBatch.objects.get()
    client.post(url("import_load", batch))
    client.post(url("import_load", batch))
    assert Case.objects.count() == 2
    client.post(url("import_cancel", batch))
    batch.refresh_from_db()
    assert batch.state == ImportState.LOADED


def test_a_cancelled_file_leaves_no_content_and_cannot_be_loaded(as_user: AsUser) -> None:
    client = as_user("village_clerk")
    batch = checked(client)
    client.post(url("import_cancel", batch))
    client.post(url("import_load", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (ImportState.CANCELLED, None)
    assert not Case.objects.exists()


def test_a_large_file_is_worked_on_by_the_relay_and_the_page_asks_again(
    as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    client = as_user("village_clerk")
    batch = checked(client)
    for state, words, act in (
        (ImportState.CHECKING, "正在检查", "import_load"),
        (ImportState.LOADING, "正在导入", "import_undo"),
        (ImportState.UNDOING, "正在撤销", None),
    ):
        batch.refresh_from_db()
        assert batch.state == state
        page = client.get(url("import_batch", batch))
        assert words in page.content.decode()
        assert page.headers["Refresh"] == "3"
        deliver()
        if act:
            client.post(url(act, batch))
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert not Case.objects.counted().exists()
    assert "Refresh" not in client.get(url("import_batch", batch)).headers


def test_work_that_was_given_up_can_be_cancelled(as_user: AsUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 0)
    client = as_user("village_clerk")
    batch = checked(client)
    deliver()
    client.post(url("import_load", batch))
    OutboxMessage.objects.filter(kind=batches.LOAD).update(dead_at="2021-01-01T00:00Z")
    assert "几次都没有处理成" in client.get(url("import_batch", batch)).content.decode()
    client.post(url("import_cancel", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (ImportState.CANCELLED, None)


def test_whose_post_ended_while_the_file_waited_loads_nothing(
    as_user: AsUser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 0)
    client = as_user("village_clerk")
    batch = checked(client)
    deliver()
    client.post(url("import_load", batch))
    Post.objects.filter(person=world.village_clerk.person).update(valid_until="2021-01-01")
    deliver()
    batch.refresh_from_db()
    assert batch.state == ImportState.FAULTY
    assert batch.errors[0]["message"] == "只能导入自己任职的调解组织的案件。"
    assert not Case.objects.exists()


def test_the_template_has_the_columns_and_its_example_is_never_loaded(as_user: AsUser) -> None:
    client = as_user("village_clerk")
    content = client.get(reverse("cases:import_template")).content
    book = load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book.worksheets[0][1]] == [column.header for column in COLUMNS]
    assert len(book.worksheets) == 2
    send(client, content)
    [error] = ImportBatch.objects.get().errors
    assert error["key"] == "mediators"


def test_the_command_loads_tells_errors_and_undoes(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.csv"
    good.write_bytes(imports.xlsx(imports.rows(3)))
    bad.write_bytes(imports.csv_file([imports.row(0), imports.row(1, summary="")]))
    with pytest.raises(CommandError, match="1 errors in 2 rows; nothing was written."):
        call_command("import_cases", bad, "--as", "village_clerk")
    assert "3\t纠纷简要情况\t请填写“纠纷简要情况”。" in capsys.readouterr().err
    call_command("import_cases", good, "--as", "village_clerk", "--dry-run")
    assert not ImportBatch.objects.exists()
    call_command("import_cases", good, "--as", "village_clerk", "--organization", "玛镇示一")
    assert Case.objects.counted().count() == 3
    call_command("import_cases", "--undo", str(ImportBatch.objects.get().uuid), "--as", "village_clerk")
    assert not Case.objects.counted().exists()


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--as", "village_clerk"], "Name a .xlsx or .csv file."),
        (["--as", "nobody_at_all"], "Name the clerk's account"),
        (["--as", "township_clerk", "--organization", "玛镇示一"], "只能导入自己任职的调解组织的案件。"),
        (["--as", "analyst"], "the clerk serves in none"),
        (["--as", "township_clerk", "--undo", str(uuid4())], "There is no such file"),
    ],
)
def test_the_command_refuses_with_a_sentence(
    world: World, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    file = tmp_path / "案件.xlsx"
    if "--undo" not in arguments and len(arguments) > 1 and sentence != "Name a .xlsx or .csv file.":
        file.write_bytes(imports.xlsx(imports.rows(1)))
    with pytest.raises(CommandError, match=sentence):
        call_command("import_cases", *([] if "--undo" in arguments else [file]), *arguments)
    assert not Case.objects.exists()
