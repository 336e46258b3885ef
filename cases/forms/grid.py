"""Many similar disputes at once: what they have in common, and a row for each."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User

from ..enums import DisputeType
from ..fields import YuanField
from .registration import QuickResult, RegisterCaseForm
from .wording import ask_by_name

ROWS = 20
RESULTS = (QuickResult.ONGOING, QuickResult.ORAL_DONE, QuickResult.ORAL)


class FrameForm(RegisterCaseForm):
    """What all rows share: a registration without its applicant."""

    OF_ROWS = ("applicant_name", "applicant_phone", "amount")

    dispute_type = forms.ChoiceField(
        label=gettext_lazy("什么事"), choices=[("", gettext_lazy("请选择")), *DisputeType.choices]
    )
    summary = forms.CharField(
        label=gettext_lazy("共同的经过"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("每一件都一样的部分；各件不同的，写在各行的“补充一句”里。"),
    )
    result = forms.ChoiceField(
        label=gettext_lazy("结果"),
        choices=[choice for choice in QuickResult.CHOICES if choice[0] in RESULTS],
        widget=forms.RadioSelect,
    )
    not_same_dispute = forms.BooleanField(
        label=gettext_lazy("标出的各行都是另外的纠纷，不是同一件"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.OF_ROWS:
            del self.fields[name]


class RowForm(forms.Form):
    """One dispute: who, telephone, how much, and what is particular about it. An empty row is none."""

    applicant_name = forms.CharField(label=gettext_lazy("甲方姓名"), max_length=60)
    applicant_phone = forms.CharField(label=gettext_lazy("甲方电话"), max_length=30, required=False)
    amount = YuanField(label=gettext_lazy("金额（元）"), required=False)
    line = forms.CharField(label=gettext_lazy("补充一句"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = str(self.prefix or "").rpartition("-")[2]
        number = int(row) + 1 if row.isdigit() else 0
        for field in self.fields.values():
            # The column stands above; a sentence about a cell and a screen reader name the row too.
            field.label = _("第%(row)d行%(column)s") % {"row": number, "column": field.label}
            field.widget.attrs |= {"aria-label": field.label, "class": "form-control", "autocomplete": "off"}
        ask_by_name(self)


RowFormSet = forms.formset_factory(RowForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS, validate_max=True)


class Grid:
    """The frame with its rows. `cases` are the registrations that the filled rows come to, each with its claim."""

    def __init__(self, data: Any = None, *, actor: User, initial: dict[str, Any] | None = None) -> None:
        self.actor = actor
        self.frame = FrameForm(data, actor=actor, initial=initial)
        if data is not None:
            # The page always has all rows, whatever was sent.
            data = data.copy()
            data["rows-TOTAL_FORMS"], data["rows-INITIAL_FORMS"] = str(ROWS), "0"
        self.rows = RowFormSet(data, prefix="rows")
        # A row may be a dispute that is there already: the person has to say that it is another one.
        self.asks_whether_new = False

    @property
    def is_bound(self) -> bool:
        """Whether something was sent."""
        return self.frame.is_bound

    @property
    def forms(self) -> list[forms.Form]:
        """The frame and all rows, for a draft."""
        return [self.frame, *self.rows.forms]

    def is_valid(self) -> bool:
        """Every cell is right, and every row passes the rules of a registration; sentences stand at their cells."""
        cells = [self.frame.is_valid(), self.rows.is_valid()]
        if not all(cells):
            return False
        if not self.filled:
            self.frame.add_error(None, _("请至少填写一行。"))
            return False
        for row, form in zip(self.filled, self.cases, strict=True):
            for name, sentences in form.errors.items():
                target = row if name in row.fields else self.frame
                if not (target is self.frame and self.frame.has_error(name)):
                    target.add_error(name if name in target.fields else None, sentences)
        return all(form.is_valid() for form in self.cases)

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something stands."""
        return [row for row in self.rows.forms if row.has_changed()]

    @cached_property
    def cases(self) -> list[RegisterCaseForm]:
        """One registration a filled row."""
        return [self._registration(row) for row in self.filled]

    @property
    def agreed(self) -> bool:
        """Whether the amounts are those of agreements; else they are claims."""
        return self.frame.cleaned_data["result"] != QuickResult.ONGOING

    def _registration(self, row: RowForm) -> RegisterCaseForm:
        shared = {name: self.frame.data.get(name) for name in self.frame.fields}
        said = row.cleaned_data
        summary = "\n".join(part for part in (self.frame.cleaned_data["summary"], said["line"]) if part)
        own = {
            "applicant_name": said["applicant_name"],
            "applicant_phone": said["applicant_phone"],
            "amount": str(said["amount"]) if self.agreed and said["amount"] is not None else "",
            "summary": summary,
        }
        return RegisterCaseForm({**shared, **own}, actor=self.actor)
