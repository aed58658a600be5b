"""Lists of flat records in YAML, read as `source` reads them but twenty times as fast.

Where every line is written the plain way (a name, a colon, one text), the lines are read by one pattern; one line written in
any other way sends the whole file to `source`, which is the reference, and says what is wrong. Both give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, repeat
from pathlib import Path
from typing import NamedTuple

from gongkai.problems import Position, Problem, shown
from gongkai.source.nodes import Items, Node, Scalar, Table
from gongkai.source.reference import NOTHING, parse_yaml, surprise
from gongkai.source.text import read_text

RULE = "record"
Text = str | None
"""None when nothing was written."""
Value = Text | tuple[str, ...]


class SourceSpan(NamedTuple):
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

    def position_of(self, name: str) -> Position:
        """The value of that name; the record itself when it says nothing of it."""
        if name not in self.names:
            return self.position
        number = self.names.index(name)
        step = number if self.steps is None else self.steps[number]
        column = self.indent + len(name) + 3 if self.columns is None else self.columns[number]
        return Position(self.file, self.line + step, column)


class Record(NamedTuple):
    """Names and texts that belong together."""

    values: Mapping[str, Value]
    place: SourceSpan


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


VALUE = rf"(?:({BARE})|{QUOTED}|{LISTED})"
ONE_VALUE = re.compile(VALUE)
REMARKS = re.compile(r"(?: {0,4}(?:#[^\n]*)?\n)*")


@cache
def line_pattern(lead: str, indent: int) -> re.Pattern[str]:
    """Lead, name, then a value or a block of lines that stand deeper. Or a remark, or nothing.

    A remark stands no deeper than the names: deeper it could belong to a block.
    """
    deeper = rf" {{{indent + 2}}}[^ \n][^\n]*"
    block = rf"\|-\n({deeper}(?:\n{deeper})*)"
    remark = rf" {{0,{indent}}}(?:#[^\n]*)?"
    return re.compile(rf"^(?:{lead}({NAME}): (?:{VALUE}|{block})|{remark})$", re.MULTILINE)


# Lead and indent of lines in a file's head, in a group, in a record. Each pattern is made when it is first needed.
HEAD, GROUPED, IN_LIST = ("", 0), ("  ", 2), ("    ", 4)
Lines = tuple[str, int]
DASH = "\n  - "
Line = tuple[str, str, str, str, str]
"""Name, and one of: bare text, quoted text, listed words, block. No name: a remark."""


def plainly(text: str, file: str, layout: Layout) -> Records | None:
    """None when one line is not written the plain way."""
    if "\t" in text:
        return None
    head, opening, rest = f"\n{text}".partition(f"\n{layout.list}:\n")
    if not opening:
        return None
    top, *grouped = re.split(rf"\n({'|'.join(layout.groups) or '(?!)'}):(?=\n)", head)
    line = top.count("\n") + 1
    own = single(top[1:], HEAD, SourceSpan(file, 1))
    groups: dict[str, Record] = {}
    for name, body in zip(grouped[::2], grouped[1::2], strict=True):
        group = single(body[1:], GROUPED, SourceSpan(file, line + 1, 2))
        if group is None or not group.values or name in groups:
            return None
        groups[name] = group
        line += body.count("\n") + 1
    records = several(rest.removesuffix("\n"), file, line + 1)
    if own is None or records is None or own.values.keys() & {layout.list, *layout.groups}:
        return None
    if not own.values:
        own = Record({}, SourceSpan(file, first_line(head[1:]) if grouped else line))
    return Records(own, groups, records)


def first_line(text: str) -> int:
    """The number of the first line that is neither blank nor a remark."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if re.match(NAME, line))


def several(chunk: str, file: str, first: int) -> tuple[Record, ...] | None:
    """Lines of which each that begins with a dash begins a record."""
    remarks = REMARKS.match(chunk)
    chunk, line = (chunk[remarks.end() :], first + remarks[0].count("\n")) if remarks else (chunk, first)
    if not chunk.startswith(DASH[1:]):
        return None
    records: list[Record] = []
    known = Taken()
    for text in chunk[4:].split(DASH):
        found = in_a_row(text, SourceSpan(file, line, 4), known) or single(f"    {text}", IN_LIST, SourceSpan(file, line, 4))
        if found is None or not found.values:
            return None
        records.append(found)
        line += text.count("\n") + 1
    return tuple(records)


def in_a_row(text: str, start: SourceSpan, known: Taken) -> Record | None:
    """A record with one value on each line, as most are; None when it may be another."""
    spelled, _, written = zip(*map(str.partition, text.split("\n    "), repeat(": ")), strict=True)
    names = NAMES.get(spelled) or known_names(spelled)
    if names is None:
        return None
    values = [*map(known.__getitem__, written)]
    if None in values:
        return None
    return Record(dict(zip(names, values, strict=True)), SourceSpan(start.file, start.line, start.indent, names))


class Taken(dict[str, Value]):
    """Values as YAML reads them, by how they are written, each read when first met; None: not written the plain way."""

    def __missing__(self, written: str) -> Value:
        self[written] = value = written if is_plain(written) else taken(written)
        return value


def is_plain(written: str) -> bool:
    """Whether it is BARE and nothing else, which is seen at once of most: no mark that YAML minds, and no word that it knows."""
    return (
        len(written) >= LONGEST_TAKEN
        and written[0].isalpha()
        and not (":" in written or "#" in written or "\n" in written or written[-1] == " ")
    )


def taken(written: str) -> Value:
    found = ONE_VALUE.fullmatch(written)
    if found is None:
        return None
    bare, quoted, listed = found.groups()
    if bare:
        return None if is_surprising(bare) else bare
    return None if any(map(is_surprising, unquoted(None, listed))) else unwrapped(quoted, listed, "", 0)


def single(chunk: str, lines_of: Lines, start: SourceSpan) -> Record | None:
    """Lines that are one record, with remarks between them and values of several lines."""
    lines: list[Line] = line_pattern(*lines_of).findall(chunk)
    counts = [line[4].count("\n") + 2 if line[4] else 1 for line in lines]
    names = known_names(tuple(line[0] for line in lines if line[0])) if lines else ()
    if sum(counts) != chunk.count("\n") + 1 or names is None:
        return None
    if any(is_surprising(text) for line in lines for text in unquoted(line[1], line[3])):
        return None
    values = [line[1] or unwrapped(*line[2:], start.indent) for line in lines if line[0]]
    said = [step for line, step in zip(lines, accumulate(counts, initial=0), strict=False) if line[0]]
    first = start.line + (said[0] if said else 0)
    steps = tuple(step - said[0] for step in said)
    return Record(dict(zip(names, values, strict=True)), SourceSpan(start.file, first, start.indent, names, steps))


def unquoted(bare: str | None, listed: str | None) -> Iterable[str]:
    """What YAML could take for something else than text."""
    return (bare,) if bare else listed.split(", ") if listed else ()


def unwrapped(quoted: str | None, listed: str | None, block: str, indent: int) -> Value:
    """The text of a value that is not bare."""
    if listed:
        return tuple(listed.split(", "))
    if block:
        return block[indent + 2 :].replace("\n" + " " * (indent + 2), "\n")
    return (quoted or "").replace("''", "'")


# Nothing that YAML takes for something else begins with one of these marks, with a letter or a character of Chinese, but these.
TEXT_BEGINS = frozenset("■□《〈“‘（【〔")
TAKEN_OTHERWISE = frozenset(("yes", "no", "on", "off", "y", "n", "null"))
LONGEST_TAKEN = 5


def is_surprising(text: str) -> bool:
    if text[0].isalpha():
        return len(text) < LONGEST_TAKEN and text.lower() in TAKEN_OTHERWISE
    return text[0] not in TEXT_BEGINS and looks_otherwise(text)


@lru_cache(maxsize=65536)
def looks_otherwise(text: str) -> bool:
    return text in NOTHING or bool(surprise(text))


NAMES: dict[tuple[str, ...], tuple[str, ...]] = {}


def known_names(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The same tuple for the same names, since most records say the same things; None when they are no names, or one is twice."""
    if names not in NAMES:
        if len(set(names)) != len(names) or not all(re.fullmatch(NAME, name) for name in names):
            return None
        NAMES[names] = names
    return NAMES[names]


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
        return Record(values, SourceSpan(table.position.file, line, indent, tuple(values), steps, columns))

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
