"""A YAML file changed at one place: every byte elsewhere, remarks and line ends among them, stays as people typed it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import yaml

from gongkai.source.typed_text import typed_text

Step = str | int
Value = None | bool | int | Decimal | str | Sequence["Value"] | Mapping[str, "Value"]
INDENT = 2


class NoPlaceError(Exception):
    """The file cannot be read, or has nothing that could hold what is to be written; `path` is what was asked for."""

    def __init__(self, path: Sequence[Step]) -> None:
        super().__init__(".".join(map(str, path)))
        self.path = tuple(path)


@dataclass(frozen=True, slots=True)
class TypedFile:
    """A YAML file as it was typed, with its byte order mark and its line ends."""

    text: str

    @property
    def line_end(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def with_value(self, path: Sequence[Step], value: Value, *, below: Sequence[str] = ()) -> TypedFile:
        """The value at `path` written anew; a new one comes below the last of the keys `below`, or of all."""
        *above, last = path
        parent = self.node(above)
        if isinstance(parent, yaml.MappingNode) and isinstance(last, str):
            for key, found in parent.value:
                if key.value == last:
                    return self.with_entry(key, found, value, in_line=bool(parent.flow_style))
            return self.with_more_keys(parent, last, value, below)
        if isinstance(parent, yaml.SequenceNode) and isinstance(last, int) and last < len(parent.value):
            found = parent.value[last]
            if isinstance(found, yaml.ScalarNode):
                return self.between(found.start_mark.index, self.end(found), in_flow(value))
        raise NoPlaceError(path)

    def with_values(self, changes: Mapping[tuple[Step, ...], Value]) -> TypedFile:
        """Many single values that are there already, written anew; the file is read once, and not for each of them."""
        top, text = self.node(()), self.text
        places = []
        for path, value in changes.items():
            found: yaml.Node | None = top
            for step in path:
                found = child(found, step)
            if not isinstance(found, yaml.ScalarNode):
                raise NoPlaceError(path)
            places.append((found.start_mark.index, self.end(found), in_flow(value)))
        for start, end, typed in sorted(places, reverse=True):
            space = "" if text[start - 1].isspace() else " "
            text = text[:start] + space + typed + text[end:]
        return replace(self, text=text)

    def with_item(self, path: Sequence[Step], item: Value) -> TypedFile:
        """One more item at the end of the list at `path`; the list is begun where there was none."""
        try:
            found = self.node(path)
        except NoPlaceError:
            return self.with_value(path, (item,))
        if isinstance(found, yaml.ScalarNode) and not found.value and not found.style:
            return self.with_first_item(path, found.start_mark.index, item)
        if not isinstance(found, yaml.SequenceNode):
            raise NoPlaceError(path)
        if found.flow_style and not found.value:
            return self.between(found.start_mark.index, found.end_mark.index, "").with_item(path, item)
        if found.flow_style:
            last = self.end(found.value[-1])
            return self.between(last, last, f", {in_flow(item)}")
        dash = self.text.rindex("-", 0, found.value[0].start_mark.index)
        return self.with_lines(self.end(found), item_lines(item, dash - self.line_start(dash)))

    def without_item(self, path: Sequence[Step]) -> TypedFile:
        """Without that item of a list; the list goes with the last of its items."""
        *above, number = path
        found = self.node(above)
        if not isinstance(found, yaml.SequenceNode) or not isinstance(number, int) or number >= len(found.value):
            raise NoPlaceError(path)
        item = found.value[number]
        if len(found.value) == 1:
            return self.without_key(above)
        if found.flow_style:
            start, end = (
                (self.end(found.value[number - 1]), self.end(item))
                if number
                else (item.start_mark.index, found.value[1].start_mark.index)
            )
            return self.between(start, end, "")
        dash = self.text.rindex("-", 0, item.start_mark.index)
        return self.between(self.line_start(dash), self.next_line(self.end(item)), "")

    def without_key(self, path: Sequence[Step]) -> TypedFile:
        """Without the lines of that key of a block."""
        *above, last = path
        parent = self.node(above)
        for key, found in parent.value if isinstance(parent, yaml.MappingNode) and not parent.flow_style else ():
            if key.value == last:
                return self.between(self.line_start(key.start_mark.index), self.next_line(self.end(found)), "")
        raise NoPlaceError(path)

    def with_part(self, key: str, value: Value, remark: str) -> TypedFile:
        """One more key at the end of the file, on a line of its own below an empty line and a remark."""
        top = self.node(())
        if not isinstance(top, yaml.MappingNode) or top.flow_style:
            raise NoPlaceError((key,))
        lines = ("", f"# {remark}", f"{key}: {in_flow(value)}", "")
        return replace(self, text=self.text.rstrip() + self.line_end + self.line_end.join(lines))

    def without_part(self, key: str, remark: str) -> TypedFile:
        """Without that key and, where they stand above it, that very remark and the empty line that `with_part` writes."""
        left = self.without_key((key,)).text
        top = self.node(())
        keys = [name for name, _ in top.value] if isinstance(top, yaml.MappingNode) else []
        start = next(self.line_start(name.start_mark.index) for name in keys if name.value == key)
        above = left[:start].splitlines(keepends=True)
        if above and above[-1].strip() == f"# {remark}":
            above.pop()
            if above and not above[-1].strip():
                above.pop()
        return replace(self, text="".join(above) + left[start:])

    def without_remark(self, path: Sequence[Step], remark: str) -> TypedFile:
        """Without that very remark behind the value at `path`; any other stays."""
        start = self.end(self.node(path))
        rest, *_ = self.text[start:].splitlines() or [""]
        return self.between(start, start + len(rest), "") if rest.strip() == remark else self

    # ---- Where things stand

    def has(self, path: Sequence[Step]) -> bool:
        """Whether anything is written at `path`."""
        try:
            return bool(self.node(path))
        except NoPlaceError:
            return False

    def node(self, path: Sequence[Step]) -> yaml.Node:
        """What is written at `path`."""
        try:
            here: yaml.Node | None = yaml.compose(self.text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            raise NoPlaceError(path) from error
        for step in path:
            here = child(here, step)
        if here is None:
            raise NoPlaceError(path)
        return here

    def end(self, node: yaml.Node) -> int:
        """Behind the last character of a value; YAML takes what follows a block, remarks too, for a part of it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.index
        return start + len(self.text[start : node.end_mark.index].rstrip())

    def line_start(self, index: int) -> int:
        return max(self.text.rfind("\n", 0, index) + 1, int(self.text.startswith("\ufeff")))

    def next_line(self, index: int) -> int:
        """Where the line below begins; the end of the text where there is none."""
        return self.text.find("\n", index) + 1 or len(self.text)

    # ---- What becomes of the text

    def between(self, start: int, end: int, text: str) -> TypedFile:
        return replace(self, text=self.text[:start] + text + self.text[end:])

    def with_lines(self, index: int, lines: Sequence[str]) -> TypedFile:
        """Whole lines below the one in which `index` stands."""
        end = self.text.find("\n", index) + 1
        added = "".join(line + self.line_end for line in lines)
        return self.between(end, end, added) if end else replace(self, text=self.text + self.line_end + added)

    def with_entry(self, key: yaml.Node, found: yaml.Node, value: Value, *, in_line: bool) -> TypedFile:
        start, end = found.start_mark.index, self.end(found)
        if in_line or (isinstance(found, yaml.ScalarNode) and not is_block(value)):
            space = "" if self.text[start - 1].isspace() else " "
            return self.between(start, end, space + in_flow(value))
        column = key.start_mark.column
        lines = entry_lines(key.value, value, column)
        return self.between(self.line_start(key.start_mark.index), end, self.line_end.join(lines))

    def with_more_keys(self, parent: yaml.MappingNode, key: str, value: Value, below: Sequence[str]) -> TypedFile:
        above = [found for name, found in parent.value if name.value in below] or [found for _, found in parent.value]
        last = self.end(above[-1]) if above else parent.start_mark.index + 1
        if parent.flow_style:
            comma = ", " if parent.value else ""
            return self.between(last, last, f"{comma}{key}: {in_flow(value)}")
        return self.with_lines(last, entry_lines(key, value, parent.value[0][0].start_mark.column))

    def with_first_item(self, path: Sequence[Step], index: int, item: Value) -> TypedFile:
        parent = self.node(path[:-1])
        if not isinstance(parent, yaml.MappingNode) or parent.flow_style:
            raise NoPlaceError(path)
        return self.with_lines(index, item_lines(item, parent.value[0][0].start_mark.column + INDENT))


def child(node: yaml.Node | None, step: Step) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


# ---- How a value is typed


def is_block(value: Value) -> bool:
    """Whether it takes lines of its own."""
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def entry_lines(key: str, value: Value, column: int) -> list[str]:
    space = " " * column
    if isinstance(value, Mapping) and value:
        return [f"{space}{key}:", *(line for k, v in value.items() for line in entry_lines(k, v, column + INDENT))]
    if isinstance(value, Sequence) and not isinstance(value, str) and any(map(is_block, value)):
        return [f"{space}{key}:", *(line for item in value for line in item_lines(item, column + INDENT))]
    return [f"{space}{key}: {in_flow(value)}"]


def item_lines(item: Value, column: int) -> list[str]:
    if not isinstance(item, Mapping):
        return [f"{' ' * column}- {in_flow(item)}"]
    lines = [line for key, value in item.items() for line in entry_lines(key, value, column + INDENT)]
    return [f"{' ' * column}- {lines[0].lstrip()}", *lines[1:]]


def in_flow(value: Value) -> str:
    """On one line.

    >>> in_flow({"was": 3, "now": "/", "why": "印错: 多了一件", "note": None})
    '{was: 3, now: /, why: "印错: 多了一件", note: null}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, str):
        return typed_text(value, flow=True)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def changed_lines(before: str, after: str) -> list[str]:
    """What differs, for a person to look at: `12 - …` a line that goes, `12 + …` a line that comes, with its number."""
    old, new = before.splitlines(), after.splitlines()
    found = []
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [f"{number + 1:5} - {old[number]}" for number in range(start, end)]
            found += [f"{number + 1:5} + {new[number]}" for number in range(first, last)]
    return found
