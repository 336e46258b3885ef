"""Tables by their names, and the ways between them."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from cases.models import Case


@cache
def model_of(table: str) -> type[Model]:
    """The model that a table belongs to."""
    return next(model for model in apps.get_models() if model._meta.db_table == table)


@cache
def path_to_case(model: type[Model]) -> tuple[str, ...] | None:
    """The foreign keys from a table to its case, the fewest there are; None where there is no way."""
    waiting: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    seen = {model}
    while waiting:
        reached, path = waiting.pop(0)
        if reached is Case:
            return path
        for one in reached._meta.concrete_fields:
            # What may be empty leads nowhere for some rows.
            if isinstance(one, ForeignKey) and not one.null and one.related_model not in seen:
                seen.add(one.related_model)
                # Organizations and people lead to cases of others.
                if one.related_model._meta.app_label == Case._meta.app_label:
                    waiting.append((one.related_model, (*path, one.name)))
    return None


def owner_of(model: type[Model], path: str) -> tuple[str, Field]:
    """The table and the column in which a lookup path ends: `case__accepted_on` ends in the table of cases."""
    found: Any = None
    for name in path.rstrip("_").split("__"):
        if found is not None:
            model = found.related_model
        found = model._meta.get_field(name)
    return model._meta.db_table, found
