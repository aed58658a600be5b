"""Rooms import only from their own floor or below, and nothing in src/ knows a site generator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "gongkai"

FLOORS = (
    {"__init__", "problems", "files", "source"},
    {"county", "statute"},
    {"collection", "reports", "catalogue", "tables"},
    {"checks", "html", "search"},
    {"downloads", "imports"},
    {"build", "archive", "publish", "province"},
    {"cli", "__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
STRANGERS = (
    {"checks", "html"},
    {"checks", "search"},
    {"html", "search"},
    {"downloads", "imports"},
    {"publish", "downloads"},
    {"publish", "imports"},
    {"archive", "imports"},
    {"archive", "publish"},
)  # neither knows the other
GENERATORS = {"mkdocs", "material", "properdocs", "mkdocs_macros"}


def faults(package: Path) -> Iterator[str]:
    """What breaks the plan of the house, a line each: `checks/dates.py:9: …`."""
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package).as_posix()
        room = place.split("/")[0].removesuffix(".py")
        if room not in FLOOR:
            yield f"{place}: belongs to no room"
            continue
        for line, module in imported(file, package):
            if fault := forbidden(room, module, package.name):
                yield f"{place}:{line}: {fault}"


def imported(file: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Every imported module by its full name, with the line; wherever the import stands in the file."""
    inside = (package.name, *file.relative_to(package).parent.parts)
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join((*start, *([node.module] if node.module else [])))
            names = [f"{module}.{alias.name}" for alias in node.names] if module == package.name else [module]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Call) and (name := imported_by_call(node)):
            yield node.lineno, name


def imported_by_call(node: ast.Call) -> str:
    """`import_module("…")` and `__import__("…")`."""
    word = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0] if node.args else None
    found = word in ("import_module", "__import__") and isinstance(first, ast.Constant)
    return str(first.value) if found and isinstance(first, ast.Constant) else ""


def forbidden(room: str, module: str, package: str) -> str:
    """Why `room` may not import that module; empty when it may."""
    top, *rest = module.split(".")
    if top in GENERATORS:
        return f"imports {top}, a site generator"
    if top != package:
        return ""
    other = rest[0] if rest and rest[0] in FLOOR else "__init__"
    if FLOOR[other] > FLOOR[room]:
        return f"{room} imports {other}, which stands above it"
    if room != other and any({room, other} == pair for pair in STRANGERS):
        return f"{room} imports {other}; neither should know the other"
    return ""


def test_the_house_is_built_to_plan() -> None:
    assert list(faults(SOURCE)) == []


def test_every_room_that_stands_alone_is_there() -> None:
    rooms = {entry.stem for entry in SOURCE.iterdir() if entry.suffix == ".py" or any(entry.glob("*.py"))}
    assert set(FLOOR) - rooms == set()


PLANTED = {
    "upward": (
        "problems.py",
        "from gongkai.reports.report import Report",
        "problems.py:1: problems imports reports, which stands above it",
    ),
    "upward by `from gongkai import`": (
        "statute/labels.py",
        "from gongkai import cli",
        "statute/labels.py:1: statute imports cli, which stands above it",
    ),
    "upward by plain import": (
        "county/portal.py",
        "import gongkai.reports.report",
        "county/portal.py:1: county imports reports, which stands above it",
    ),
    "upward and relative": (
        "collection.py",
        "from .checks import rules",
        "collection.py:1: collection imports checks, which stands above it",
    ),
    "upward from a folder": (
        "checks/dates.py",
        "from ..cli import main",
        "checks/dates.py:1: checks imports cli, which stands above it",
    ),
    "inside a function": (
        "source/shapes.py",
        "def f():\n    import gongkai.checks",
        "source/shapes.py:2: source imports checks, which stands above it",
    ),
    "by a call": (
        "county/portal.py",
        "import importlib\nimportlib.import_module('gongkai.html')",
        "county/portal.py:2: county imports html, which stands above it",
    ),
    "checks know html": (
        "checks/a.py",
        "from gongkai.html.frame import x",
        "checks/a.py:1: checks imports html; neither should know the other",
    ),
    "html knows checks": (
        "html/a.py",
        "import gongkai.checks.dates",
        "html/a.py:1: html imports checks; neither should know the other",
    ),
    "search knows html": (
        "search/a.py",
        "from gongkai.html.frame import x",
        "search/a.py:1: search imports html; neither should know the other",
    ),
    "downloads know imports": (
        "downloads/a.py",
        "from gongkai import imports",
        "downloads/a.py:1: downloads imports imports; neither should know the other",
    ),
    "imports know downloads": (
        "imports/a.py",
        "from gongkai.downloads import x",
        "imports/a.py:1: imports imports downloads; neither should know the other",
    ),
    "a module without a room": ("utils.py", "", "utils.py: belongs to no room"),
    "a folder without a room": ("helpers/a.py", "", "helpers/a.py: belongs to no room"),
} | {
    f"{name}": ("cli.py", f"from {name}.x import y", f"cli.py:1: imports {name}, a site generator") for name in sorted(GENERATORS)
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_found(kind: str, tmp_path: Path) -> None:
    file, code, fault = PLANTED[kind]
    assert list(faults(planted(tmp_path, file, code))) == [fault]


PERMITTED = {
    "downward": ("checks/a.py", "from gongkai.reports.report import Report"),
    "beside it": ("reports.py", "from gongkai.reports.narrative import Narrative"),
    "inside its own room": ("html/a.py", "from gongkai.html.elements import heading\nfrom . import frame"),
    "the version": ("cli.py", "from gongkai import __version__"),
    "cli joins downloads and imports": ("cli.py", "from gongkai import downloads, imports"),
    "another library": ("downloads/a.py", "import materialize, mkdocs_like"),
}


@pytest.mark.parametrize("kind", PERMITTED)
def test_what_is_permitted_is_not_found(kind: str, tmp_path: Path) -> None:
    assert list(faults(planted(tmp_path, *PERMITTED[kind]))) == []


def planted(folder: Path, file: str, code: str) -> Path:
    """A package of one file."""
    target = folder / "gongkai" / file
    target.parent.mkdir(parents=True)
    target.write_text(code, "utf-8")
    return folder / "gongkai"
