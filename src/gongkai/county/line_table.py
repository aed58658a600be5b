"""A file of the county with one thing to a line, `key: value`: it may be absent, and then nothing is said."""

from __future__ import annotations

from pathlib import Path

from gongkai.problems import Problem
from gongkai.source.nodes import Table
from gongkai.source.reference import read_yaml


def read_line_table(file: Path, rule: str, expected: str) -> tuple[Table | None, list[Problem]]:
    """None where there is no file, or it holds something else; then `expected` says what should stand there."""
    if not file.is_file():
        return None, []
    node, problems = read_yaml(file)
    if node is None or isinstance(node, Table):
        return node, problems
    return None, [*problems, Problem(node.position, rule, expected)]
