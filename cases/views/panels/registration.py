"""What was registered, and how it ended."""

from typing import Any

from django.utils.translation import gettext as _

from organizations.models import User

from ...models import Case


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
    ]
    return {"facts": [{"term": term, "value": value} for term, value in pairs if value]}
