"""Documents of an office read into drafts of reports: Word, web page, plain text.

Each reader only turns its file into paragraphs and grids; one shared reading of grids places the cells.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from pathlib import Path

from gongkai.county.agencies import Agency, county_above, read_agencies
from gongkai.imports.document import RULE, Document
from gongkai.imports.placing.by_hand import Refused, filled, refused
from gongkai.imports.placing.county_place import no_such, place_in
from gongkai.imports.placing.draft import Draft, blank_draft, narrative_text, report_text
from gongkai.imports.placing.folder import REPORT, NotWrittenError, write_folder
from gongkai.imports.placing.identity import Asked
from gongkai.imports.placing.printed_so import named_way, printed_so
from gongkai.imports.placing.reading import Imported, read_document
from gongkai.imports.placing.two_documents import CellDifference, cell_differences
from gongkai.imports.proving import drawn_again
from gongkai.imports.readers.docx import read_docx
from gongkai.imports.readers.html import read_html
from gongkai.imports.readers.md import read_md
from gongkai.imports.readers.mht import read_mht
from gongkai.imports.readers.office_kinds import FORMS as OFFICE_KINDS
from gongkai.imports.readers.office_kinds import office_readers
from gongkai.imports.readers.pdf import read_pdf
from gongkai.imports.readers.plain import read_plain
from gongkai.imports.readers.xlsx_report import read_xlsx_report
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.import_record import FILE as RECORD
from gongkai.reports.import_record import RecordLine, record_bytes
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.source.editor_schema import schema_remark
from gongkai.source.text import reason
from gongkai.statute.formats import Format, format_for, formats

Reader = Callable[[bytes, str], tuple[Document | None, list[Problem]]]
READERS: Mapping[str, Reader] = {
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_plain,
    ".md": read_md,
}
REPORT_READERS: Mapping[str, Reader] = {
    **READERS,
    ".xlsx": read_xlsx_report,
    ".shtml": read_html,
    ".mht": read_mht,
    ".mhtml": read_mht,
    **office_readers(read_xlsx_report),
}
"""What a report can be: a document, a workbook, a page in one file, and what LibreOffice reads for us."""
OURS = [kind for kind in REPORT_READERS if kind not in OFFICE_KINDS]
READ = f"{'、'.join(OURS)}；装了 LibreOffice 还能读 {'、'.join(OFFICE_KINDS)}"
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic")
LARGEST_FILE, LARGEST_TEXT = 50_000_000, 20_000_000  # bytes; Word and PDF files may hold pictures
PAGES = (".html", ".htm", ".shtml", ".mht", ".mhtml")
TEXT_FILES = (".html", ".htm", ".shtml", ".txt", ".md")
MOST_MARKS = 150_000  # lines, cells or tags of a text file; a report's page has some 20 000


def import_file(
    file: Path,
    into: Path,
    agency: str | None,
    year: int | None,
    *,
    as_printed: bool = False,
    prove: bool = False,
    by_hand: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Write a draft of the report in `file` into the folder `into`: report.yml, narrative.md, import-record.csv, source/; and
    import-pictures/ where cells of a PDF are in doubt.

    With any error nothing is written. Warnings are readings that a person should compare with the document. `as_printed`: the
    document was public, so that a figure that is none, a row and a table that are missing are kept as they were printed. `prove`:
    a Word file or a page is drawn by the program that shows it and read again from there; NoToolsError where there is none.
    `by_hand`: what a person read, by address, in cells from which no figure can be read.
    """
    file = page_of(file)
    imported, problems, raw = imported_from(file, into, agency, year, prove=prove)
    if imported and by_hand:
        imported, problems = filled(imported, problems, by_hand)
    if imported:
        imported, problems = printed_so(imported, problems) if as_printed else named_way(imported, problems)
    if imported is None or errors(problems):
        return problems
    return problems + write_draft(imported, file, raw, into)


def imported_from(
    file: Path, into: Path, agency: str | None, year: int | None, *, prove: bool = False
) -> tuple[Imported | None, list[Problem], bytes]:
    """What the document says, as a draft that is not written yet, with every problem and the document's bytes. None where it
    cannot be read at all.
    """
    if refusal := occupied(into):
        return None, [refusal], b""
    return read_from(file, into, agency, year, prove=prove)


def read_from(
    file: Path, into: Path, agency: str | None, year: int | None, *, prove: bool = False
) -> tuple[Imported | None, list[Problem], bytes]:
    """The same, whether there is a report in `into` already or not."""
    if refusal := unreadable(file):
        return None, [refusal], b""
    asked, problems = asked_of(into, agency, year)
    if asked is None:
        return None, problems, b""
    raw, problems = read(file)
    if raw is None:
        return None, problems, b""
    document, problems = REPORT_READERS[file.suffix.lower()](raw, shown(file))
    if document is None:
        return None, problems, raw
    drawn, unproved = drawn_again(raw, file.suffix.lower(), shown(file), asked) if prove else (None, [])
    imported, problems = read_document(document, asked, drawn)
    return imported, problems + unproved, raw


def refused_in(file: Path, into: Path, agency: str | None, year: int | None) -> list[Refused]:
    """What of the document a person can fill in by hand, so that it can be imported; empty where that would not be enough."""
    imported, problems, _ = imported_from(page_of(file), into, agency, year)
    return refused(imported, problems) if imported else []


def compared_with(file: Path, report: Report) -> tuple[list[CellDifference], list[Problem]]:
    """Where another document of that report says something else in a cell; or why it cannot be read. Nothing is written."""
    lines, unread, problems = lines_of(file, report.folder, report.agency_id)
    return [*cell_differences(report, lines, unread)], [] if lines else problems


def lines_of(file: Path, into: Path, agency: str) -> tuple[tuple[RecordLine, ...], frozenset[str], list[Problem]]:
    """The record of a document that is read beside the report in `into`, whose year it has to name: its lines, and the addresses
    of the cells from which nothing can be read. No lines, with the problems, where it cannot be read at all.
    """
    imported, problems, _ = read_from(page_of(file), into, agency, None)
    unread = frozenset(problem.subject for problem in errors(problems) if problem.subject)
    return (imported.entries, unread, problems) if imported else ((), unread, problems)


def read(file: Path) -> tuple[bytes | None, list[Problem]]:
    try:
        raw = file.read_bytes()
        message = why_no_report(file, raw)
    except OSError as error:
        raw, message = b"", f"读不了这个文件：{reason(error)}"
    return (None, [Problem(Position(shown(file)), RULE, message)]) if message else (raw, [])


def occupied(into: Path) -> Problem | None:
    """A draft never takes the place of a report that is there."""
    try:
        if (into / REPORT).exists():
            return Problem(Position(shown(into / REPORT)), RULE, "这里已有一份报告，不会覆盖它；请换一个文件夹，或先把它移开")
        there = next(path for path in (into.absolute(), *into.absolute().parents) if path.exists())
        if not there.is_dir():
            return Problem(Position(shown(there)), RULE, "这是一个文件，不是文件夹；请换一个文件夹")
    except OSError as error:
        return Problem(Position(shown(into)), RULE, f"读不了这个文件夹：{reason(error)}")
    return None


def unreadable(file: Path) -> Problem | None:
    try:
        message = why_unreadable(file)
    except OSError as error:
        message = f"读不了这个文件：{reason(error)}"
    return Problem(Position(shown(file)), RULE, message) if message else None


def page_of(file: Path) -> Path:
    """Of a folder in which a page was saved, the page; otherwise the file itself."""
    try:
        pages = [each for each in file.iterdir() if each.suffix.lower() in PAGES] if file.is_dir() else []
    except OSError:
        return file
    return pages[0] if len(pages) == 1 else file


def why_unreadable(file: Path) -> str:
    if not file.exists():
        return "找不到这个文件"
    if not file.is_file():
        return why_no_file(file)
    if message := why_other_kind(file):
        return message
    largest = LARGEST_TEXT if file.suffix.lower() in TEXT_FILES else LARGEST_FILE
    return f"文件超过 {largest // 1_000_000} MB，不像是年度报告" if file.stat().st_size > largest else ""


def why_no_file(place: Path) -> str:
    if not place.is_dir():
        return "这不是普通文件，不能读"
    pages = sum(each.suffix.lower() in PAGES for each in place.iterdir())
    return f"文件夹里有 {pages} 个网页，不能判断哪个是报告；请写明是哪个文件" if pages else "这是一个文件夹，不是文件"


def why_other_kind(file: Path) -> str:
    """With the way out; empty of a kind that is read."""
    kind = file.suffix.lower()
    if kind in PICTURES:
        return "这是图片，里面的字要识别才读得出来，识别出来的数不可靠；请用 Word、Excel、网页或有文字的 PDF 原件导入"
    if kind == ".ofd":
        return "现在还读不了 .ofd 文件；请用 OFD 阅读器另存为 PDF，或用 Word 原件导入"
    return "" if kind in REPORT_READERS else f"不认识“{file.suffix or file.name}”这种文件；能读的是 {READ}"


def why_no_report(file: Path, raw: bytes, what: str = "年度报告") -> str:
    """Empty where it may be read; `what` is what the file should be."""
    if not raw.strip():
        return "文件是空的"
    if file.suffix.lower() in TEXT_FILES and any(raw.count(mark) > MOST_MARKS for mark in (b"\n", b"\r", b"\t", b"<", b"|")):
        return f"里面的行、格或标签太多，不像是{what}"
    return ""


def asked_of(into: Path, agency: str | None, year: int | None) -> tuple[Asked | None, list[Problem]]:
    """In a county's data only the folder of a year and an agency will do, and what was typed has to be the same."""
    data = county_above(into)
    place, problems = place_in(data, into) if data else (None, [])
    if problems:
        return None, problems
    asked = Asked(into, agency, year, place)
    if wrong := asked.contradiction:
        return None, [Problem(Position(shown(into)), RULE, wrong)]
    return asked, []


def write_draft(imported: Imported, file: Path, raw: bytes, into: Path) -> list[Problem]:
    draft = replace(imported.draft, source_document=file.name)
    contents = {
        **draft_files(into, draft),
        RECORD: record_bytes(imported.entries),
        f"source/{file.name}": raw,
        **imported.pictures,
    }
    return write(into, contents, file, {misprint.address for misprint in imported.misprints})


def draft_files(into: Path, draft: Draft) -> dict[str, bytes]:
    """What a draft is written as in its folder `into`, by name."""
    return {
        REPORT: f"{remark(into, draft.format)}{report_text(draft)}".encode(),
        "narrative.md": narrative_text(draft).encode(),
    }


def remark(into: Path, format: Format) -> str:
    return schema_remark(into / REPORT, f"report-{format.id}.json")


def write(into: Path, contents: Mapping[str, bytes], source: Path, printed_so: Container[str] = ()) -> list[Problem]:
    """The draft is read back before it is kept: what our own reader would refuse is refused now, about the source.

    What was `printed_so` is what that reader has to find.
    """

    def refusals(folder: Path) -> list[Problem]:
        _, found = read_report(folder, {})
        unfit = [problem.message for problem in found if not problem.subject or problem.subject not in printed_so]
        return [Problem(Position(shown(source)), RULE, f"草稿里有一处写不进去：{message}") for message in unfit]

    try:
        return write_folder(into, contents, refusals)
    except NotWrittenError as error:
        return [Problem(Position(shown(into)), RULE, str(error))]
    except OSError as error:
        return [Problem(Position(shown(into)), RULE, f"写不了这个文件夹：{reason(error)}")]


def new_report(data: Path, year: int, agency: str) -> list[Problem]:
    """A report of that year to fill in, in `data/reports/<year>/<agency>`: the State's format, last year's 结转 as a proposal."""
    into = data / "reports" / str(year) / agency
    agencies, problems = read_agencies(data)
    format = format_for(year)
    if errors(problems):
        return problems
    if refusal := not_possible(data, year, agency, agencies) or occupied(into):
        return [refusal]
    assert format is not None  # or it would not be possible
    earlier, problems = last_year(data, year, agency, agencies)
    if errors(problems):
        return problems
    return write(into, draft_files(into, blank_draft(format, year, agencies[agency], earlier)), into)


def not_possible(data: Path, year: int, agency: str, agencies: Mapping[str, Agency]) -> Problem | None:
    """Why there can be no new report of that agency and year."""
    if format_for(year) is None and agency in agencies:
        into = data / "reports" / str(year) / agency
        first = min(year for known in formats().values() for year in known.years)
        return Problem(Position(shown(into)), RULE, f"没有 {year} 年的报告格式；可以新建 {first} 年及以后的报告")
    return no_such(data, year, agency, agencies)


def last_year(data: Path, year: int, agency: str, agencies: Mapping[str, Agency]) -> tuple[Report | None, list[Problem]]:
    """The report of the year before; None when there is none. One that cannot be read is told rather than passed over."""
    folder = data / "reports" / str(year - 1) / agency
    return read_report(folder, agencies) if (folder / REPORT).exists() else (None, [])


__all__ = ["import_file", "new_report"]
