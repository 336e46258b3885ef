"""Where a person who mediates or advises arrives. One set of data, three faces."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mediation.kernel import drafts
from mediation.kernel.calendar import today
from organizations.enums import OrganizationKind
from organizations.models.user import Hat
from organizations.permissions import Permission
from organizations.roles import MEDIATOR

from .. import presenting
from ..enums import UNSETTLED
from ..forms import RegisterCaseForm
from ..models import Case, ExpertInvitation
from ..worklist import worklist
from .detail import shared_until

# Whose mediators come by now and then, often on a phone; everybody else works here all day.
VISITING_KINDS = frozenset(
    {
        OrganizationKind.VILLAGE,
        OrganizationKind.TOWNSHIP,
        OrganizationKind.ENTERPRISE,
        OrganizationKind.STUDIO,
        OrganizationKind.PARK_MARKET,
    }
)


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The face for the hat that the person wears."""
    hat = request.user.hat
    if hat is None or not {Permission.HANDLE_CASE, Permission.ADVISE} & hat.role.permissions:
        raise PermissionDenied
    if Permission.ADVISE in hat.role.permissions:
        return _expert(request)
    groups = worklist(request.user, today())
    context = {
        "today": groups["today"],
        "soon": groups["soon"],
        "other": groups["other"],
        "unfinished": drafts.unfinished(request.user),
    }
    if is_visitor(hat):
        return render(request, "cases/home_visitor.html", context)
    context["form"] = RegisterCaseForm(actor=request.user)
    context["keys"] = [
        {"key": "n", "label": _("记一件纠纷")},
        {"key": "j", "label": _("下一行")},
        {"key": "k", "label": _("上一行")},
        {"key": "Enter", "label": _("打开这一行")},
        {"key": "/", "label": _("查找")},
    ]
    return render(request, "cases/home_desk.html", context)


def is_visitor(hat: Hat) -> bool:
    """Whether the person visits rather than works here."""
    return hat.role == MEDIATOR and hat.organization.kind in VISITING_KINDS


def _expert(request: HttpRequest) -> HttpResponse:
    cases = Case.objects.visible_to(request.user).for_list(request.user).order_by("-applied_on", "-id")
    asked = ExpertInvitation.objects.filter(
        expert=request.user.person_id, answer="", answer_due__gte=today(), case__status__in=UNSETTLED
    )
    context = {
        "asked": [presenting.Abstract.of(one) for one in asked.select_related("case__text").order_by("id")],
        "shared": [(case, shared_until(case, request.user)) for case in cases],
        "unfinished": drafts.unfinished(request.user),
    }
    return render(request, "cases/home_expert.html", context)
