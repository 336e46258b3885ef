"""A brief as a Word document, on the letter of the product (data/letter.docx), with the source of every figure."""

from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate

from cases.models import Example

from .sources import sources_of
from .writing import Brief, LineKind

# Styles of the letter: 仿宋_GB2312 and 方正小标宋 are fonts that an office has licensed; Word takes what it has.
_LETTER = Path(__file__).parent / "data" / "letter.docx"


def write_document(target: IO[bytes], brief: Brief, examples: list[Example]) -> None:
    """Write the .docx: title, headings and paragraphs, then a table of sources."""
    document = DocxTemplate(_LETTER)
    document.render(_context(brief, examples), autoescape=True)
    document.save(target)


def _context(brief: Brief, examples: list[Example]) -> dict[str, Any]:
    lines: list[dict[str, str]] = []
    for line in brief.lines:
        if line.kind == LineKind.TITLE:
            continue
        if line.kind != LineKind.EXAMPLES:
            lines.append({"kind": line.kind.value, "text": line.text})
        elif examples:
            for example in examples:
                lines.append({"kind": "strong", "text": example.title})
                lines += [
                    {"kind": "text", "text": text} for text in example.text.splitlines() if text.strip()
                ]
        else:
            lines.append({"kind": "text", "text": _("本期没有征得同意公开的案例。")})
    return {
        "title": brief.title,
        "lines": lines,
        "sources_title": _("附：数字出处"),
        "heads": [_("正文"), _("指标"), _("期间"), _("两数"), _("口径")],
        "sources": [
            {
                "text": source.text,
                "label": f"{source.label}（{source.code} v{source.version}）",
                "period": source.period,
                "parts": source.parts,
                "definition": source.definition,
            }
            for source in sources_of(brief)
        ],
    }
