"""Loading files of cases: choose, see what is wrong, load, undo."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.paging import paginate
from mediation.kernel.spreadsheets import XLSX_TYPE, Column, attachment, write_workbook
from mediation.templatetags import figures

from .. import policies
from ..enums import ImportState
from ..forms.import_file import ImportFileForm
from ..importing import batches
from ..importing.columns import COLUMNS
from ..importing.template import FILE_NAME, write_template
from ..models import ImportBatch
from .acting import act_once, refill, require

# As many rows with errors as a page shows; the list for downloading has all.
SHOWN = 200
AT_WORK = (ImportState.CHECKING, ImportState.LOADING, ImportState.UNDOING)
SECONDS = 3


@login_required
@require_http_methods(["GET", "POST"])
def import_cases(request: HttpRequest) -> HttpResponse:
    """The file to bring, what its columns mean, and what was brought before."""
    require(policies.can_import_somewhere(request.user))
    if request.method == "GET":
        return _page(request, ImportFileForm(actor=request.user))
    form = ImportFileForm(request.POST, request.FILES, actor=request.user)

    def act() -> str:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        file = form.cleaned_data["file"]
        batch = batches.upload(
            file, file.name, organization=form.cleaned_data["organization"], by=request.user
        )
        return _address(batch)

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, form, status=422)


@login_required
@require_GET
def import_template(request: HttpRequest) -> HttpResponse:
    """The empty file to fill in."""
    require(policies.can_import_somewhere(request.user))
    target = io.BytesIO()
    write_template(target)
    return _download(target, FILE_NAME)


@login_required
@require_GET
def import_batch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where one file stands; asks again by itself while somebody is at work on it."""
    batch = _find(request, uuid)
    is_stuck = batches.is_stuck(batch)
    is_at_work = batch.state in AT_WORK and not is_stuck
    context: dict[str, Any] = {
        "batch": batch,
        "is_at_work": is_at_work,
        "is_stuck": is_stuck,
        "errors": batch.errors[:SHOWN],
        "faulty_rows": len({error["row"] for error in batch.errors}),
        "facts": _facts(batch),
        "counts": _counts(batch),
    }
    if is_at_work:
        context["done"] = batches.rows_done(batch)
    if batch.state == ImportState.LOADED:
        context["undoing"] = batches.can_undo(request.user, batch)
    response = render(request, "cases/import_batch.html", context)
    if is_at_work:
        # A header, so that it works without JavaScript and under the strict policy.
        response["Refresh"] = str(SECONDS)
    return response


@login_required
@require_GET
def import_errors(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All errors of a file as a sheet to work through."""
    batch = _find(request, uuid)
    target = io.BytesIO()
    write_workbook(
        target,
        title=_("错误清单"),
        columns=[Column(_("行号")), Column(_("列"), 20), Column(_("问题"), 80)],
        rows=([error["row"], error["column"], error["message"]] for error in batch.errors),
    )
    return _download(target, _("错误清单.xlsx"))


@login_required
@require_POST
def import_load(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write what was checked."""
    return _act(request, uuid, batches.begin_loading)


@login_required
@require_POST
def import_cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a file up."""
    return _act(request, uuid, batches.cancel)


@login_required
@require_http_methods(["GET", "POST"])
def import_undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asked once more, then every case of the file is void."""
    if request.method == "POST":
        return _act(request, uuid, batches.begin_undoing)
    return render(request, "cases/import_undo.html", {"batch": _find(request, uuid)})


def _act(request: HttpRequest, uuid: UUID, act: Callable[..., None]) -> HttpResponse:
    batch = _find(request, uuid)

    def once() -> str:
        try:
            act(batch, by=request.user)
        except Refused as error:
            messages.error(request, error.message)
        return _address(batch)

    return act_once(request, once)


def _facts(batch: ImportBatch) -> list[dict[str, Any]]:
    """Whose file it is, and when what happened to it."""
    facts: list[tuple[Any, Any]] = [
        (_("文件"), batch.file_name),
        (_("调解组织"), batch.organization.name),
        (_("状态"), batch.get_state_display()),
        (_("行数"), figures.count(batch.rows)),
        (_("上传"), f"{batch.loaded_by_name} {figures.date_words(batch.uploaded_at)}"),
    ]
    if batch.loaded_at:
        facts.append((_("导入时间"), figures.date_words(batch.loaded_at)))
    if batch.undone_at:
        facts.append((_("撤销时间"), figures.date_words(batch.undone_at)))
    return [{"term": term, "value": value} for term, value in facts]


def _counts(batch: ImportBatch) -> list[dict[str, Any]]:
    """What the file holds, once it was checked."""
    summary = batch.summary
    if not summary:
        return []
    counts = [
        (_("受理（件）"), figures.count(summary["accepted"])),
        (_("调解成功（件）"), figures.count(summary["succeeded"])),
        (_("协议涉及金额"), figures.money_yuan(Decimal(summary["amount"]))),
        (_("已结案（件）"), figures.count(summary["closed"])),
        (_("正在办（件）"), figures.count(summary["running"])),
        (_("不予受理（件）"), figures.count(summary["declined"])),
    ]
    return [{"term": term, "value": value} for term, value in counts]


def _find(request: HttpRequest, uuid: UUID) -> ImportBatch:
    require(policies.can_import_somewhere(request.user))
    visible = ImportBatch.objects.visible_to(request.user).defer("content")
    return get_object_or_404(visible.select_related("organization"), uuid=uuid)


def _address(batch: ImportBatch) -> str:
    return reverse("cases:import_batch", kwargs={"uuid": batch.uuid})


def _download(target: io.BytesIO, name: str) -> HttpResponse:
    return HttpResponse(
        target.getvalue(), content_type=XLSX_TYPE, headers={"Content-Disposition": attachment(name)}
    )


def _page(request: HttpRequest, form: ImportFileForm, status: int = 200) -> HttpResponse:
    earlier = ImportBatch.objects.visible_to(request.user).defer("content").select_related("organization")
    context = {
        "form": form,
        "columns": COLUMNS,
        "page": paginate(earlier, request.GET, ordering=("-id",), size=10),
    }
    return render(request, "cases/import.html", context, status=status)
