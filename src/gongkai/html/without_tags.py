"""Templates without their tags: what a component says, from the same words and the same values as its HTML.

A heading is set apart by `MARK`s, with its level and its id; it comes before whatever stands above it in its section. So is the
place of a table, whose rows are told by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, PackageLoader

WORDS = "words/"  # before the name of a template: without its tags
MARK, TABLE = "\0", "table"
INLINE = frozenset({"a", "code", "data", "span", "strong", "time"})  # these part no words
INSIDE = r"(?:\{\{.*?\}\}|\{%.*?%\}|[^<>{])*"  # a tag, with what a template fills in there
TAG = re.compile(rf"<(?P<end>/?)(?P<name>\w+){INSIDE}>")
UNREAD = re.compile(rf"<(?P<name>nav|form|script|svg)\b{INSIDE}>|<(?P<hidden>\w+){INSIDE}\shidden\b{INSIDE}>")
HEADING = re.compile(r'<h(?P<level>[2-6]) id="(?P<id>.*?)">(?P<title>.*?)</h(?P=level)>')
TABLES = re.compile(r"<table\b.*?</table>", re.DOTALL)
# A section's heading may stand behind its first lines.
OPENING = re.compile(rf"<section{INSIDE}>(?P<before>.*?)(?P<heading>{HEADING.pattern})", re.DOTALL)


class TemplateLoader(PackageLoader):
    """Gives every template as it is, and under `words/` without its tags."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        source, file, is_current = super().get_source(environment, template.removeprefix(WORDS))
        return (without_tags(source) if is_of_words(template) else source), file, is_current


class Templates(Environment):
    """What a template without tags imports has none either."""

    def join_path(self, template: str, parent: str) -> str:
        return f"{WORDS}{template}" if is_of_words(parent) else template


def is_of_words(template: str | None) -> bool:
    return template is not None and template.startswith(WORDS)


def without_tags(source: str) -> str:
    r"""
    >>> without_tags('<li><a href="{{ x }}"{% if 2 > 1 %} download{% endif %}>{{ y }}</a>：<b>z</b></li>')
    ' {{ y }}： z  '
    >>> without_tags('<section class="x"><p>A</p><h2 id="{{ id }}">B</h2><p>C</p></section>')
    '\x002\x00{{ id }}\x00B\x00 A  C  '
    """
    ordered = OPENING.sub(r"\g<heading>\g<before>", TABLES.sub(f"{MARK}{TABLE}{MARK}{MARK}{MARK}", without_unread(source)))
    marked = HEADING.sub(rf"{MARK}\g<level>{MARK}\g<id>{MARK}\g<title>{MARK}", ordered)
    return TAG.sub(lambda tag: "" if tag["name"] in INLINE else " ", marked)


def without_unread(source: str) -> str:
    """Without what is hidden, and what one uses instead of reading it.

    >>> without_unread('a<div class="x" hidden><div>b</div>c</div>d<form>e</form>f')
    'adf'
    """
    kept, at = "", 0
    while found := UNREAD.search(source, at):
        kept += source[at : found.start()]
        at = end_of(found["name"] or found["hidden"], source, found.end())
    return kept + source[at:]


def end_of(name: str, source: str, at: int) -> int:
    """Where the element ends whose content begins there."""
    depth = 1
    for tag in TAG.finditer(source, at):
        if tag["name"] == name:
            depth += -1 if tag["end"] else 1
        if depth == 0:
            return tag.end()
    raise ValueError(f"<{name}> has no end")
