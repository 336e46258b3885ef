"""Colours can be read, sizes suit older eyes, and the styles work in the browsers of county offices."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
TOKENS = dict(re.findall(r"--color-([a-z0-9-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))

TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    *[
        (ink, paper, TEXT)
        for ink in ("text", "text-secondary")
        for paper in ("surface", "page", "stripe", "neutral-soft")
    ],
    *[
        (ink, paper, TEXT)
        for ink in ("primary", "primary-strong", "danger", "success")
        for paper in ("surface", "page")
    ],
    *[
        ("surface", paper, TEXT)
        for paper in ("primary", "primary-strong", "danger", "danger-strong", "government")
    ],
    ("primary-strong", "primary-soft", TEXT),
    ("primary", "primary-soft", TEXT),
    ("text", "primary-soft", TEXT),
    ("text-secondary", "primary-soft", TEXT),
    ("danger", "danger-soft", TEXT),
    ("text", "danger-soft", TEXT),
    ("success", "success-soft", TEXT),
    ("text", "success-soft", TEXT),
    ("warning", "warning-soft", TEXT),
    ("text", "warning-soft", TEXT),
    ("warning", "surface", TEXT),
    *[("focus", paper, GRAPHIC) for paper in ("surface", "page", "neutral-soft", "primary-soft")],
    *[("control", paper, GRAPHIC) for paper in ("surface", "page")],
    *[(f"bar-{tone}", "surface", GRAPHIC) for tone in ("danger", "warning", "success", "neutral")],
    *[(f"chart-{series}", "surface", GRAPHIC) for series in (*"123456", "muted")],
    *[
        (f"wall-{ink}", f"wall-{paper}", TEXT)
        for ink in ("text", "secondary", "up", "down", "warning")
        for paper in ("page", "surface")
    ],
    *[(f"wall-{ink}", "wall-surface", GRAPHIC) for ink in ("now", "before")],
]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    return contrast_of(luminance(one), luminance(other))


def contrast_of(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def test_neighbouring_lines_of_a_chart_differ_in_grey() -> None:
    greys = [luminance(TOKENS[f"chart-{series}"]) for series in "123456"]
    assert all(contrast_of(one, other) >= 1.3 for one, other in zip(greys, greys[1:], strict=False))


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_colour_stands_out_from_its_ground(ink, paper, least):
    assert contrast(TOKENS[ink], TOKENS[paper]) >= least


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("primary", "#0958d9"),
        ("danger", "#cf1322"),
        ("success", "#237804"),
        ("text-secondary", "#595959"),
        ("government", "#c8161d"),
    ],
)
def test_the_agreed_colours_stay(name, colour):
    assert TOKENS[name] == colour


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_styles_use_nothing_that_older_browsers_lack(sheet):
    text = rules(sheet)
    words = [
        "color-mix(",
        "oklch(",
        ":has(",
        "@container",
        "popover",
        "@layer",
        "@import",
        "@font-face",
        "http:",
        "https:",
    ]
    assert [word for word in words if word in text] == []
    assert "&" not in text, "nested rules"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_text_is_smaller_than_the_reader_chose(sheet):
    if sheet.name == "print.css":
        pytest.skip("paper has its own sizes")
    sizes = re.findall(r"font-size: ([\d.]+)(rem|em|px|%)", rules(sheet))
    assert [size for size in sizes if float(size[0]) < {"rem": 1, "em": 1, "px": 16, "%": 100}[size[1]]] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_named_once(sheet):
    if sheet.name in {"tokens.css", "print.css"}:
        pytest.skip("the place of colours, and paper")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*})", rules(sheet)) == []


def test_touch_targets_are_large_enough_at_each_text_size():
    text = rules(CSS / "tokens.css")
    standard = float(re.search(r"--target: ([\d.]+)rem", text)[1]) * 16
    large = float(re.search(r"text-large {[^}]*--target: ([\d.]+)rem", text)[1]) * 20
    extra = float(re.search(r"text-xlarge {[^}]*--target: ([\d.]+)rem", text)[1]) * 24
    assert standard >= 44
    assert large >= 60
    assert extra >= 60
