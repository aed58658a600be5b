"""Documents with habits that no form has: every figure is right, or the document is refused by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports import odd_cells, odd_markup
from tests.imports.corpus_files import KINDS
from tests.imports.forms import Block, report
from tests.imports.odd_tables import HABITS, WHOLE, blocks_of, sparse, value

FIGURES = {"numbers": value, "sparse": sparse}
# Only where merged cells are kept can a reader see that one nought stands for two rows.
NEEDS_SPANS = ("nought_over_rows",)
OTHER = {"2019": "2021", "2021": "2019"}
# The tables of one form's section 二 above the 23 rows of the other's 三: its labels say which form it is.
LEFT_OUT_ROWS = ("other_formats_table",)


def read(raw: bytes, file: Path) -> Report | None:
    """The report, or None when it was refused in clear lines and nothing was written."""
    file.write_bytes(raw)
    into = file.parent / "demo"
    refused = errors(import_file(file, into, None, None))
    if refused:
        assert all(problem.message and "\n" not in problem.message for problem in refused)
        assert not into.exists()
        return None
    found, problems = read_report(into, {})
    assert problems == []
    return found


CELLS: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    **{f"page {name}": ("a.html", odd_cells.page, drawn) for name, drawn in odd_cells.PAGES.items()},
    **{f"Word {name}": ("a.docx", odd_cells.word, drawn) for name, drawn in odd_cells.WORDS.items()},
    **{f"Markdown {name}": ("a.md", odd_cells.markdown, drawn) for name, drawn in odd_cells.MARKDOWN.items()},
}


@pytest.mark.parametrize("name", CELLS)
def test_a_figure_drawn_oddly_is_read_right_or_refused(name: str, tmp_path: Path) -> None:
    file, make, drawn = CELLS[name]
    found = read(make(drawn), tmp_path / file)
    if name.split(" ", 1)[1] in odd_cells.READ:
        assert found is not None
    if found is not None:
        cell = found.cell(*odd_cells.ADDRESS)
        assert cell is not None
        assert cell.text == odd_cells.TRUE


MARKUP: dict[str, tuple[str, Callable[[list[Block]], bytes]]] = {
    **{f"page {name}": ("a.html", partial(odd_markup.page, change)) for name, change in odd_markup.PAGES.items()},
    **{f"Word {name}": ("a.docx", partial(odd_markup.word, change)) for name, change in odd_markup.WORDS.items()},
}
# What no reader of these tables could align: one figure's cell is a table of its own, merged cells begin nowhere.
MAY_BE_REFUSED = ("page all unclosed", "page figures in tables", "Word no restart", "Word a table in a cell")


@pytest.mark.parametrize("name", MARKUP)
def test_no_markup_moves_a_figure(name: str, tmp_path: Path) -> None:
    drawn = random.Random(name)
    (file, make), format, figures = MARKUP[name], drawn.choice(("2019", "2021")), drawn.choice(list(FIGURES))
    found = read(make(report(formats()[format], FIGURES[figures])), tmp_path / file)
    assert found is not None or name in MAY_BE_REFUSED
    assert found is None or differences(found, format, FIGURES[figures]) == []


def fates(habit: str, kind: str) -> Iterator[tuple[str, str, str]]:
    for format in ("2019", "2021"):
        yield from ((habit, f"{format}-{kind}", figures) for figures in FIGURES)


def wrong(habit: str, format_and_kind: str, figures: str, folder: Path) -> list[str]:
    """The cells that are silently other than the document's; none when it is refused."""
    (format, kind), said = format_and_kind.split("-"), FIGURES[figures]
    blocks = WHOLE[habit](formats()[format], said) if habit in WHOLE else blocks_of(formats()[format], habit, said)
    suffix, write = KINDS[kind]
    found = read(write(blocks), folder / f"a.{suffix}")
    wanted = OTHER[format] if habit in LEFT_OUT_ROWS else format
    return differences(found, wanted, said, optional=habit not in LEFT_OUT_ROWS) if found else []


def differences(found: Report, format: str, said: Callable[..., str], *, optional: bool = True) -> list[str]:
    cells = [
        (f"{table.id}.{row.id}.{column.id}", said(table.id, row.id, column.id), found.cell(table.id, row.id, column.id))
        for table in found.format.tables
        for row in table.leaf_rows
        if optional or not row.optional
        for column in table.leaf_columns
    ]
    unlike = [
        f"{address}: {cell and cell.text}, not {printed}"
        for address, printed, cell in cells
        if cell is None or cell.text != printed
    ]
    return unlike if found.format.id == format else [f"{found.format.id}, not {format}"]


def cases() -> list[tuple[str, str, str]]:
    """Each habit in each kind of file, and in each format with each set of figures."""
    kinds = ("html", "html_plain", "docx", "tabs", "txt", "md")
    habits = [
        (habit, kind) for habit in (*HABITS, *WHOLE) for kind in kinds if habit not in NEEDS_SPANS or kind in ("html", "docx")
    ]
    return [case for habit, kind in habits for case in fates(habit, kind)]


@pytest.mark.parametrize("case", random.Random(6).sample(cases(), 70), ids="-".join)
def test_no_habit_moves_a_figure(case: tuple[str, str, str], tmp_path: Path) -> None:
    assert wrong(*case, tmp_path) == []


@pytest.mark.audit
@pytest.mark.parametrize("habit", [*HABITS, *WHOLE])
def test_no_habit_moves_a_figure_in_any_kind_of_file(habit: str, tmp_path: Path) -> None:
    for number, case in enumerate(case for case in cases() if case[0] == habit):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert wrong(*case, folder) == [], case
