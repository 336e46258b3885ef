"""The items of an agreement on a form: rows, pasted lines, or a list by the API."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import ObligationKind, Side
from ..fields import AnyDayField, YuanField
from ..models import Party
from ..obligations import MOST_OBLIGATIONS, Item
from ..parsing import lines_of

EMPTY_ROWS = 5
BOTH = "both"
# Of a larger group nobody is picked one by one: each has his amount in the list.
_MOST_NAMED = 20
_NAMES = ("debtor", "creditor", "kind", "text", "amount", "due_on", "manner", "each_person", "insist")


class ObligationForm(forms.Form):
    """One item: who, to whom, what, how much, when, how."""

    debtor = forms.ChoiceField(label=gettext_lazy("谁"), required=False)
    creditor = forms.ChoiceField(label=gettext_lazy("向谁"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("做什么"), choices=ObligationKind.choices, required=False)
    text = forms.CharField(label=gettext_lazy("具体内容"), max_length=200, required=False)
    amount = YuanField(label=gettext_lazy("金额（元）"), required=False)
    due_on = AnyDayField(label=gettext_lazy("什么时候之前"), required=False)
    manner = forms.CharField(label=gettext_lazy("怎样履行"), max_length=80, required=False)
    each_person = forms.BooleanField(label=gettext_lazy("每人各有金额，见“每人金额”"), required=False)
    insist = forms.BooleanField(label=gettext_lazy("当事人坚持这样写"), required=False)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(party.position): party for party in parties}
        named = parties if 2 < len(parties) <= _MOST_NAMED else []
        sides = [(Side.APPLICANT.value, gettext_lazy("甲方")), (Side.RESPONDENT.value, gettext_lazy("乙方"))]
        people = [(str(party.position), party.name) for party in named]
        both = [(BOTH, gettext_lazy("双方各自"))]
        self.fields["debtor"].choices = [*reversed(sides), *both, *people]  # type: ignore[attr-defined]
        self.fields["creditor"].choices = [*sides, *both, *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind") or ObligationKind.PAY
        amount = data.get("amount")
        debtor_side, debtor = self._who("debtor", Side.RESPONDENT)
        creditor_side, creditor = self._who("creditor", Side.APPLICANT)
        if (debtor_side == "") != (creditor_side == ""):
            # Both owe it to each other: there is no third.
            debtor_side, debtor, creditor_side, creditor = "", None, "", None
        elif debtor_side and debtor_side == creditor_side:
            self.add_error("creditor", _("义务人和权利人不能是同一方。"))
        if kind != ObligationKind.PAY and amount is not None:
            self.add_error("amount", _("付款才填金额；返还的财物请写在具体内容里。"))
        if amount is not None and not amount:
            self.add_error("amount", _("金额要大于零。"))
        if data.get("each_person") and kind != ObligationKind.PAY:
            self.add_error("each_person", _("付款才有每人金额。"))
        if not self.errors:
            item = Item(
                kind,
                debtor_side=debtor_side,
                debtor=debtor,
                creditor_side=creditor_side,
                creditor=creditor,
                text=data["text"],
                amount=amount,
                due_on=data["due_on"],
                manner=data["manner"],
                each_person=data["each_person"],
            )
            data["item"] = item
        return data

    def _who(self, name: str, default: Side) -> tuple[str, Party | None]:
        chosen = self.cleaned_data.get(name) or default
        if chosen == BOTH:
            return "", None
        party = self.parties.get(chosen)
        return (party.side, party) if party else (str(chosen), None)


class ObligationsWidget(forms.Widget):
    """Rows of fields named obligations-1-debtor and so on; the API hands in a list under the field's own name."""

    template_name = "cases/widgets/obligations.html"
    parties: Sequence[Party] = ()
    row_errors: Mapping[int, Mapping[str, list[str]]] = {}
    # A group's amounts stand in a list of their own.
    group = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data and not isinstance(data, QueryDict):
            return data[name]
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,2}})-([a-z_]+)")
        rows: dict[int, dict[str, Any]] = {}
        for key in data:
            found = pattern.fullmatch(str(key))
            if found and found[2] in _NAMES:
                rows.setdefault(int(found[1]), {})[found[2]] = data[key]
        return [rows[number] for number in sorted(rows)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        # The product's own templates and tags, which the renderer of forms does not know.
        return render_to_string(template_name, context)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}-1-text" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or [] if isinstance(row, Mapping)]
        filled = sum(1 for row in rows if is_filled(row))
        shown = rows + [{}] * max(0, EMPTY_ROWS - len(rows))
        context["rows"] = [
            {
                "number": number,
                "form": _bare(row, self.parties, f"{name}-{number}"),
                "errors": self.row_errors.get(number, {}),
                "open": is_filled(row) or number == filled + 1,
                "group": self.group,
            }
            for number, row in enumerate(shown[:MOST_OBLIGATIONS], start=1)
        ]
        return context


class HiddenObligations(ObligationsWidget):
    """The same rows, carried along unseen to the page where all answers are read once more."""

    template_name = "cases/widgets/obligations_hidden.html"
    is_hidden = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or [] if isinstance(row, Mapping) and is_filled(row)]
        context["carried"] = [
            (f"{name}-{number}-{key}", "on" if row[key] is True else row[key])
            for number, row in enumerate(rows, start=1)
            for key in _NAMES
            if row.get(key) not in (None, "", False)
        ]
        return context


class ObligationsField(forms.Field):
    """Gives the rows as they were filled in; the form of the step reads them (`read`)."""

    widget = ObligationsWidget
    hidden_widget = HiddenObligations

    def has_changed(self, initial: Any, data: Any) -> bool:
        return any(is_filled(row) for row in data or [] if isinstance(row, Mapping))


def is_filled(row: Mapping[str, Any]) -> bool:
    """Whether a row says anything; who and what stand preselected in it."""
    return any(row.get(name) not in (None, "", False) for name in ("text", "amount", "due_on", "manner")) or (
        row.get("kind") not in (None, "", ObligationKind.PAY)
    )


def read(
    handed_in: Any, parties: Sequence[Party]
) -> tuple[list[Item], dict[int, dict[str, list[str]]], dict[int, list[str]]]:
    """The items of the filled rows, the errors of bad ones by row and field, and what is not clear by row.

    Rows are counted from 1 as they were handed in. An unclear item on which the parties insist is no longer named.
    """
    items: list[Item] = []
    errors: dict[int, dict[str, list[str]]] = {}
    doubts: dict[int, list[str]] = {}
    if handed_in and not isinstance(handed_in, list):
        return [], {1: {"__all__": [_("义务要是一个列表，每项一条。")]}}, {}
    rows = handed_in or []
    if len(rows) > MOST_OBLIGATIONS:
        most = _("最多 %(most)d 条。") % {"most": MOST_OBLIGATIONS}
        return [], {MOST_OBLIGATIONS: {"__all__": [most]}}, {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            errors[number] = {"__all__": [_("每一条要是一个对象。")]}
            continue
        if not is_filled(row):
            continue
        form = ObligationForm({key: row[key] for key in _NAMES if row.get(key) is not None}, parties=parties)
        if not form.is_valid():
            errors[number] = {name: [str(s) for s in said] for name, said in form.errors.items()}
            continue
        item = form.cleaned_data["item"]
        items.append(item)
        if not form.cleaned_data["insist"] and (problems := item.problems()):
            doubts[number] = problems
    return items, errors, doubts


def read_lines(text: str) -> list[dict[str, str]]:
    """Rows from pasted lines: content, then in any order an amount, a day and a manner. One obligation a line.

    Which column is which is told by its look; the first that is neither day nor amount is the content, the second the
    manner of performance.
    """
    found = []
    for _number, columns in lines_of(text):
        row: dict[str, str] = {}
        words: list[str] = []
        for column in columns:
            if "due_on" not in row and _is(AnyDayField(), column):
                row["due_on"] = column
            elif "amount" not in row and any(c.isdigit() for c in column) and _is(YuanField(), column):
                row["amount"] = column
            else:
                words.append(column)
        row["kind"] = ObligationKind.PAY if "amount" in row else ObligationKind.DO
        row["text"], row["manner"] = (words[0] if words else ""), "，".join(words[1:])
        found.append(row)
    return found


def with_pasted_lines(data: Any) -> Any:
    """What was sent, the pasted lines moved into rows behind those that were filled in."""
    typed = str(data.get("obligation_lines") or "")
    if not typed.strip():
        return data
    rows = ObligationsWidget().value_from_datadict(data, {}, "obligations")
    kept = (
        [row for row in rows if isinstance(row, Mapping) and is_filled(row)] if isinstance(rows, list) else []
    )
    merged = [*kept, *read_lines(typed)]
    sent = {key: data[key] for key in data if not str(key).startswith("obligations")}
    return {**sent, "obligations": merged, "obligation_lines": ""}


def _is(field: forms.Field, text: str) -> bool:
    try:
        field.clean(text)
    except forms.ValidationError:
        return False
    return True


def _bare(row: Mapping[str, Any], parties: Sequence[Party], prefix: str) -> ObligationForm:
    """A row's fields as they were filled in, for showing; the errors stand beside them."""
    values = {name: row[name] for name in _NAMES if row.get(name) is not None}
    form = ObligationForm(initial=values, parties=parties, prefix=prefix)
    form.use_required_attribute = False
    return form
