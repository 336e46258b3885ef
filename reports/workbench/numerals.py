"""Chinese numerals: 三千四百二十五, 两万零五十, 一亿二千万, 九十九点四六, 二〇二一."""

from decimal import Decimal

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
CHARACTERS = "零〇一二两三四五六七八九十百千万亿"


class NotANumeral(ValueError):
    """The characters make no number."""


def read(text: str) -> Decimal:
    """The number meant; 二〇二一 digit by digit, 两千五 as 2500. Raises NotANumeral."""
    whole, point, part = text.partition("点")
    value = Decimal(_whole(whole))
    if point:
        if not part or any(character not in DIGITS for character in part):
            raise NotANumeral(text)
        value += Decimal("0." + "".join(str(DIGITS[character]) for character in part))
    return value


def write(number: int) -> str:
    """The numeral as it is written out: 3425 gives 三千四百二十五, 12 gives 十二."""
    if number == 0:
        return "零"
    written = ""
    for name, size in (("亿", LARGE["亿"]), ("万", LARGE["万"]), ("", 1)):
        part, number = divmod(number, size)
        if not part:
            continue
        gap = written and part < 1000 and not written.endswith("零")
        written += ("零" if gap else "") + (write(part) if part >= LARGE["万"] else _four(part)) + name
    return written.removeprefix("一") if written.startswith("一十") else written


def _four(number: int) -> str:
    written = ""
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            written += "零一二三四五六七八九"[digit] + name
        elif written and number and not written.endswith("零"):
            written += "零"
    return written


def _whole(text: str) -> int:
    if not text or any(character not in CHARACTERS for character in text):
        raise NotANumeral(text)
    if len(text) > 1 and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    for name in ("亿", "万"):
        before, found, after = text.rpartition(name)
        if found:
            return _whole(before or "一") * LARGE[name] + _rest(after, LARGE[name])
    return _below_ten_thousand(text)


def _rest(text: str, size: int) -> int:
    if not text:
        return 0
    if len(text) == 1 and text in DIGITS:
        return DIGITS[text] * size // 10
    return _whole(text.lstrip("零〇"))


def _below_ten_thousand(text: str) -> int:
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in SMALL:
            size = SMALL[character]
            if size >= last or digit == 0:
                raise NotANumeral(text)
            total += (1 if digit is None else digit) * size
            digit, last = None, size
        elif DIGITS[character] == 0:
            if digit is not None:
                raise NotANumeral(text)
            last = min(last, 100) if last > 10 else last
        elif digit is not None:
            raise NotANumeral(text)
        else:
            digit = DIGITS[character]
    if digit is None:
        return total
    is_short = not text.endswith(tuple("零〇")) and len(text) > 1 and text[-2] in "百千"
    return total + digit * (last // 10 if is_short else 1)
