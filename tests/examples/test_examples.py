"""What the documents show is done: each command is run as it stands, and prints what the document says it prints."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.programs_present import ALSO_FOR_THE_AUDIT, NEEDED
from tests.sampling import first_of_each
from tests.site.kept import SOURCES, kept

from .commands import command_called
from .examples import DOCUMENTS, ROOT, Example, Typed, blocks, code_of, examples, findings, line_of, parts_of, program
from .office import AROUND, PREPARATIONS, enter, make_office, run

HOW: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "examples.yml").read_text("utf-8"))
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
PROGRAMS = frozenset({begins.split()[0] for begins in HOW["run"]} | set(HOW["named"]))
# `gongkai deploy` takes its folder out of the package.
ROOTS = (ROOT, ROOT / "src/gongkai/publish")
MODULES_OF_PYTHON = {"pip", "venv"}
FILE = re.compile(r"(?![-./])[\w.-]+(/[\w.-]+)+|[\w-]+\.(txt|md|py|yml|toml|conf|json)")


def longest(command: str, table: dict[str, Any]) -> Any:
    """What the table says of the longest beginning of the command."""
    fitting = [begins for begins in table if f"{program(command)} ".startswith(f"{begins} ")]
    return table[max(fitting, key=len)] if fitting else None


def is_run(command: str) -> bool:
    """Each part is of a program that is run; a command of which an essential word is left out is only spoken of."""
    known = dict.fromkeys(HOW["named"], False) | dict.fromkeys(HOW["run"], True)
    return all(longest(part, known) for part in parts_of(command)) and not only_named(command)


def only_named(command: str) -> bool:
    words = [program(word) for word in command.split()]
    known = command_called(words)
    if known is None or len(words) > len(known.words):
        return False
    return bool(known.subcommands) or any(action.required for action in known.parser._actions)


def all_examples() -> Iterator[Example]:
    """Each example once, at the first place that shows it."""
    seen = set()
    for name, text in TEXTS.items():
        for example in examples(name, text, PROGRAMS):
            if example.typed not in seen:
                seen.add(example.typed)
                yield example


EXAMPLES = tuple(all_examples())
RUN = [example for example in EXAMPLES if any(is_run(typed.command) for typed in example.typed)]
SHOWN = [(name, found) for name, text in TEXTS.items() for found in findings(text)]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    built = kept("office", lambda folder: make_office(folder / "office"), (*SOURCES, *AROUND, "tests/examples/office.py"))
    shutil.copytree(built / "office", tmp_path / "office", symlinks=True)
    enter(tmp_path / "office")
    return tmp_path / "office"


def what_it_calls(example: Example) -> tuple[str, ...]:
    """The programs or commands of its lines, without what is said to them."""
    return tuple(called(typed.command) for typed in example.typed if is_run(typed.command))


def called(command: str) -> str:
    words = [program(word) for word in command.split()]
    known = command_called(words)
    return known.name if known and len(known.words) > 1 else longest(command, {begins: begins for begins in HOW["run"]})


@pytest.mark.parametrize(
    "example", first_of_each(RUN, what_it_calls), ids=lambda example: f"{example.place} {example.typed[0].command}"
)
def test_an_example_does_what_it_says(example: Example, office: Path) -> None:
    for typed in example.typed:
        if is_run(typed.command):
            try_out(typed, office)


def try_out(typed: Typed, office: Path) -> None:
    folder = office
    for name in longest(typed.command, HOW["before"]) or ():
        folder = PREPARATIONS[name](office) or folder
    done = run(here(typed.command), folder, office, fonts=longest(typed.command, dict.fromkeys(HOW["fonts"], True)) is True)
    assert done.returncode == (longest(typed.command, HOW["exit"]) or 0), f"{typed.command}\n{done.stdout}"
    if typed.output is not None:
        assert done.stdout.splitlines() == [*map(here, typed.output)], typed.command


def here(command: str) -> str:
    """With what stands for something else on this machine."""
    for word, instead in HOW["words"].items():
        command = re.sub(rf"(?<![\w/]){re.escape(word)}(?!\w)", instead, command)
    return command


@pytest.mark.parametrize(("document", "finding"), SHOWN, ids=lambda part: part if isinstance(part, str) else part[0])
def test_a_finding_that_is_shown_is_found_there(document: str, finding: re.Match[str], office: Path) -> None:
    """The line says what was typed and where: it is typed there, and `gongkai check` has to print just this line."""
    file = office / finding["file"]
    lines = file.read_text("utf-8").splitlines(keepends=True)
    number, column = int(finding["line"]) - 1, int(finding["column"]) - 1
    lines[number] = lines[number][:column] + re.sub(r"^[^\s,}]+", finding["typed"], lines[number][column:])
    file.write_text("".join(lines), "utf-8")
    assert finding[0] in run("gongkai check", office, office).stdout.splitlines()


def test_the_documents_have_examples_of_each_kind() -> None:
    assert len(RUN) > 40
    assert SHOWN
    assert any(typed.output for example in RUN for typed in example.typed)


def unknown(example: Example) -> Iterator[str]:
    """What an example names and the tree does not have, a line each."""
    for typed in example.typed:
        for part in parts_of(typed.command):
            if (name := part.split()[0]) not in PROGRAMS:
                yield f"{example.place}: {name} is neither run nor named in examples.yml"
        yield from (f"{example.place}: {fault}" for fault in missing(typed.command))


def missing(command: str) -> Iterator[str]:
    words = [program(word.replace("$PWD/", "")) for word in shlex.split(command)]
    first = words[0]
    if first == "gongkai" and (known := command_called(words)) and known.words == ("gongkai",) and words[1][0] != "-":
        yield f"no command {words[1]}"
    if first == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        yield from (f"no target {word}" for word in words[1:] if "=" not in word and word not in targets)
    if first in ("apt", "apt-get"):
        packages = {**NEEDED, **ALSO_FOR_THE_AUDIT}
        yield from (
            f"no package {word} in programs_present.py" for word in words[2:] if not word.startswith("-") and word not in packages
        )
    if "-m" in words and first.startswith("python"):
        module = words[words.index("-m") + 1]
        if module not in MODULES_OF_PYTHON and not any(
            (ROOT / module.replace(".", "/")).parent.glob(f"{module.split('.')[-1]}*")
        ):
            yield f"no module {module}"
    if first in HOW["named"]:
        yield from (
            f"no file {word}" for word in words[1:] if FILE.fullmatch(word) and not any((root / word).exists() for root in ROOTS)
        )


def test_what_the_examples_name_is_there() -> None:
    assert [fault for example in EXAMPLES for fault in unknown(example)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_data_that_is_shown_can_be_read(name: str) -> None:
    for block in blocks(TEXTS[name], "yaml"):
        assert yaml.safe_load("\n".join(code_of(block))), f"{name}:{line_of(TEXTS[name], block)}"


WRONG = {
    "a program that nobody knows": ("frobnicate --all", "x:1: frobnicate is neither run nor named in examples.yml"),
    "a command that does not exist": ("gongkai chek", "x:1: no command chek"),
    "a target that does not exist": ("make sites", "x:1: no target sites"),
    "a file that does not exist": ("pip install -r requirements-all.txt", "x:1: no file requirements-all.txt"),
    "a folder that does not exist": ("npm ci --prefix tests/nodes", "x:1: no file tests/nodes"),
    "a package that the tests do not need": ("apt install nginx", "x:1: no package nginx in programs_present.py"),
    "a module that does not exist": ("python -m tests.site.measured", "x:1: no module tests.site.measured"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_there_is_found(what: str) -> None:
    command, fault = WRONG[what]
    (example,) = examples("x", f"```\n{command}\n```\n", PROGRAMS)
    assert list(unknown(example)) == [fault]


def test_another_output_and_another_exit_code_are_found(office: Path) -> None:
    try_out(Typed("gongkai --version", ("0.1.0",)), office)
    with pytest.raises(AssertionError):
        try_out(Typed("gongkai --version", ("0.1.1",)), office)
    with pytest.raises(AssertionError):
        try_out(Typed("gongkai check nowhere"), office)
