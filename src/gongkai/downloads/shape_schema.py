"""The JSON Schema of a shape (source/shapes.py), as an editor wants it: whole, and as our reader takes what is typed."""

from __future__ import annotations

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from gongkai.source.days import DAY

Schema = dict[str, Any]


class AsRead(GenerateJsonSchema):
    """Types as our reader takes them from YAML: an amount is a number, a day is text of a certain shape."""

    def decimal_schema(self, schema: Any) -> Schema:  # noqa: ARG002 - pydantic calls it so
        return {"type": "number"}

    def date_schema(self, schema: Any) -> Schema:  # noqa: ARG002
        return {"type": "string", "pattern": anchored(DAY)}


def inlined(schema: Schema) -> Schema:
    """Every reference replaced by what it names, without pydantic's English titles and the notes for programmers."""
    named = {id: {k: v for k, v in entry.items() if k != "description"} for id, entry in schema.pop("$defs").items()}

    def resolved(node: Any) -> Any:
        if isinstance(node, list):
            return [resolved(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            node = named[node["$ref"].rsplit("/", 1)[1]] | node
        unwanted = {"$ref", "default"} | ({"title"} if isinstance(node.get("title"), str) else set())
        return {key: resolved(value) for key, value in node.items() if key not in unwanted}

    return dict(resolved(schema))


def anchored(pattern: re.Pattern[str]) -> str:
    """Our pattern in the dialect of JSON Schema, which searches where we match from the beginning to the end."""
    return "^" + pattern.pattern.replace("\\Z", "$")
