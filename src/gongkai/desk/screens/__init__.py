"""The desk's screens: a file each, with its routes under `SCREENS`; another one is a file and its name in this list."""

from __future__ import annotations

from gongkai.desk.screens import (
    accept,
    by_hand,
    catalogue,
    catalogue_entry,
    compare,
    confirm,
    correct,
    documents,
    facts,
    figures,
    findings,
    forms,
    import_document,
    keep,
    new_report,
    overview,
    preview,
    prose,
    publish,
    ready,
    report,
    rules_help,
    tables,
    tick,
    undo,
    withdraw,
)
from gongkai.desk.visit import Screen

FILES = (
    overview,
    import_document,
    by_hand,
    forms,
    catalogue,
    catalogue_entry,
    documents,
    publish,
    new_report,
    report,
    facts,
    tables,
    figures,
    prose,
    findings,
    accept,
    correct,
    confirm,
    undo,
    keep,
    preview,
    ready,
    withdraw,
    rules_help,
    tick,
    compare,
)


def screens() -> tuple[Screen, ...]:
    """All of them; those with a word in the menu stand there in this order."""
    return tuple(screen for file in FILES for screen in file.SCREENS)
