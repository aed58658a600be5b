"""Rooms import only from their own floor or below and in no circle; one of them, and no other, knows a site generator."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "gongkai"

FLOORS = (
    {"__init__", "problems", "files", "source", "drawn"},
    {"county", "statute"},
    {"collection", "reports", "catalogue", "documents", "tables"},
    {"checks", "html", "search"},
    {"downloads", "imports"},
    {"build", "archive", "publish", "province", "review", "setup", "measure", "editing", "outward", "forms"},
    {"desk"},
    {"cli", "mkdocs_plugin", "__main__"},
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
ADAPTER = "mkdocs_plugin"
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


def imported(file: Path, package: Path, *, whole: bool = False) -> Iterator[tuple[int, str]]:
    """Every imported module by its full name, with the line; wherever the import stands in the file.

    `whole`: with the names that are taken from it, which may be modules too.
    """
    inside = (package.name, *file.relative_to(package).parent.parts)
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join((*start, *([node.module] if node.module else [])))
            names = [f"{module}.{alias.name}" for alias in node.names] if whole or module == package.name else [module]
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
        return "" if room == ADAPTER else f"imports {top}, a site generator"
    if top != package:
        return ""
    if rest[:1] == [ADAPTER] and room != ADAPTER:
        return f"imports {ADAPTER}, which only a site generator calls"
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


# ---- Circles, and the size of things

LONGEST, LONGEST_ADAPTER, MOST_LOOSE = 400, 400, 5


def imports_of(package: Path) -> dict[str, set[str]]:
    """For every module the other modules of the package that it imports, wherever the import stands in it."""
    names = {name_of(file, package): file for file in package.rglob("*.py")}
    found: dict[str, set[str]] = {}
    for name, file in names.items():
        asked = (module for _, module in imported(file, package, whole=True))
        found[name] = {nearest for module in asked if (nearest := known_module(module, names)) and nearest != name}
    return found


def name_of(file: Path, package: Path) -> str:
    parts = (package.name, *file.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def known_module(module: str, names: Mapping[str, Path]) -> str:
    """The module itself, or the one that a name is taken from; empty where it is another library's."""
    while module and module not in names:
        module = module.rpartition(".")[0]
    return module


def circles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which leads to all others of its group (Tarjan's strongly connected components)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = lowest[module] = len(number)
        stack.append(module)
        for other in sorted(imports[module]):
            if other not in number:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], number[other])
        if lowest[module] == number[module]:
            place = stack.index(module)
            group, stack[place:] = stack[place:], []
            if len(group) > 1:
                found.append(sorted(group))

    for module in sorted(imports):
        if module not in number:
            visit(module)
    return found


def test_no_module_leads_back_to_itself() -> None:
    assert circles(imports_of(SOURCE)) == []


def test_a_circle_is_found_inside_a_room_too(tmp_path: Path) -> None:
    package = planted(tmp_path, "html/a.py", "from gongkai.html import b")
    (package / "html/b.py").write_text("def late():\n    from .c import x\n", "utf-8")
    (package / "html/c.py").write_text("import gongkai.html.a\n", "utf-8")
    assert circles(imports_of(package)) == [["gongkai.html.a", "gongkai.html.b", "gongkai.html.c"]]


def test_nothing_is_too_long_and_little_stands_loose() -> None:
    lengths = {file.relative_to(SOURCE).as_posix(): len(file.read_text("utf-8").splitlines()) for file in SOURCE.rglob("*.py")}
    assert [file for file, lines in lengths.items() if lines > LONGEST] == []
    assert sum(lines for file, lines in lengths.items() if file.startswith(f"{ADAPTER}/")) <= LONGEST_ADAPTER
    assert len([file for file in lengths if "/" not in file]) <= MOST_LOOSE


WITHOUT_GENERATOR = """
import importlib, pkgutil, sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "material", "properdocs", "mkdocs_macros"):
            raise ImportError(name)
sys.meta_path.insert(0, Nothing())
import gongkai
for module in pkgutil.walk_packages(gongkai.__path__, "gongkai.", onerror=print):
    if not module.name.startswith("gongkai.mkdocs_plugin") and module.name != "gongkai.__main__":
        importlib.import_module(module.name)
from gongkai.cli import main
sys.exit(main(["build", sys.argv[1], "--site", sys.argv[2]]))
"""


def test_a_site_is_built_where_no_generator_is_installed(tmp_path: Path) -> None:
    project = tmp_path / "county"
    shutil.copytree(SOURCE.parents[1] / "data", project / "data")
    shutil.copytree(SOURCE.parents[1] / "docs", project / "docs")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent), "GONGKAI_FONTS": "/nowhere"}
    command = [sys.executable, "-c", WITHOUT_GENERATOR, str(project), str(tmp_path / "site")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/zfxxgknb/2020/index.html").is_file()


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
    "the core calls the adapter": (
        "build/a.py",
        "from gongkai.mkdocs_plugin import plugin",
        "build/a.py:1: imports mkdocs_plugin, which only a site generator calls",
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
    "the adapter knows a site generator": ("mkdocs_plugin/a.py", "from mkdocs.plugins import BasePlugin"),
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
