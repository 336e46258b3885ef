"""Docking with the courts (诉调对接): letters by sender, what became of them, the docked share, confirmations."""

from django.utils.translation import gettext_lazy as _

from ..indicators import docking, letters
from .board import Block, Board

BOARD = Board(
    headline=(
        letters.LETTERS,
        letters.LETTERS_IN_TIME_SHARE,
        docking.DOCKED_SHARE,
        docking.CONFIRMATIONS,
    ),
    blocks=(
        Block(_("谁发来的函"), tuple(letters.LETTERS_BY_SENDER.values()), is_chart=True),
        Block(
            _("来函怎样处理"),
            (
                letters.LETTERS_PLACED,
                letters.LETTERS_DECLINED,
                letters.LETTERS_WAITING,
                letters.LETTERS_WITHDRAWN,
                letters.LETTERS_PLACED_SHARE,
                letters.LETTERS_IN_TIME,
            ),
            note=_("退回的函都写明了原因；收到后三个工作日内接收或者退回（法释〔2021〕23号第十二条）。"),
        ),
        Block(
            _("怎样答复来函单位"),
            (letters.LETTERS_ANSWERED, letters.LETTERS_AGREED, letters.LETTERS_NOT_AGREED),
            note=_("答复只说有没有达成协议，从不说是哪一方不同意。"),
        ),
        Block(
            _("诉调对接的案件"),
            (docking.CASES_DOCKED, docking.DOCKED_SUCCEEDED, docking.DOCKED_SUCCESS_RATE),
        ),
        Block(
            _("司法确认"),
            (
                docking.CONFIRMATIONS_APPLIED,
                docking.CONFIRMATIONS,
                docking.CONFIRMATION_RATE,
                docking.CONFIRMATION_GRANTED_RATE,
            ),
        ),
    ),
    trend_title=_("逐月诉调对接案件和司法确认"),
    trend=(docking.CASES_DOCKED, docking.DOCKED_SUCCEEDED, docking.CONFIRMATIONS),
    table=(
        letters.LETTERS,
        letters.LETTERS_PLACED,
        letters.LETTERS_DECLINED,
        letters.LETTERS_IN_TIME_SHARE,
        docking.CASES_DOCKED,
        docking.DOCKED_SUCCEEDED,
        docking.DOCKED_SHARE,
        docking.CONFIRMATIONS,
    ),
)
