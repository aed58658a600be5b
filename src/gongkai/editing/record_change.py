"""One record of a list, an entry of the catalogue or a document, with other values; all else stays as it was typed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from gongkai.catalogue.writing import listed, pair, quoted, scalar
from gongkai.editing.file_change import NO_PLACE, FileChange, Made, as_typed
from gongkai.problems import Position, Problem, shown
from gongkai.source.editing import NoPlaceError, TypedFile
from gongkai.source.records import Layout, SourceSpan, read_records
from gongkai.source.text import RULE

Values = Mapping[str, str | tuple[str, ...]]
"""By their names in the file; what is blank is empty."""
Reader = Callable[[Path, list[Problem]], object]
DASH = re.compile(r"( *)- +(?=\S)")
WHERE = re.compile(r"第 \d+ 行|:\d+:\d+")  # in a message that names another place of the same file


class RecordList(NamedTuple):
    """A kind of list: how its file is laid out and read, and the order in which a record says things."""

    layout: Layout
    read: Reader
    order: Sequence[str]


def record_change(file: Path, place: SourceSpan, kind: RecordList, values: Values) -> Made:
    """The file with those values in the record that stands there; or why it cannot be, in the words of the list's reader."""
    before = as_typed(file)
    records, _ = read_records(file, kind.layout)
    defaults = records.groups.get("defaults") if records else None
    try:
        after = with_values(before, place.line, values, kind.order, frozenset(defaults.values if defaults else ()))
    except NoPlaceError as error:
        return [], [Problem(Position(shown(file), place.line), RULE, NO_PLACE.format(error))]
    problems = [*unreadable(file, kind.read, before, after)]
    return ([], problems) if problems else ([FileChange(file, before, after)], [])


def unreadable(file: Path, read: Reader, before: str, after: str) -> Iterator[Problem]:
    """What the list's reader says of the file as it would be, and does not say of it now."""
    known = {WHERE.sub("", problem.message) for problem in said_of(file.name, read, before)}
    for problem in said_of(file.name, read, after):
        if WHERE.sub("", problem.message) not in known:
            yield Problem(Position(shown(file), problem.position.line), problem.rule, problem.message, problem.severity)


def said_of(name: str, read: Reader, text: str) -> list[Problem]:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(text.encode())
        read(file, problems)
    return problems


# ---- The text


def with_values(text: str, line: int, values: Values, order: Sequence[str], defaults: frozenset[str] = frozenset()) -> str:
    """The text with those values in the record that begins in that line, counted from 1. A blank is left out, unless the list
    has a default for it. NoPlaceError where the record is written in no way that can be changed.
    """
    start, end = piece_of(text, line)
    piece = TypedFile(text[start:end])
    item = piece.node((0,))
    if not isinstance(item, yaml.MappingNode):
        raise NoPlaceError((line,))
    if item.flow_style:
        for name, value in values.items():
            piece = piece.with_value((0, name), value or "")
        return text[:start] + piece.text + text[end:]
    line_end = "\r\n" if "\r\n" in text else "\n"
    for name, value in values.items():
        piece = with_pair(piece, name, value or "", order, line_end, keep_blank=name in defaults)
    return text[:start] + piece.text + text[end:]


def piece_of(text: str, line: int) -> tuple[int, int]:
    """Where the record that begins in that line starts and ends; what stands between two records goes with the first."""
    lines = text.split("\n")
    dash = DASH.match(lines[line - 1]) if 0 < line <= len(lines) else None
    if dash is None:
        raise NoPlaceError((line,))
    past = line
    while past < len(lines) and (is_remark(lines[past]) or len(lines[past]) - len(lines[past].lstrip(" ")) > len(dash[1])):
        past += 1
    start = sum(len(each) + 1 for each in lines[: line - 1])
    return start, min(start + sum(len(each) + 1 for each in lines[line - 1 : past]), len(text))


def is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def with_pair(
    piece: TypedFile, name: str, value: str | tuple[str, ...], order: Sequence[str], line_end: str, *, keep_blank: bool
) -> TypedFile:
    """A record of lines, with that name's value written anew, or without it."""
    item = piece.node((0,))
    assert isinstance(item, yaml.MappingNode)
    found = next(((key, node) for key, node in item.value if key.value == name), None)
    column: int = item.value[0][0].start_mark.column
    if found is None:
        return with_line(piece, item, (name, value), order, line_end) if value or keep_blank else piece
    key, node = found
    colon = piece.text.index(":", key.end_mark.index) + 1
    end = max(piece.end(node), colon)
    behind = piece.text[end : piece.next_line(end)].strip()
    if value or keep_blank or behind or key is item.value[0][0]:
        if hides_remark(piece.text[colon:end], node):
            raise NoPlaceError((name,))
        return piece.between(colon, end, " " + line_end.join(typed(name, value, column, one_line=bool(behind))))
    return piece.between(piece.line_start(key.start_mark.index), piece.next_line(end), "")


def hides_remark(written: str, node: yaml.Node) -> bool:
    """Whether a remark stands inside what is to be written anew: it would be lost."""
    if isinstance(node, yaml.ScalarNode):
        return node.style in ("|", ">") and "#" in written.partition("\n")[0]
    return any("#" in line for line in written.split("\n"))


def with_line(
    piece: TypedFile, item: yaml.MappingNode, said: tuple[str, str | tuple[str, ...]], order: Sequence[str], line_end: str
) -> TypedFile:
    """With one more name, below those that come before it in the order of such lists."""
    name, value = said
    before = order[: order.index(name)] if name in order else order
    standing = [node for key, node in item.value if key.value in before] or [item.value[0][1]]
    last = standing[-1]
    column: int = item.value[0][0].start_mark.column
    lines = pair(name, value, " " * column)
    end = piece.next_line(piece.end(last))
    open_end = "" if piece.text[:end].endswith("\n") else line_end
    shut = "" if open_end and end == len(piece.text) else line_end
    return piece.between(end, end, open_end + line_end.join(lines) + shut)


def typed(name: str, value: str | tuple[str, ...], column: int, *, one_line: bool) -> list[str]:
    """What stands behind the colon, and the lines below it."""
    if one_line:
        return [(quoted if "\n" in value else scalar)(value) if isinstance(value, str) else listed(value)]
    lead = " " * column
    first, *rest = pair(name, value, lead) if value else [f"{lead}{name}: ''"]
    return [first.partition(": ")[2], *rest]
