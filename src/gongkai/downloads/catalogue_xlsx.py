"""The catalogue as a workbook in the official two-row layout, a sheet for each field.

Written part by part without a library: a field's sheet is packed once and stands alike in the workbook of the field and in that
of all fields; through a library thousands of rows take many times as long. Every cell is text: nothing in it can be run as a
formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count, groupby

from gongkai.catalogue import Field
from gongkai.downloads.catalogue_sheet import SheetColumn, sheet_columns
from gongkai.downloads.spreadsheet_xml import MAIN, PACKAGE, RELATIONS, UNKNOWN, XML, column_letters, escaped, in_xml
from gongkai.downloads.spreadsheets import FORBIDDEN
from gongkai.downloads.zip_parts import NO_DAY, Packed, joined, packed

TITLE_ROW, HEAD_ROWS, FIRST_ROW = 1, 2, 4
NARROW = 6  # characters; a column of numbers or ticks
# The numbers of the looks in STYLES.
TITLE, HEAD, TEXT, CENTRED = 1, 2, 3, 4
MATTER = 1  # the column of 一级事项
EMPTY = "/>"  # the rest of a cell that holds nothing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A field's sheet, ready to stand in any workbook. `updated` is None where the field does not say when it was."""

    id: str
    title: str
    updated: date | None
    part: Packed


def sheet_of(field: Field, county: str = "") -> Sheet:
    columns = sheet_columns(field)
    heading = f"{county}{field.title}领域基层政务公开标准目录"
    xml = chain((START, views(), widths(columns)), body(field, columns, heading), (END,))
    return Sheet(field.id, field.title, field.updated, packed(xml))


def workbook(sheets: Sequence[Sheet], county: str = "") -> bytes:
    """The same bytes for the same sheets."""
    names = list(sheet_names(sheets))
    newest = max((sheet.updated for sheet in sheets if sheet.updated), default=NO_DAY)
    parts = [
        ("[Content_Types].xml", content_types(len(sheets))),
        ("_rels/.rels", PACKAGE_RELATIONS),
        ("docProps/core.xml", core_properties(f"{county}基层政务公开标准目录", newest)),
        ("xl/workbook.xml", book(names)),
        ("xl/_rels/workbook.xml.rels", book_relations(len(sheets))),
        ("xl/styles.xml", STYLES),
    ]
    packed_parts = [(name, packed((XML, xml))) for name, xml in parts]
    return joined([*packed_parts, *((f"xl/worksheets/sheet{number}.xml", sheet.part) for number, sheet in enumerate(sheets, 1))])


def sheet_names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Titles as Excel allows them, each once."""
    used: set[str] = set()
    for sheet in sheets:
        title = name = UNKNOWN.sub(" ", FORBIDDEN.sub(" ", sheet.title))[:31].strip() or sheet.id[:31]
        others = count(2)
        while name.lower() in used:
            name = f"{title[:26]} {next(others)}"
        used.add(name.lower())
        yield name


# ---- A sheet: prints on A4 across, as wide as the page, the header on every page

START = f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
END = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>"
)


def views() -> str:
    """The header and the matter stay in sight."""
    pane = f'<pane xSplit="3" ySplit="{FIRST_ROW - 1}" topLeftCell="D{FIRST_ROW}" activePane="bottomRight" state="frozen"/>'
    return f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'


def widths(columns: Sequence[SheetColumn]) -> str:
    columns_xml = (
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>' for number, column in enumerate(columns, 1)
    )
    return f"<cols>{''.join(columns_xml)}</cols>"


def body(field: Field, columns: Sequence[SheetColumn], heading: str) -> Iterator[str]:
    """The rows, then the merged cells."""
    letters = [column_letters(number) for number in range(len(columns))]
    merges = [f"A{TITLE_ROW}:{letters[-1]}{TITLE_ROW}"]
    yield "<sheetData>"
    yield row(TITLE_ROW, [cell(f"A{TITLE_ROW}", TITLE, heading)], height=28)
    yield from header(columns, letters, merges)
    yield from rows(field, columns, letters)
    yield "</sheetData>"
    merges += same_matters(field)
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    yield f'<mergeCells count="{len(merges)}">{merged}</mergeCells>'


def header(columns: Sequence[SheetColumn], letters: Sequence[str], merges: list[str]) -> Iterator[str]:
    """A group's label above its columns; a column without a group is two rows tall."""
    upper, lower = FIRST_ROW - HEAD_ROWS, FIRST_ROW - 1
    above, below = [], []
    for group, found in groupby(enumerate(columns), key=lambda pair: pair[1].group or pair[0]):
        members = list(found)
        first, last = letters[members[0][0]], letters[members[-1][0]]
        if isinstance(group, int):
            merges.append(f"{first}{upper}:{first}{lower}")
        elif first != last:
            merges.append(f"{first}{upper}:{last}{upper}")
        for number, column in members:
            alone = isinstance(group, int)
            said = column.label if alone else str(group) if letters[number] == first else ""
            above.append(cell(f"{letters[number]}{upper}", HEAD, said))
            below.append(cell(f"{letters[number]}{lower}", HEAD, "" if alone else column.label))
    yield row(upper, above)
    yield row(lower, below)


def rows(field: Field, columns: Sequence[SheetColumn], letters: Sequence[str]) -> Iterator[str]:
    """A row an entry. Every cell names its row: the number stands between the pieces of a row, and joins them."""
    nexts = [*(f'<c r="{letter}' for letter in letters[1:]), ""]
    cells = [Cells(CENTRED if column.width <= NARROW else TEXT, after) for column, after in zip(columns, nexts, strict=True)]
    said = [[*map(cells_of.__getitem__, map(column.say, field.entries))] for column, cells_of in zip(columns, cells, strict=True)]
    for place in range(len(said[MATTER]) - 1, 0, -1):
        if field.entries[place].matter and field.entries[place].matter == field.entries[place - 1].matter:
            said[MATTER][place] = cells[MATTER][""]  # shown by the merged cell above
    for number, own in enumerate(zip(*said, strict=True), start=FIRST_ROW):
        yield str(number).join(('<row r="', f'"><c r="{letters[0]}', *own))


class Cells(dict[str, str]):
    """A column's cells by their text, from behind the row's number to where it stands again, each made when first met.

    Entries say much the same.
    """

    def __init__(self, look: int, after: str) -> None:
        self.look, self.after = look, after or "</row>"

    def __missing__(self, said: str) -> str:
        self[said] = cell = f'" s="{self.look}"{filled(said) if said else EMPTY}{self.after}'
        return cell


def same_matters(field: Field) -> Iterator[str]:
    """一级事项 that follow each other and are alike are one cell."""
    for matter, found in groupby(enumerate(field.entries, start=FIRST_ROW), key=lambda pair: pair[1].matter):
        numbers = [number for number, _ in found]
        if matter and len(numbers) > 1:
            yield f"B{numbers[0]}:B{numbers[-1]}"


def row(number: int, cells: Sequence[str], height: int = 0) -> str:
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{"".join(cells)}</row>'


def cell(place: str, look: int, said: str) -> str:
    return f'<c r="{place}" s="{look}"{filled(said) if said else EMPTY}'


def filled(said: str) -> str:
    """The rest of a cell that holds a text. Blanks at its ends would be taken away where nothing is said of them."""
    kept = ' xml:space="preserve"' if said != said.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{in_xml(said)}</t></is></c>'


# ---- The workbook around its sheets


def content_types(count: int) -> str:
    office, sheet = "application/vnd.openxmlformats-", "officedocument.spreadsheetml"
    kinds = {
        "/xl/workbook.xml": f"{office}{sheet}.sheet.main+xml",
        "/xl/styles.xml": f"{office}{sheet}.styles+xml",
        "/docProps/core.xml": f"{office}package.core-properties+xml",
    } | {f"/xl/worksheets/sheet{number}.xml": f"{office}{sheet}.worksheet+xml" for number in range(1, count + 1)}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    plain = (("rels", f"{office}package.relationships+xml"), ("xml", "application/xml"))
    ends = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in plain)
    return f'<Types xmlns="{PACKAGE}/content-types">{ends}{overrides}</Types>'


PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def core_properties(title: str, day: date) -> str:
    """The day is the catalogue's own, never that of the writing."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{in_xml(title)}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def book(names: Sequence[str]) -> str:
    """Names hold no apostrophe, which Excel does not allow there."""
    sheets = "".join(f'<sheet name="{escaped(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    titles = "".join(print_titles(number, name) for number, name in enumerate(names))
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets>'
        f"<definedNames>{titles}</definedNames></workbook>"
    )


def print_titles(number: int, name: str) -> str:
    start = f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
    return f"{start}'{escaped(name)}'!$1:${FIRST_ROW - 1}</definedName>"


def book_relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def font(size: int, *, bold: bool = False) -> str:
    return f'<font>{"<b/>" if bold else ""}<sz val="{size}"/><name val="宋体"/><charset val="134"/></font>'


def look(font: int, fill: int, border: int, across: str = "") -> str:
    placed = (f'horizontal="{across}" ' if across else "") + 'vertical="center"' + (' wrapText="1"' if border else "")
    applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
    return f"<xf {numbers} {applied}><alignment {placed}/></xf>"


SIDES = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="4">{font(11)}{font(16, bold=True)}{font(10, bold=True)}{font(10)}</fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{SIDES}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{look(1, 0, 0, "center")}'
    f"{look(2, 2, 1, 'center')}{look(3, 0, 1)}{look(3, 0, 1, 'center')}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
