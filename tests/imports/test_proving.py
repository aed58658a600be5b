"""`gongkai import --prove`: what a file's own program draws is read once more, and what is drawn otherwise is in doubt."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.drawn.office import PROGRAMS
from gongkai.imports import import_file, looks
from gongkai.imports.document import Grid
from gongkai.imports.proving.word import prepared
from gongkai.imports.readers import pdf
from gongkai.imports.readers.pdf import SCAN, read_pdf
from gongkai.imports.readers.pdf_pages import Page, page_from
from gongkai.imports.readers.pdf_process import plain_pages
from gongkai.reports.import_record import RecordLine, read_record
from gongkai.statute.formats import formats
from tests.imports.corpus import Case, blocks_of, cases
from tests.imports.corpus_files import KINDS
from tests.imports.forms import Block, as_docx, as_html, as_text, report
from tests.imports.word_tamperings import outcome, package, tamperings
from tests.sampling import first_of_each

OTHERWISE = "画出来读到的是"
HONEST_PAGES, HONEST_WORD, TOGETHER = 3, 40, 50
# Where two tables touch at a cut, the eye sees one; from the drawing they cannot be told apart.
CUT = ("page_break", "row_dropped", "unknown_row")


def plain_report() -> list[Block]:
    """With 120 in each cell."""
    return report(formats()["2021"], lambda *_: "120")


def record(into: Path) -> Mapping[str, RecordLine]:
    lines, _ = read_record(into)
    assert lines
    return {line.address: line for line in lines}


def imported(file: Path, into: Path, *more: str) -> int:
    """In a process of its own, as an office runs it: the tests' own browser is open in this one."""
    command = [sys.executable, "-m", "gongkai", "import", str(file), "--into", str(into), "--agency", "demo", *more]
    return subprocess.run(command, capture_output=True, check=False).returncode


def proved(raw: bytes, name: str, folder: Path) -> Mapping[str, RecordLine]:
    (folder / name).write_bytes(raw)
    assert imported(folder / name, folder / "demo", "--prove") == 0
    return record(folder / "demo")


def certain(lines: Mapping[str, RecordLine]) -> set[str]:
    return {address for address, line in lines.items() if not line.doubt}


def honest(kind: str, count: int) -> Sequence[Case]:
    fit = [case for case in cases() if case.kind.startswith(kind) and not any(hazard in str(case) for hazard in CUT)]
    return random.Random(1700).sample(fit, count)


def against_plain_reading(case: Case, folder: Path) -> None:
    raw, name = KINDS[case.kind][1](blocks_of(case)), "a.docx" if case.kind == "docx" else "a.html"
    (folder / name).write_bytes(raw)
    if imported(folder / name, folder / "plain"):
        return  # refused by name, drawn or not
    plain = record(folder / "plain")
    assert imported(folder / name, folder / "demo", "--prove") == 0
    assert certain(plain) - certain(record(folder / "demo")) == set()


@pytest.mark.browser
@pytest.mark.parametrize("case", first_of_each(honest("html", HONEST_PAGES), lambda _: "honest"), ids=str)
def test_an_honest_page_keeps_every_certain_figure(case: Case, tmp_path: Path) -> None:
    against_plain_reading(case, tmp_path)


@pytest.mark.audit
@pytest.mark.browser
@pytest.mark.parametrize("case", honest("html", 60), ids=str)
def test_so_does_every_kind_of_page(case: Case, tmp_path: Path) -> None:
    against_plain_reading(case, tmp_path)


@pytest.mark.audit
@pytest.mark.parametrize("case", honest("docx", HONEST_WORD), ids=str)
def test_so_does_a_word_file(case: Case, tmp_path: Path) -> None:
    against_plain_reading(case, tmp_path)


SCRIPT = b"<script>document.querySelectorAll('td').forEach((cell) => { if (cell.textContent === '120') cell.textContent = '720' })</script>"


@pytest.mark.browser
def test_a_figure_that_a_script_rewrites_is_told_with_its_picture(tmp_path: Path) -> None:
    lines = proved(as_html(plain_report()).replace(b"</body>", SCRIPT + b"</body>"), "a.html", tmp_path)
    told = [line for line in lines.values() if OTHERWISE in line.doubt]
    assert told
    assert all(line.text == "120" and f"{OTHERWISE}“720”" in line.doubt for line in told)
    assert all((tmp_path / "demo" / "import-pictures" / f"{line.address}.png").is_file() for line in told)


@pytest.mark.browser
def test_nothing_is_fetched_while_a_page_is_drawn(tmp_path: Path) -> None:
    """A page that asks for other things is drawn without them, and soon."""
    asked = b"<img src='http://127.0.0.1:9/a.png'><iframe src='file:///etc/hostname'></iframe><link rel=stylesheet href='file:///a.css'>"
    lines = proved(as_html(plain_report()).replace(b"<body>", b"<body>" + asked), "a.html", tmp_path)
    assert not [line for line in lines.values() if OTHERWISE in line.doubt]


def test_without_the_program_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    (tmp_path / "a.docx").write_bytes(as_docx(plain_report()))
    assert main(["import", str(tmp_path / "a.docx"), "--into", str(tmp_path / "demo"), "--prove"]) == 1
    assert capsys.readouterr().err == "没有安装 LibreOffice，不能把 Word 文件画出来比对；请安装 LibreOffice\n"
    assert not (tmp_path / "demo").exists()


def test_plain_text_has_nothing_to_draw(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(as_text(plain_report()))
    problems = import_file(tmp_path / "a.txt", tmp_path / "demo", None, None, prove=True)
    assert "纯文字没有版面，没有可以比对的画面" in [problem.message for problem in problems]


# What LibreOffice draws of each tampered figure


def printed(files: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    for name, raw in files.items():
        (folder / f"{name}.docx").write_bytes(prepared(raw))
    for some in (list(files)[first : first + TOGETHER] for first in range(0, len(files), TOGETHER)):
        convert(some, folder)
        for name in some:  # one that it cannot draw keeps it from the others
            if not (folder / f"{name}.pdf").is_file():
                convert([name], folder)
    return {name: pdf.read_bytes() if (pdf := folder / f"{name}.pdf").is_file() else b"" for name in files}


def convert(names: Sequence[str], folder: Path) -> None:
    program = str(next(found for name in PROGRAMS if (found := shutil.which(name))))
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    files = [str(folder / f"{name}.docx") for name in names]
    subprocess.run([*command, "--outdir", str(folder), *files], check=False, capture_output=True)


def read_here(raw: bytes, *, printed_here: bool = False) -> list[Page]:
    """As `pages_of`, without a process for each of hundreds of files."""
    return [page_from(json.loads(json.dumps(page))) for page in plain_pages(raw, printed_here=printed_here)]


def drawn_figure(pdf: bytes) -> str:
    """What is seen beside 行政强制, blanks left out, as a cell may spread its figure; a remark where it is not well seen."""
    document, problems = read_pdf(pdf, "a.pdf")
    if document is None:
        return "" if problems[0].message == SCAN else f"? {problems[0].message}"
    cells = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    text = "".join("".join(cell.text for cell in sorted(cells, key=lambda cell: (cell.row, cell.column))).split())
    unseen = [
        sentence
        for sentence in (looks.HIDDEN, looks.FAINT, looks.COVERED, looks.STRUCK)
        if any(sentence in cell.doubt + cell.fault for cell in cells)
    ]
    return text.partition("行政强制")[2] + " ?" * bool(unseen)


@pytest.mark.audit
def test_libreoffice_draws_what_was_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "pages_of", read_here)
    every = {f"{number}": case for number, case in enumerate(tamperings())}
    files = {number: package(*case) for number, case in every.items()}
    sure = {number: found.text or "" for number, raw in files.items() if (found := outcome(raw)).certain}
    pdfs = printed({number: files[number] for number in sure}, tmp_path)
    assert len(sure) > 100
    seen = {number: drawn_figure(pdfs[number]) for number in sure}
    assert [f"{every[number]}: {text} is {seen[number]}" for number, text in sure.items() if text != seen[number]] == []
