"""The manual names every command and option of the program and no other; each help is in Chinese and has an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from .commands import Command, commands
from .examples import DOCUMENTS, ROOT

REFERENCE = "manual/docs/kaifa/mingling.md"
LINKED_FROM = ("README.md", "README.zh-CN.md")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
ALL = commands()
CALLED = tuple(command for command in ALL if len(command.words) > 1)


def sections(text: str) -> dict[str, str]:
    """What stands below each heading that names a command."""
    headings = list(re.finditer(r"^#{1,3} (.*)$", text, re.MULTILINE))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    return {h[1]: text[h.end() : end] for h, end in zip(headings, ends, strict=True) if h[1].startswith("gongkai ")}


def faults(text: str, known: tuple[Command, ...]) -> Iterator[str]:
    """Where the reference and the program differ, a line each."""
    written = sections(text)
    by_name = {command.name: command for command in known}
    yield from (f"{name}: 没有这一节" for name in by_name.keys() - written.keys())
    yield from (f"{name}: 没有这个命令" for name in written.keys() - by_name.keys())
    for name in sorted(by_name.keys() & written.keys()):
        yield from (f"{name}: {fault}" for fault in wrong(written[name], by_name[name]))


def wrong(section: str, command: Command) -> Iterator[str]:
    rows = "\n".join(re.findall(r"^\| .*$", section, re.MULTILINE))
    cells = {word for cell in re.findall(r"^\| ([^|]*) \|", section, re.MULTILINE) for word in re.findall(r"`([^`]*)`", cell)}
    yield from (f"没有写选项 {option}" for option in command.options if not any(cell.split()[0] == option for cell in cells))
    yield from (f"没有选项 {cell}" for cell in cells if cell.startswith("-") and cell.split()[0] not in command.options)
    yield from (f"没有写 {name}" for name in command.positionals if name not in cells)
    yield from values(rows, {**command.options, **command.positionals})
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)).replace("$ ", "").splitlines()
    yield from (f"没有这个例子：{line}" for line in command.examples if line not in blocks)
    if "退出码：" not in section:
        yield "没有写退出码"


def values(rows: str, choices: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each value that may be chosen, after its option or alone in the row of what is written in order."""
    for name, known in choices.items():
        shown = {f"{name} {value}" if name.startswith("-") else value: value for value in known}
        yield from (f"{name} 没有写 {value}" for words, value in shown.items() if f"`{words}`" not in rows)


def test_the_reference_and_the_program_say_the_same() -> None:
    assert list(faults((ROOT / REFERENCE).read_text("utf-8"), CALLED)) == []


@pytest.mark.parametrize("readme", LINKED_FROM)
def test_the_readmes_lead_to_it(readme: str) -> None:
    assert f"]({REFERENCE})" in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_names_an_option_that_does_not_exist(document: str) -> None:
    known = {option for command in ALL for option in command.options} | {"--help"}
    text = (ROOT / document).read_text("utf-8")
    named = {
        option
        for code in re.findall(r"`([^`\n]*)`", text)
        if code.startswith(("gongkai ", "--"))
        for option in OPTION.findall(code)
    }
    assert named - known == set()


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_the_help_is_chinese_and_has_examples_of_the_command(command: Command) -> None:
    help = command.parser.format_help()
    assert help.startswith(f"写法：{command.name} ")
    assert command.examples
    assert all(example.startswith(command.name) for example in command.examples)
    for action in command.parser._actions:
        assert re.search(r"[\u4e00-\u9fff]", str(action.help or action.metavar)) or action.choices, action


BROKEN = {
    "an option that is not documented": (r"^\| `--release` .*\n", "", "gongkai check: 没有写选项 --release"),
    "an option that does not exist": ("`--release`", "`--fast`", "gongkai check: 没有选项 --fast"),
    "a value that is not documented": ("、`--format github`", "", "gongkai check: --format 没有写 github"),
    "a kind of file that is not documented": ("、`xlsx`、`json`", "、`json`", "gongkai export: 格式 没有写 xlsx"),
    "a command that is not documented": (r"^### gongkai catalogue keep$", "### 留存", "gongkai catalogue keep: 没有这一节"),
    "a command that does not exist": (r"^## gongkai schemas$", "## gongkai schema", "gongkai schema: 没有这个命令"),
    "an argument that is not documented": (r"^\| `机构代号` .*\n", "", "gongkai new: 没有写 机构代号"),
    "an example of the help that is not shown": (r"^\$ gongkai catalogue number\n", "", "gongkai catalogue number: 没有这个例子：gongkai catalogue number"),
    "no exit code": ("退出码：有一处不符是 1。", "", "gongkai verify: 没有写退出码"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_difference_is_found(what: str) -> None:
    pattern, instead, fault = BROKEN[what]
    text, changes = re.subn(pattern, instead, (ROOT / REFERENCE).read_text("utf-8"), flags=re.MULTILINE)
    assert changes
    assert fault in list(faults(text, CALLED))
