"""Names of places in a text, and the scopes they mean."""

import re
from dataclasses import dataclass

from organizations.enums import Level
from organizations.models import Division

from .. import scopes
from ..scopes import Scope
from .mentions import Mention, Reading

_ENDINGS = re.compile("(?:[\u4e00-\u9fff]{1,4}族)*自治[州县旗]$|地区$|[省州市县区镇乡]$|街道(?:办事处)?$")
_LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWN)
_FOREIGN = re.compile(
    r"(?:^|(?<=[，。；：\n、）]))([\u4e00-\u9fff]{1,3}(?:市|县|州|旗))(?![场民政区级委直乡镇市县内级])"
)
_NO_NAME = re.compile("[全各本我该两每]|县市|市县|[超集门城都股上]市$|乡镇|村居|社区")


@dataclass(frozen=True)
class Place:
    """A name in the text."""

    start: int
    end: int
    division: Division


@dataclass
class Places:
    """The names of the divisions that a reader's text may speak of."""

    names: dict[str, Division]

    def find(self, text: str) -> list[Place]:
        """The places named, in order; the longest name at each position."""
        if not self.names:
            return []
        pattern = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        return [Place(m.start(), m.end(), self.names[m[0]]) for m in re.finditer(pattern, text)]


def load(area: Division | None) -> Places:
    """The names of an area: its divisions down to the towns, long and short. One query."""
    rows = Division.objects.filter(level__in=_LEVELS).order_by("-valid_from")
    if area is not None:
        top = area.prefecture_code or area.province_code
        rows = rows.filter(**{"prefecture_code" if area.prefecture_code else "province_code": top})
    names: dict[str, Division] = {}
    doubtful: set[str] = set()
    for division in rows:
        for name in _names(division):
            if name in names and names[name].code != division.code:
                doubtful.add(name)
            names.setdefault(name, division)
    return Places({name: division for name, division in names.items() if name not in doubtful})


def _names(division: Division) -> set[str]:
    names = {division.name}
    short = _ENDINGS.sub("", division.name)
    short = re.sub("(?:回|哈萨克|蒙古|维吾尔|柯尔克孜)$", "", short) or short
    if division.level == Level.PREFECTURE:
        names |= {f"{short}州", f"{short}自治州"}
    elif division.level == Level.COUNTY:
        names.add(f"{short}县" if division.name.endswith("县") else division.name)
        if len(short) >= 2:
            names.add(short)
    return {name for name in names if len(name) >= 2}


def scopes_of(reading: Reading, places: Places, home: Scope) -> dict[int, tuple[Scope, bool]]:
    """Whose figure each mention is, by its number, and whether the text names the place. Two places name none."""
    even = reading.text.even
    found = places.find(even)
    known: dict[str, Scope] = {}

    def scope_of(division: Division) -> Scope:
        if division.code not in known:
            known[division.code] = scopes.of_division(division)
        return known[division.code]

    told: dict[int, tuple[Scope, bool]] = {}
    for mention in reading.mentions:
        head = mention.found.get("head")
        in_head = places.find(head) if head else []
        if len(in_head) == 1:
            told[mention.number] = (scope_of(in_head[0].division), True)
            continue
        before = [
            each for each in found if mention.sentence.start <= each.start and each.end <= mention.start
        ]
        near = [each for each in before if each.start >= mention.clause[0]]
        speaking = near or before
        if len({each.division.code for each in speaking}) == 1 and not _whole(
            even[speaking[-1].end : mention.start]
        ):
            told[mention.number] = (scope_of(speaking[-1].division), True)
        else:
            told[mention.number] = (home, False)
    return told


def _whole(text: str) -> bool:
    return bool(re.search("全州|全自治州|全市(?!场)|全省|全疆", text))


def is_foreign(reading: Reading, mention: Mention, places: Places) -> bool:
    """Whether its paragraph speaks, up to the figure, of a place that is none of ours."""
    even = reading.text.even
    begin = even.rfind("\n", 0, mention.start) + 1
    text = even[begin : mention.start]
    names = [match[1] for match in _FOREIGN.finditer(text) if not _NO_NAME.search(match[1])]
    return bool(names) and not places.find(text)
