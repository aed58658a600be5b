"""The parts of a workbook around its sheets: what it consists of, its texts, its looks, its properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from html import escape
from importlib import resources
from typing import NamedTuple

from gongkai.downloads.sheet_rules import RED
from gongkai.downloads.spreadsheet_xml import MAIN, PACKAGE, RELATIONS, UNKNOWN, XML, escaped, in_xml
from gongkai.downloads.zip_parts import USUAL_LEVEL, Packed, packed

TYPES, RELATIONS_OF_ALL, RELATIONS_OF_BOOK = "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"
BOOK, STRINGS, STYLES, THEME = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/theme/theme1.xml"
CORE, APPLICATION = "docProps/core.xml", "docProps/app.xml"
BUILT_IN = {"0": 1}  # how whole numbers are shown; every spreadsheet knows it by that number
FIRST_OWN = 164
NEEDS_QUOTES = re.compile(r"[^\w.]|\A[\d.]")  # in the name of a sheet
SheetNames = tuple[tuple[str, int, bool], ...]
"""Each sheet with how many of its first rows come again on each page, and whether it is hidden."""
CellNames = tuple[tuple[str, str], ...]
"""Names of cells, each with its cell."""
HIDDEN, LOCKED = ' state="hidden"', '<workbookProtection lockStructure="1"/>'
words_in_xml = partial(in_xml, escaped=partial(escape, quote=False))
TITLE_FONT, HEAD_FONT, FONT, PALE_FONT = 1, 2, 3, 4
NO_FILL, GREY, TINT = 0, 2, 3
NO_BORDER, BORDER = 0, 1


class Look(NamedTuple):
    """`font`, `fill` and `border` by their numbers in SHAPES; `aligned` are attributes; `number` is how a number is shown.

    A cell that is not `locked` may be filled in on a sheet that is.
    """

    font: int
    fill: int
    border: int
    aligned: str
    number: str = ""
    locked: bool = True


def strings(texts: dict[str, int], used: int) -> Iterator[str]:
    yield f'{XML}<sst xmlns="{MAIN}" count="{used}" uniqueCount="{len(texts)}">'
    for text in texts:
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        yield f"<si><t{kept}>{words_in_xml(text)}</t></si>"
    yield "</sst>"


@lru_cache(maxsize=256)
def styles(looks: tuple[Look, ...], *, red: bool = False) -> Packed:
    """With the fonts and fills that are used; `red`: some cells may turn red."""
    shown = [look.number for look in looks if look.number and look.number not in BUILT_IN]
    numbers = BUILT_IN | {number: FIRST_OWN + at for at, number in enumerate(shown)}
    own = "".join(f'<numFmt numFmtId="{numbers[number]}" formatCode="{escaped(number)}"/>' for number in shown)
    formats = f'<numFmts count="{len(shown)}">{own}</numFmts>' if shown else ""
    others = "".join(style(look, numbers.get(look.number, 0)) for look in looks)
    cells = f'<cellXfs count="{len(looks) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{others}</cellXfs>'
    fonts = FONTS[: max([FONT, *(look.font for look in looks)]) + 1]
    fills = FILLS[: max([GREY, *(look.fill for look in looks)]) + 1]
    shapes = (listed("fonts", fonts), listed("fills", fills), BORDERS)
    return packed((f'{XML}<styleSheet xmlns="{MAIN}">', formats, *shapes, cells, *end_of_styles(red=red)), USUAL_LEVEL)


def listed(kind: str, shapes: Sequence[str]) -> str:
    return f'<{kind} count="{len(shapes)}">{"".join(shapes)}</{kind}>'


def style(look: Look, number: int) -> str:
    named = (("NumberFormat", number), ("Font", look.font), ("Fill", look.fill), ("Border", look.border))
    applied = "".join(f' apply{name}="1"' for name, id in named if id)
    ids = f'numFmtId="{number}" fontId="{look.font}" fillId="{look.fill}" borderId="{look.border}" xfId="0"'
    applied += "" if look.locked else ' applyProtection="1"'
    unlocked = "" if look.locked else '<protection locked="0"/>'
    return f'<xf {ids}{applied} applyAlignment="1"><alignment {look.aligned}/>{unlocked}</xf>'


def font(size: int, *, bold: bool = False, name: str = "宋体", color: str = 'theme="1"', rest: str = "") -> str:
    return f'<font>{"<b/>" if bold else ""}<sz val="{size}"/><color {color}/><name val="{name}"/><family val="2"/>{rest}</font>'


def fill(color: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/><bgColor indexed="64"/></patternFill></fill>'


FONTS = (
    font(11, name="Calibri", rest='<scheme val="minor"/>'),
    font(16, bold=True),
    font(11, bold=True),
    font(11),
    font(10, color='rgb="FF595959"'),
)
FILLS = (
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    fill("FFF2F2F2"),
    fill("FFEAF2FB"),
)
SIDES = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
BORDERS = (
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{SIDES}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
)


def end_of_styles(*, red: bool) -> Iterator[str]:
    yield '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    yield f'<dxfs count="1">{RED}</dxfs>' if red else '<dxfs count="0"/>'
    yield END_OF_STYLES


END_OF_STYLES = (
    '<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>'
)


# ---- What is the same for all workbooks with the same sheets


@lru_cache(maxsize=64)
def parts_around(sheets: SheetNames, names: CellNames = (), *, locked: bool = False) -> Mapping[str, Packed]:
    texts = {
        TYPES: content_types(len(sheets)),
        RELATIONS_OF_ALL: relations((("officeDocument", BOOK), *PROPERTIES)),
        RELATIONS_OF_BOOK: relations(
            (
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
                *(("theme", "theme/theme1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
            )
        ),
        BOOK: book(sheets, names, locked=locked),
        APPLICATION: application(sheets),
        THEME: resources.files("gongkai").joinpath("downloads", "office_theme.xml").read_text("utf-8").removeprefix(XML),
    }
    return {name: packed((XML, text), USUAL_LEVEL) for name, text in texts.items()}


PROPERTIES = ((f"{PACKAGE}/relationships/metadata/core-properties", CORE), ("extended-properties", APPLICATION))


def relations(targets: Sequence[tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'


def content_types(count: int) -> str:
    office, sheet = "application/vnd.openxmlformats-", "officedocument.spreadsheetml"
    kinds = {
        APPLICATION: f"{office}officedocument.extended-properties+xml",
        CORE: f"{office}package.core-properties+xml",
        STYLES: f"{office}{sheet}.styles+xml",
        THEME: f"{office}officedocument.theme+xml",
        BOOK: f"{office}{sheet}.sheet.main+xml",
        **{f"xl/worksheets/sheet{number}.xml": f"{office}{sheet}.worksheet+xml" for number in range(1, count + 1)},
        STRINGS: f"{office}{sheet}.sharedStrings+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    plain = (("rels", f"{office}package.relationships+xml"), ("xml", "application/xml"))
    ends = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in plain)
    return f'<Types xmlns="{PACKAGE}/content-types">{ends}{overrides}</Types>'


def book(sheets: SheetNames, names: CellNames, *, locked: bool) -> str:
    """`locked`: no sheet is added, taken away or named otherwise."""
    named = "".join(
        f'<sheet name="{escaped(name)}" sheetId="{number}"{HIDDEN if hidden else ""} r:id="rId{number}"/>'
        for number, (name, _, hidden) in enumerate(sheets, 1)
    )
    ranges = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{escape(name, quote=False)}!$1:${titles}</definedName>'
        for number, name, titles in print_titles(sheets)
    )
    ranges += "".join(f'<definedName name="{name}">{escape(place, quote=False)}</definedName>' for name, place in sorted(names))
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><fileVersion appName="xl" lastEdited="4" lowestEdited="4"'
        f' rupBuild="4505"/><workbookPr defaultThemeVersion="124226"/>{LOCKED if locked else ""}<bookViews>'
        '<workbookView xWindow="240" yWindow="15"'
        f' windowWidth="16095" windowHeight="9660"/></bookViews><sheets>{named}</sheets><definedNames>{ranges}</definedNames>'
        '<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    )


def print_titles(sheets: SheetNames) -> list[tuple[int, str, int]]:
    """The sheets whose first rows come again, by number from 0, with the name as a reference has it; in the order of names."""
    found = [(number, name, titles) for number, (name, titles, _) in enumerate(sheets) if titles]
    found.sort(key=lambda sheet: sheet[1].lower())
    return [(number, quoted(name), titles) for number, name, titles in found]


def quoted(name: str) -> str:
    """The name of a sheet as a reference has it."""
    return f"'{name}'" if NEEDS_QUOTES.search(name) else name


def application(sheets: SheetNames) -> str:
    names = [*(name for name, _, _ in sheets), *(f"{name}!Print_Titles" for _, name, _ in print_titles(sheets))]
    kinds = {"Worksheets": len(sheets), "Named Ranges": len(names) - len(sheets)}
    pairs = "".join(
        f"<vt:variant><vt:lpstr>{kind}</vt:lpstr></vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant>"
        for kind, count in kinds.items()
    )
    titles = "".join(f"<vt:lpstr>{escape(name, quote=False)}</vt:lpstr>" for name in names)
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'<Properties xmlns="{office}/extended-properties" xmlns:vt="{office}/docPropsVTypes">'
        "<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop>"
        f'<HeadingPairs><vt:vector size="{2 * len(kinds)}" baseType="variant">{pairs}</vt:vector></HeadingPairs>'
        f'<TitlesOfParts><vt:vector size="{len(names)}" baseType="lpstr">{titles}</vt:vector></TitlesOfParts>'
        "<Company></Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc>"
        "<HyperlinksChanged>false</HyperlinksChanged><AppVersion>12.0000</AppVersion></Properties>"
    )


def core_properties(title: str, day: date) -> str:
    """The day is the document's own, never that of the writing."""
    dublin_core, named = "http://purl.org/dc", escape(UNKNOWN.sub(" ", title), quote=False)
    made = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{what}>'
        for what in ("created", "modified")
    )
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="{dublin_core}/elements/1.1/"'
        f' xmlns:dcterms="{dublin_core}/terms/" xmlns:dcmitype="{dublin_core}/dcmitype/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{named}</dc:title><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"
        f"{made}</cp:coreProperties>"
    )
