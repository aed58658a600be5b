"""The mistakes that mistakes.yml lists, typed into a county that has none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .county import facts_in


class ListError(Exception):
    """An entry of mistakes.yml that does not fit the reports."""


SINCE = ("correction", "withdrawn")


def with_mistakes(files: Mapping[str, str], known: Collection[str], *, first: bool = False) -> dict[str, str]:
    """The files as the county's clerks left them. `known`: parts of the data that the reader of reports understands.

    `first`: as they were published and sealed at first, before anything was corrected or withdrawn.
    """
    typed = dict(files)
    for entry in facts_in("mistakes.yml"):
        if entry.get("needs", "") in ("", *known):
            retype(typed, entry, entry.get("first", ()) if first and entry["kind"] in SINCE else entry.get("changes", ()))
    return typed


def retype(files: dict[str, str], entry: Mapping[str, Any], changes: Sequence[Mapping[str, str]]) -> None:
    """A missing report is taken away; `correct` is typed as `typed`; `added` stands at the end of report.yml."""
    folder = f"reports/{entry['report']}"
    if entry["kind"] == "missing":
        for name in [name for name in files if name.startswith(f"{folder}/")]:
            del files[name]
    for change in changes:
        path = f"{folder}/{change.get('file', 'report.yml')}"
        text = files[path]
        if "correct" in change:
            if text.count(change["correct"]) != 1:
                raise ListError(f"{path}: “{change['correct']}” stands there {text.count(change['correct'])} times")
            text = text.replace(change["correct"], change["typed"])
        files[path] = text + change.get("added", "")
