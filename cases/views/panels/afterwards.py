"""What became of the agreement, and the case before or after this one."""

from typing import Any

from organizations.models import User

from ...models import Case, Performance


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Acts of performance, urging, suits and enforcement; cases of the same dispute, a link only to those one may see."""
    performed = Performance.objects.filter(obligation__agreement__case=case).select_related(
        "obligation", "party"
    )
    acts = list(performed.order_by("-performed_on", "-id"))
    content = {
        # A group's list is long: its acts are told by their number and sum.
        "acts": [act for act in acts if act.party_id is None],
        "people": _people(acts),
        "visits": list(case.return_visits.select_related("party")),
        "urgings": list(case.urgings.select_related("obligation")),
        "breaches": list(case.breaches.select_related("court")),
        "related": _related(case, user),
    }
    return content if any(content.values()) else None


def _people(acts: list[Performance]) -> dict[str, Any]:
    paid = [act for act in acts if act.party_id is not None]
    if not paid:
        return {}
    return {
        "acts": paid,
        "count": len({act.party_id for act in paid}),
        "total": sum(act.amount or 0 for act in paid),
    }


def _related(case: Case, user: User) -> list[dict[str, Any]]:
    found = [*([case.first_case] if case.first_case else []), *case.reopenings.all()]
    if not found:
        return []
    seen = set(
        Case.objects.visible_to(user).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True)
    )
    return [
        {"case": one, "is_first": one.pk == case.first_case_id, "visible": one.pk in seen} for one in found
    ]
