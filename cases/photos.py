"""Taking in photos and scans: what is no picture is refused, what is one loses its place, time and size."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User

from . import policies
from .models import Case, CaseDocument

MOST_BYTES = 8 * 1024 * 1024
# A phone's photo has 12 to 50 million; a file that unpacks to more is an attack or a mistake.
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2000
JPEG, PDF = "image/jpeg", "application/pdf"
# A formatter of its own for each would be a way in: only what phones and scanners write.
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Sheet:
    """A file as it is kept."""

    content: bytes
    content_type: str


def read(upload: UploadedFile) -> Sheet:
    """A photo as a JPEG of at most 2000 pixels a side, upright and without where and when it was taken; a PDF as it is.

    Raises InvalidInput at `file` for what is larger than 8 MB or neither.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise InvalidInput({"file": [_("文件不能超过 8 MB，请重新拍一张或者压缩后再传。")]})
    raw = upload.read()
    if raw.startswith(b"%PDF-"):
        return Sheet(raw, PDF)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise InvalidInput({"file": [_("照片太大，请用手机的普通拍照模式重拍。")]})
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise InvalidInput(
            {"file": [_("这个文件不是照片，也不是 PDF。请拍照上传，或者选 JPG、PNG、PDF 文件。")]}
        ) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture has pixels only: no EXIF, no comment, no thumbnail.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    kept = io.BytesIO()
    clean.save(kept, "JPEG", quality=85, optimize=True)
    return Sheet(kept.getvalue(), JPEG)


@transaction.atomic
def attach(case: Case, sheet: Sheet, *, kind: str, replaces: CaseDocument | None, by: User) -> CaseDocument:
    """Keep a photo or PDF with the case. What it replaces stays and is marked. Raises Refused."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    decision = policies.can_attach_document(by, case)
    if not decision:
        raise Refused(decision.reason)
    document = CaseDocument.objects.create(
        case=case,
        kind=kind,
        content=sheet.content,
        content_type=sheet.content_type,
        size=len(sheet.content),
        sha256=hashlib.sha256(sheet.content).hexdigest(),
        uploaded_by_id=by.pk,
        uploaded_by_name=str(by),
    )
    if replaces is not None:
        replaced = case.documents.filter(pk=replaces.pk, replaced_by__isnull=True).update(
            replaced_by=document
        )
        if not replaced:
            raise Refused(_("要替换的那一张刚刚已经被换过，请刷新后再传。"))
    journal.record(
        "case.document_attached",
        actor_id=by.pk,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
        kind=kind,
        document=str(document.uuid),
        sha256=document.sha256,
    )
    return document
