"""Numbers that somebody typed into a template: a brief states no figure that does not come from its indicator."""

import re
import unicodedata

# Names and references are no figures: 《…》, 〔2021〕23号, 第二十五条.
_NO_FIGURES = re.compile(r"《[^》]*》|〔\d{4}〕\d+号|第[〇零一二三四五六七八九十百\d]+[条款项章节]")
# Headings are counted: 一、 （二） 1.
_ORDINAL = re.compile(
    r"^\s*(?:#+\s*)?(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])"
)
_DIGITS = re.compile(r"\d[\d,，.．]*")
_NUMERALS = "〇零一二三四五六七八九十百千万亿两几"
_MEASURES = "件起个名人次家支元万亿成倍户场宗条"
_WRITTEN = re.compile(
    rf"百分之[{_NUMERALS}点]+|(?:[{_NUMERALS}]{{2,}}|[二三四五六七八九十百千几两])[余多]?(?:[{_MEASURES}]|百分点)"
)
_IDIOMS = re.compile(r"千家万户|万家|一一|两不误|百姓|千方百计|万事|三言两语|十分|万分")


def typed_numbers(line: str) -> list[str]:
    """What looks like a figure in a line whose fields were taken out: Arabic digits, counted Chinese numerals."""
    plain = unicodedata.normalize("NFKC", line)
    for pattern in (_ORDINAL, _NO_FIGURES, _IDIOMS):
        plain = pattern.sub("　", plain)
    return [match[0] for pattern in (_DIGITS, _WRITTEN) for match in pattern.finditer(plain)]
