"""YAML read with the place of every value, and without YAML's surprises.

A value is a whole number, a decimal, text, or nothing; whatever YAML would quietly turn into something else
(`010`, `1:20`, `no`, a key written twice …) is reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import yaml

from gongkai.problems import Position, Problem, Severity, shown

RULE = "yaml"
LARGEST_FILE = 20_000_000  # bytes; a year's report is about 20 000
DEEPEST = 40

WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
NOTHING = ("", "~", "null", "Null", "NULL")

SURPRISES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[-+]?0[0-9]+\Z"), "“{0}”以 0 开头，会被当作八进制数；请去掉前面的 0，若是编号请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*\Z"), "“{0}”里的下划线会被忽略；请写成不带下划线的数"),
    (re.compile(r"[-+]?[0-9]+(:[0-9]+)+\Z"), "“{0}”会被当作六十进制数；请加引号写成 '{0}'"),
    (re.compile(r"0[xob][0-9a-fA-F]+\Z"), "“{0}”会被当作十六进制或二进制数；请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+\Z"), "“{0}”会被当作科学计数；请写出完整的数"),
    (re.compile(r"[-+]?\.(inf|nan)\Z", re.IGNORECASE), "“{0}”不是数"),
    (re.compile(r"(yes|no|on|off|true|false|y|n)\Z", re.IGNORECASE), "“{0}”会被当作“是/否”；若是文字请加引号写成 '{0}'"),
    (re.compile(r"[-+－−＋]?[０-９][０-９0-9.，．,]*\Z"), "“{0}”是全角数字；请改用半角数字"),
    (re.compile(r"[-+]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?\Z"), "“{0}”带千分位逗号；请写成不带逗号的数"),
    (re.compile(r"[－−–][0-9.]+\Z"), "“{0}”的负号不是半角减号；请改用 -"),
)

FULL_WIDTH = re.compile(r"\s*(- )?[\w.]+(?P<mark>：)|[^'\"]*\{[^'\"]*[\w.](?P<comma>，)\s*\w+:")
HALF_WIDTH = {"：": ":", "，": ","}

SCANNER_SAYS: tuple[tuple[str, str], ...] = (
    ("found character '\\t'", "这里用了制表符（Tab）缩进；请改用空格"),
    ("found undefined alias", "“*”开头的内容在 YAML 里另有含义；请给这段文字加引号"),
    ("mapping values are not allowed", "这一行有不该出现的冒号；若是文字里的冒号，请给整段文字加引号"),
    ("could not find expected ':'", "这里缺少半角冒号“:”；冒号后要空一格，全角“：”不算"),
    ("expected ',' or '}'", "花括号 { } 里缺少逗号或右括号；请检查这一行和上一行"),
    ("expected ',' or ']'", "方括号 [ ] 里缺少逗号或右括号；请检查这一行和上一行"),
    ("found unexpected end of stream", "引号没有成对；请检查开头的引号"),
    ("expected <block end>", "缩进不对，或上一行没有写完；请与同级的行对齐"),
    ("cannot start any token", "这个字符不能放在开头；请给这段文字加引号"),
    ("expected a single document", "一个文件里只能有一份内容；请删去多余的“---”"),
    ("special characters are not allowed", "文件里有看不见的控制字符；请删去后重新输入"),
)


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
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


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


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    try:
        for line, content in enumerate(text.split("\n"), start=1):
            if content[: len(content) - len(content.lstrip())].count("\t"):
                return None, [Problem(Position(file, line, content.index("\t") + 1), RULE, SCANNER_SAYS[0][1])]
        composed = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        place = place_of(error.problem_mark or error.context_mark, file)
        return None, [full_width_mark(text, place) or Problem(place, RULE, sentence(error))]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        return None, [Problem(Position(file, line, column), RULE, SCANNER_SAYS[-1][1])]
    except RecursionError:
        return None, [Problem(Position(file), RULE, "内容嵌套太深，不像是报告数据")]
    if composed is None:
        return None, [Problem(Position(file), RULE, "文件是空的")]
    reader = Reader(file)
    return reader.node(composed, 0), reader.problems


def place_of(mark: yaml.Mark | None, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)


def full_width_mark(text: str, place: Position) -> Problem | None:
    """YAML stumbles one line after a full-width colon, or at the next colon after a full-width comma: point at the mark."""
    lines = text.split("\n")
    for number in (place.line, place.line - 1):
        if not 1 <= number <= len(lines):
            continue
        if found := FULL_WIDTH.match(lines[number - 1]):
            group = "mark" if found.group("mark") else "comma"
            mark = found.group(group)
            message = f"这里用了全角“{mark}”；请改用半角“{HALF_WIDTH[mark]}”，并在后面空一格"
            return Problem(Position(place.file, number, found.start(group) + 1), RULE, message)
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

    def node(self, node: yaml.Node, depth: int) -> Node:
        if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
            self.report(node, "“!”开头的标记在这里没有用处；若是文字请加引号")
        if depth > DEEPEST:
            self.report(node, "内容嵌套太深，不像是报告数据")
            return Scalar(None, "", self.place(node))
        if isinstance(node, yaml.MappingNode):
            return self.table(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item, depth + 1) for item in node.value), self.place(node))
        assert isinstance(node, yaml.ScalarNode)  # compose makes no other kind
        return self.scalar(node)

    def table(self, node: yaml.MappingNode, depth: int) -> Table:
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, "这里应是一个名称，不能是列表或成组的内容")
                continue
            name = key.value
            if name in entries:
                self.report(key, f"“{name}”写了两次（第一次在第 {keys[name].line} 行）；请删去一处")
                continue
            if empty(value) and re.fullmatch("[0-9]{3}", name) and node.flow_style:
                self.report(key, f"“,{name}”像是数字里的千分位逗号；请写成不带逗号的数")
                continue
            if empty(value) and "：" in name:
                self.report(key, f"“{name}”里是全角冒号；请改用半角冒号，并在后面空一格")
                continue
            entries[name] = self.node(value, depth + 1)
            keys[name] = self.place(key)
        return Table(MappingProxyType(entries), MappingProxyType(keys), self.place(node))

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        text = node.value
        if node.style:  # quoted or a block: text, whatever it looks like
            return Scalar(text, text, self.place(node))
        if text in NOTHING:
            return Scalar(None, "", self.place(node))
        for pattern, message in SURPRISES:
            if pattern.match(text):
                self.report(node, message.format(text))
                return Scalar(text, text, self.place(node))
        if WHOLE.match(text):
            return Scalar(int(text) if len(text) < 30 else text, text, self.place(node))
        if DECIMAL.match(text):
            return Scalar(Decimal(text), text, self.place(node))
        return Scalar(text, text, self.place(node))


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
