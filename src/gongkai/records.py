"""Lists of flat records in YAML, read as `source` reads them but twenty times as fast.

Where every line is written the plain way (a name, a colon, one text), the lines are read by one pattern; one line written in
any other way sends the whole file to `source`, which is the reference, and says what is wrong. Both give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.source import NOTHING, Items, Node, Scalar, Table, parse_yaml, read_text, surprise

RULE = "record"
Text = str | None
"""None when nothing was written."""
Value = Text | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands, and with it each of its values; a record read the plain way need not remember every place.

    `names` in the order of the lines; `steps` says how many lines below the first each stands, None: one a line. `columns` is
    the column of each value where it does not follow from the name; `indent` is the column of the names, less one.
    """

    file: str
    line: int
    indent: int = 0
    names: tuple[str, ...] = ()
    steps: tuple[int, ...] | None = None
    columns: tuple[int, ...] | None = None

    @property
    def position(self) -> Position:
        return Position(self.file, self.line, self.indent + 1)

    def of(self, name: str) -> Position:
        """The value of that name; the record itself when it says nothing of it."""
        if name not in self.names:
            return self.position
        number = self.names.index(name)
        step = number if self.steps is None else self.steps[number]
        column = self.indent + len(name) + 3 if self.columns is None else self.columns[number]
        return Position(self.file, self.line + step, column)


@dataclass(frozen=True, slots=True)
class Record:
    """Names and texts that belong together."""

    values: Mapping[str, Value]
    place: Place


@dataclass(frozen=True, slots=True)
class Records:
    """A file: what it says of itself, its named groups, and one list of records."""

    head: Record
    groups: Mapping[str, Record]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The name of the list, and of the groups that may stand before it."""

    list: str
    groups: tuple[str, ...] = ()


def read_records(path: Path, layout: Layout) -> tuple[Records | None, list[Problem]]:
    """The records of a file; None when it cannot be read. Every surprise is a problem with its place."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    found, more = parse_records(text, shown(path), layout)
    return found, problems + more


def parse_records(text: str, file: str, layout: Layout) -> tuple[Records | None, list[Problem]]:
    plain = plainly(text, file, layout)
    return (plain, []) if plain else thoroughly(text, file, layout)


# ---- The plain way

NAME = r"[a-z_]{1,40}|[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）]{0,40}"
# Text without quotes: it begins with no mark of YAML's, holds no “: ” and no “ #”, and ends with neither space nor colon.
BARE = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`~=<][^\n:#]*(?:(?::(?=[^\s])|(?<=[^\s])#)[^\n:#]*)*(?<![ ])"""
QUOTED = r"'((?:[^'\n]|'')*)'"
WORD = r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff（）、/-]*"
LISTED = rf"\[({WORD}(?:, {WORD})*)\]"


def line_pattern(lead: str, indent: int) -> re.Pattern[str]:
    """Lead, name, then one of: bare text, quoted text, listed words, a block of lines that stand deeper. Or a remark, or nothing.

    A remark stands no deeper than the names: deeper it could belong to a block.
    """
    deeper = rf" {{{indent + 2}}}[^ \n][^\n]*"
    block = rf"\|-\n({deeper}(?:\n{deeper})*)"
    remark = rf" {{0,{indent}}}(?:#[^\n]*)?"
    return re.compile(rf"^(?:({lead})({NAME}): (?:({BARE})|{QUOTED}|{LISTED}|{block})|{remark})$", re.MULTILINE)


HEAD = line_pattern("", 0)
GROUPED = line_pattern("  ", 2)
IN_LIST = line_pattern("  - |    ", 4)
Line = tuple[str, str, str, str, str, str]


def plainly(text: str, file: str, layout: Layout) -> Records | None:
    """None when one line is not written the plain way."""
    if "\t" in text:
        return None
    head, opening, rest = f"\n{text}".partition(f"\n{layout.list}:\n")
    if not opening:
        return None
    top, *grouped = re.split(rf"\n({'|'.join(layout.groups) or '(?!)'}):(?=\n)", head)
    line = top.count("\n") + 1
    own = single(top[1:], HEAD, file, 1)
    groups: dict[str, Record] = {}
    for name, body in zip(grouped[::2], grouped[1::2], strict=True):
        group = single(body[1:], GROUPED, file, line + 1)
        if group is None or not group.values or name in groups:
            return None
        groups[name] = group
        line += body.count("\n") + 1
    records = several(rest.removesuffix("\n"), file, line + 1)
    if own is None or records is None or own.values.keys() & {layout.list, *layout.groups}:
        return None
    if not own.values:
        first = head[1:].split("\n") if grouped else []
        number = next((number for number, said in enumerate(first, 1) if re.match(NAME, said)), line)
        own = Record({}, Place(file, number))
    return Records(own, groups, records)


def lines_of(chunk: str, pattern: re.Pattern[str]) -> list[Line] | None:
    """Every line as the pattern takes it apart; None when it does not fit every line."""
    found: list[Line] = pattern.findall(chunk)
    taken = len(found) + sum(line[5].count("\n") + 1 for line in found if line[5])
    return found if taken == chunk.count("\n") + 1 else None


def single(chunk: str, pattern: re.Pattern[str], file: str, first: int) -> Record | None:
    """Lines that are one record."""
    lines = lines_of(chunk, pattern)
    if lines is None:
        return None
    found = gathered(lines, Place(file, first, 2 if pattern is GROUPED else 0), "")
    return None if found is None else found[0] if found else Record({}, Place(file, first))


def several(chunk: str, file: str, first: int) -> tuple[Record, ...] | None:
    """Lines of which each that begins with a dash begins a record."""
    lines = lines_of(chunk, IN_LIST)
    found = None if lines is None or not chunk else gathered(lines, Place(file, first, 4), "  - ")
    return tuple(found) if found else None


def gathered(lines: list[Line], start: Place, lead: str) -> list[Record] | None:
    """Records of the lines, the first of which stands at `start`. `lead` begins each record; empty: all lines are one."""
    records: list[Record] = []
    values: dict[str, Value] = {}
    steps: list[int] = []
    number = first = start.line
    for begins, name, bare, quoted, listed, block in lines:
        if not name:
            number += 1
            continue
        if (begins == lead) if lead else not steps:
            if steps:
                records.append(record(values, steps, Place(start.file, first, start.indent)))
            values, steps, first = {}, [], number
        elif not steps:
            return None  # the list does not begin with a dash
        if bare:
            if (bare < "\u3001" or bare >= "\uff00") and is_surprising(bare):
                return None
            values[name] = bare
        else:
            value = unwrapped(quoted, listed, block, start.indent)
            if value is None:
                return None
            values[name] = value
        steps.append(number - first)
        if len(values) != len(steps):
            return None  # a name written twice
        number += block.count("\n") + 2 if block else 1
    return [*records, record(values, steps, Place(start.file, first, start.indent))] if steps else records


def unwrapped(quoted: str, listed: str, block: str, indent: int) -> Value:
    """The text of a value that is not bare; None when a word of a list would surprise."""
    if listed:
        words = tuple(listed.split(", "))
        return None if any(map(is_surprising, words)) else words
    if block:
        return block[indent + 2 :].replace("\n" + " " * (indent + 2), "\n")
    return quoted.replace("''", "'")


@lru_cache(maxsize=65536)
def is_surprising(text: str) -> bool:
    return text in NOTHING or bool(surprise(text))


def record(values: dict[str, Value], steps: list[int], start: Place) -> Record:
    names = known_names(tuple(values))
    in_a_row = steps[-1] == len(steps) - 1
    return Record(values, Place(start.file, start.line, start.indent, names, None if in_a_row else tuple(steps)))


NAMES: dict[tuple[str, ...], tuple[str, ...]] = {}


def known_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same tuple for the same names: most records of a file say the same things."""
    return NAMES.setdefault(names, names)


# ---- The thorough way


def thoroughly(text: str, file: str, layout: Layout) -> tuple[Records | None, list[Problem]]:
    node, problems = parse_yaml(text, file)
    if node is None:
        return None, problems
    if not isinstance(node, Table):
        return None, [*problems, Problem(node.position, RULE, "这里应是“名称: 内容”")]
    taker = Taker(problems)
    special = (layout.list, *layout.groups)
    own = taker.record(Table({k: v for k, v in node.entries.items() if k not in special}, node.keys, node.position))
    groups = {name: taker.group(node.entries[name], name) for name in layout.groups if name in node.entries}
    listed = node.entries.get(layout.list)
    records = taker.records(listed, layout.list) if listed else ()
    return Records(own, {name: group for name, group in groups.items() if group}, records), taker.problems


class Taker:
    """Takes records out of what `source` read, collecting what is none."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def records(self, node: Node, name: str) -> tuple[Record, ...]:
        if isinstance(node, Scalar) and node.value is None:
            return ()
        if not isinstance(node, Items):
            self.problems.append(Problem(node.position, RULE, f"“{name}”应是列表，每项以“- ”开头"))
            return ()
        found = (self.group(item, "每一项") for item in node.items)
        return tuple(record for record in found if record)

    def group(self, node: Node, name: str) -> Record | None:
        if isinstance(node, Table):
            return self.record(node)
        self.problems.append(Problem(node.position, RULE, f"“{name}”应是一组“名称: 内容”"))
        return None

    def record(self, table: Table) -> Record:
        values = {name: self.value(node, name) for name, node in table.entries.items()}
        places = [node.position for node in table.entries.values()]
        line = table.position.line
        steps, columns = (tuple(p.line - line for p in places), tuple(p.column for p in places))
        indent = table.position.column - 1
        return Record(values, Place(table.position.file, line, indent, known_names(tuple(values)), steps, columns))

    def value(self, node: Node, name: str) -> Value:
        if isinstance(node, Scalar):
            return None if node.value is None else node.text
        if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self.problems.append(Problem(node.position, RULE, f"“{name}”应是文字"))
        return None


def texts(values: Sequence[str] | Text) -> tuple[str, ...]:
    """A value as a list, whether one text or several were written."""
    return () if values is None else (values,) if isinstance(values, str) else tuple(values)
