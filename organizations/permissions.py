"""Everything that can be permitted in general. Whether it holds for one record is a policy's question."""

from enum import StrEnum


class Permission(StrEnum):
    REGISTER_CASE = "register_case"
    HANDLE_CASE = "handle_case"
    MANAGE_CASES = "manage_cases"
    IMPORT_CASES = "import_cases"
    LOG_SCREENING = "log_screening"
    VIEW_AREA_REFERRALS = "view_area_referrals"
    PLACE_REFERRAL = "place_referral"
    INVITE_EXPERT = "invite_expert"
    SEND_REFERRAL = "send_referral"
    ADVISE = "advise"
    VIEW_FIGURES = "view_figures"
    EXPORT_FIGURES = "export_figures"
    MANAGE_TABLES = "manage_tables"
    MANAGE_REGISTER = "manage_register"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_GRANTS = "manage_grants"
    READ_JOURNAL = "read_journal"
