"""What may be read of a person where the whole is not needed.

A list reached by a link (a drill-down, a referral's answer, a colleague's screen) shows names, telephones
and identity numbers only through these; the whole stands on the page of the case, for those who may open
it. A mask never tells how long the hidden part is, except in numbers whose length everybody knows.
"""

import re

_MOBILE = re.compile(r"(?:\+?86)?(1[0-9]{10})")
_IDENTITY_LENGTH = 18
_SHOWN_OF_IDENTITY = 4


def mask_name(name: str) -> str:
    """The first character: 张某某 → 张**, 张三 → 张*. Longer names show two stars as well."""
    plain = name.strip()
    if len(plain) < 2:
        return "*" * len(plain)
    return plain[0] + "*" * min(len(plain) - 1, 2)


def mask_phone(phone: str) -> str:
    """A mobile number's first three and last four digits (138****5678); of any other number the last two."""
    digits = re.sub(r"[^0-9+]", "", phone)
    if mobile := _MOBILE.fullmatch(digits):
        return f"{mobile[1][:3]}****{mobile[1][-4:]}"
    if not digits:
        return ""
    return "****" + (digits[-2:] if len(digits) >= 7 else "")


def mask_identity(number: str) -> str:
    """The last four characters of an identity number, from the whole number or from the four alone.

    The first six tell where a person was born and the next eight when, so they stay hidden.
    """
    plain = number.strip().upper()
    if not plain:
        return ""
    if len(plain) < _SHOWN_OF_IDENTITY:
        return "*" * _IDENTITY_LENGTH
    return "*" * (_IDENTITY_LENGTH - _SHOWN_OF_IDENTITY) + plain[-_SHOWN_OF_IDENTITY:]
