"""A pasted text made even, with the way back to what was pasted.

Full-width digits, half-width punctuation, spaces and wrapped lines differ from bureau to bureau and mean nothing.
"""

import re
from dataclasses import dataclass, field

# One character for one, so that places in the text stay where they are.
_EVEN = str.maketrans(
    "０１２３４５６７８９．％﹪＋－／｜＂＇＜＞＝＄￥　\u00a0\u2002\u2003\u2009\u202f○Ο():;!?[]［］【】",
    "0123456789.%%+-/|\"'<>=$¥      〇〇（）：；！？〔〕〔〕〔〕",
)
_FIRST_GROUPS = re.compile(r"(?<![\d.])\d{1,3}(?:[,，]\d{3})*$")
_WIDE_DIGITS = "０１２３４５６７８９"
_GROUP = re.compile(r"\d{1,3}(?: \d{3})+(?= ?[^\W\d]|%)")
_SENTENCE_END = "。！？；"
_LINE_LONG_ENOUGH_TO_BE_WRAPPED = 24
_NEW_ITEM = re.compile(
    r"[ ]*(?:[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．](?!\d)|[•·●*#-])"
)


@dataclass(frozen=True)
class Text:
    """`even` is what the grammar reads; `places[i]` is where its i-th character stands in `pasted`."""

    pasted: str
    even: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)

    def pasted_span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the pasted text that a part of the even one came from."""
        return self.places[start], self.places[end - 1] + 1


def make_even(pasted: str) -> Text:
    """The text without spaces, in one kind of digits and punctuation. Line ends stay, unless a line was only wrapped."""
    mapped = _commas(pasted.translate(_EVEN).replace("\r", " "), pasted)
    kept: list[str] = []
    places: list[int] = []
    grouped = {at for match in _GROUP.finditer(mapped) for at in range(*match.span()) if mapped[at] == " "}
    for at, character in enumerate(mapped):
        if character in " \ufeff\u200b":
            if at in grouped or not _parts_two_numbers(mapped, at):
                continue
            character = "\t"
        if character == "\n" and _is_wrap(mapped, at):
            continue
        kept.append(character)
        places.append(at)
    return Text(pasted, "".join(kept), tuple(places))


def _commas(text: str, pasted: str) -> str:
    """A comma inside a number stays; every other one is a Chinese comma. "５，２０５" is a number, "5，205" is two."""

    def comma(match: re.Match[str]) -> str:
        at = match.start()
        is_inside = re.match(r"\d{3}(?!\d)", text[at + 1 :]) and _FIRST_GROUPS.search(text[:at])
        is_even = match[0] == "," or pasted[at + 1 : at + 2] in _WIDE_DIGITS
        return "," if is_inside and is_even else "，"

    return re.sub("[,，]", comma, text)


def _parts_two_numbers(text: str, at: int) -> bool:
    before, after = text[:at].rstrip(" "), text[at:].lstrip(" ")
    return before[-1:].isdecimal() and after[:1].isdecimal()


def _is_wrap(text: str, at: int) -> bool:
    """Whether a line end stands in the middle of a sentence, as copying from a printed page leaves it."""
    line = text[text.rfind("\n", 0, at) + 1 : at].strip()
    following = text[at + 1 :]
    return (
        len(line) >= _LINE_LONG_ENOUGH_TO_BE_WRAPPED
        and line[-1] not in _SENTENCE_END + "：”）"
        and bool(re.search("[，。；、]", line))
        and not following.startswith("\n")
        and not _NEW_ITEM.match(following)
    )


@dataclass(frozen=True)
class Sentence:
    """A sentence of the even text; `paragraph` counts lines."""

    start: int
    end: int
    paragraph: int
    number: int


def sentences(even: str) -> list[Sentence]:
    """The sentences in order. A semicolon ends one: the parts of an enumeration speak for themselves."""
    found: list[Sentence] = []
    paragraph = 0
    start = 0
    for at, character in enumerate(even):
        if character in _SENTENCE_END or character == "\n":
            if even[start:at].strip():
                found.append(Sentence(start, at, paragraph, len(found)))
            start = at + 1
            paragraph += character == "\n"
    if even[start:].strip():
        found.append(Sentence(start, len(even), paragraph, len(found)))
    return found
