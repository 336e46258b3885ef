"""What the steps of a return ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.nameless import numbers_of_people
from mediation.kernel.workflow import TransitionForm

from . import checks, reported

LONGEST = 500


class PlainTextField(forms.CharField):
    """A sentence that others read: no telephone and no identity number."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The sentence without spaces around it."""
        text: str = super().clean(value).strip()
        if problem := numbers_of_people(text):
            raise forms.ValidationError(problem)
        return text


class NothingForm(TransitionForm):
    """A step that asks nothing."""


class CloseForm(TransitionForm):
    """Why the books are closed although something does not fit: a note for each broken rule, a remark for what is missing.

    A broken rule that a note explains already asks nothing.
    """

    remark = PlainTextField(label=gettext_lazy("说明"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = checks.check(self.record)
        self.asked = {f"note_{n}": broken for n, broken in enumerate(self.found.unexplained)}
        for name, broken in self.asked.items():
            finding = broken.finding
            self.fields[name] = PlainTextField(
                label=_("附注：%(where)s，%(rule)s") % {"where": finding.where, "rule": finding.rule},
                error_messages={"required": _("这一条勾稽关系不符，请写明原因。")},
            )
        self.order_fields([*self.asked, "remark"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.found.missing_count and not data.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("下级还有没有上报的，请说明为什么先结账。"))
        data["figures"] = reported.now(self.record)
        data["notes"] = [(broken.address, data.get(name, "")) for name, broken in self.asked.items()]
        return data


class ZeroForm(TransitionForm):
    """Nothing in the period; refused where there is something."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["figures"] = reported.now(self.record)
        if not reported.is_nothing(data["figures"]):
            raise forms.ValidationError(_("这一期有数字，不能零报告；请结账以后上报。"))
        return data


class ReasonForm(TransitionForm):
    """A reason that the other side reads."""

    reason = PlainTextField(
        label=gettext_lazy("原因"), error_messages={"required": gettext_lazy("请写明原因。")}
    )


class OnBehalfForm(ReasonForm):
    """Handed in for the node, with its figures as they are. `figures` comes with many at once."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = self.data.get("figures")
        # A page sends texts only: many at once are counted together before.
        data["figures"] = given if isinstance(given, dict) else reported.now(self.record)
        return data


class CorrectForm(ReasonForm):
    """Why a signed table is signed anew; the earlier one stays."""
