"""What all steps of a case have in common."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from mediation.kernel import batching
from mediation.kernel.calendar import today
from mediation.kernel.workflow import TransitionForm

from .wording import ask_by_name

SUMMARY_LENGTH = 5000


class StepForm(TransitionForm):
    """A step in a case: its day is not in the future and not before what it follows. An empty day is today."""

    # The field with the day of the step, and the case's dates that it must not precede.
    day_field: str = ""
    not_before: tuple[str, ...] = ()
    # The person sees all answers once more before the step is made.
    check_answers = False
    # What is rarely filled in, shown when it is opened; and what it is called.
    folded: tuple[str, ...] = ()
    folded_label: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        if self.day_field:
            self.fields[self.day_field].initial = today

    @classmethod
    def prefilled(cls, record: Any, query: QueryDict) -> dict[str, Any]:
        """What stands in the empty form already, by field; `query` is the address's, for a link that knows more."""
        return {}

    @property
    def shown(self) -> list[BoundField]:
        """The fields that are not folded away."""
        return [bound for bound in self if bound.name not in self.folded]

    @property
    def hidden_away(self) -> list[BoundField]:
        """The fields that are folded away."""
        return [bound for bound in self if bound.name in self.folded]

    @property
    def unfold(self) -> bool:
        """Whether something folded away is wrong or filled in."""
        return self.is_bound and any(bound.errors or bound.data for bound in self.hidden_away)

    @property
    def notes_template(self) -> str:
        """A template shown before the fields, which reads `form` and `case`; "" for none."""
        return ""

    def helped(self) -> dict[str, Any] | None:
        """What the page shows when a button was pressed that only helps to fill in (name="help"): values by field."""
        return None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.day_field or self.day_field in self.errors:
            return data
        day = data[self.day_field] = data.get(self.day_field) or today()
        for label, earliest in self.earlier_days():
            if day < earliest:
                self.add_error(
                    self.day_field,
                    _("这个日期不能早于%(label)s %(day)s。") % {"label": label, "day": earliest.isoformat()},
                )
                break
        return data

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        """What happened before this step: its name and its day. Steps entered days later must still be in order."""
        for name in self.not_before:
            day = getattr(self.record, name)
            if day is not None:
                yield self.record._meta.get_field(name).verbose_name, day


class AfterSessionsForm(StepForm):
    """A step that ends mediation: not before the last session."""

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        held = [session.held_on for session in batching.rows_of(self.record, "sessions")]
        if held:
            yield _("最近一次调解"), max(held)
