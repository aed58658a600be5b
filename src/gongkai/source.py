"""YAML read with the place of every value, and without YAML's surprises.

A value is a whole number, a decimal, text, or nothing; whatever YAML would quietly turn into something else
(`010`, `1:20`, `no`, a key written twice …) is reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import yaml

from gongkai.problems import Position, Problem, Severity, shown

RULE = "yaml"
LARGEST_FILE = 20_000_000  # bytes; a year's report is about 20 000
DEEPEST = 40
MOST_DIGITS = 15  # what spreadsheets and programs keep of a number without altering it
LONGEST_QUOTE = 40

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
NOTHING = ("", "~", "null", "Null", "NULL")
# Characters that no document shows. YAML takes U+0085, U+2028 and U+2029 for line ends; Word files take most of them not at all.
CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufffe\\uffff]")
INVISIBLE = r"\u00a0\u00ad\u200b-\u200f\u2060\u3000\ufeff"

SURPRISES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[-+]?0[0-9]+\Z"), "“{0}”以 0 开头，会被当作八进制数；请去掉前面的 0，若是编号请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*\Z"), "“{0}”里的下划线会被忽略；请写成不带下划线的数"),
    (re.compile(r"[-+]?[0-9]+(:[0-9]+)+\Z"), "“{0}”会被当作六十进制数；请加引号写成 '{0}'"),
    (re.compile(r"0[xob][0-9a-fA-F]+\Z"), "“{0}”会被当作十六进制或二进制数；请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+\Z"), "“{0}”会被当作科学计数；请写出完整的数"),
    (re.compile(r"[-+]?\.(inf|nan)\Z", re.IGNORECASE), "“{0}”不是数"),
    (re.compile(r"(yes|no|on|off|y|n)\Z", re.IGNORECASE), "“{0}”会被当作“是/否”；若是文字请加引号写成 '{0}'"),
    (re.compile(r"[-+－−＋]?(?=.*[０-９．])[０-９0-9.．，,]+\Z"), "“{0}”里有全角数字；请改用半角数字"),
    (re.compile(r"[-+]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?\Z"), "“{0}”带千分位逗号；请写成不带逗号的数"),
    (re.compile(r"[－−–][0-9.]+\Z"), "“{0}”的负号不是半角减号；请改用 -"),
    (re.compile(r"-0(\.0+)?\Z"), "“{0}”：零没有负的；请写成 0"),
    (re.compile(rf"(?=.*[0-9])[-+0-9.,]*[{INVISIBLE}][-+0-9.,{INVISIBLE}]*\Z"), "“{0}”里有看不见的字符；请删去后重新输入"),
)

# What a Chinese keyboard types where YAML wants a half-width mark: a colon, a comma before the next name, a brace; or no space.
FULL_WIDTH = re.compile(
    r"\s*(- )?[\w.]+(?P<colon>：|:(?=[^ ]))|[^'\"]*\{[^'\"]*[\w.](?P<comma>，)\s*\w+:|\s*(- )?[\w.]+: *(?P<brace>[｛［])"
)
GROUP = re.compile(r"[0-9]{3}(\.[0-9]+)?([^0-9.:：]|\Z)")
FULL_WIDTH_SAYS = {
    "：": "这里用了全角“：”；请改用半角“:”，并在后面空一格",
    ":": "冒号后面要空一格（半角空格）",
    "，": "这里用了全角“，”；请改用半角“,”，并在后面空一格",
    "｛": "这里用了全角“｛”；请改用半角“{”和“}”",
    "［": "这里用了全角“［”；请改用半角“[”和“]”",
}
# A name and its content that YAML reads as one name, because the colon is full-width or no space follows it.
RUN_TOGETHER = re.compile(r"(?P<name>[\w.]+)\s*(?P<colon>[:：])\s*(?P<content>.*)\Z")

ANCHOR = "“&”开头的内容在 YAML 里另有含义；请给这段文字加引号"
ALIAS = "“*”开头的内容在 YAML 里另有含义；请给这段文字加引号"
TAG = "“!”开头的内容在 YAML 里另有含义；请给这段文字加引号"
DIRECTIVE = "“%”开头的内容在 YAML 里另有含义；请给这段文字加引号"
BACKSLASH = "双引号里的“\\”在 YAML 里另有含义；请改用单引号"
DASH = "单独的“-”要加引号写成 '-'；若是列表，每项另起一行"
UNPAIRED = "这里开头的引号没有成对"
TOO_DEEP = "内容嵌套太深，不像是报告数据"
TOO_LONG = "“{0}”超过 15 位，电子表格会丢掉末尾的数字；若是编号请加引号"
TAB = "这里用了制表符（Tab）缩进；请改用空格"
CONTROL = "这里有看不见的控制字符；请删去后重新输入"
NO_NAME = "冒号前面缺少名称"

SCANNER_SAYS: tuple[tuple[str, str], ...] = (
    ("found character '\\t'", "这里有制表符（Tab）；请改用空格"),
    ("while scanning an anchor", ANCHOR),
    ("while scanning an alias", ALIAS),
    ("while scanning a tag", TAG),
    ("found undefined tag handle", TAG),
    ("scanning a directive", DIRECTIVE),
    ("found incompatible YAML document", DIRECTIVE),
    ("scanning a block scalar", "“|”和“>”开头的内容在 YAML 里另有含义；若是文字请加引号"),
    ("escape", BACKSLASH),
    ("mapping values are not allowed", "这一行有不该出现的冒号；若是文字里的冒号，请给整段文字加引号"),
    ("sequence entries are not allowed", DASH),
    ("but found '-'", DASH),
    ("mapping keys are not allowed", "“?”开头的内容在 YAML 里另有含义；请给这段文字加引号"),
    ("could not find expected ':'", "这里缺少半角冒号“:”；冒号后要空一格，全角“：”不算"),
    ("expected ',' or '}'", "花括号 { } 里缺少逗号或右括号"),
    ("expected ',' or ']'", "方括号 [ ] 里缺少逗号或右括号"),
    ("found unexpected end of stream", UNPAIRED),
    ("found unexpected document separator", UNPAIRED),
    ("but found '}'", "多了一个右花括号“}”；请删去"),
    ("but found ']'", "多了一个右方括号“]”；请删去"),
    ("but found '<scalar>'", "引号或括号后面还有内容；请给整段文字加引号，或删去多余的部分"),
    ("expected <block end>, but found ':'", NO_NAME),
    ("expected <block end>", "缩进不对，或上一行没有写完；请与同级的行对齐"),
    ("expected the node content", "这里缺少内容，或多了一个标点"),
    ("cannot start any token", "这个字符不能放在开头；请给这段文字加引号"),
    ("expected a single document", "一个文件里只能有一份内容；请删去多余的“---”"),
    ("expected '<document start>'", "这一行没有与前面的行对齐，或前面的内容已用“...”结束"),
)
# Where YAML stumbles is not where these begin; the place to look at is the beginning.
BEGINS_BEFORE = ("while scanning an anchor", "while scanning an alias", "while scanning a quoted scalar", "while parsing a flow")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed. `value` is None when nothing was written; `text` is always what was typed."""

    value: int | Decimal | str | None
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and their values, in the order of the file."""

    entries: Mapping[str, Node]
    keys: Mapping[str, Position]
    position: Position


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    position: Position


Node = Scalar | Table | Items


class Mark(Protocol):
    """Where YAML says something is, counted from 0."""

    line: int
    column: int


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file with its line ends made alike, or None and the reason why it cannot be read."""
    place = Position(shown(path))

    def refused(message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(place, RULE, message)]

    try:
        if not path.exists():
            return refused("找不到这个文件")
        if path.is_dir():
            return refused("这是一个文件夹，不是文件")
        if not path.is_file():
            return refused("这不是普通的文件")
        if path.stat().st_size > LARGEST_FILE:
            return refused(f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是报告数据")
        raw = path.read_bytes()
    except OSError as error:
        return refused(f"读不了这个文件：{reason(error)}")
    return decoded(raw, place)


def decoded(raw: bytes, place: Position) -> tuple[str | None, list[Problem]]:
    problems = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(place, RULE, "文件是 UTF-16 编码；请另存为 UTF-8")]
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        message = "文件开头有 BOM 标记（已略过）；建议另存为不带 BOM 的 UTF-8"
        problems.append(Problem(Position(place.file, 1, 1), RULE, message, Severity.WARNING))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = "文件不是 UTF-8 编码（可能是 GBK）；请另存为 UTF-8"
        return None, [Problem(Position(place.file, line, column), RULE, message)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROLS.search(text):
        return None, [Problem(place_in(text, found.start(), place.file), RULE, CONTROL)]
    return text, problems


def place_in(text: str, index: int, file: str) -> Position:
    """Where the character at `index` stands."""
    return Position(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def reason(error: OSError) -> str:
    """Why the system refused, in the office's words."""
    known = {
        PermissionError: "没有权限",
        FileNotFoundError: "找不到",
        IsADirectoryError: "这是一个文件夹",
        NotADirectoryError: "路径中有一段不是文件夹",
    }
    return known.get(type(error), error.strerror or "系统不允许")


def read_yaml(path: Path) -> tuple[Node | None, list[Problem]]:
    """The content of a YAML file; None when there is none or it cannot be read. Every surprise is a problem with its place."""
    text, problems = read_text(path)
    if text is None:
        return None, problems
    node, found = parse_yaml(text, shown(path))
    return node, problems + found


def own_facts(text: str) -> Any:
    """What a file of the package itself says."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    for line, content in enumerate(text.split("\n"), start=1):
        if "\t" in content[: len(content) - len(content.lstrip())]:
            return None, [Problem(Position(file, line, content.index("\t") + 1), RULE, TAB)]
    try:
        composed = composed_quickly(text) or yaml.compose(text, Loader=Loader)
    except Refused as error:
        return None, [Problem(place_of(error.mark, file), RULE, str(error))]
    except yaml.MarkedYAMLError as error:
        return None, [stumbled(error, text, file)]
    except yaml.reader.ReaderError as error:
        return None, [Problem(place_in(text, error.position, file), RULE, CONTROL)]
    if composed is None or empty(composed):
        return None, [Problem(Position(file), RULE, "文件是空的")]
    reader = Reader(file)
    return reader.node(composed), reader.problems


# What libyaml reads otherwise than the reference does, would resolve unseen, or nests without an end.
UNUSUAL = re.compile(r"[&*!?\\\t\ufeff]|^%|^ {40}|^ *(- +){3}", re.MULTILINE)
BRACKETS = re.compile(r"[][{}]")


def composed_quickly(text: str) -> yaml.Node | None:
    """What libyaml makes of a text in which nothing is unusual, in a tenth of the time; None leaves it to the reference.

    The reference says what is wrong with a text, and where an empty value stands.
    """
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None or UNUSUAL.search(text) or nested(text) > DEEPEST:
        return None
    try:
        composed = yaml.compose(text, Loader=loader)
    except yaml.YAMLError:
        return None
    return composed if composed is not None and all_written(composed) else None


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
        if isinstance(event, yaml.ScalarEvent) and CONTROLS.search(event.value):
            raise Refused(CONTROL, event)
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
        pairs = list(node.value)
        while pairs:
            key, value = pairs.pop(0)
            groups = list(takewhile(is_group, pairs)) if is_short_number(value) else []
            if groups:
                typed = ",".join([value.value, *(group.value for group, _ in groups)])
                self.report(value, f"“{typed}”带千分位逗号；请写成不带逗号的数")
                value = yaml.ScalarNode(value.tag, typed.replace(",", ""), value.start_mark, value.end_mark)
                pairs = pairs[len(groups) :]
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


def surprise(text: str) -> str:
    """What YAML or a spreadsheet would make of unquoted text, in place of what was typed; empty when nothing surprising."""
    for pattern, message in SURPRISES:
        if pattern.match(text):
            return message.format(shortened(text))
    too_long = is_number(text) and sum(map(str.isdigit, text)) > MOST_DIGITS
    return TOO_LONG.format(shortened(text)) if too_long else ""


def is_number(text: str) -> bool:
    return bool(WHOLE.match(text) or DECIMAL.match(text))


def shortened(text: str) -> str:
    """On one line, and no longer than a message can carry.

    >>> shortened("甲\\n乙")
    '甲 乙'
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"


def said_once(problems: Sequence[Problem]) -> list[Problem]:
    """Without what later readers say of a place where already the YAML was found wrong: one mistake, one line."""
    told = {problem.position for problem in problems if problem.rule == RULE and problem.position.line}
    return [problem for problem in problems if problem.rule == RULE or problem.position not in told]


def moved(mark: yaml.Mark, columns: int) -> yaml.Mark:
    """A place further on in the same line."""
    return yaml.Mark(mark.name, mark.index + columns, mark.line, mark.column + columns, None, 0)


def alone(key: yaml.Node, value: yaml.Node) -> bool:
    """Is it a name in braces with neither colon nor content?"""
    return empty(value) and value.start_mark.index == key.end_mark.index


def is_short_number(node: yaml.Node) -> bool:
    """What may stand before the first comma of thousands."""
    return isinstance(node, yaml.ScalarNode) and not node.style and re.fullmatch("-?[0-9]{1,3}", node.value) is not None


def is_group(pair: tuple[yaml.Node, yaml.Node]) -> bool:
    """Three digits after a comma; the last may be followed by a decimal, a unit or a remark."""
    key, value = pair
    return alone(key, value) and isinstance(key, yaml.ScalarNode) and GROUP.match(key.value) is not None


def empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def plain(node: Node | None) -> object:
    """The bare values, for a reader that checks shapes (pydantic)."""
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    return node.value if node else None


def position_of(node: Node, path: Sequence[str | int]) -> Position:
    """The place of the value at `path`; of its nearest parent that exists when it does not."""
    here = node
    for step in path:
        if isinstance(here, Table) and isinstance(step, str) and step in here.entries:
            here = here.entries[step]
        elif isinstance(here, Items) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
        else:
            break
    return here.position


def key_position(table: Table, key: str) -> Position:
    return table.keys.get(key, table.position)


def tables(node: Table) -> Iterator[tuple[str, Table]]:
    """The entries that are themselves tables."""
    for key, value in node.entries.items():
        if isinstance(value, Table):
            yield key, value
