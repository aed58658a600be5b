"""A guide in a workbook, Word file or web page, read into `data/guides/<field>.yml`: its table has the columns of a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.catalogue import Entry, Field
from gongkai.catalogue.guides import FOLDER, Guide, Matter, guide_text, read_guide
from gongkai.files import write_durably
from gongkai.imports.document import RULE
from gongkai.imports.placing.catalogue import read_catalogue
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.editor_schema import schema_remark
from gongkai.source.text import reason
from gongkai.statute.catalogue_standard import standard

SCHEMA = "guide.json"


def import_guide(file: Path, data: Path, field: str | None, document: tuple[str, str, date]) -> list[Problem]:
    """Writes what the file requires of each field; `document` are the guide's title, number and day, which no table says.

    What the office has said of a matter before (`covers:`, `agencies:`) stays with the matter of the same words. With any error
    nothing is written.
    """
    fields, problems = read_catalogue(file, field)
    strangers = [found for found in fields if standard().field(found.id) is None]
    problems += [Problem(Position(shown(file)), RULE, f"“{found.id}”不是 26 个试点领域之一，没有指引") for found in strangers]
    if errors(problems):
        return problems
    texts = {}
    for found in fields:
        target = data / FOLDER / f"{found.id}.yml"
        before, wrong = known(target)
        problems += wrong
        texts[target] = f"{schema_remark(target, SCHEMA)}{guide_text(guide_of(found, document, before))}"
    if errors(problems):
        return problems
    try:
        for target, text in texts.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_durably(target, text.encode())
    except OSError as error:
        return [Problem(Position(shown(data)), RULE, f"写不了这个文件夹：{reason(error)}")]
    return problems


def known(target: Path) -> tuple[Mapping[tuple[str, str], Matter], list[Problem]]:
    """The matters that are there already; one whose file cannot be read would lose what the office wrote."""
    if not target.exists():
        return {}, []
    problems: list[Problem] = []
    before = read_guide(target, problems)
    return {(matter.matter, matter.submatter): matter for matter in before.matters} if before else {}, problems


def guide_of(found: Field, document: tuple[str, str, date], before: Mapping[tuple[str, str], Matter]) -> Guide:
    title, number, day = document
    return Guide(found.id, title, number, day, "", tuple(matters_of(found.entries, before)))


def matters_of(entries: tuple[Entry, ...], before: Mapping[tuple[str, str], Matter]) -> Iterator[Matter]:
    """Each matter once: a guide may list one for each level."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        name = (entry.matter, entry.submatter)
        if name in seen:
            continue
        seen.add(name)
        said = (entry.matter, entry.submatter, entry.content, entry.basis, entry.time_limit, entry.publisher)
        made = Matter(*said, (), (), entry.place)
        old = before.get(name)
        yield replace(made, agencies=old.agencies, covers=old.covers) if old else made
