"""The codes that are no rules: what cannot be read, and what a command cannot do, each with an example from codes.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from manual.macros.shown import code

FILE = Path(__file__).parent / "codes.yml"


def codes() -> str:
    """Each code under its heading, as Markdown."""
    return "\n\n".join(part for group in code_groups() for part in group_parts(group))


@cache
def code_groups() -> tuple[Mapping[str, Any], ...]:
    return tuple(yaml.safe_load(FILE.read_text("utf-8"))["groups"])


def group_parts(group: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {group['title']} {{#{group['id']}}}"
    for entry in group["codes"]:
        yield f"### `{entry['id']}` {{#code-{entry['id']}}}"
        yield entry["what"]
        yield f"怎么办：{entry['do']}"
        command = entry.get("command", "gongkai check")
        if "file" in entry:
            yield f"例如 `{entry['file']}` 里写着："
            yield code(entry["typed"].rstrip("\n"))
            yield f"`{command}` 印出："
        else:
            yield f"例如 `{command}` 印出："
        yield code(entry["printed"])
