"""What was registered, and how it ended."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mediation.templatetags.figures import date_words
from organizations.models import User

from ...models import Case


def _checked(case: Case) -> str:
    """What was checked before it was taken in, in one line."""
    check = getattr(case, "intake_check", None)
    if check is None:
        return ""
    elsewhere = (
        _("其他机关已经受理，由该机关委托移送")
        if check.entrusted_by_organ
        else _("没有由其他机关受理或者解决")
    )
    words = [_("属于受理范围"), check.get_venue_ground_display(), elsewhere, check.note]
    return pgettext("list separator", "、").join(str(word) for word in words if word)


def panel(case: Case, user: User) -> dict[str, Any]:
    """The facts that have a value."""
    source = case.get_source_display()
    if case.entruster:
        source = _("%(source)s（%(entruster)s）") % {
            "source": source,
            "entruster": case.get_entruster_display(),
        }
    kind = case.get_dispute_type_display()
    if case.dispute_subtype:
        kind = _("%(type)s（%(subtype)s）") % {"type": kind, "subtype": case.get_dispute_subtype_display()}
    pairs = [
        (_("登记号"), case.registration_no),
        (_("案号"), case.official_no),
        (_("补录"), _entered(case)),
        (_("调解性质"), case.get_regime_display()),
        (_("纠纷类型"), kind),
        (_("案件来源"), source),
        (_("承办组织"), case.holder.name),
        (_("调解地点"), case.handled_at.name if case.handled_at_id != case.holder_id else ""),
        (_("简要情况"), case.text.summary),
        (_("申请事项"), case.text.claims),
        (_("调解结果"), case.get_outcome_display()),
        (_("终止原因"), case.get_termination_ground_display()),
        (_("不予受理原因"), case.get_decline_reason_display()),
        (_("告知的其他途径"), case.text.decline_advice),
        (_("受理条件"), _checked(case)),
    ]
    return {"facts": [{"term": term, "value": value} for term, value in pairs if value]}


def _entered(case: Case) -> str:
    """Of a case entered from a numbered blank: which one, and when; its other days are the real ones."""
    sheet = getattr(case, "paper_form", None)
    if sheet is None:
        return ""
    return _("%(day)s按纸质表 %(number)s 补录，其余日期是当时的日期") % {
        "day": date_words(sheet.entered_on),
        "number": sheet.number,
    }
