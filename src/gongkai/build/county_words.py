"""A county's own `macros/`: what it adds to the words an author may write, and what is wrong in it, said to the office."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from gongkai.problems import Position, Problem, one_line, shown
from gongkai.source.text import shortened

RULE = "macros"
MACROS = "macros"  # in the county's folder
MODULE = "gongkai_county_macros"  # what the folder is imported as; its files may import each other
Define = Callable[[Any], None]


class CountyWordsError(Exception):
    """The county's program cannot be run; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def defined_in(folder: Path) -> Define | None:
    """The county's `define_env`, whose mistakes are told like the file's own; None where it has none."""
    file = folder / "__init__.py"
    if not file.is_file():
        return None
    try:
        define: Define | None = getattr(imported(file), "define_env", None)
    except Exception as error:
        raise CountyWordsError(problem_of(error, file)) from error

    def run(words: Any) -> None:
        assert define
        try:
            define(words)
        except Exception as error:
            raise CountyWordsError(problem_of(error, file)) from error

    return run if define else None


def imported(file: Path) -> ModuleType:
    spec = spec_from_file_location(MODULE, file, submodule_search_locations=[str(file.parent)])
    assert spec
    assert spec.loader
    for name in [name for name in sys.modules if f"{name}.".startswith(f"{MODULE}.")]:
        del sys.modules[name]  # of another county, or as it was before it was changed
    module = sys.modules[MODULE] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wrong_syntax(folder: Path) -> Iterator[Problem]:
    """Of every file that is no Python. Nothing in them is run."""
    for file in sorted(folder.rglob("*.py")):
        try:
            compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            yield problem_of(error, file)


def problem_of(error: BaseException, file: Path) -> Problem:
    """The place in the county's own program where it went wrong; what Python says of it stays in Python's words."""
    said = one_line(shortened(getattr(error, "msg", None) or str(error)))
    if isinstance(error, SyntaxError):
        place = Position(shown(Path(error.filename or file)), error.lineno or 1, error.offset or 1)
        return Problem(place, RULE, f"这里不是合乎语法的 Python：{said}")
    # Python names a file from the root of the disk, wherever it was called from.
    own = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(file.parent.absolute())]
    place = Position(shown(Path(own[-1].filename)), own[-1].lineno or 1, 1) if own else Position(shown(file))
    return Problem(place, RULE, f"运行到这里出错：{type(error).__name__}: {said}")
