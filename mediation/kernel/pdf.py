"""Documents as PDF/A, typeset by typst with embedded Chinese fonts: the same sheet on every machine."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from django.http import HttpResponse

FORMS = Path(settings.BASE_DIR) / "templates" / "paper"


def render(form: str, pages: Sequence[Mapping[str, Any]], *, title: str, numbered: bool = True) -> bytes:
    """The form of this name (templates/paper/<form>.typ), once for each page's data; about 100 ms.

    Values are passed as data, so that nothing typed by a person is read as markup. `title` is the document's, without
    names; `numbered` prints the pages' numbers.
    """
    fonts = [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)]
    if settings.DOCUMENT_FONT_DIR:
        fonts.append(settings.DOCUMENT_FONT_DIR)
    made = typst.compile(
        str(FORMS / "main.typ"),
        root=str(FORMS),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2b"],
        sys_inputs={
            "form": form,
            "title": title,
            "numbered": "yes" if numbered else "no",
            "data": json.dumps(list(pages), ensure_ascii=False),
        },
    )
    return bytes(made)


def response(content: bytes, file_name: str) -> HttpResponse:
    """A PDF that opens in the browser, where it is printed; `file_name` is ASCII and names no person."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{file_name}"'},
    )
