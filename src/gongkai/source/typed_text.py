"""A text as a person would type it into a YAML file."""

from __future__ import annotations

import json
from functools import lru_cache

from gongkai.source.nodes import Scalar, Table
from gongkai.source.reference import parse_yaml


def typed_text(text: str, *, flow: bool = False, figure: bool = False) -> str:
    """Bare where our own reader takes it for exactly that, in quotation marks otherwise.

    `flow`: it may stand in braces; `figure`: it may be read as a number.

    >>> typed_text("市政府办："), typed_text("2019"), typed_text("a, b", flow=True), typed_text("-39", figure=True)
    ('市政府办：', '"2019"', '"a, b"', '-39')
    """
    return text if reads_back(text, flow=flow, figure=figure) else json.dumps(text, ensure_ascii=False)


@lru_cache(maxsize=4096)
def reads_back(text: str, *, flow: bool, figure: bool) -> bool:
    if text != text.strip() or "\n" in text or text == "-":  # a lone - is nothing to other readers of YAML
        return False
    frames = ("a: {}\nb: c", "{{a: {}, b: c}}") if flow else ("a: {}\nb: c",)
    return all(reads_as_itself(frame.format(text), text, figure=figure) for frame in frames)


def reads_as_itself(typed: str, text: str, *, figure: bool) -> bool:
    node, problems = parse_yaml(typed, "")
    if problems or not isinstance(node, Table) or [*node.entries] != ["a", "b"]:
        return False
    value = node.entries["a"]
    return isinstance(value, Scalar) and value.text == text and (isinstance(value.value, str) or figure)
