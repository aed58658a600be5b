"""The components of the column's pages, each drawn here by the package from the examples of its own specification."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gongkai.html.fragments import FOLDER, components, fragment

# Whole pages, the frame around all pages, what only works within it, and a row of a table: told in words.
TOLD = ("catalogue-row", "contents", "display", "frame", "missing-page", "moved", "search", "page-alone")
SCRIPT = re.compile(r"<script\b[^>]*></script>")
LINK = re.compile(r'(?<=\shref=")(?![a-z]+:)[^"]*')
NAMED = re.compile(r'(?<=\s)(id|for|headers|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
LABEL = re.compile(r'(?<=<nav class=")[^"]*" aria-label="[^"]*')
HEADING = re.compile(r"(?<=<)(/?)h([1-6])\b")


@dataclass(frozen=True, slots=True)
class Component:
    """`place`: the address of a page of the manual's county that has it; empty where none has."""

    name: str
    about: str
    place: str


def shown_components() -> list[Component]:
    """Every component that can stand on a page of the manual."""
    return [
        Component(name, str(specification(name)["about"]).strip(), places().get(name, ""))
        for name in components()
        if name not in TOLD
    ]


def component(name: str, example: str = "", below: int = 3) -> str:
    """The component's HTML for that example of its specification; for the first where none is named.

    Several stand on one page: ids are made its own, and its headings go below one of the level `below`.
    An example leads to pages of no site; its links lead to where the component stands in the column of the manual's county.
    """
    html = SCRIPT.sub("", str(fragment(name, view_of(name, example))))
    html = LABEL.sub(lambda found: f"{found[0]}（{name}）", html)
    html = NAMED.sub(lambda found: f'{found[1]}="{of_its_own(name, found[2])}"', html)
    html = LINK.sub("../../" + places().get(name, ""), lowered(html, below))
    return f'<div class="manual-live">\n{html}\n</div>'


def view_of(name: str, example: str) -> Any:
    """A list of the catalogue has its rows from another component; two lists of downloads would have the same name."""
    examples = specification(name)["examples"]
    if name != "catalogue-list":
        return examples[example or next(iter(examples))]
    view, row = examples["a-page-of-several"], specification("catalogue-row")["examples"]["with-field"]
    (part,) = view["parts"]
    return {**view, "parts": [{**part, "rows": fragment("catalogue-row", row)}], "downloads": []}


def of_its_own(name: str, ids: str) -> str:
    """
    >>> of_its_own("letter", "a b")
    'letter-a letter-b'
    """
    return " ".join(f"{name}-{id}" for id in ids.split())


def lowered(html: str, below: int) -> str:
    """
    >>> lowered("<h1>a</h1><h2>b</h2>", 3)
    '<h4>a</h4><h5>b</h5>'
    """
    levels = [int(found[2]) for found in HEADING.finditer(html)]
    step = max(below + 1 - min(levels, default=6), 0)
    return HEADING.sub(lambda found: f"{found[1]}h{min(int(found[2]) + step, 6)}", html)


@cache
def specification(name: str) -> Mapping[str, Any]:
    return dict(yaml.safe_load((FOLDER / name / "spec.yml").read_text("utf-8")))


@cache
def places() -> Mapping[str, str]:
    """The address of a page that has the component, by the component's name."""
    return dict(yaml.safe_load((Path(__file__).parent / "components.yml").read_text("utf-8")))
