"""What is missing is asked for by its name: 请填写地点。 instead of 该字段是必填项。"""

from django import forms
from django.utils.translation import gettext as _


def ask_by_name(form: forms.Form) -> None:
    """Give each required field without a sentence of its own one that names it, in the reader's language."""
    for field in form.fields.values():
        if field.error_messages["required"] != forms.Field.default_error_messages["required"]:
            continue
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        sentence = _("请选择%(field)s。") if chosen else _("请填写%(field)s。")
        field.error_messages["required"] = sentence % {"field": field.label}
