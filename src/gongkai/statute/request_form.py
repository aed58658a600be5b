"""What an application for disclosure has to say (《条例》第二十九条), as one list that page, Word and PDF draw.

Data, in request_form.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from gongkai.source.package_data import load_package_data

FieldKind = Literal["line", "text", "one", "agency", "paper"]


@dataclass(frozen=True, slots=True)
class FormField:
    """`options` are what can be chosen, one of them; `lines` how many are left for it on paper. `autocomplete` is what browsers
    know it as (HTML Standard); empty where none may fill it in. `pattern` is how it looks, a regular expression of HTML, and
    `looks` says so; both may be empty. `needs`: by an option the id of the field that has to be filled in with it.
    """

    id: str
    label: str
    kind: FieldKind
    options: tuple[str, ...] = ()
    required: bool = False
    lines: int = 1
    hint: str = ""
    autocomplete: str = ""
    pattern: str = ""
    looks: str = ""
    needs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """`applicant` is the kind of applicant who alone fills it in, empty where everyone does. `only_paper`: not on the page."""

    title: str
    fields: tuple[FormField, ...]
    applicant: str = ""
    only_paper: bool = False


@dataclass(frozen=True, slots=True)
class RequestForm:
    """`filler` names the kinds of applicants, by id."""

    title: str
    filler: Mapping[str, str]
    groups: tuple[FieldGroup, ...]

    @property
    def fields(self) -> Iterator[FormField]:
        return (field for group in self.groups for field in group.fields)


@cache
def request_form() -> RequestForm:
    facts = load_package_data((resources.files("gongkai") / "statute" / "request_form.yml").read_text("utf-8"))
    return RequestForm(facts["title"], facts["filler"], tuple(map(group, facts["groups"])))


def group(facts: Mapping[str, Any]) -> FieldGroup:
    fields = tuple(FormField(**{**each, "options": tuple(each.get("options", ()))}) for each in facts["fields"])
    return FieldGroup(**{**facts, "fields": fields})
