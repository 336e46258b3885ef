"""Finding names and text by pairs of characters, and sorting Chinese names.

A trigram index never serves a two-character word, which most Chinese names are. So every searchable field
`x` has beside it an array `x_tokens` with a GIN index, filled by `tokens` at every save, import and bulk
write. Nothing else makes tokens.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.lookups import Contains
from django.utils.translation import gettext as _
from pypinyin import Style, lazy_pinyin

from .errors import InvalidInput

SHORTEST_QUERY = 2

# PostgreSQL stores neither NUL nor half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# Surnames that are read otherwise than the same character in other words.
_SURNAMES = {
    "万俟": ["mo4", "qi2"],
    "尉迟": ["yu4", "chi2"],
    "单于": ["chan2", "yu2"],
    "长孙": ["zhang3", "sun1"],
    "单": ["shan4"],
    "曾": ["zeng1"],
    "解": ["xie4"],
    "仇": ["qiu2"],
    "区": ["ou1"],
    "查": ["zha1"],
    "任": ["ren2"],
    "华": ["hua4"],
    "盖": ["ge3"],
    "乐": ["yue4"],
    "翟": ["zhai2"],
    "朴": ["piao2"],
    "缪": ["miao4"],
    "覃": ["qin2"],
    "卜": ["bu3"],
    "员": ["yun4"],
    "召": ["shao4"],
    "燕": ["yan1"],
    "宁": ["ning4"],
}


class QueryTooShort(InvalidInput, ValueError):
    """One character matches too much to be looked up; `message` says so to the person."""

    def __init__(self, field: str = "q") -> None:
        sentence = _("请至少输入两个字再查找。")
        super().__init__({field: [sentence]})
        self.message = sentence


class PinyinKey(NamedTuple):
    """`sort_key` ("zhang1 san1") sorts alike in every locale; `initials` ("zs") are typed to find a name."""

    sort_key: str
    initials: str


def normalise(text: str) -> str:
    """The form in which texts are compared: half width, small letters, single spaces."""
    storable = _UNSTORABLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(storable.casefold().split())


def tokens(text: str) -> list[str]:
    """The distinct pairs of characters of the normalised text, sorted; a single character stays as it is."""
    plain = normalise(text)
    if len(plain) < SHORTEST_QUERY:
        return [plain] if plain else []
    return sorted({plain[n : n + 2] for n in range(len(plain) - 1)})


def matching(field: str, query: str) -> Q:
    """Rows whose `field` contains `query` as one phrase, found through the GIN index on `<field>_tokens`.

    `field` may lead over relations ("parties__name"). The pairs narrow the search; reading the text itself
    then drops rows that hold the pairs but not the phrase. Where one array serves several texts, join
    `having_pairs` with a `phrase_in` for each text. All three raise QueryTooShort below two characters.
    """
    return having_pairs(f"{field}_tokens", query) & phrase_in(field, query)


def having_pairs(tokens_field: str, query: str) -> Q:
    """Rows whose array holds every pair of the query: fast, and a few too many."""
    pairs: dict[str, Any] = {f"{tokens_field}__contains": tokens(_long_enough(query))}
    return Q(**pairs)


def phrase_in(field: str, query: str) -> Q:
    """Rows whose text contains the phrase, compared as `normalise` does; reads every row that it is asked of."""
    return Q(Contains(_Normalised(F(field)), Value(_long_enough(query))))


@lru_cache(maxsize=20_000)
def pinyin_key(name: str, *, person: bool = False) -> PinyinKey:
    """How to sort a Chinese name, and its initials. `person`: it begins with a surname (单 is read shan)."""
    plain = normalise(name)
    surname = next((s for s in _SURNAMES if plain.startswith(s)), "") if person else ""
    rest = lazy_pinyin(
        plain[len(surname) :], style=Style.TONE3, errors=_letters_only, neutral_tone_with_five=True
    )
    syllables = [*_SURNAMES.get(surname, []), *(s for s in rest if s)]
    return PinyinKey(" ".join(syllables), "".join(syllable[0] for syllable in syllables))


def _long_enough(query: str) -> str:
    plain = normalise(query)
    if len(plain) < SHORTEST_QUERY:
        raise QueryTooShort
    return plain


class _Normalised(Func):
    """What `normalise` does, in SQL."""

    function = "NORMALIZE"
    template = r"REGEXP_REPLACE(LOWER(%(function)s(%(expressions)s, NFKC)), '\s+', ' ', 'g')"
    output_field = CharField()


def _letters_only(other: str) -> str:
    """What is not Chinese, without points and dashes (吐尔逊·艾力)."""
    return re.sub(r"[\W_]+", "", other)
