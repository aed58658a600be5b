"""What is read from a PDF is what it draws: tampered figures are in doubt or refused, honest ones stay certain."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image

from gongkai.archive.contents import public
from gongkai.downloads.pdf import content
from gongkai.imports import import_file, looks
from gongkai.imports.readers.pdf import DANGER
from gongkai.imports.readers.pdf_pages import pages_of
from gongkai.problems import errors
from gongkai.reports.import_record import PICTURES
from gongkai.reports.reading import read_report
from gongkai.reports.seals import data_files
from gongkai.statute.formats import formats
from tests.imports.corpus_files import as_pdf, typst_source
from tests.imports.drawn_figures import certain_cells, wrongs
from tests.imports.forms import report
from tests.imports.tampered_pdf import FIGURES, Tampering, kinds, spots

ROOT = Path(__file__).parents[2]
SAMPLES = os.environ.get("GONGKAI_SAMPLES", "")
RED = "enforcement.administrative_compulsion.decisions"
SEEN_IN_RED = {"p03": "", "p03b": "", "p03c": "111", "p03d": "57"}
HARMLESS = (
    "1 Ts", ".4 g", "1 0 0 rg", "0 1 1 0 k", "90 Tz", "gs /ca 0.7", "gs /BM /Multiply", "clipped to whole", "again 0.2 to the right",
    "Helvetica",
)  # fmt: skip


def cases(figure: str) -> list[Tampering]:
    return [case for spot in spots() if spot.figure == figure for case in kinds(spot)]


def batches(chosen: Sequence[Tampering], size: int = 30) -> list[Sequence[Tampering]]:
    return [chosen[start : start + size] for start in range(0, len(chosen), size)]


def test_no_tampered_figure_is_read_for_certain() -> None:
    """One of fifty, of every figure and kind."""
    chosen = [case for figure in FIGURES for case in cases(figure)][::47]
    assert len(chosen) > 70
    assert [wrong for batch in batches(chosen) for wrong in wrongs(batch)] == []


@pytest.mark.audit
@pytest.mark.parametrize("figure", FIGURES)
def test_no_tampered_figure_is_read_for_certain_anywhere(figure: str) -> None:
    assert [wrong for batch in batches(cases(figure)) for wrong in wrongs(batch)] == []


def test_what_does_not_matter_leaves_a_figure_certain() -> None:
    chosen = [case for case in cases("572") if case.name in HARMLESS and case.spot.at == 1]
    assert sorted(case.name for case in chosen) == sorted(HARMLESS)
    assert {case.name for case, certain in certain_cells(chosen) if not certain} == set()


@pytest.mark.skipif(not SAMPLES, reason="GONGKAI_SAMPLES does not say where the tampered files are")
@pytest.mark.parametrize("name", ["p01", "p02", "p03", "p03b", "p03c", "p03d", "p04", "p07", "p15", "p17"])
def test_a_tampered_report_is_in_doubt(name: str, tmp_path: Path) -> None:
    line = record(Path(SAMPLES) / "red" / f"{name}.pdf", tmp_path / "demo")[RED]
    assert line["把握"] != "确定"
    assert name not in SEEN_IN_RED or line["数值"] == SEEN_IN_RED[name]


def record(file: Path, into: Path) -> dict[str, dict[str, str]]:
    assert errors(import_file(file, into, None, 2023)) == []
    with (into / "import-record.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {line["地址"]: line for line in csv.DictReader(lines)}


CELL = ("requests", "granted", "natural_person")
ADDRESS = "requests.results.granted.natural_person"


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A report with one figure of five digits."""
    return as_pdf(report(formats()["2021"], lambda *address: "90909" if address == CELL else "3"))


def changed(raw: bytes, content: str) -> bytes:
    """With more drawn over the figure of five digits, counted from its lower left corner."""
    number, char = next(
        (page.number, char)
        for page in pages_of(raw)
        for char, *after in zip(page.chars, *(islice(page.chars, n, None) for n in range(1, 5)), strict=False)
        if char.text + "".join(each.text for each in after) == "90909"
    )
    document = pikepdf.open(io.BytesIO(raw))
    page = document.pages[number - 1]
    height = float(page.MediaBox[3])
    place = f"1 0 0 1 {char.box.x0:.2f} {height - char.box.bottom:.2f} cm"
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q {place} {content} Q".encode())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_redaction_that_only_covers_is_believed_and_told(plain: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(changed(plain, "0 g 0 0 40 12 re f"))
    problems = import_file(tmp_path / "a.pdf", tmp_path / "demo", "shili", 2023)
    assert errors(problems) == []
    assert sum(DANGER in problem.message for problem in problems) == 1
    found, _ = read_report(tmp_path / "demo", {})
    assert found is not None
    cell = found.cell(*CELL)
    assert cell is not None
    assert cell.text == ""
    assert not found.envelope.source_published
    assert "source_published: false" in (tmp_path / "demo" / "report.yml").read_text("utf-8")
    assert not public("source/a.pdf", found)
    assert "90909" not in (tmp_path / "demo" / "import-record.csv").read_text("utf-8")


def test_both_pictures_of_a_cell_in_doubt_are_kept_and_are_no_part_of_the_report(plain: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(changed(plain, "0 g 27 0 m 31 0 l 31 8 l f"))
    doubtful = [line for line in record(tmp_path / "a.pdf", tmp_path / "demo").values() if PICTURES in line["把握"]]
    assert doubtful
    for line in doubtful:
        name = line["把握"].split("图见 ")[1]
        with Image.open(tmp_path / "demo" / name) as picture:
            assert picture.width > 20
        assert looks.UNREAD in line["把握"]
    assert not [name for name in data_files(tmp_path / "demo") if PICTURES in name]


def test_a_label_that_is_covered_is_a_doubt_about_its_row(tmp_path: Path) -> None:
    source = typst_source(report(formats()["2021"], lambda *_: "3"))
    covered = source.replace(
        '"行政强制"', "[行政强制#place(dx: -2pt, dy: -9pt, rect(width: 20pt, height: 10pt, fill: white))]", 1
    )
    assert covered != source
    raw = typst.compile(covered.encode())
    doubtful = [doubt.reasons for page in pages_of(raw) for doubt in page.doubts.values()]
    assert len(doubtful) == 1
    (tmp_path / "a.pdf").write_bytes(raw)
    said = import_file(tmp_path / "a.pdf", tmp_path / "demo", "shili", 2023)
    assert [p for p in said if looks.BY_LABEL in p.message] or errors(said)


def test_a_proof_that_cannot_be_made_is_a_doubt(plain: bytes) -> None:
    """The fonts stand in the page itself, where their glyphs cannot be taken from."""
    document = pikepdf.open(io.BytesIO(plain))
    for page in document.pages:
        fonts = page.Resources.Font
        page.Resources.Font = pikepdf.Dictionary({name: pikepdf.Dictionary(dict(font.items())) for name, font in fonts.items()})
    out = io.BytesIO()
    document.save(out)
    pages = pages_of(out.getvalue())
    written = [
        (page, box) for page in pages for table in page.tables for box in table if any(box.holds(c.box) for c in page.chars)
    ]
    assert written
    assert all(box in page.doubts for page, box in written)


def test_every_cell_of_an_untouched_report_is_proved(plain: bytes) -> None:
    assert doubts_of(plain) == []


def test_our_own_pdf_is_read_as_it_is_drawn() -> None:
    found, _ = read_report(ROOT / "data" / "reports" / "2020" / "zhengning", {})
    assert found is not None
    raw = content(found)
    assert sum(len(table) for page in pages_of(raw) for table in page.tables) > 200
    assert doubts_of(raw) == []


def doubts_of(raw: bytes) -> list[object]:
    pages = pages_of(raw)
    unseen = [char for page in pages for char in page.chars if char.unseen]
    return [*unseen, *(doubt.reasons for page in pages for doubt in page.doubts.values())]
