"""One of everything that not everybody may read, each with the hand-written names of its readers.

Who reads what is written here from the product's design alone, never asked of its code. Each thing carries marks:
words that stand nowhere else, so that a page that shows one of them has shown that thing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from cases import leads, paper_forms, photos, registering, services, sharing
from cases.forms import (
    SIGNED,
    AnswerInvitationForm,
    EditCaseForm,
    InviteExpertForm,
    InviteForm,
    LeadForm,
    LendCaseForm,
    RegisterCaseForm,
)
from cases.importing import batches
from cases.models import (
    Booking,
    Case,
    CaseDocument,
    CaseGrant,
    Clause,
    ImportBatch,
    Invitation,
    Lead,
    PaperForm,
    Room,
    SupervisionOrder,
    SupportRequest,
)
from cases.workflow import case_workflow
from mediation.kernel.calendar import today
from organizations import services as register
from organizations.models import ApiToken, OrganizationGrant, User
from organizations.roles import CLERK
from referrals.models import Referral
from referrals.workflow import referral_workflow
from reports import signing
from reports.appraisal import confirming
from reports.brief import library
from reports.closing import rounds
from reports.closing.workflow import submission_workflow
from reports.models import ConfirmedAppraisal, ReportingRound, SignedTable, Submission, WallScreen
from reports.official import computing, layouts
from reports.periods import last_complete_month
from reports.scopes import parse as parse_scope
from reports.walls import hang
from tests.cases import imports
from tests.referrals.letters import name_mediators, place, send
from tests.world import PEOPLE, World, build

CAST = frozenset(PEOPLE)
# Stands in the story of every case, for searches.
COMMON_WORD = "院墙"

GUIDANCE = frozenset({"coordinator", "second_coordinator"})

_PREFECTURE = frozenset({"analyst", "officer"})
_MANAS = _PREFECTURE | GUIDANCE | {"manas_analyst", "manas_officer"}
# The return of each node, and who may read it.
RETURN_READERS = {
    "village": _MANAS | {"township_clerk", "village_clerk"},
    "town": _MANAS | {"township_clerk"},
    "manas": _MANAS,
    "other_village": _PREFECTURE | {"other_coordinator", "other_township_clerk"},
    "whole": _PREFECTURE,
}

# Every case, and who may read it today.
CASE_READERS: dict[str, frozenset[str]] = {
    # Settled in writing by the village's mediator; the clerk of the same committee reads along, no township does.
    "village_case": frozenset({"village_mediator", "village_clerk"}),
    # Logged by the clerk and taken by nobody yet: open intake of the committee.
    "intake_case": frozenset({"village_mediator", "village_clerk"}),
    # Another village's mediator was asked to help until a day.
    "lent_case": frozenset({"village_mediator", "village_clerk", "second_village_mediator"}),
    # Out of a file of the clerk's; its mediator is the clerk himself.
    "imported_case": frozenset({"village_clerk"}),
    # With privacy. The expert's invitation ended today, the other village's mediator's help begins tomorrow.
    "protected_case": frozenset({"township_mediator", "township_clerk"}),
    "other_village_case": frozenset({"other_village_mediator"}),
    # Placed with the court's room, which works under the industry committee's seal; two of its four mediators have it.
    "room_case": GUIDANCE | {"room_mediator", "room_mediator_2", "room_clerk", "industry_clerk", "expert"},
    # Placed with the room, then moved to the township, where nobody has taken it yet.
    "moved_case": GUIDANCE | {"township_clerk", "township_mediator"},
    "voided_case": frozenset(),
}
# Who reads whose parties' names in a list of protected cases: its own mediators.
NAMES_OF_PROTECTED = frozenset({"township_mediator"})

LETTER_READERS: dict[str, frozenset[str]] = {
    "waiting_letter": GUIDANCE | {"procuratorate_liaison"},
    "room_letter": GUIDANCE | {"procuratorate_liaison", "room_clerk", "industry_clerk"},
    "moved_letter": GUIDANCE | {"procuratorate_liaison", "township_clerk"},
    "court_letter": GUIDANCE | {"court_liaison"},
    "declined_letter": GUIDANCE | {"court_liaison"},
    "other_letter": frozenset({"other_court_liaison", "other_coordinator"}),
}
# Leads and invitations belong to the organization that found them.
SCREENING_READERS: dict[str, frozenset[str]] = {
    "village": frozenset({"village_mediator", "village_clerk"}),
    "other_village": frozenset({"other_village_mediator"}),
}
# Who may answer a request for support, and so reads its question.
SUPPORT_READERS: dict[str, frozenset[str]] = {
    "lent_case": frozenset({"township_clerk"}),
    "protected_case": GUIDANCE,
}
CASE_OF_LETTER = {"room_letter": "room_case", "moved_letter": "moved_case"}


@dataclass
class Estate:
    """The world and everything in it by name, with marks: word → who may ever read it."""

    world: World
    cases: dict[str, Case] = field(default_factory=dict)
    letters: dict[str, Referral] = field(default_factory=dict)
    batches: dict[str, ImportBatch] = field(default_factory=dict)
    leads: dict[str, Lead] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    support: dict[str, SupportRequest] = field(default_factory=dict)
    clause: Clause | None = None
    tokens: dict[str, ApiToken] = field(default_factory=dict)
    photos: dict[str, CaseDocument] = field(default_factory=dict)
    blanks: list[PaperForm] = field(default_factory=list)
    lent_duty: OrganizationGrant = field(init=False)
    wall: WallScreen = field(init=False)
    booking: Booking = field(init=False)
    order: SupervisionOrder = field(init=False)
    round: ReportingRound = field(init=False)
    signed: SignedTable = field(init=False)
    appraisal: ConfirmedAppraisal = field(init=False)
    returns: dict[str, Submission] = field(default_factory=dict)
    marks: dict[str, frozenset[str]] = field(default_factory=dict)

    def mark(self, word: str, readers: frozenset[str]) -> str:
        """A planted word, remembered with its readers."""
        self.marks[word] = readers
        return word

    def marks_hidden_from(self, who: str) -> list[str]:
        """The words that no answer to this person may contain; for nobody in particular, all."""
        return [word for word, readers in self.marks.items() if who not in readers]

    def user(self, who: str) -> User:
        return self.world.fresh(who)

    def person(self, who: str) -> str:
        return str(self.world.users[who].person.uuid)


def furnish() -> Estate:
    """Everything, made by the product's own steps."""
    estate = Estate(build())
    estate.clause = Clause.objects.create(
        organization=estate.world.village,
        title="示例条款",
        text=estate.mark("条款原文village", frozenset({"village_mediator", "village_clerk"})),
    )
    for name, make in CASES.items():
        estate.cases[name] = make(estate, name)
    for name in LETTER_READERS:
        estate.letters[name] = _letter(estate, name)
    _work_on_letters(estate)
    _import(estate)
    _lend(estate)
    _watch_terms(estate)
    for name in SCREENING_READERS:
        _screen(estate, name)
    _ask_support(estate)
    _report(estate)
    for who in ("village_mediator", "analyst"):
        token, _secret = register.issue_token(
            by=estate.user(who), label="电脑", expires_on=today() + timedelta(days=30)
        )
        estate.tokens[who] = token
    estate.wall, _secret = hang(by=estate.user("analyst"), scope=parse_scope("d652300"), label="示例·大厅")
    estate.lent_duty = register.lend_duty(
        by=estate.user("security_admin"),
        user=estate.user("manas_officer"),
        organization=estate.world.finance,
        role=CLERK,
        valid_from=today() + timedelta(days=2),
        last_day=today() + timedelta(days=5),
        reason="内勤出差",
    )
    for name, who in (("village_case", "village_mediator"), ("room_case", "room_mediator")):
        sheet = photos.Sheet(b"%PDF-1.7", photos.PDF)
        by = estate.user(who)
        estate.photos[name] = photos.attach(estate.cases[name], sheet, kind="agreement", replaces=None, by=by)
    village = estate.world.village
    estate.blanks = paper_forms.issue(village, "registration", 2, by=estate.user("village_clerk"))
    _close(estate)
    library.keep(
        estate.world.bureau,
        code="prefecture",
        title="示例简报",
        body=f"{estate.mark('简报模板原文', frozenset({'analyst', 'manas_analyst'}))}{{cases_accepted}}",
        read=0,
        by=estate.user("analyst"),
    )
    for thing in (*estate.cases.values(), *estate.letters.values()):
        thing.refresh_from_db()
    return estate


def _close(estate: Estate) -> None:
    """A round of last month; the village has closed with a remark."""
    last_month = last_complete_month(today())
    estate.round = rounds.open_round(
        bureau=estate.world.bureau,
        period=last_month,
        layouts=["cases"],
        due_on=today() + timedelta(3),
        by=estate.user("analyst"),
    )
    found = Submission.objects.filter(round=estate.round).select_related("organization", "division")
    by_name = {one.label: one for one in found}
    estate.returns = {
        name: by_name[label]
        for name, label in (
            ("village", estate.world.village.name),
            ("town", "玛纳斯镇"),
            ("manas", "玛纳斯县"),
            ("other_village", estate.world.other_village.name),
            ("whole", "昌吉回族自治州"),
        )
    }
    submission_workflow.perform(
        "close", estate.returns["village"], actor=estate.user("village_clerk"), data={}
    )
    sheet = computing.compute(layouts.current("cases"), parse_scope("d652324"), last_month)
    estate.signed = signing.sign(sheet, by=estate.user("manas_analyst"))
    estate.appraisal = confirming.confirm(
        parse_scope("d652324100"), last_month, by=estate.user("manas_analyst")
    )


def _ago(days: int) -> date:
    return today() - timedelta(days=days)


def _register(estate: Estate, name: str, by: str) -> Case:
    """A dispute whose parties, story, telephone and address stand nowhere else."""
    user, readers = estate.user(by), CASE_READERS[name]
    mark = estate.mark
    data = {
        "applicant_name": mark(f"示例·甲方{name}", readers),
        "applicant_phone": mark(f"1380000{len(estate.marks):04d}", readers),
        "respondent_name": mark(f"示例·乙方{name}", readers),
        "dispute_type": "neighbours",
        "summary": f"为{COMMON_WORD}起了争执，{mark(f'情由{name}', readers)}。",
        "result": "ongoing",
        "applied_on": _ago(20).isoformat(),
    }
    return registering.register(RegisterCaseForm(data, actor=user), by=user)


def _step(estate: Estate, case: Case, name: str, by: str, **data: Any) -> None:
    case_workflow.perform(name, case, actor=estate.user(by), data=data)


def _mediate(estate: Estate, name: str, by: str) -> Case:
    """Taken in, taken up, and talked about once."""
    case = _register(estate, name, by)
    consent = {"applicants_consent": True, "respondents_consent": True}
    _step(estate, case, "accept", by, accepted_on=_ago(15), **consent)
    _step(estate, case, "assign", by, mediators=[estate.person(by)], assigned_on=_ago(14))
    _sit(estate, case, name, by)
    return case


def _sit(estate: Estate, case: Case, name: str, by: str) -> None:
    readers = CASE_READERS[name]
    _step(
        estate,
        case,
        "record_session",
        by,
        place=estate.mark(f"地点{name}", readers),
        attendance=estate.mark(f"到场{name}", readers),
        record_text=estate.mark(f"记录{name}", readers),
    )


def _village_case(estate: Estate, name: str) -> Case:
    case, by = _mediate(estate, name, "village_mediator"), "village_mediator"
    agreement = {
        "content": estate.mark(f"协议{name}", CASE_READERS[name]),
        "manner": estate.mark(f"履行{name}", CASE_READERS[name]),
        "amount": "1200",
    }
    _step(estate, case, "agree_in_writing", by, **agreement)
    _step(estate, case, "take_effect", by, **SIGNED)
    return case


def _protected_case(estate: Estate, name: str) -> Case:
    case, by = _mediate(estate, name, "township_mediator"), estate.user("township_mediator")
    address = estate.mark(f"住址{name}", CASE_READERS[name])
    form = EditCaseForm(
        {
            "dispute_type": "marriage_family",
            "summary": case.text.summary,
            "applicant_address": address,
            "is_protected": "on",
        }
    )
    services.edit_case(case, form, by=by, version=None)
    _grant(case, "expert", "advise_case", estate, _ago(5), _ago(0))
    _grant(case, "second_village_mediator", "help_case", estate, _ago(-1), _ago(-5))
    return case


def _grant(case: Case, who: str, codename: str, estate: Estate, since: date, until: date) -> None:
    """An exception that holds on other days than today."""
    CaseGrant.objects.create(
        user=estate.user(who),
        permission=Permission.objects.get(content_type__app_label="cases", codename=codename),
        content_object=case,
        valid_from=since,
        valid_until=until,
        reason="已到期或者还没有开始",
        granted_by_id=estate.user("township_clerk").pk,
    )


def _screen(estate: Estate, name: str) -> None:
    """A lead that waits, and two people who were asked."""
    readers, by = SCREENING_READERS[name], estate.user(f"{name}_mediator")
    mark = estate.mark
    lead = {
        "place": mark(f"线索地点{name}", readers),
        "dispute_type": "neighbours",
        "sentence": mark(f"线索{name}", readers),
    }
    estate.leads[name] = leads.log_lead(LeadForm(lead, actor=by), by=by)
    asked = {
        "applicant_name": mark(f"示例·受邀甲{name}", readers),
        "applicant_phone": mark(f"1390000{len(estate.marks):04d}", readers),
        "respondent_name": mark(f"示例·受邀乙{name}", readers),
        "dispute_type": "neighbours",
        "summary": mark(f"邀请情由{name}", readers),
    }
    estate.invitations[name] = leads.invite(InviteForm(asked, actor=by), by=by)


def _voided_case(estate: Estate, name: str) -> Case:
    case = _mediate(estate, name, "village_mediator")
    Case.objects.filter(pk=case.pk).update(status="voided")
    return case


CASES: dict[str, Callable[[Estate, str], Case]] = {
    "village_case": _village_case,
    "intake_case": lambda estate, name: _register(estate, name, "village_clerk"),
    "lent_case": lambda estate, name: _mediate(estate, name, "village_mediator"),
    "protected_case": _protected_case,
    "other_village_case": lambda estate, name: _mediate(estate, name, "other_village_mediator"),
    "voided_case": _voided_case,
}
SENDERS = {
    "other_letter": "other_court_liaison",
    "court_letter": "court_liaison",
    "declined_letter": "court_liaison",
}


def _letter(estate: Estate, name: str) -> Referral:
    """A letter whose words are read by its readers and by those of its case."""
    readers = LETTER_READERS[name] | CASE_READERS.get(CASE_OF_LETTER.get(name, ""), frozenset())
    own = LETTER_READERS[name]
    mark = estate.mark
    sender = SENDERS.get(name, "procuratorate_liaison")
    committee = estate.world.other_guidance if name == "other_letter" else estate.world.guidance
    return send(
        estate.world,
        sender,
        receiver=str(committee.uuid),
        letter_no=f"调函{name}",
        cause="相邻关系",
        dispute_type="neighbours",
        applicants=f"{mark(f'示例·原告{name}', readers)}，3000",
        respondents=mark(f"示例·被告{name}", readers),
        summary=f"为{COMMON_WORD}起了争执，{mark(f'来函情由{name}', readers)}。",
        earlier_attempts=f"村委会，{mark(f'先前{name}', own)}",
        materials=f"{mark(f'材料{name}', own)}，1",
        contact_name=mark(f"示例·承办{name}", own),
    )


def _work_on_letters(estate: Estate) -> None:
    world, cases, letters = estate.world, estate.cases, estate.letters
    cases["room_case"] = place(world, letters["room_letter"])
    name_mediators(world, cases["room_case"], "room_mediator", "room_mediator_2")
    _sit(estate, cases["room_case"], "room_case", "room_mediator")
    room = Room.objects.create(organization=world.room, name="一号调解室")
    agreed_time = {"day": _ago(-1).isoformat(), "starts": "09:00", "room": str(room.uuid)}
    note = estate.mark("带材料room_case", CASE_READERS["room_case"] - GUIDANCE - {"expert"})
    _step(estate, cases["room_case"], "book_session", "room_mediator", note=note, **agreed_time)
    estate.booking = Booking.objects.get()
    # Told to the mediator alone: not for the room's own clerk, who does not seal, nor for whoever placed it or advises.
    alone = estate.mark(
        "单独谈话room_case", frozenset({"room_mediator", "room_mediator_2", "industry_clerk"})
    )
    _step(estate, cases["room_case"], "note_caucus", "room_mediator", side="respondent", text=alone)
    question = {
        "expert": estate.person("expert"),
        "ground": "professional",
        "question": estate.mark("请教room_case", CASE_READERS["room_case"]),
        "days": "7",
        "parties_agree": "on",
    }
    room_case = cases["room_case"]
    form = InviteExpertForm(question, case=room_case)
    asked = sharing.invite_expert(room_case, form, by=estate.user("coordinator"))
    accepting = AnswerInvitationForm({"answer": "accepted"}, invitation=asked)
    sharing.answer_invitation(asked, accepting, by=estate.user("expert"))

    cases["moved_case"] = place(world, letters["moved_letter"])
    _perform(
        estate, "moved_letter", "reassign", organization=str(world.township.uuid), reason="当事人住在镇上"
    )
    _perform(estate, "declined_letter", "decline", reason="other", note="请改送有管辖权的法院")


def _watch_terms(estate: Estate) -> None:
    """A term that has ended, in a case that its county may count and not read; and an order."""
    Case.objects.filter(pk=estate.cases["protected_case"].pk).update(due_on=_ago(2))
    estate.order = SupervisionOrder.objects.create(
        case=estate.cases["room_case"],
        issued_by=estate.world.guidance,
        issued_on=_ago(1),
        reason=estate.mark("事由room_case", CASE_READERS["room_case"] | GUIDANCE),
        answer_due=_ago(-2),
    )


def _perform(estate: Estate, letter: str, step: str, **data: Any) -> None:
    referral_workflow.perform(step, estate.letters[letter], actor=estate.user("coordinator"), data=data)


def _import(estate: Estate) -> None:
    """A file that was loaded, and one that waits."""
    readers, clerk = CASE_READERS["imported_case"], estate.user("village_clerk")
    [row] = imports.rows(1)
    row |= {
        "applicants": estate.mark("示例·甲方imported_case", readers),
        "summary": f"为{COMMON_WORD}起了争执，{estate.mark('情由imported_case', readers)}。",
        "terms": estate.mark("协议imported_case", readers),
    }
    village = estate.world.village
    for name, rows in (("loaded", [row]), ("waiting", [imports.row(1)])):
        file_name = estate.mark(f"文件{name}", frozenset({"village_clerk"}))
        batch = batches.upload(
            imports.io.BytesIO(imports.xlsx(rows)), f"{file_name}.xlsx", organization=village, by=clerk
        )
        estate.batches[name] = batch
    batches.begin_loading(estate.batches["loaded"], by=clerk)
    estate.cases["imported_case"] = Case.objects.get(import_batch=estate.batches["loaded"])


def _lend(estate: Estate) -> None:
    case, world = estate.cases["lent_case"], estate.world
    helper = {"helper": estate.person("second_village_mediator"), "days": "7", "reason": "熟悉当地情况"}
    form = LendCaseForm(helper, case=case, organization=world.second_village)
    sharing.lend_case(case, form, by=estate.user("village_clerk"))


def _ask_support(estate: Estate) -> None:
    """Two questions that wait: each is read by who was asked and by the readers of its case."""
    for name, by in (("lent_case", "village_mediator"), ("protected_case", "township_mediator")):
        readers = SUPPORT_READERS[name] | CASE_READERS[name]
        question = estate.mark(f"支援{name}", readers)
        _step(estate, estate.cases[name], "ask_support", by, kind="joint", question=question)
        estate.support[name] = estate.cases[name].support_requests.get()


def _report(estate: Estate) -> None:
    """One case is a major dispute, and of the same an organ was told: that is read by the case's own people alone."""
    case, by = estate.cases["lent_case"], "village_mediator"
    own, area = CASE_READERS["lent_case"], GUIDANCE | {"officer", "manas_officer"}
    _step(estate, case, "mark_major", by, reason=estate.mark("认定lent_case", own | area))
    words = {name: estate.mark(f"{name}lent_case", own | area) for name in ("what", "measures", "needs")}
    _step(estate, case, "report_major", by, **words)
    danger = {"organ": "police", "reason": estate.mark("激化lent_case", own), "not_refusal": True}
    _step(estate, case, "report_danger", by, **danger)
