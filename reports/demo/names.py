"""Names which cannot be taken for a real person's.

A person of the register is a surname, 某 ("a certain") and a Chinese numeral: 王某一百二十三. A party is a
surname, 某 and a heavenly stem, as courts print anonymous parties: 马某甲. Companies begin with 示例.
Surnames are the country's most common ones and say nothing about anybody.
"""

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
STEMS = "甲乙丙丁戊己庚辛壬癸"
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """The Chinese numeral of a whole number from 1 to 9999: 10 is 十, 101 is 一百零一, 110 is 一百一十."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no numeral is made for {number}")
    text, gap = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // value % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text.removeprefix("一") if 10 <= number <= 19 else text


def person_name(number: int) -> str:
    """The name of the register's person with this number: 3 is 刘某三."""
    return f"{SURNAMES[number % len(SURNAMES)]}某{numeral(number)}"


def party_name(surname: str, position: int) -> str:
    """The name of a natural party; its position in the case (from 0) chooses the stem."""
    return f"{surname}某{STEMS[position]}"
