"""What was read from a file's text beside what was read where its own program drew it: a second witness for each figure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from gongkai.imports import looks
from gongkai.imports.placing.reading_result import Found, Looked
from gongkai.reports.import_record import RecordLine
from gongkai.reports.report import statutory_label
from gongkai.statute.formats import Format
from gongkai.statute.labels import fold, squeezed

LABELS = "labels."
SENTENCES = tuple(value for name, value in vars(looks).items() if name.isupper())
LONGEST = 40  # characters of what was drawn
NOTHING = "（空白）"


def compare_with_drawn(found: Found, format: Format, drawn: Sequence[RecordLine], looked: Mapping[str, Looked]) -> None:
    """A doubt at each value that is not drawn as it was read, with the picture of its cell."""
    there = {line.address: line for line in drawn}
    named_otherwise = set(differing_labels(found, format, there))
    for line in list(found.entries):
        if said := objection(line, there.get(line.address), looked.get(line.address), named_otherwise, format):
            known = found.looked[line.address]
            seen = looked.get(line.address)
            found.doubt_besides(line.address, said, known.picture or (seen.picture if seen else b""))


def objection(line: RecordLine, drawn: RecordLine | None, seen: Looked | None, named_otherwise: set[str], format: Format) -> str:
    """Empty where the drawing agrees. Only figures and words with a place of their own are compared: prose is cut otherwise."""
    table, *cell = line.address.split(".")
    is_cell = len(cell) > 1 and any(known.id == table for known in format.tables)
    if drawn is None:
        return looks.UNPROVED if is_cell else ""
    if not is_cell and table not in ("title", "letter", LABELS.rstrip(".")):
        return ""
    said = [] if drawn_alike(line, drawn) else [drawn_otherwise(drawn)]
    if is_cell and {f"{LABELS}{table}.{name}" for name in cell} & named_otherwise:
        said.append(looks.BY_LABEL)
    said += [sentence for sentence in SENTENCES if seen and sentence in seen.doubt]
    return "；".join(sentence for sentence in dict.fromkeys(said) if sentence not in line.doubt)


def drawn_alike(line: RecordLine, drawn: RecordLine) -> bool:
    """The same value, or the same words, which a narrow cell may break over several lines."""
    return fold(drawn.value) == fold(line.value) if drawn.value else on_one_line(drawn.text) == on_one_line(line.text)


def on_one_line(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("\n", "")).strip()


def drawn_otherwise(drawn: RecordLine) -> str:
    seen = drawn.value or squeezed(drawn.text) or NOTHING
    return f"画出来读到的是“{seen[:LONGEST]}”，与文件里的字不一样；请对照原件"


def differing_labels(found: Found, format: Format, drawn: Mapping[str, RecordLine]) -> Iterator[str]:
    """Addresses of labels that are drawn with other words than were read."""
    read = {line.address: line for line in found.entries}
    for address in {*read, *drawn}:
        if address.startswith(LABELS):
            statutory = statutory_label(format, address.removeprefix(LABELS)) or ""
            first, second = (fold(lines[address].value if address in lines else statutory) for lines in (read, drawn))
            if first != second:
                yield address
