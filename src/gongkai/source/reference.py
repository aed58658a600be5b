"""YAML read with the place of every value, and without YAML's surprises.

A value is a whole number, a decimal, text, or nothing; whatever YAML would quietly turn into something else
(`010`, `1:20`, `no`, a key written twice …) is reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import islice, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import yaml

from gongkai.problems import Position, Problem, shown
from gongkai.source.messages import (
    ALIAS,
    ANCHOR,
    BACKSLASH,
    BEGINS_BEFORE,
    FULL_WIDTH,
    FULL_WIDTH_SAYS,
    NO_NAME,
    SCANNER_SAYS,
    SURPRISES,
    TAB,
    TAG,
    TOO_DEEP,
    TOO_LONG,
)
from gongkai.source.nodes import Items, Node, Scalar, Table
from gongkai.source.plain_characters import LyingCharacter, lying_in
from gongkai.source.text import RULE, place_in, read_text, shortened

DEEPEST = 40
MOST_VALUES = 300_000  # read in some ten seconds where libyaml cannot; twenty thousand entries have fewer
LONGEST_TEXT = 8_000_000  # characters
SEPARATOR = re.compile(r"[,\n]")
MOST_DIGITS = 15  # what spreadsheets and programs keep of a number without altering it

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
NOTHING = ("", "~", "null", "Null", "NULL")

SHORT_NUMBER = re.compile("-?[0-9]{1,3}")
NO_TAG = "tag:yaml.org,2002:str"
GROUP = re.compile(r"[0-9]{3}(\.[0-9]+)?([^0-9.:：]|\Z)")
# A name and its content that YAML reads as one name, because the colon is full-width or no space follows it.
RUN_TOGETHER = re.compile(r"(?P<name>[\w.]+)\s*(?P<colon>[:：])\s*(?P<content>.*)\Z")


class Mark(Protocol):
    """Where YAML says something is, counted from 0."""

    line: int
    column: int


def read_yaml(path: Path) -> tuple[Node | None, list[Problem]]:
    """The content of a YAML file; None when there is none or it cannot be read. Every surprise is a problem with its place."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    node, found = parse_yaml(text, shown(path))
    return node, problems + found


class SourceFile:
    """A YAML file that was read, with the places of its values. One that was kept from build to build reads them again."""

    def __init__(self, path: Path, node: Node | None = None) -> None:
        self.path, self.known = path, node

    def __reduce__(self) -> tuple[type[SourceFile], tuple[Path]]:
        return SourceFile, (self.path,)

    @cached_property
    def name(self) -> str:
        """As findings name it."""
        return shown(self.path)

    def forget(self) -> None:
        """Lets the values go, which take more room than what was made of them; who asks again has the file read again."""
        self.known = None

    @property
    def node(self) -> Node:
        """Its content; whoever keeps a file that could not be read keeps none of this kind."""
        if self.known is None:
            self.known = read_yaml(self.path)[0]
        assert self.known is not None
        return self.known


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    if refused := beyond(text, file) or indented_by_tab(text, file):
        return None, [refused]
    try:
        composed = composed_quickly(text) or yaml.compose(text, Loader=Loader)
    except Refused as error:
        return None, [Problem(place_of(error.mark, file), RULE, str(error))]
    except yaml.MarkedYAMLError as error:
        return None, [stumbled(error, text, file)]
    except yaml.reader.ReaderError as error:
        return None, [
            Problem(place_in(text, error.position, file), RULE, LyingCharacter(chr(error.character), error.position).message)
        ]
    if composed is None or empty(composed):
        return None, [Problem(Position(file), RULE, "文件是空的")]
    reader = Reader(file)
    return reader.node(composed), reader.problems


def indented_by_tab(text: str, file: str) -> Problem | None:
    for line, content in enumerate(text.split("\n"), start=1):
        if "\t" in content[: len(content) - len(content.lstrip())]:
            return Problem(Position(file, line, content.index("\t") + 1), RULE, TAB)
    return None


def beyond(text: str, file: str) -> Problem | None:
    """A text that would take minutes to read, at the place where it goes beyond what a county can need."""
    marks = text.count(",") + text.count("\n")
    if marks <= MOST_VALUES and len(text) <= LONGEST_TEXT:
        return None
    if marks <= MOST_VALUES:
        return Problem(Position(file), RULE, f"内容超过 {LONGEST_TEXT // 10_000} 万字，这样的写法读不了这么长的；请分成几个文件")
    index = next(islice(SEPARATOR.finditer(text), MOST_VALUES, None)).start()
    return Problem(place_in(text, index, file), RULE, f"到这里已有 {MOST_VALUES // 10_000} 万项，后面的不读了；请分成几个文件")


# What libyaml reads otherwise than the reference does, would resolve unseen, or nests without an end.
UNUSUAL = re.compile(r"[&*!?\\\t\ufeff]|^%|^ {40}|^ *(- +){3}", re.MULTILINE)
BRACKETS = re.compile(r"[][{}]")


def composed_quickly(text: str) -> yaml.Node | None:
    """What libyaml makes of a text in which nothing is unusual, in a tenth of the time; None leaves it to the reference.

    The reference says what is wrong with a text, and where an empty value stands.
    """
    loader = untagged_loader()
    if loader is None or UNUSUAL.search(text) or nested(text) > DEEPEST:
        return None
    try:
        composed = yaml.compose(text, Loader=loader)
    except yaml.YAMLError:
        return None
    return composed if composed is not None and all_written(composed) else None


@cache
def untagged_loader() -> Any:
    """libyaml's, or None where PyYAML was built without it. What a text stands for is for `Reader` to say, not for a tag."""
    loader = getattr(yaml, "CSafeLoader", None)
    return loader and type("UntaggedLoader", (loader,), {"resolve": lambda *_: NO_TAG})


def nested(text: str) -> int:
    """How many brackets are open at once."""
    depth = deepest = 0
    for bracket in BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def all_written(node: yaml.Node) -> bool:
    """Whether no value is empty."""
    if isinstance(node, yaml.ScalarNode):
        return bool(node.value or node.style)
    if isinstance(node, yaml.SequenceNode):
        return all(map(all_written, node.value))
    return all(all_written(key) and all_written(value) for key, value in node.value)


class Refused(Exception):  # noqa: N818 - it is no error of YAML's
    """What YAML allows and a report never needs."""

    def __init__(self, message: str, event: yaml.Event) -> None:
        super().__init__(message)
        self.mark: Mark | None = event.start_mark


class Loader(yaml.SafeLoader):
    """Refuses what the person who looks at the file would not see in it: anchors, aliases, tags, endless nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise Refused(ALIAS, event)
        if event.anchor is not None:
            raise Refused(ANCHOR, event)
        if event.tag is not None:
            raise Refused(TAG, event)
        spelt = (
            isinstance(event, yaml.ScalarEvent) and event.style == '"'
        )  # what stands there as itself the file's reader refuses
        if spelt and (found := next(lying_in(event.value), None)):
            raise Refused(found.message, event)
        if self.depth > DEEPEST:
            raise Refused(TOO_DEEP, event)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def place_of(mark: Mark | None, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)


def stumbled(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What YAML could not read, at the place to look at."""
    place, begin = place_of(error.problem_mark, file), place_of(error.context_mark, file)
    if found := full_width_mark(text, place):
        return found
    message = sentence(error)
    in_one_line = "flow" in (error.context or "") and begin.line == place.line
    if begin.line and (error.context or "").startswith(BEGINS_BEFORE) and message != BACKSLASH and not in_one_line:
        place = begin
    return Problem(place, RULE, message)


def full_width_mark(text: str, place: Position) -> Problem | None:
    """YAML stumbles one line after a full-width colon, or at the next colon after a full-width comma: point at the mark."""
    lines = text.split("\n")
    for number in (place.line, place.line - 1):
        if 1 <= number <= len(lines) and (found := FULL_WIDTH.match(lines[number - 1])):
            group = found.lastgroup or ""
            return Problem(Position(place.file, number, found.start(group) + 1), RULE, FULL_WIDTH_SAYS[found.group(group)])
    return None


def sentence(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for words, meaning in SCANNER_SAYS:
        if words in said:
            return meaning
    return "这里不合 YAML 的写法；请检查这一行和上一行的冒号、引号、括号和缩进"


class Reader:
    """Turns composed nodes into values, collecting what is surprising on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.place(node), RULE, message))

    def place(self, node: yaml.Node) -> Position:
        return place_of(node.start_mark, self.file)

    def node(self, node: yaml.Node) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self.table(node)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item) for item in node.value), self.place(node))
        assert isinstance(node, yaml.ScalarNode)  # compose makes no other kind
        return self.scalar(node)

    def table(self, node: yaml.MappingNode) -> Table:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in self.with_thousands(node):
            if not isinstance(key, yaml.ScalarNode) or "\n" in key.value:
                self.report(key, "这里应是一个名称，不能是列表、成组的内容或几行文字")
                continue
            name, content = self.separated(key, value)
            if name in entries:
                self.report(key, f"“{shortened(name)}”写了两次（第一次在第 {keys[name].line} 行）；请删去一处")
                continue
            entries[name] = self.node(content)
            keys[name] = self.place(key)
        return Table(MappingProxyType(entries), MappingProxyType(keys), self.place(node))

    def with_thousands(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        """The pairs; but `{made: 1,234,567}`, which YAML reads as three names, is one figure and told once."""
        pairs, number = node.value, 0
        while number < len(pairs):
            key, value = pairs[number]
            number += 1
            groups = list(takewhile(is_group, islice(pairs, number, None))) if is_short_number(value) else []
            if groups:
                typed = ",".join([value.value, *(group.value for group, _ in groups)])
                self.report(value, f"“{typed}”带千分位逗号；请写成不带逗号的数")
                value = yaml.ScalarNode(value.tag, typed.replace(",", ""), value.start_mark, value.end_mark)
                number += len(groups)
            yield key, value

    def separated(self, key: yaml.ScalarNode, value: yaml.Node) -> tuple[str, yaml.Node]:
        """Name and content; where they run together YAML takes both for the name."""
        name: str = key.value
        if not name:
            self.report(key, NO_NAME)
        elif not key.style and name[0] in "\u3000\u00a0":
            self.report(key, "名称前面有全角空格；请改用半角空格缩进")
            return name.strip(), value
        elif (found := RUN_TOGETHER.match(name)) and not key.style and (alone(key, value) or found["colon"] == "："):
            place = moved(key.start_mark, found.start("colon"))
            content = yaml.ScalarNode(value.tag, found["content"], place, key.end_mark)
            self.report(content, FULL_WIDTH_SAYS[found["colon"]])
            return found["name"], content
        elif alone(key, value):
            self.report(key, f"“{shortened(name)}”后面缺少冒号和内容")
        return name, value

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        text = node.value
        if node.style:  # quoted or a block: text, whatever it looks like
            return Scalar(text, text, self.place(node))
        if text in NOTHING:
            return Scalar(None, "", self.place(node))
        if message := surprise(text):
            self.report(node, message)
            return Scalar(text, text, self.place(node))
        if is_number(text):
            return Scalar(Decimal(text) if "." in text else int(text), text, self.place(node))
        return Scalar(text, text, self.place(node))


@lru_cache(maxsize=4096)  # reports hold the same few figures and words again and again
def surprise(text: str) -> str:
    """What YAML or a spreadsheet would make of unquoted text, in place of what was typed; empty when nothing surprising."""
    for pattern, message in SURPRISES:
        if pattern.match(text):
            return message.format(shortened(text))
    too_long = is_number(text) and sum(map(str.isdigit, text)) > MOST_DIGITS
    return TOO_LONG.format(shortened(text)) if too_long else ""


def is_number(text: str) -> bool:
    return bool(WHOLE.match(text) or DECIMAL.match(text))


def moved(mark: yaml.Mark, columns: int) -> yaml.Mark:
    """A place further on in the same line."""
    return yaml.Mark(mark.name, mark.index + columns, mark.line, mark.column + columns, None, 0)


def alone(key: yaml.Node, value: yaml.Node) -> bool:
    """Is it a name in braces with neither colon nor content?"""
    return empty(value) and value.start_mark.index == key.end_mark.index


def is_short_number(node: yaml.Node) -> bool:
    """What may stand before the first comma of thousands."""
    return isinstance(node, yaml.ScalarNode) and not node.style and SHORT_NUMBER.fullmatch(node.value) is not None


def is_group(pair: tuple[yaml.Node, yaml.Node]) -> bool:
    """Three digits after a comma; the last may be followed by a decimal, a unit or a remark."""
    key, value = pair
    return alone(key, value) and isinstance(key, yaml.ScalarNode) and GROUP.match(key.value) is not None


def empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style
