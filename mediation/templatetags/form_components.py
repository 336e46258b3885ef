"""Components of forms: one field, a whole form, the summary of its errors. Registered through ui.py."""

from collections.abc import Iterator
from uuid import uuid4

from django import template
from django.forms import BaseForm, BaseFormSet, widgets
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

# Browsers fill native date inputs only in ISO form, whatever the reader's language.
NATIVE = (
    (widgets.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (widgets.DateInput, "date", "%Y-%m-%d"),
    (widgets.TimeInput, "time", "%H:%M"),
)


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, label: str = "", hint: str = "", unit: str = "", autofocus: bool = False
) -> dict:
    """One field with label, hint, error and control. Optional fields are marked 选填; required ones are not marked."""
    kind = kind_of(bound)
    widget = bound.field.widget
    for native, input_type, pattern in NATIVE:
        if isinstance(widget, native) and not widget.is_hidden:
            widget.input_type, widget.format = input_type, pattern
            break
    if hint:
        # BoundField points aria-describedby at the help text only when the field has one.
        bound.help_text = hint
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "unit": unit,
        "is_optional": not bound.field.required and kind != "checkbox",
        "control": ""
        if kind in {"tiles", "checkboxes"}
        else bound.as_widget(attrs=_attributes(bound, kind, autofocus)),
        "described_by": bound.aria_describedby or "",
    }


def kind_of(bound: BoundField) -> str:
    """Name the shape of a control: hidden, tiles (one of few), checkboxes, checkbox, select, textarea, file or input."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, widgets.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, widgets.RadioSelect):
        return "tiles"
    shapes = (
        (widgets.CheckboxInput, "checkbox"),
        (widgets.Select, "select"),
        (widgets.Textarea, "textarea"),
        (widgets.FileInput, "file"),
    )
    return next((kind for shape, kind in shapes if isinstance(widget, shape)), "input")


def _attributes(bound: BoundField, kind: str, autofocus: bool) -> dict[str, str | bool]:
    classes = {"checkbox": "form-check-input", "select": "form-select", "hidden": ""}.get(
        kind, "form-control"
    )
    given = bound.field.widget.attrs.get("class", "")
    attributes: dict[str, str | bool] = {"class": f"{classes} {given}".strip()} if classes or given else {}
    if bound.errors and kind != "hidden":
        attributes["class"] = f"{attributes['class']} is-invalid"
    if kind == "textarea" and bound.field.widget.attrs.get("rows", "10") == "10":
        attributes["rows"] = "4"
    if autofocus:
        attributes["autofocus"] = True
    return attributes


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict:
    """All errors of the forms and formsets on a page, on top of it, each a link to its field."""
    return {"errors": [error for form in forms for error in errors_of(form)]}


def errors_of(form: BaseForm | BaseFormSet) -> Iterator[dict[str, str]]:
    """Give every error of a form or formset as `text` and `target` (the id to jump to; empty when it is nobody's)."""
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from ({"text": text, "target": ""} for text in form.non_form_errors())
        for part in form.forms:
            yield from errors_of(part)
        return
    yield from ({"text": text, "target": ""} for text in form.non_field_errors())
    for bound in form:
        target = f"{bound.auto_id}_0" if kind_of(bound) in {"tiles", "checkboxes"} else bound.id_for_label
        yield from (
            {"text": _named(bound, text), "target": "" if bound.is_hidden else target}
            for text in bound.errors
        )


def _named(bound: BoundField, sentence: str) -> str:
    """Say which field a sentence of the framework is about (这个字段是必填项); our own sentences say it themselves."""
    label = str(bound.label)
    if bound.is_hidden or label in sentence:
        return sentence
    return _("%(field)s：%(sentence)s") % {"field": label, "sentence": sentence}


@register.simple_tag
def form_token() -> SafeString:
    """The hidden token by which kernel.idempotency knows a form that is sent twice; read it as POST["form_token"]."""
    return format_html('<input type="hidden" name="form_token" value="{}">', uuid4())


@register.inclusion_tag("components/form.html", takes_context=True)
def form(
    context: Context,
    form: BaseForm,
    submit: str,
    action: str = "",
    cancel_url: str = "",
    tone: str = "primary",
    method: str = "post",
    draft: bool = False,
    version: int | None = None,
) -> dict:
    """A whole form: error summary, fields in order, one button. `draft` keeps what is typed on the server; `version` is
    the version of the record that it changes."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "conflict": context.get("conflict"),
        "form": form,
        "submit": submit,
        "action": action,
        "cancel_url": cancel_url,
        "tone": tone,
        "method": method,
        "draft": draft,
        "version": version,
        "request": context.get("request"),
    }
