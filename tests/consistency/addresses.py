"""Every address of the product and who may open it, written by hand from the product's design.

A new address gets a row here; tests/consistency/test_every_address.py fails until it has one.
"""

from typing import Any

from tests.consistency.estate import CAST
from tests.consistency.things import (
    Address,
    accounts,
    appraised,
    appraised_nodes,
    batches,
    blanks,
    bookings,
    brief_templates,
    cases,
    clauses,
    confirmed_appraisals,
    in_turns,
    invitations,
    invitations_to_experts,
    layouts,
    leads,
    lent_duties,
    letters,
    major_reports,
    major_rules,
    months,
    orders,
    organizations,
    own_brief_templates,
    parties,
    photos,
    posts,
    printed_forms,
    public_organizations,
    returns,
    rooms,
    rounds,
    rounds_of_bureaux,
    rounds_of_watchers,
    scopes,
    secrets,
    shares,
    signed,
    signed_files,
    some_cases,
    standing_orders,
    steps_of_cases,
    steps_of_letters,
    steps_of_returns,
    supervised,
    support_requests,
    tokens,
    walls,
    works,
)

ANONYMOUS = "anonymous"
EVERYBODY = CAST | {ANONYMOUS}
NOBODY: frozenset[str] = frozenset()

MEDIATORS = frozenset(
    {
        "village_mediator",
        "village_clerk",
        "second_village_mediator",
        "other_village_mediator",
        "township_mediator",
        "industry_mediator",
        "room_mediator",
        "room_mediator_2",
        "room_mediator_3",
        "room_mediator_4",
    }
)
CLERKS = frozenset(
    {"village_clerk", "township_clerk", "other_township_clerk", "industry_clerk", "room_clerk"}
)
COORDINATORS = frozenset({"coordinator", "second_coordinator", "other_coordinator"})
OFFICERS = frozenset({"officer", "manas_officer"})
ANALYSTS = frozenset({"analyst", "manas_analyst"})
LIAISONS = frozenset({"court_liaison", "procuratorate_liaison", "other_court_liaison"})
SYSTEM, SECURITY, AUDIT = (frozenset({f"{kind}_admin"}) for kind in ("system", "security", "audit"))

CASE_PEOPLE = MEDIATORS | CLERKS | COORDINATORS | {"expert"}
LETTER_PEOPLE = LIAISONS | COORDINATORS | CLERKS
FIGURE_READERS = CLERKS | COORDINATORS | OFFICERS | ANALYSTS
# Officers look at figures and take none away.
FIGURE_EXPORTERS = FIGURE_READERS - OFFICERS
REGISTER_READERS = CLERKS | COORDINATORS | OFFICERS | ANALYSTS


def both(name: str, people: frozenset[str] = CAST, **facts: Any) -> list[Address]:
    """A form: shown and sent."""
    return [Address(name, people, method=method, **facts) for method in ("GET", "POST")]


def api(name: str, people: frozenset[str] = CAST, **facts: Any) -> Address:
    return Address(f"api:{name}", people, outsiders_get=401, **facts)


HOUSE = [
    Address("home", EVERYBODY),
    Address("favicon", EVERYBODY),
    Address("health", EVERYBODY),
    Address("stay", outsiders_get=401),
    Address("text_size", EVERYBODY, method="POST"),
    Address("set_language", EVERYBODY, method="POST"),
    # It answers about one of its own person's pages only, which a visit without any does not name.
    Address("drafts", NOBODY, refusal=409, method="POST", outsiders_get=409),
    api("schema", EVERYBODY, heavy=True),
]
ACCOUNT = [
    *both("organizations:login", EVERYBODY),
    Address("organizations:logout", method="POST"),
    # In a demo only, and only while nobody has an account.
    Address("organizations:demo_login", NOBODY, 404, "POST", outsiders_get=404),
    *both("organizations:setup", NOBODY, refusal=404, outsiders_get=404),
    Address("organizations:me"),
    Address("organizations:hat", method="POST"),
    *both("organizations:change_password"),
    *both("organizations:tokens"),
    Address("organizations:revoke_token", method="POST", things=tokens),
    Address("organizations:roles"),
]
REGISTER = [
    Address("organizations:register", REGISTER_READERS, 404),
    *both("organizations:calendars", frozenset({"officer"}), refusal=404),
    *both("organizations:organization_new", OFFICERS, refusal=404),
    *both("organizations:division_new", OFFICERS, refusal=404),
    Address("organizations:organization", things=in_turns(organizations, 2)),
    *both("organizations:organization_edit", OFFICERS, refusal=404, things=organizations),
    *both("organizations:organization_move", OFFICERS, refusal=404, things=organizations),
    *both("organizations:organization_close", OFFICERS, refusal=404, things=organizations),
    *both("organizations:appoint", things=in_turns(organizations, 5), heavy=True),
    *both("organizations:end_post", things=in_turns(posts, 3), heavy=True),
    api("organizations"),
    api("organization", things=public_organizations, heavy=True),
]
ADMINISTRATION = [
    *both("organizations:accounts", SYSTEM, refusal=404),
    *both("organizations:account_new", SYSTEM, refusal=404),
    *both("organizations:account_reset", things=accounts),
    Address("organizations:account_switch", method="POST", things=accounts),
    Address("organizations:grants", SECURITY, 404),
    *both("organizations:lend", SECURITY, refusal=404),
    Address("organizations:revoke_duty", method="POST", things=lent_duties),
    *both("organizations:journal", AUDIT, refusal=404),
]
CASES = [
    *both("cases:list", CASE_PEOPLE),
    Address("cases:assign_many", CLERKS, method="POST"),
    Address("cases:calendar", MEDIATORS | CLERKS),
    Address("cases:overrides", OFFICERS),
    *both("cases:rooms", CLERKS),
    Address("cases:close_room", CLERKS, method="POST", things=rooms),
    Address("cases:booking_notice", things=bookings),
    Address("cases:home", MEDIATORS | CLERKS | {"expert"}),
    *both("cases:register", MEDIATORS | CLERKS),
    *both("cases:register_many", MEDIATORS | CLERKS),
    Address("cases:performance", MEDIATORS | CLERKS),
    Address("cases:confirmation", MEDIATORS | CLERKS),
    Address("cases:refusals", OFFICERS),
    *both("cases:clauses", MEDIATORS | CLERKS),
    Address("cases:remove_clause", method="POST", things=clauses),
    *both("cases:screening", MEDIATORS | CLERKS),
    *both("cases:leads", MEDIATORS | CLERKS),
    Address("cases:close_lead", method="POST", things=leads),
    *both("cases:invite_from_lead", things=leads),
    Address("cases:invitations", MEDIATORS | CLERKS),
    *both("cases:invite", MEDIATORS | CLERKS),
    *both("cases:invitation", things=invitations),
    Address("cases:close_invitation", method="POST", things=invitations),
    Address("cases:prevention", CLERKS),
    *both("cases:prevention_month", things=months),
    *both("cases:paper_forms", MEDIATORS | CLERKS),
    Address("cases:void_paper_form", MEDIATORS | CLERKS, method="POST"),
    Address("cases:print_paper_forms", MEDIATORS | CLERKS, things=blanks),
    Address("cases:detail", things=cases),
    Address("cases:print", things=in_turns(printed_forms, 5), heavy=True),
    *both("cases:attach", things=some_cases),
    Address("cases:document", things=photos),
    *both("cases:edit", things=some_cases),
    Address("cases:parties", things=in_turns(cases, 3)),
    *both("cases:parties_add", things=some_cases),
    *both("cases:party_new", things=some_cases),
    *both("cases:party_edit", things=in_turns(parties, 2)),
    Address("cases:party_template", CASE_PEOPLE),
    *both("cases:transition", things=in_turns(steps_of_cases, 9)),
    *both("cases:invite_expert", things=some_cases),
    *both("cases:answer_invitation", things=invitations_to_experts),
    *both("cases:advise", things=some_cases),
    *both("cases:share", things=some_cases),
    Address("cases:end_share", method="POST", things=shares),
    # Of a case that was not taken in only.
    Address("cases:decline_slip", NOBODY, 404, things=some_cases),
    *both("cases:move", things=some_cases),
    Address("cases:major", COORDINATORS | OFFICERS),
    *both("cases:major_report", things=major_reports),
    *both("cases:major_rules", OFFICERS),
    Address("cases:end_major_rule", OFFICERS, method="POST", things=major_rules),
    Address("cases:support", MEDIATORS | CLERKS | COORDINATORS),
    *both("cases:answer_support", things=support_requests),
    Address("cases:overdue", CLERKS | COORDINATORS),
    Address("cases:remind", CLERKS | COORDINATORS, method="POST"),
    *both("cases:order", COORDINATORS, things=supervised),
    *both("cases:answer_order", things=orders),
    Address("cases:lift_order", COORDINATORS, method="POST", things=standing_orders),
    *both("cases:import", CLERKS),
    Address("cases:import_template", CLERKS),
    Address("cases:import_batch", CLERKS, things=batches),
    Address("cases:import_errors", CLERKS, things=batches),
    Address("cases:import_load", CLERKS, method="POST", things=batches),
    Address("cases:import_cancel", CLERKS, method="POST", things=batches),
    *both("cases:import_undo", CLERKS, things=batches),
    api("cases", CASE_PEOPLE),
    api("cases", MEDIATORS | CLERKS, method="POST"),
    api("case", things=in_turns(cases, 3)),
    api("case_transitions", things=in_turns(cases, 3)),
    api("case_transition", method="POST", things=in_turns(steps_of_cases, 9)),
]
LETTERS = [
    Address("referrals:letters", LETTER_PEOPLE),
    Address("referrals:desk", COORDINATORS),
    *both("referrals:write", LIAISONS),
    Address("referrals:detail", things=letters),
    *both("referrals:transition", things=in_turns(steps_of_letters, 8)),
    api("referrals", LETTER_PEOPLE),
    api("referrals", LIAISONS, method="POST"),
    api("referral", things=in_turns(letters, 3)),
    api("referral_transition", method="POST", things=in_turns(steps_of_letters, 8)),
]


def figures(name: str, among: frozenset[str] = FIGURE_READERS, **facts: Any) -> Address:
    """A page of figures at whose address a scope stands."""
    return Address(name, FIGURE_READERS, 404, things=in_turns(scopes(among, **facts), 3), heavy=True)


FIGURES = [
    Address("reports:dashboard", FIGURE_READERS, 404),
    figures("reports:dashboard", in_query=True),
    *(
        address
        for page in ("compare", "docking", "team", "timeliness")
        for address in (
            Address(f"reports:{page}", FIGURE_READERS, 404, heavy=True),
            figures(f"reports:{page}", in_query=True),
        )
    ),
    *both("reports:walls", ANALYSTS, refusal=404),
    Address("reports:take_wall_down", method="POST", things=walls),
    # A screen knows no person: without its secret it is dark for everybody.
    Address("wall:display", NOBODY, 404, outsiders_get=404),
    Address("wall:open", NOBODY, 404, things=secrets, outsiders_get=404),
    Address("reports:report", FIGURE_READERS, 404, heavy=True),
    figures("reports:report", in_query=True),
    Address("reports:export_report", FIGURE_EXPORTERS, 404, heavy=True),
    figures("reports:export_report", FIGURE_EXPORTERS, in_query=True),
    *both("reports:workbench", FIGURE_READERS, refusal=404),
    figures("reports:workbench", in_query=True),
    Address("reports:export_workbench", FIGURE_EXPORTERS, 404, "POST"),
    Address("reports:brief", FIGURE_READERS, 404, heavy=True),
    figures("reports:brief", in_query=True),
    Address("reports:brief_word", FIGURE_EXPORTERS, 404, heavy=True),
    figures("reports:brief_word", FIGURE_EXPORTERS, in_query=True),
    Address("reports:brief_templates", ANALYSTS, 404),
    Address("reports:new_brief_template", ANALYSTS, 404),
    Address("reports:new_brief_template", ANALYSTS, 404, method="POST"),
    Address("reports:brief_template", ANALYSTS, 404, things=brief_templates),
    Address("reports:brief_template", ANALYSTS, 404, method="POST", things=brief_templates),
    Address("reports:drop_brief_template", ANALYSTS, 404, method="POST", things=own_brief_templates),
    Address("reports:appraisal", FIGURE_READERS, 404, heavy=True),
    figures("reports:appraisal", in_query=True),
    Address("reports:export_appraisal", FIGURE_EXPORTERS, 404, heavy=True),
    figures("reports:export_appraisal", FIGURE_EXPORTERS, in_query=True),
    *both("reports:appraisal_scheme", frozenset({"analyst"}), refusal=404, heavy=True),
    Address("reports:appraisal_scheme_versions", frozenset({"analyst"}), 404),
    Address("reports:confirm_appraisal", ANALYSTS, 404, "POST", things=appraised_nodes, heavy=True),
    Address("reports:enter_appraisal", FIGURE_READERS, 404, "POST", things=appraised),
    Address("reports:confirmed_appraisal", FIGURE_READERS, 404, things=confirmed_appraisals, heavy=True),
    Address("reports:definitions", FIGURE_READERS, 404),
    Address("reports:official", FIGURE_READERS, 404, heavy=True),
    figures("reports:official", in_query=True),
    *(
        figures("reports:export_official", FIGURE_EXPORTERS, table="cases", file=file)
        for file in ("xlsx", "csv", "pdf")
    ),
    *both("reports:layout", frozenset({"analyst"}), refusal=404, things=layouts, heavy=True),
    Address("reports:layout_versions", frozenset({"analyst"}), 404, things=layouts),
    Address("reports:marginals", frozenset({"analyst"}), 404),
    Address("reports:ask_marginals", frozenset({"analyst"}), 404, method="POST", things=works),
    figures("reports:figure", code="cases_accepted"),
    figures("reports:export_figure", FIGURE_EXPORTERS, code="cases_accepted"),
    figures("reports:export_dashboard", FIGURE_EXPORTERS),
    api("indicators", FIGURE_READERS),
    api("appraisal", FIGURE_READERS, things=in_turns(scopes(FIGURE_READERS, in_query=True), 3)),
    api("official_tables", FIGURE_READERS),
    api(
        "official_table",
        FIGURE_READERS,
        things=in_turns(scopes(FIGURE_READERS, in_query=True, code="cases"), 3),
    ),
    *(
        api(
            name,
            FIGURE_READERS,
            things=in_turns(scopes(FIGURE_READERS, in_query=True, code="cases_accepted"), 3),
        )
        for name in ("indicator", "indicator_children", "indicator_rows")
    ),
]

CLOSING = [
    Address("reports:closing", FIGURE_READERS, 404),
    *both("reports:open_round", ANALYSTS, refusal=404),
    Address("reports:round", FIGURE_READERS, 404, things=rounds),
    Address("reports:remind", FIGURE_READERS, 404, "POST", things=rounds_of_watchers),
    Address("reports:submit_many", FIGURE_READERS, 404, "POST", things=rounds_of_bureaux),
    *both("reports:entered", ANALYSTS, refusal=404),
    Address("reports:signed", FIGURE_READERS, 404, things=signed, heavy=True),
    Address("reports:signed_differences", FIGURE_READERS, 404, things=signed, heavy=True),
    Address("reports:export_signed", FIGURE_READERS, 404, things=signed_files, heavy=True),
    Address("reports:export_differences", FIGURE_READERS, 404, things=signed_files, heavy=True),
    Address("reports:submission", FIGURE_READERS, 404, things=in_turns(returns, 2), heavy=True),
    *both(
        "reports:submission_step",
        FIGURE_READERS,
        refusal=404,
        things=in_turns(steps_of_returns, 9),
        heavy=True,
    ),
]

ADDRESSES: list[Address] = [
    *HOUSE,
    *ACCOUNT,
    *REGISTER,
    *ADMINISTRATION,
    *CASES,
    *LETTERS,
    *FIGURES,
    *CLOSING,
]
