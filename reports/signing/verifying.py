"""Whether a signed table still is what was signed."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from mediation.kernel.models import JournalEntry
from reports.models import SignedTable

from .acting import told
from .document import LEAF_DIGEST, digest_of

_REPEATED = ("title", "layout", "layout_version", "scope", "scope_label", "period", "period_label")


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was signed: a code for programs, a sentence for people."""

    code: str
    sentence: str


def verify(signed: SignedTable) -> list[Fault]:
    """Reckon all hashes again and compare; empty when everything is as it was signed."""
    signed = SignedTable.objects.select_related("replaces").get(pk=signed.pk)
    faults = []
    if digest_of(signed.document) != signed.digest:
        faults.append(Fault("document", _("表的内容被改动过，和校验值不符。")))
    kept = JournalEntry.objects.filter(object_type="signed_table", object_id=str(signed.uuid)).first()
    if kept is None or kept.detail.get("digest") != signed.digest:
        faults.append(Fault("journal", _("校验值和日志里记下的不一致。")))
    try:
        content = signed.content
        faults += _of_columns(signed, content)
        faults += _of_leaves(signed, content)
        faults += _of_cells(content)
    except (KeyError, ValueError, TypeError, IndexError):
        faults.append(Fault("unreadable", _("表的内容已经不能读出。")))
    return faults


def _of_columns(signed: SignedTable, content: dict[str, Any]) -> list[Fault]:
    now = {name: getattr(signed, name) for name in _REPEATED} | told(signed)
    return [
        Fault("column", _("登记的“%(name)s”和签署时不一致。") % {"name": name})
        for name, value in now.items()
        if content[name] != value
    ]


def _of_leaves(signed: SignedTable, content: dict[str, Any]) -> list[Fault]:
    """The lists of counted rows, each against its hash."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, ARRAY[measure, scope, period, by, value]::text[], cardinality(ids), "
            f"{LEAF_DIGEST} FROM reports_signedleaf WHERE table_id = %s",
            [signed.pk],
        )
        now = {number: (key, rows, digest) for number, key, rows, digest in cursor}
    faults = []
    for number, leaf in enumerate(content["leaves"]):
        if now.pop(number, None) != (leaf["key"], leaf["rows"], leaf["digest"]):
            label = content["definitions"].get(leaf["key"][0], {}).get("label", leaf["key"][0])
            sentence = _("“%(label)s”（%(scope)s，%(period)s）的清单被改动过。") % {
                "label": label,
                "scope": leaf["key"][1],
                "period": leaf["key"][2],
            }
            faults.append(Fault("rows", sentence))
    if now:
        faults.append(Fault("rows", _("多出了签署时没有的清单。")))
    return faults


def _of_cells(content: dict[str, Any]) -> list[Fault]:
    """Each cell's operands are what its lists add up to."""
    totals = [leaf["total"] for leaf in content["leaves"]]
    return [
        Fault("cell", _("“%(line)s”里的数和它的清单不符。") % {"line": line["label"]})
        for line in content["lines"]
        for cell in line["cells"]
        if cell["operands"] != [totals[number] for number in cell["leaves"]]
    ]
