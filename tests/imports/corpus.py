"""Documents of the project's own making: figures, kinds of file and the hazards that real documents hold.

`python -m tests.imports.corpus` reads them all and counts: every cell right, refused by name, or silently wrong. With words
after it only the cases whose names hold them all, and what was refused is told too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import Format, FormatTable, formats
from gongkai.statute.labels import fold, squeezed
from tests.imports.corpus_figures import CELL_HAZARDS, FIGURES, Figures
from tests.imports.corpus_files import KINDS
from tests.imports.corpus_shapes import SHAPE_HAZARDS, Shape
from tests.imports.corpus_words import EVERYWHERE, LABEL_HAZARDS, Words
from tests.imports.forms import Block, Cell, Value, report

FORMATS = ("2019", "2021")
HAZARDS = ("none", *CELL_HAZARDS, *LABEL_HAZARDS, *SHAPE_HAZARDS)

# Where a cell is not there, what stood to its right moves into its place: a sheet has all its places, and a blank one is a blank.
NOT_IN_A_SHEET = ("one_cell_dropped", "blanks_dropped", "repeats_dropped", "page_break_group_gone")


@dataclass(frozen=True, order=True)
class Case:
    format: str
    figures: str
    kind: str
    hazard: str

    def __str__(self) -> str:
        return f"{self.format}-{self.figures}-{self.kind}-{self.hazard}"


def cases() -> Iterator[Case]:
    for format in FORMATS:
        for figures in FIGURES:
            for kind in KINDS:
                hazards = [hazard for hazard in HAZARDS if kind != "xlsx" or hazard not in NOT_IN_A_SHEET]
                yield from (Case(format, figures, kind, hazard) for hazard in hazards)


def figures_of(case: Case) -> Figures:
    made = FIGURES[case.figures]
    return CELL_HAZARDS[case.hazard](formats()[case.format], made) if case.hazard in CELL_HAZARDS else made


def unshaped(case: Case) -> list[Block]:
    format, said = formats()[case.format], figures_of(case)
    value: Value = lambda *address: said(format, *address).printed  # noqa: E731
    blocks = report(format, value)
    if words := LABEL_HAZARDS.get(case.hazard):
        text = words if case.hazard in EVERYWHERE else str
        return [text(block) if isinstance(block, str) else relabelled(block, words, format) for block in blocks]
    return blocks


def blocks_of(case: Case) -> list[Block]:
    blocks = unshaped(case)
    if shape := SHAPE_HAZARDS.get(case.hazard):
        return [made for block in blocks for made in (shaped(block, shape) if isinstance(block, list) else [block])]
    return blocks


def relabelled(cells: list[Cell], words: Words, format: Format) -> list[Cell]:
    """Labels only: a figure that is a mark (无) stays as it is."""
    labels = {text for table in format.tables for text in labels_of(table)}
    return [replace(cell, text=words(cell.text)) if cell.text in labels else cell for cell in cells]


def labels_of(table: FormatTable) -> Iterator[str]:
    yield from (table.caption, table.stub, table.note)
    for top in (*table.rows, *table.columns):
        yield from (line.label for line in top.everything())


def shaped(cells: list[Cell], shape: Shape) -> list[list[Cell] | str]:
    texts = {cell.text for cell in cells}
    kind = "stacked" if "信息内容" in texts else "across" if "行政复议" in texts else "down"
    return shape(cells, kind)


def fate(case: Case, folder: Path) -> tuple[str, str]:
    """right, refused or wrong; and what it said."""
    suffix, write = KINDS[case.kind]
    file, into = folder / f"年报.{suffix}", folder / "demo"
    file.write_bytes(write(blocks_of(case)))
    problems = import_file(file, into, None, None)
    if found := errors(problems):
        sentences = [problem.message for problem in found]
        clear = all(sentence and "\n" not in sentence for sentence in sentences) and not into.exists()
        return "refused" if clear else "wrong", sentences[0]
    wrong = differences(case, into)
    return ("wrong", "；".join(wrong[:3])) if wrong else ("right", "")


def differences(case: Case, into: Path) -> list[str]:
    found, problems = read_report(into, {})
    if found is None or problems:
        return [str(problem) for problem in problems]
    figures, wrong = FIGURES[case.figures], []
    if found.format.id != case.format:
        return [f"读成了 {found.format.id} 年格式"]
    wrong += wrong_words(case, found)
    for table in found.format.tables:
        for row in table.leaf_rows:
            for column in table.leaf_columns:
                cell = found.cell(table.id, row.id, column.id)
                wanted = figures(found.format, table.id, row.id, column.id).typed
                if cell is None and not (row.optional and case.hazard in ("twenty_three_rows", "row_dropped")):
                    wrong.append(f"{table.id}.{row.id}.{column.id} 没有了")
                elif cell is not None and cell.text != wanted:
                    wrong.append(f"{table.id}.{row.id}.{column.id} 是“{cell.text}”，应是“{wanted}”")
    return wrong


def wrong_words(case: Case, found: Report) -> list[str]:
    """Title, section heads and prose, as printed; a PDF may hold radicals that were drawn for characters."""
    written = [block for block in unshaped(case) if isinstance(block, str)]
    heads = [written[at] for at in range(2, 2 + 2 * len(found.format.sections), 2)]
    alike = fold if case.kind == "pdf" else squeezed
    sections = found.narrative.sections
    pairs = [(found.envelope.title, written[0]), *zip((section.title for section in sections), heads, strict=False)]
    wrong = [f"“{written}”成了“{read}”" for read, written in pairs if alike(read) != alike(written)]
    if [section.id for section in sections] != [section.id for section in found.format.sections]:
        wrong.append(f"各节是 {[section.title for section in sections]}")
    text = alike("".join(block.text for section in sections for block in section.blocks if hasattr(block, "text")))
    return wrong + [f"“{prose}”没有了" for prose in written[3:13:2] if alike(prose) not in text]


def tried(case: Case) -> tuple[Case, str, str]:
    with tempfile.TemporaryDirectory() as folder:
        return (case, *fate(case, Path(folder)))


def main(chosen: list[str]) -> int:
    """Every case whose name holds all the words given."""
    counts: dict[str, Counter[str]] = {}
    began = time.monotonic()
    asked = [case for case in cases() if all(word in str(case) for word in chosen)]
    with ProcessPoolExecutor() as pool:
        for case, end, said in pool.map(tried, asked, chunksize=8):
            counts.setdefault(case.hazard, Counter())[end] += 1
            if end == "wrong" or (end == "refused" and chosen):
                print(f"{end} {case}: {said[:200]}")
    for hazard, ends in counts.items():
        print(f"{hazard:32.32} right {ends['right']:5} refused {ends['refused']:5} wrong {ends['wrong']:5}")
    all_ends = sum(counts.values(), Counter())
    print(f"all {all_ends.total()}: {dict(all_ends)} in {time.monotonic() - began:.0f} s")
    return 1 if all_ends["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
