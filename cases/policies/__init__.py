"""Who may take which step in a case, and why not. Whether the case is seen at all is CaseQuerySet.visible_to."""

from .afterwards import can_follow_up, can_record_breach, can_record_performance, can_reopen, can_urge
from .booking import can_cancel_booking, can_keep_rooms, can_see_calendar
from .caucus import can_note_caucus, can_read_caucus
from .handling import (
    can_add_parties,
    can_apply_for_confirmation,
    can_assign_mediators,
    can_edit_case,
    can_end_representative,
    can_extend_term,
    can_manage_cases_somewhere,
    can_mediate_case,
    can_move_case,
    can_record_leaving,
    can_record_ruling,
    party_left_sentence,
)
from .importing import can_import_cases, can_import_somewhere, can_undo_import, can_void_case
from .intake import (
    can_enter_prevention,
    can_enter_prevention_somewhere,
    can_log_screening,
    can_register_case,
    can_register_somewhere,
    can_screen_for,
    can_take_in_case,
)
from .papers import can_attach_document, can_print
from .people import can_declare, can_override_conflict, can_read_recusals, can_recuse
from .persons import has_mediator, is_mediator_of, no_mediator_sentence, places, serves
from .reading import CASE_PERMISSIONS, can_read_contacts, can_read_names, can_see_cases
from .reviewing import can_review_refusals, refusals_for
from .sharing import can_advise, can_answer_invitation, can_end_sharing, can_invite_expert, can_lend_case
from .support import (
    can_answer_support,
    can_ask_support,
    can_see_support,
    can_withdraw_support,
    one_tier_up,
    waiting_request,
)

__all__ = [
    "can_answer_support",
    "can_ask_support",
    "can_see_support",
    "can_withdraw_support",
    "one_tier_up",
    "waiting_request",
    "CASE_PERMISSIONS",
    "can_add_parties",
    "can_advise",
    "can_answer_invitation",
    "can_apply_for_confirmation",
    "can_assign_mediators",
    "can_attach_document",
    "can_cancel_booking",
    "can_declare",
    "can_edit_case",
    "can_end_representative",
    "can_end_sharing",
    "can_enter_prevention",
    "can_enter_prevention_somewhere",
    "can_extend_term",
    "can_follow_up",
    "can_import_cases",
    "can_import_somewhere",
    "can_invite_expert",
    "can_keep_rooms",
    "can_lend_case",
    "can_log_screening",
    "can_manage_cases_somewhere",
    "can_mediate_case",
    "can_move_case",
    "can_note_caucus",
    "can_override_conflict",
    "can_print",
    "can_read_caucus",
    "can_read_contacts",
    "can_read_names",
    "can_read_recusals",
    "can_record_breach",
    "can_record_leaving",
    "can_record_performance",
    "can_record_ruling",
    "can_recuse",
    "can_register_case",
    "can_register_somewhere",
    "can_reopen",
    "can_screen_for",
    "can_see_calendar",
    "can_review_refusals",
    "can_see_cases",
    "can_take_in_case",
    "can_undo_import",
    "can_urge",
    "can_void_case",
    "has_mediator",
    "is_mediator_of",
    "no_mediator_sentence",
    "party_left_sentence",
    "places",
    "refusals_for",
    "serves",
]
