"""Fixed shapes (the site, agencies, a report's envelope) read with pydantic, its complaints put into the office's words.

A shape is a class of pydantic's, or a plain dataclass whose values are limited as `allowed_values` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from gongkai.problems import Problem
from gongkai.source.allowed_values import RULE
from gongkai.source.nodes import Node, Scalar, Table, plain, position_of


class Shape(BaseModel):
    """A value that does not change and refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


AnyShape = TypeVar("AnyShape")

UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
NO_TABLE = ("dict_type", "model_type", "model_attributes_type", "dataclass_type")
SENTENCES = {
    "missing": "缺少“{key}”",
    **dict.fromkeys(UNKNOWN, "不认识“{key}”；请检查拼写"),
    "string_type": "“{key}”应是文字；像数字的文字请加引号",
    "int_type": "“{key}”应是整数",
    "bool_type": "“{key}”应写 true（是）或 false（否）",
    "literal_error": "“{key}”只能是 {expected}",
    "enum": "“{key}”只能是 {expected}",
    "string_pattern_mismatch": "“{key}”的写法不对",
    "string_too_short": "“{key}”不能为空",
    **dict.fromkeys(NO_TABLE, "“{key}”应是一组“名称: 内容”"),
    "tuple_type": "“{key}”应是列表，每项以“- ”开头",
    "list_type": "“{key}”应是列表，每项以“- ”开头",
    "too_short": "“{key}”至少要有 {min_length} 项",
    "greater_than_equal": "“{key}”不能小于 {ge}",
    "less_than_equal": "“{key}”不能大于 {le}",
    "empty": "“{key}”后面没有写内容",
    "number": "“{key}”应是数",
    "text_or_number": "“{key}”应是数或文字",
    "value_error": "{error}",
}
NEEDS_CONTENT = ("string_type", "int_type", "number", "text_or_number", "tuple_type", "literal_error", *NO_TABLE)
KINDS = ("int", "decimal", "str")  # what pydantic calls the parts of “this or that”


def read_shape(shape: type[AnyShape], node: Node) -> tuple[AnyShape | None, list[Problem]]:
    """The node as that shape, or None and every reason why it is not."""
    try:
        return validator(shape).validate_python(plain(node)), []
    except ValidationError as error:
        return None, [problem_of(details, node) for details in told_once(error.errors(), node)]


validator: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def told_once(errors: Iterable[Any], node: Node) -> Iterable[Any]:
    """pydantic says of a value why it is neither this nor that; the office is told once what it should be."""
    kinds: dict[tuple[str | int, ...], list[str]] = {}
    others = []
    for details in errors:
        *path, last = details["loc"] or ("",)
        parent = node_at(node, path)
        if last in KINDS and not (isinstance(parent, Table) and last in parent.entries):
            kinds.setdefault(tuple(path), []).append(last)
        else:
            others.append(details)
    return [*others, *({"type": "text_or_number" if "str" in kinds[path] else "number", "loc": path} for path in kinds)]


def problem_of(details: object, node: Node) -> Problem:
    assert isinstance(details, dict)
    path = [step for step in details["loc"] if isinstance(step, str | int)]
    context = {name: str(value).replace("'", "") for name, value in details.get("ctx", {}).items()}
    context["expected"] = context.get("expected", "").replace(" or ", "、").replace(", ", "、")
    key = str(path[-1]) if path else "内容"
    if isinstance(path[-1] if path else None, int):
        key = f"第 {int(path[-1]) + 1} 项"
    kind = "empty" if details["type"] in NEEDS_CONTENT and not_written(node_at(node, path)) else details["type"]
    sentence = SENTENCES.get(kind, "“{key}”的写法不对").format_map({"error": "", **context, "key": key})
    position = position_of(node, path)
    if details["type"] in UNKNOWN:
        parent = node_at(node, path[:-1])
        if isinstance(parent, Table):
            position = parent.keys.get(key, position)
    return Problem(position, RULE, sentence, subject=".".join(map(str, path)))


def not_written(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def node_at(node: Node, path: Sequence[str | int]) -> Node:
    here = node
    for step in path:
        if isinstance(here, Table) and isinstance(step, str) and step in here.entries:
            here = here.entries[step]
        elif not isinstance(here, Table) and isinstance(step, int) and hasattr(here, "items"):
            here = here.items[step]
    return here
