"""A component is a folder: its template, its style, named examples and what they must give."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from gongkai.html.without_tags import WORDS, TemplateLoader, Templates, is_of_words

FOLDER = resources.files("gongkai") / "html" / "components"


@cache
def environment() -> Environment:
    return Templates(
        loader=TemplateLoader("gongkai", "html/components"),
        autoescape=lambda name: not is_of_words(name),
        undefined=StrictUndefined,  # a name that a view does not give is a mistake of ours, never an empty place
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # files of the package, which stay as they are
    )


@cache
def template(name: str) -> Template:
    return environment().get_template(name)


def fragment(component: str, view: Any) -> Markup:
    """The component's HTML for that view, everything in it escaped, without blank lines."""
    html = template(f"{component}/template.html").render(view=view)
    return Markup("\n".join(line.strip() for line in html.splitlines() if line.strip()))  # noqa: S704 - autoescaped above


def words(component: str, view: Any) -> str:
    """What the component says, without any HTML; its headings are set apart by marks."""
    return template(f"{WORDS}{component}/template.html").render(view=view)


@cache
def components() -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in FOLDER.iterdir() if (entry / "template.html").is_file()))
