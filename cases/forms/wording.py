"""What is missing is asked for by its name: 请填写地点。 instead of 该字段是必填项。 What must not be written is refused."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext as _

from ..parsing import is_court_number


def ask_by_name(form: forms.Form) -> None:
    """Give each required field without a sentence of its own one that names it, in the reader's language."""
    for field in form.fields.values():
        if field.error_messages["required"] != forms.Field.default_error_messages["required"]:
            continue
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        sentence = _("请选择%(field)s。") if chosen else _("请填写%(field)s。")
        field.error_messages["required"] = sentence % {"field": field.label}


# A mobile number, a number with its area, an identity number, or any other long run of digits; 2026-11-05 is none.
_PERSONAL_NUMBER = re.compile(
    r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8}|\d{6}\s?\d{8}\s?\d{3}[\dXx]|\d{7,}"
)


def refuse_personal_numbers(text: str) -> None:
    """A validator of texts about a place or a thing: no telephone and no identity number, in whatever width."""
    if _PERSONAL_NUMBER.search(unicodedata.normalize("NFKC", text)):
        raise forms.ValidationError(_("这里不写电话和身份证号，也不写人名，只写地方和事情。"))


def check_court_number(form: forms.Form, name: str) -> None:
    """Put a sentence at the field when what was filled in is no number of a court."""
    typed = form.cleaned_data.get(name)
    if typed and not is_court_number(typed):
        form.add_error(name, _("案号的写法是：（年份）法院代字…第几号，例如（2026）新2324诉前调确12号。"))
