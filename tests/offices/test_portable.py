"""What the program's text must not say if it is to run on Windows: read from the syntax tree of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices.as_on_windows import MODULES

SOURCE = Path(__file__).parents[2] / "src" / "gongkai"
LATE = MODULES | {"ctypes"}  # may be imported where it is used, if something stands in for it
CALLS = {"fork", "symlink", "sync", "symlink_to", "mkfifo", "getuid", "sched_getaffinity", "sched_setaffinity", "kill", "killpg"}
KNOWN = {
    "publish/layout.py": {"symlink_to"},  # the server's part
    "build/processes.py": {"sched_getaffinity"},  # asked for first
    "desk/documents.py": {"kill"},  # a program's own, which Windows has
    "drawn/office.py": {"kill", "killpg"},  # likewise, and asked for first
}
TEXTUAL = {"read_text": 0, "write_text": 1, "open": 1, "TextIOWrapper": 1}  # where the encoding stands among what is given


def faults(name: str, text: str) -> Iterator[str]:
    """A line each: `files.py:8: …`."""
    tree = ast.parse(text)
    late = {id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)}
    for node in ast.walk(tree):
        fault = imported(node) if id(node) not in late else ""
        fault = fault or called(node, KNOWN.get(name, set()))
        if fault:
            yield f"{name}:{node.lineno}: {fault}"  # type: ignore[attr-defined]


def imported(node: ast.AST) -> str:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
    found = [name for name in names if name.partition(".")[0] in LATE]
    return f"imports {found[0]} where every command would need it" if found else ""


def called(node: ast.AST, known: set[str]) -> str:
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Attribute, ast.Name)):
        return ""
    word = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
    if word in CALLS - known:
        return f"calls {word}, which Windows has not"
    return without_encoding(word, node) or without_line_ends(word, node)


def without_encoding(word: str, node: ast.Call) -> str:
    """A file read or written as text in whatever encoding the system has."""
    given = {keyword.arg for keyword in node.keywords}
    if word in ("run", "Popen") and given & {"text", "universal_newlines"} and "encoding" not in given:
        return f"{word} without an encoding"
    if word not in TEXTUAL or "encoding" in given or is_binary(word, node):
        return ""
    own = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
    return "" if own or len(node.args) > TEXTUAL[word] else f"{word} without an encoding"


def is_binary(word: str, node: ast.Call) -> bool:
    """`open` of a zip or of a path in a binary mode; of an archive it has no mode at all."""
    if word != "open":
        return False
    modes = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return not any(set(mode) <= set("rwax+t") for mode in modes)


def without_line_ends(word: str, node: ast.Call) -> str:
    """Text is written with the same line ends on every system."""
    ends = "newline" in {keyword.arg for keyword in node.keywords}
    return "write_text without line ends" if word == "write_text" and not ends else ""


def test_no_module_needs_what_windows_has_not() -> None:
    modules = ((file.relative_to(SOURCE).as_posix(), file.read_text("utf-8")) for file in sorted(SOURCE.rglob("*.py")))
    assert [fault for name, text in modules for fault in faults(name, text)] == []


PLANTED = {
    "import fcntl": "imports fcntl where every command would need it",
    "from ctypes import CDLL": "imports ctypes where every command would need it",
    "if True:\n    import resource": "imports resource where every command would need it",
    "def f():\n    os.fork()": "calls fork, which Windows has not",
    "path.symlink_to(x)": "calls symlink_to, which Windows has not",
    "path.read_text()": "read_text without an encoding",
    "path.write_text(x, newline='')": "write_text without an encoding",
    "path.write_text(x, 'utf-8')": "write_text without line ends",
    "path.open('w')": "open without an encoding",
    "run(x, text=True)": "run without an encoding",
}


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_fault_is_found(text: str) -> None:
    assert [fault.partition(": ")[2] for fault in faults("a.py", text)] == [PLANTED[text]]


FINE = (
    "def f():\n    import fcntl",
    "path.read_text('utf-8')",
    "path.write_text(x, 'utf-8', newline='\\n')",
    "path.open('rb')",
    "os.open(path, flags)",
    "archive.open(name)",
    "run(x, capture_output=True, encoding='utf-8')",
)


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine_is_not_found(text: str) -> None:
    assert list(faults("a.py", text)) == []
