"""Templates: nothing inline, nothing unescaped, none left over, every sentence translatable and whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
FOLDER = BASE / "templates"
APPS = ("mediation", "organizations", "cases", "referrals", "reports")
TEMPLATES = sorted(FOLDER.rglob("*.html"))
CHINESE = re.compile(r"[\u3400-\u9fff]")
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
# The other way to translate, inside a tag: _("…").
LITERAL = re.compile(r"""_\((?P<quote>["'])(?P<text>.*?)(?P=quote)\)""")
TRANSLATE = re.compile(r"""{%\s*translate\s+(?P<quote>["'])(?P<text>.*?)(?P=quote)""")

# What stands in Chinese in both languages: a language names itself, and the page for when nothing works.
CHINESE_ON_PURPOSE = {"components/shell_tools.html": {"中文"}}


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an inline script", r"<script(?![^>]*\bsrc=)"),
        ("an inline style", r"<style\b|\sstyle\s*="),
        ("an event handler", r"<[^>]*\son[a-z]+\s*="),
        ("an hx attribute that needs eval", r"hx-on|hx-vals=.js:|hx-vars"),
        ("a javascript address", r"javascript:"),
        ("unescaped output", r"\|\s*safe\b|{%\s*autoescape\s+off"),
        ("an address of another host", r"""(?:src|href)=["'](?:https?:)?//"""),
    ],
)
def test_no_template_holds(what: str, pattern: str) -> None:
    found = [
        f"{name_of(path)}: {match.group().strip()[:80]}"
        for path in TEMPLATES
        for match in re.finditer(pattern, COMMENT.sub("", path.read_text(encoding="utf-8")), re.IGNORECASE)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def test_python_marks_nothing_as_safe_but_what_stands_in_its_own_line() -> None:
    found = [
        f"{path.relative_to(BASE)}:{call.lineno}"
        for path in python_files()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and (getattr(call.func, "id", "") or getattr(call.func, "attr", "")) in {"mark_safe", "SafeString"}
        and not all(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert not found, "\n".join(found)


def test_every_template_is_used() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *python_files()))
    unused = {
        name_of(path)
        for path in TEMPLATES
        if f'"{name_of(path)}"' not in said and not named_in_parts(path, said)
    }
    assert not unused


def named_in_parts(path: Path, said: str) -> bool:
    """A name put together from its folder and a file name that stands in quotes."""
    folder, _slash, file = name_of(path).rpartition("/")
    by_stem = f'f"{folder}/{{name}}.html"' in said and f'"{path.stem}"' in said
    return by_stem or f'"{file}"' in said and f'f"{folder}/{{' in said or f"'{name_of(path)}'" in said


def test_no_chinese_stands_outside_a_translation_tag() -> None:
    found = []
    for path in TEMPLATES:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        outside = TAG.sub("\n", BLOCK.sub("\n", text))
        for line in outside.splitlines():
            words = line.strip()
            if CHINESE.search(words) and not any(
                w in words for w in CHINESE_ON_PURPOSE.get(name_of(path), ())
            ):
                found.append(f"{name_of(path)}: {words[:80]}")
        # Words inside other tags and variables: a default, a comparison, a hand-made label.
        for tag in TAG.findall(BLOCK.sub("", text)):
            if CHINESE.search(LITERAL.sub("", tag)) and not re.match(r"{%\s*translate\b", tag):
                found.append(f"{name_of(path)}: {tag[:80]}")
    assert not found, "\n".join(found)


def test_no_sentence_is_glued_from_pieces() -> None:
    """A piece shows itself by where it begins or ends: in a comma, a bracket's half, a preposition that wants a noun."""
    found = []
    for path in TEMPLATES:
        source = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for match in (*TRANSLATE.finditer(source), *LITERAL.finditer(source)):
            text = match["text"]
            if text == "、":
                # The mark between the items of a list, which differs by language.
                continue
            torn = text.startswith(tuple("，。、；）”")) or text.endswith(tuple("，、；（“"))
            halves = text.count("（") != text.count("）") or text.count("“") != text.count("”")
            if text != text.strip() or torn or halves:
                found.append(f"{name_of(path)}: {text}")
    assert not found, "\n".join(found)


# Chinese in Python ---------------------------------------------------------------------------------------------

GETTEXT = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "gettext_noop",
}
# Where Chinese is data and no sentence on a screen, each with its reason.
DATA = {
    "mediation/embedded": "the launcher speaks both languages at once, before any catalogue exists",
    "mediation/kernel/search.py": "characters that are searched alike",
    "mediation/kernel/masking.py": "compound surnames and signs of an organization's name",
    "mediation/kernel/money.py": "numerals, and what people type for an amount",
    "mediation/settings/base.py": "a language names itself",
    "mediation/kernel/checks.py": "a trial of the database's locale",
    "reports/demo": "the demo's invented prefecture",
    "reports/generating": "invented histories of any size",
    "reports/demo_loading": "the demo's invented prefecture",
    "cases/management/commands/draw_workflow.py": "the heading of a diagram for people who work on the code",
    "cases/importing": "what people write into a file's cells",
    "cases/fields.py": "how people type a day",
    "cases/parsing.py": "separators that people type",
    "cases/clarity.py": "vague words that people write",
    "cases/obligations.py": "the text of an agreement, which stays Chinese",
    "reports/brief/fields.py": "the words of fields, which a bureau writes into its templates",
    "reports/brief/moments.py": "the words of fields, which a bureau writes into its templates",
    "reports/brief/typed.py": "how numbers are written in prose",
    "reports/workbench": "the grammar and the words of Chinese reports",
    "referrals/parsing.py": "separators that people type",
    "referrals/api/lines.py": "words of a line that the letter's form reads",
    "referrals/suggesting.py": "words that say what a dispute is about",
}
# Single words elsewhere, each with its reason.
WORDS = {
    # Taken off a printed bound.
    "reports/signing/wording.py": {"余"},
    # What the names of urban places end with.
    "organizations/models/division.py": {"街道", "街道办事处", "社区", "居委会", "居民委员会"},
    # Official numbers stay Chinese.
    "cases/workflow/numbers.py": {"人调", "行调", "行争调", "律调", "（", "）", "字第", "号"},
    # Stored with the case, in the language of its file.
    "cases/services.py": {"等", "人"},
    # How people write a legal calendar; its lines are read, not shown.
    "mediation/kernel/calendar_lines.py": {
        "休",
        "休息",
        "放假",
        "休假",
        "班",
        "上班",
        "补班",
        "调休上班",
        "工作",
        r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，;；]+([^\s,，;；]+)[\s,，;；]*(.*)",
    },  # fmt: skip
}


def python_files() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((BASE / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_no_chinese_in_python_outside_gettext() -> None:
    found = []
    for path in python_files():
        name = path.relative_to(BASE).as_posix()
        if any(name == place or name.startswith(f"{place}/") for place in DATA):
            continue
        for line, text in loose_strings(ast.parse(path.read_text(encoding="utf-8"))):
            if CHINESE.search(text) and text not in WORDS.get(name, ()):
                found.append(f"{name}:{line}: {text[:60]}")
    assert not found, "\n".join(found)


def loose_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """String literals that are neither docstrings nor inside a call of gettext."""
    if isinstance(tree, ast.Call):
        function = tree.func.attr if isinstance(tree.func, ast.Attribute) else getattr(tree.func, "id", "")
        if function in GETTEXT:
            return
    if (
        isinstance(tree, ast.Expr)
        and isinstance(tree.value, ast.Constant)
        and isinstance(tree.value.value, str)
    ):
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.lineno, tree.value
    for child in ast.iter_child_nodes(tree):
        yield from loose_strings(child)


def test_gettext_gets_whole_literals() -> None:
    """An f-string or a sum is no key of a catalogue."""
    found = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT and node.args:
                if isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                    found.append(f"{path.relative_to(BASE)}:{node.lineno}")
                elif isinstance(node.args[0], ast.Constant) and re.search(r"%[sd]", str(node.args[0].value)):
                    found.append(f"{path.relative_to(BASE)}:{node.lineno}: a place without a name")
    assert not found, "\n".join(found)
