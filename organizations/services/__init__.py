"""Every change of the register, of accounts and of exceptions: change and journal in one transaction."""

from .accounts import change_password, create_account, disable_account, enable_account, reset_password
from .appointing import appoint, end_post
from .divisions import add_division
from .founding import before_closing, close_organization, edit_organization, found_organization
from .hats import wear
from .lending import lend_duty, revoke_duty
from .placing import on_moved, place
from .setting_up import set_up
from .tokens import issue_token, revoke_token

__all__ = [
    "add_division",
    "appoint",
    "before_closing",
    "change_password",
    "close_organization",
    "create_account",
    "disable_account",
    "edit_organization",
    "enable_account",
    "end_post",
    "found_organization",
    "issue_token",
    "lend_duty",
    "on_moved",
    "place",
    "reset_password",
    "revoke_duty",
    "revoke_token",
    "set_up",
    "wear",
]
