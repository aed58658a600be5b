"""Guides as an office enters them; those of the fictional county are fictional, too, and say so."""

from __future__ import annotations

from gongkai.catalogue.guides import FOLDER
from gongkai.catalogue.writing import record_text

from .catalogue import FICTION
from .county import facts_in


def guide_files() -> dict[str, str]:
    """By their path in the data folder."""
    return {f"{FOLDER}/{field}.yml": guide_text(guide) for field, guide in facts_in("guides.yml")["guides"].items()}


def guide_text(guide: dict[str, object]) -> str:
    head = "".join(f"{name}: {guide[name]}\n" for name in ("title", "document_number", "date", "note"))
    matters = guide["matters"]
    assert isinstance(matters, list)
    return f"{FICTION}{head}matters:\n" + "\n".join(record_text(matter.items()) for matter in matters) + "\n"
