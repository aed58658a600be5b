"""macros/ of a county that used mkdocs-macros: its own words kept, the package's registered as they are now."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from importlib.util import find_spec

from gongkai.problems import Position, Problem
from gongkai.setup.steps.step import Files

RULE = "upgrade"
FOLDER = "macros"
WORDS = f"{FOLDER}/__init__.py"
# What 0.1.0 wrote in every county's `define_env`; a county's own lines may stand before, between or after it.
DEFINED = re.compile(
    r"    words = Words\(county\(env\.conf\)\)\n"
    r"(?P<between>(?:.*\n)*?)"
    r"    env\.variables\[\"site\"\] = words\.site\n"
    r"    for word in PUBLIC:\n"
    r"        env\.macro\(getattr\(words, word\), word\)\n"
)
IMPORTED = re.compile(r"^from \.(?:county import county|words import Words)\n", re.MULTILINE)
PUBLIC = re.compile(r"\nPUBLIC = \(\n(?:    \"\w+\",\n)*\)\n")
REGISTER = "from gongkai.build.author_words import register_words\n"


def with_present_words(text: str) -> str:
    """The text of macros/__init__.py for the present version; empty where nothing of the package's is in it that can be told."""
    if not DEFINED.search(text):
        return ""
    text = DEFINED.sub(lambda found: f"    register_words(env)\n{found['between']}", text)
    if first := IMPORTED.search(text):
        text = f"{text[: first.start()]}{REGISTER}{text[first.end() :]}"
    text = IMPORTED.sub("", text)
    rest = PUBLIC.sub("", text)
    return text if re.search(r"\bPUBLIC\b", rest) else rest


def unusable_words(files: Files, unused: Collection[str]) -> Iterator[Problem]:
    """Where the county's own code asks for a module that is not there any more; `unused` are files that nothing reads."""
    for path in sorted(files if WORDS in files else ()):
        if path.startswith(f"{FOLDER}/") and path.endswith(".py") and path not in unused:
            for line, module in asked(files[path]):
                if is_gone(module, files, unused):
                    message = f"这里用到的“{module}”已经没有了；请先改好这一处，或把这个文件移开"
                    yield Problem(Position(path, line, 1), RULE, message)


def asked(code: bytes) -> Iterator[tuple[int, str]]:
    """The line and the module of each import; none of code that cannot be read."""
    try:
        nodes = [*ast.walk(ast.parse(code))]
    except (SyntaxError, ValueError):
        return
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{FOLDER}.{name}") for name in ([node.module] if node.module else names_of(node)))


def names_of(node: ast.ImportFrom) -> Iterator[str]:
    yield from (alias.name for alias in node.names)


def is_gone(module: str, files: Files, unused: Collection[str]) -> bool:
    top, *rest = module.split(".")
    if top == FOLDER and rest:
        own = {f"{FOLDER}/{rest[0]}.py", f"{FOLDER}/{rest[0]}/__init__.py"}
        return not own & (files.keys() - {*unused})
    if top != "gongkai":
        return False
    try:
        return find_spec(module) is None
    except ModuleNotFoundError:
        return True
