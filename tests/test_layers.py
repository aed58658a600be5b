"""Rooms import only from their own floor or below, and nothing in src/ knows a site generator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "gongkai"

FLOORS = (
    {"__init__", "problems", "labels", "outline", "source", "records", "durable", "cycles"},
    {"formats", "column", "shapes", "bounds", "days", "concepts"},
    {
        *("envelope", "narrative", "site", "reports", "addresses", "catalogue", "collection"),
        *("publication", "history", "rollup", "accessibility", "ledger", "redirects", "county_record"),
        *("statements", "seals", "announcements"),
    },
    {"checks", "render", "search"},
    {"outputs", "importers", "publishing", "archive", "pages"},
    {"cli", "__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
STRANGERS = (
    {"checks", "render"},
    {"checks", "search"},
    {"render", "search"},
    {"outputs", "importers"},
    {"publishing", "outputs"},
    {"publishing", "importers"},
    {"archive", "importers"},
    {"archive", "publishing"},
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
    "upward": ("source.py", "from gongkai.reports import Report", "source.py:1: source imports reports, which stands above it"),
    "upward by `from gongkai import`": (
        "labels.py",
        "from gongkai import cli",
        "labels.py:1: labels imports cli, which stands above it",
    ),
    "upward by plain import": ("formats.py", "import gongkai.site", "formats.py:1: formats imports site, which stands above it"),
    "upward and relative": ("formats.py", "from .site import Site", "formats.py:1: formats imports site, which stands above it"),
    "upward from a folder": (
        "checks/dates.py",
        "from ..cli import main",
        "checks/dates.py:1: checks imports cli, which stands above it",
    ),
    "inside a function": (
        "shapes.py",
        "def f():\n    import gongkai.checks",
        "shapes.py:2: shapes imports checks, which stands above it",
    ),
    "by a call": (
        "site.py",
        "import importlib\nimportlib.import_module('gongkai.render')",
        "site.py:2: site imports render, which stands above it",
    ),
    "checks know render": (
        "checks/a.py",
        "from gongkai.render.page import x",
        "checks/a.py:1: checks imports render; neither should know the other",
    ),
    "render knows checks": (
        "render/a.py",
        "import gongkai.checks.dates",
        "render/a.py:1: render imports checks; neither should know the other",
    ),
    "search knows render": (
        "search/a.py",
        "from gongkai.render.page import x",
        "search/a.py:1: search imports render; neither should know the other",
    ),
    "outputs know importers": (
        "outputs/a.py",
        "from gongkai import importers",
        "outputs/a.py:1: outputs imports importers; neither should know the other",
    ),
    "importers know outputs": (
        "importers/a.py",
        "from gongkai.outputs import x",
        "importers/a.py:1: importers imports outputs; neither should know the other",
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
    "downward": ("checks/a.py", "from gongkai.reports import Report"),
    "beside it": ("reports.py", "from gongkai.narrative import Narrative"),
    "inside its own room": ("render/a.py", "from gongkai.render.numbers import printed\nfrom . import page"),
    "the version": ("cli.py", "from gongkai import __version__"),
    "cli joins outputs and importers": ("cli.py", "from gongkai import importers, outputs"),
    "another library": ("outputs/a.py", "import materialize, mkdocs_like"),
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
