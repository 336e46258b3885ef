"""Printing a case's forms; photos of its signed papers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mediation.kernel import journal, pdf
from mediation.kernel.errors import InvalidInput, Refused

from .. import papers, photos, policies
from ..forms import AttachForm
from .acting import address, find, refused
from .small_form import small_form


@login_required
@require_GET
def print_form(request: HttpRequest, uuid: UUID, form: str) -> HttpResponse:
    """One official form of the case as PDF."""
    case = find(request, uuid)
    if form not in papers.FORMS:
        raise Http404
    decision = policies.can_print(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    content = papers.render(case, papers.FORMS[form], by=request.user)
    if content is None:
        return refused(request, case, Refused(_("这件案件还没有这种文书的内容。")))
    return pdf.response(content, f"{case.registration_no}-{form}.pdf")


@login_required
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A photo from the phone, or a file."""
    case = find(request, uuid)
    form = AttachForm(request.POST or None, request.FILES or None, case=case)

    def act() -> str:
        if not form.is_valid():
            raise InvalidInput(form.errors)
        data = form.cleaned_data
        sheet = photos.read(data["file"])
        photos.attach(case, sheet, kind=data["kind"], replaces=data.get("replaces"), by=request.user)
        messages.success(request, _("照片已经存好。"))
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=policies.can_attach_document(request.user, case),
        title=_("上传照片"),
        guidance=_("签好字的协议书、登记表拍清楚、拍完整。只有办理这件案件的人看得到。"),
        submit=_("保存照片"),
    )


@login_required
@require_GET
def document(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponse:
    """One photo or PDF; each view is journalled."""
    case = find(request, uuid)
    found = get_object_or_404(case.documents.all(), uuid=document)
    decision = policies.can_print(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    journal.record_reading(
        "case.document_read",
        actor_id=request.user.pk,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
        document=str(found.uuid),
    )
    is_photo = found.content_type == photos.JPEG
    # A PDF from outside may hold scripts: it is saved, never shown inside the site.
    how, ending = ("inline", "jpg") if is_photo else ("attachment", "pdf")
    return HttpResponse(
        bytes(found.content),
        content_type=found.content_type,
        headers={"Content-Disposition": f'{how}; filename="{case.registration_no}-{found.pk}.{ending}"'},
    )
