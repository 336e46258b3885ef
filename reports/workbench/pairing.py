"""分别: a list of heads and a list of figures, told off one against the other."""

import re

from . import vocabulary
from .mentions import Form, Mention, Reading

_BETWEEN = re.compile(r"[、，和与及]|以及|，?(?:和|及)")
_PARTS = re.compile(r"[、，]|以及|和(?!谐|解)|与(?!会)|及(?!时)")


def pair(reading: Reading) -> None:
    """Give each figure behind 分别 its head: `found["head"]` are its own words, `found["tail"]` those all share.

    Where the heads are figures themselves ("受理5205件、成功5177件，同比分别增长…") `found["of"]` is that figure.
    """
    even = reading.text.even
    for match in re.finditer("分别", even):
        group = _group(reading, match.end())
        if len(group) < 2:
            continue
        begin = group[0].sentence.start
        earlier = [each for each in reading.mentions_of(group[0].sentence) if each.end <= match.start()]
        levels = [each for each in earlier if each.form == Form.LEVEL or each.form == Form.RATE]
        start = earlier[-1].end if earlier else begin
        heads = _heads(even[start : match.start()], len(group))
        tail = even[match.end() : group[0].quantity.start]
        if heads:
            for mention, head in zip(group, heads, strict=True):
                mention.found |= {"head": head, "tail": tail}
        elif len(levels) >= len(group):
            for mention, of in zip(group, levels[-len(group) :], strict=True):
                mention.found |= {"of": of, "head": "", "tail": ""}
        for mention in group[1:]:
            mention.form, mention.direction = group[0].form, group[0].direction


def _group(reading: Reading, at: int) -> list[Mention]:
    """The figures of one kind that follow, with nothing but 、 or 和 between them."""
    group: list[Mention] = []
    for mention in reading.mentions:
        if mention.start < at:
            continue
        if not group:
            if len(reading.text.even[at : mention.quantity.start]) > 16 or re.search(
                "[，。；]", reading.text.even[at : mention.quantity.start]
            ):
                return []
        elif not _BETWEEN.fullmatch(reading.text.even[group[-1].end : mention.quantity.start]):
            break
        group.append(mention)
    return group


def _heads(text: str, count: int) -> list[str]:
    """The last heads of a list, each with a word that we know or a place; none when there are too few."""
    depth = 0
    parts, current = [], ""
    at = 0
    while at < len(text):
        depth += (text[at] == "（") - (text[at] == "）")
        separator = _PARTS.match(text, at) if not depth else None
        if separator:
            parts.append(current)
            current = ""
            at = separator.end()
            continue
        current += text[at]
        at += 1
    parts.append(current)
    parts = [part for part in parts if part.strip("，。 ")]
    known = vocabulary.load()
    chosen = parts[-count:]
    if len(chosen) < count:
        return []
    if all(known.words_in(part) for part in chosen):
        return chosen
    if all(re.search("[县市区州镇乡]$|[县市区州镇乡]", part) or len(part) <= 5 for part in chosen):
        return chosen
    return []
