"""What the documents name is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from mediation.embedded.places import CHECKOUT

PAGES = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")])
# `folder/file.py` or `folder/`, and `folder/file.py::name`; patterns and addresses of pages are none.
NAMED = re.compile(r"`([a-z][\w.-]*(?:/[\w.-]+)*/?)(?:::(\w+))?`")
LINKED = re.compile(r"\]\((?!https?://|#)([^)#]+)")
TOUR = CHECKOUT / "docs" / "tour.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_link_leads_to_a_file(page):
    linked = LINKED.findall(page.read_text())
    assert [path for path in linked if not (page.parent / path).exists()] == []


def test_the_tour_names_real_files_and_functions():
    found = [(path, name) for path, name in NAMED.findall(TOUR.read_text()) if "/" in path]
    assert len(found) > 60
    assert [path for path, _name in found if not (CHECKOUT / path).exists()] == []
    assert [f"{path}::{name}" for path, name in found if name and name not in names_in(CHECKOUT / path)] == []


@cache
def names_in(file: Path) -> set[str]:
    """Functions, methods, classes and assigned names of a module."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names
