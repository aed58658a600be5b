"""The mistakes that mistakes.yml lists, typed into a county that has none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from .county import facts_in


class ListError(Exception):
    """An entry of mistakes.yml that does not fit the reports."""


def with_mistakes(files: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """The files as the county's clerks left them. `known`: parts of the data that the reader of reports understands."""
    typed = dict(files)
    for entry in facts_in("mistakes.yml"):
        if entry.get("needs", "") in ("", *known):
            retype(typed, entry)
    return typed


def retype(files: dict[str, str], entry: Mapping[str, Any]) -> None:
    """A missing report is taken away; `correct` is typed as `typed`; `added` stands at the end of report.yml."""
    folder = f"reports/{entry['report']}"
    if entry["kind"] == "missing":
        for name in [name for name in files if name.startswith(f"{folder}/")]:
            del files[name]
    for change in entry.get("changes", ()):
        path = f"{folder}/{change.get('file', 'report.yml')}"
        text = files[path]
        if "correct" in change:
            if text.count(change["correct"]) != 1:
                raise ListError(f"{path}: “{change['correct']}” stands there {text.count(change['correct'])} times")
            text = text.replace(change["correct"], change["typed"])
        files[path] = text + change.get("added", "")
