"""Photos of signed papers: kept with the case without their place and time, seen by who handles it, never deleted."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases import photos
from cases.models import Case, CaseDocument
from mediation.kernel.models import JournalEntry


def picture(size: tuple[int, int] = (400, 300), kind: str = "JPEG", **more: Any) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind, **more)
    return target.getvalue()


def with_place(size: tuple[int, int] = (400, 300)) -> bytes:
    """As a phone writes it: with GPS, camera and time, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (44.0, 1.0, 2.0)
    return picture(size, exif=exif)


def send(client: Client, case: Case, content: bytes, name: str = "p.jpg", **more: Any) -> Any:
    data = {"kind": "agreement", "file": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("cases:attach", args=[case.uuid]), data)


def view(client: Client, document: CaseDocument) -> Any:
    return client.get(reverse("cases:document", args=[document.case.uuid, document.uuid]))


def test_a_photo_is_kept_upright_and_without_its_place(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    assert b"SecretPhone" in with_place()
    assert send(client, case, with_place()).status_code == 302
    document = case.documents.get()
    kept = bytes(document.content)
    image = Image.open(io.BytesIO(kept))
    assert image.size == (300, 400), "turned as it was held"
    assert not image.getexif()
    assert b"SecretPhone" not in kept
    assert b"Exif" not in kept
    assert (document.size, document.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    answer = view(client, document)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_made_smaller(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], kind: str
) -> None:
    case = mediating()
    assert send(as_user("village_mediator"), case, picture((4000, 3000), kind)).status_code == 302
    image = Image.open(io.BytesIO(bytes(case.documents.get().content)))
    assert (image.format, image.size) == ("JPEG", (2000, 1500))


def test_a_pdf_is_kept_as_it_is_and_never_opened_inside_the_site(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    assert send(client, case, b"%PDF-1.7 example", "scan.pdf").status_code == 302
    answer = view(client, case.documents.get())
    assert answer.content == b"%PDF-1.7 example"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"<svg onload=alert(1)>", "不是照片，也不是 PDF"),
        (b"MZ\x90\x00", "不是照片，也不是 PDF"),
        (picture()[:60], "不是照片，也不是 PDF"),
        (b"", "这个文件是空的"),
        (picture(kind="GIF"), "不是照片，也不是 PDF"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], content: bytes, sentence: str
) -> None:
    case = mediating()
    answer = send(as_user("village_mediator"), case, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not case.documents.exists()


def test_a_file_that_is_too_large_or_unpacks_to_too_much_is_refused(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, case = as_user("village_mediator"), mediating()
    assert "8 MB" in send(client, case, picture() + bytes(photos.MOST_BYTES)).content.decode()
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    assert "照片太大" in send(client, case, picture()).content.decode()
    assert not case.documents.exists()


def test_a_better_photo_replaces_and_both_stay(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    send(client, case, picture())
    first = case.documents.get()
    assert send(client, case, picture((500, 500)), replaces=str(first.uuid)).status_code == 302
    first.refresh_from_db()
    assert first.replaced_by == case.documents.last()
    assert view(client, first).status_code == 200
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert page.count("已被新的照片替换") == 1
    assert send(client, case, picture(), replaces=str(first.uuid)).status_code == 422, "not twice"


@pytest.mark.parametrize(
    "who, status", [("village_clerk", 200), ("second_village_mediator", 404), ("officer", 404)]
)
def test_only_who_handles_the_case_sees_it(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], who: str, status: int
) -> None:
    case = mediating()
    send(as_user("village_mediator"), case, picture())
    assert view(as_user(who), case.documents.get()).status_code == status


def test_a_photo_at_another_case_s_address_is_not_found(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case, other = as_user("village_mediator"), mediating(), mediating()
    send(client, case, picture())
    address = reverse("cases:document", args=[other.uuid, case.documents.get().uuid])
    assert client.get(address).status_code == 404


def test_taking_and_looking_are_journalled_without_a_word(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    send(client, case, picture(), "示例·马某甲的协议.jpg")
    view(client, case.documents.get())
    entries = JournalEntry.objects.filter(object_id=str(case.uuid), action__startswith="case.document")
    assert list(entries.values_list("action", flat=True).order_by("id")) == [
        "case.document_attached",
        "case.document_read",
    ]
    assert "马某甲" not in str(list(entries.values()))


def test_from_the_case_page_it_takes_two_clicks(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    address = reverse("cases:attach", args=[case.uuid])
    assert f'href="{address}"' in page
    form = client.get(address).content.decode()
    assert 'capture="environment"' in form
    assert 'enctype="multipart/form-data"' in form
    assert "checked" in form, "what it shows is filled in already"
