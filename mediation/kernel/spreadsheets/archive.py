"""Guards in front of the .xlsx reader: the archive's list of parts, then the size of each part's XML.

openpyxl keeps a whole row, all shared texts and all formats in memory, so a small archive could fill it. It
refuses document types and entities itself, by defusedxml.
"""

from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from django.utils.translation import gettext as _

from .errors import BadFile

MAX_PARTS = 2_000
MAX_TOTAL = 200 * 1024**2
MAX_PART = 50 * 1024**2
MAX_RATIO = 100
# Elements of rows and shared texts, which are read one by one; of one row; and of all that is read as a whole.
MAX_STREAMED = 1_000_000
MAX_IN_ROW = 50_000
MAX_HELD = 100_000

_ENCRYPTED = 0x1
_CHUNK = 1024**2
_REPORTED = 20
_XML_BEGINS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b" ", b"\t", b"\r", b"\n")


def check_archive(archive: ZipFile, size: int) -> dict[str, list[str]]:
    """Raise BadFile when the archive (of `size` bytes) would cost too much to read, or brings macros.

    Gives, for each part, the first cells that hold a formula of which no value was stored.
    """
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise BadFile(_("文件设有密码，请去掉密码后重新上传。"))
    if any("vbaproject" in part.filename.lower() or "macrosheets" in part.filename.lower() for part in parts):
        raise BadFile(_("文件含有宏，请另存为“Excel 工作簿（.xlsx）”后重新上传。"))
    # zipfile never unpacks more of a part than the list of parts says, so a list that lies gains nothing.
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if len(parts) > MAX_PARTS or total > MAX_TOTAL or largest > MAX_PART or total > MAX_RATIO * size:
        raise too_large()
    return {part.filename: _check_part(archive, part) for part in parts}


def too_large() -> BadFile:
    return BadFile(_("表格太大，请删去多余的行列、格式和工作表，或分成几个文件上传。"))


def _check_part(archive: ZipFile, part: ZipInfo) -> list[str]:
    scan = _Scan()
    with archive.open(part) as content:
        beginning = content.read(4)
        if beginning.startswith(_XML_BEGINS):
            scan.feed(beginning, content)
    return scan.without_value


class _Scan:
    """Counts the elements of one part and stops at the limits; notes formulas without value."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.held = self.streamed = self.in_row = 0
        self.without_value: list[str] = []
        self.cell: dict[str, str] = {}
        self.is_formula = self.has_value = False

    def feed(self, beginning: bytes, content: IO[bytes]) -> None:
        parser = self.parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(beginning, False)
            while chunk := content.read(_CHUNK):
                parser.Parse(chunk, False)
        except expat.ExpatError:
            # Not XML after all, or broken: openpyxl stumbles at the same place if it reads this part.
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.path.append(local)
        if self.path[0] == "sst" or self.path[:2] == ["worksheet", "sheetData"]:
            self.streamed += 1
            self.in_row = self.in_row + 1 if len(self.path) > 3 else 0
        else:
            self.held += 1
        if self.streamed > MAX_STREAMED or self.in_row > MAX_IN_ROW or self.held > MAX_HELD:
            raise too_large()
        if local == "c":
            self.cell, self.is_formula, self.has_value = attributes, False, False
        elif local == "f":
            self.is_formula = True
        elif local == "v" and self.is_formula:
            self.parser.CharacterDataHandler = self._value

    def _value(self, text: str) -> None:
        self.has_value = True

    def _end(self, name: str) -> None:
        local = self.path.pop()
        if local == "v":
            self.parser.CharacterDataHandler = None
        elif local == "c" and self._lacks_value() and len(self.without_value) < _REPORTED:
            self.without_value.append(self.cell.get("r", "?")[:10])

    def _lacks_value(self) -> bool:
        # A formula that results in an empty text has the type "str" and no value either.
        return self.is_formula and not self.has_value and self.cell.get("t") != "str"

    def _doctype(self, *declaration: object) -> None:
        raise BadFile(_("文件内容不正常，请用表格软件重新保存后上传。"))
