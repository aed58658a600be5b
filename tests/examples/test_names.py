"""Every file, folder and module that a document names is in the tree, and every decision that no longer holds says which one does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.test_layers import FLOORS

from .examples import BLOCK, DOCUMENTS, ROOT, blocks, inline

HOW: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "names.yml").read_text("utf-8"))
DECISIONS = sorted((ROOT / "decisions").glob("*.md"))
TEXTS = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in (*(ROOT / name for name in DOCUMENTS), *DECISIONS)}
ENDINGS = "css|html|js|json|md|py|toml|txt|typ|yml|conf|csv|xml"
PATH = re.compile(rf"(?<![\w./~<$=-])(?:[\w.<>*-]+/)+(?:[\w.<>*-]+)?|(?<![\w./-])[\w<>*.-]+\.(?:{ENDINGS})(?![\w/])")
MODULE = re.compile(r"(?<![\w./])gongkai(?:\.\w+)+")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
# From a page of the manual to the column that is built around it: the manual's own build looks at these.
BUILT = ("../../zfxxgknb/", "../../verify.html", "../../{{")
# What is made here: no document may lean on it.
MADE = {".git", ".venv", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", "node_modules", "__pycache__"}
MADE_AT = {
    Path(name)
    for name in ("site", "examples/demo/data", "examples/demo/archive", "examples/demo/site", "manual/data", "manual/site")
}
REPLACED = re.compile(r"(Replaced|Amended) by (\d{4})(\.|: .+\.)")


@cache
def tree() -> tuple[str, ...]:
    """Every file and folder by its path, and what a folder's documents call a module of it: without `.py`."""
    found: list[str] = []
    for folder, below, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        below[:] = [name for name in below if name not in MADE and here / name not in MADE_AT]
        found += [(here / name).as_posix() for name in (*below, *names)]
    return tuple(found) + tuple(path.removesuffix(".py") for path in found if path.endswith(".py"))


def named(text: str) -> Iterator[str]:
    """Paths and modules in code, and in pictures of the tree; where links lead."""
    codes = [code[1] for code in inline(text)] + [block["code"] for block in blocks(text, "text")]
    for code in codes:
        yield from PATH.findall(code)
        yield from MODULE.findall(code)


def is_there(name: str) -> bool:
    """`…/` a folder; `<…>` any name; a path that begins within a folder is there where some path of the tree ends so."""
    if name.startswith("gongkai."):
        return module_is_there(name)
    wanted = re.sub(r"<[^>]*>", "*", name.rstrip("/"))
    return any(fnmatch(path, wanted) or fnmatch(path, f"*/{wanted}") for path in tree())


def module_is_there(name: str) -> bool:
    path = ROOT / "src" / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists() or name == "gongkai.conf"


def excused(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in HOW["not_in_the_tree"])


def unknown(text: str) -> list[str]:
    return sorted({name for name in named(text) if not excused(name) and not is_there(name)})


@pytest.mark.parametrize("document", TEXTS)
def test_what_a_document_names_is_in_the_tree(document: str) -> None:
    assert unknown(TEXTS[document]) == []


@pytest.mark.parametrize("document", TEXTS)
def test_what_a_document_links_to_is_in_the_tree(document: str) -> None:
    folder = (ROOT / document).parent
    links = LINK.findall(BLOCK.sub("", TEXTS[document]))
    assert [link for link in links if not link.startswith(BUILT) and not (folder / link).exists()] == []


WRONG = {
    "a room that was renamed": ("`outputs/csv_tables`", "outputs/csv_tables"),
    "a file that moved": ("`src/gongkai/concepts.yml`", "src/gongkai/concepts.yml"),
    "a file that is gone": ("`bounds.py`", "bounds.py"),
    "a module that moved": ("`gongkai.render.frame`", "gongkai.render.frame"),
    "a folder in a picture": ("```text\nimporters/   readers\n```", "importers/"),
    "a component that is gone": ("`html/components/<name>/look.css`", "html/components/<name>/look.css"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_there_is_found(what: str) -> None:
    text, name = WRONG[what]
    assert unknown(text) == [name]


def test_the_picture_of_the_layers_is_the_one_that_is_kept() -> None:
    (picture,) = (block["code"] for block in blocks(TEXTS["ARCHITECTURE.md"], "text") if "problems  files" in block["code"])
    shown = [set(re.match(r"\d  (\S+(?:  ?\S+)*)", line)[1].split()) for line in reversed(picture.splitlines())]  # type: ignore[index]
    assert shown == [{room for room in rooms if not room.startswith("__")} for rooms in FLOORS]


def faults_of_decision(text: str, numbers: set[str]) -> Iterator[str]:
    """A decision is replaced or amended in one line below its title, by another one that is there."""
    lines = text.splitlines()
    tops = [number for number, line in enumerate(lines) if re.match(r"\W*(Replaced|Amended|Superseded)\b", line)]
    for number in tops:
        match = REPLACED.fullmatch(lines[number])
        if match is None or number not in (2, 3):
            yield f"line {number + 1}: {lines[number]}"
        elif match[2] not in numbers:
            yield f"line {number + 1}: no decision {match[2]}"


def numbers() -> set[str]:
    return {path.name[:4] for path in DECISIONS}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_that_no_longer_holds_says_which_one_does(decision: Path) -> None:
    assert list(faults_of_decision(decision.read_text("utf-8"), numbers())) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Replaced by 0099.", "line 3: no decision 0099"),
        ("Superseded by 0013.", "line 3: Superseded by 0013."),
        ("Amended by 0013", "line 3: Amended by 0013"),
        ("Amended by 0013: the switch is another.", None),
        ("Replaced by 0013.", None),
    ],
)
def test_a_line_that_leads_nowhere_is_found(line: str, fault: str | None) -> None:
    assert list(faults_of_decision(f"# 0001 — A title\n\n{line}\n\nText.", {"0001", "0013"})) == ([fault] if fault else [])
