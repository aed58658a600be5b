"""One figure of a Word file with each property that could change its look, at each level that can say it.

The cell holds 572. What is harmless must leave it certain; what is not must make it doubtful, or be read as it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.imports.document import Grid, GridCell
from gongkai.imports.readers.docx import read_docx
from tests.imports.corpus_files import W, word_package

FIGURE = "572"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
THEME = (
    f'<a:theme {A}><a:themeElements><a:clrScheme name="o"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2>'
    '<a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme>'
    '<a:fontScheme name="o"><a:majorFont><a:latin typeface="Wingdings"/><a:ea typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="宋体"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
FONTS = (
    f'<w:fonts {W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/></w:font>'
    '<w:font w:name="楷体"><w:embedRegular r:id="rId1"/></w:font><w:font w:name="黑体"><w:charset w:val="02"/></w:font>'
    '<w:font w:name="隶书"><w:altName w:val="Webdings"/></w:font></w:fonts>'
)


class Outcome(NamedTuple):
    """`certain`: read without any doubt. `text` is None where the file was refused."""

    text: str | None
    certain: bool
    said: str


@dataclass(frozen=True, slots=True)
class Tampering:
    """`drawn` is what a reader sees; None where nobody can tell, or it is no figure."""

    level: str
    xml: str
    harmless: bool
    drawn: str | None = None

    @property
    def name(self) -> str:
        return f"{self.level}: {self.xml}"


def v(name: str, *values: str) -> Iterator[str]:
    yield from (f'<w:{name} w:val="{value}"/>' for value in values)


def on_and_off(name: str) -> tuple[list[str], list[str]]:
    """Ways to write that a property is there, and that it is not."""
    return [f"<w:{name}/>", *v(name, "1", "true", "on")], [*v(name, "0", "false", "off")]


SHADE = '<w:shd w:val="{0}" w:color="{1}" w:fill="{2}"/>'
FILL = "<w14:textFill {0}><w14:solidFill>{1}</w14:solidFill></w14:textFill>"
VANISH, NO_VANISH = on_and_off("vanish")
HARMLESS_RUN = (
    *(
        "<w:b/>",
        "<w:i/>",
        "<w:bCs/>",
        "<w:iCs/>",
        "<w:caps/>",
        "<w:smallCaps/>",
        "<w:noProof/>",
        '<w:webHidden w:val="0"/>',
        "<w:snapToGrid/>",
    ),
    *('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>', *v("u", "single", "double", "none"), *v("kern", "0", "2", "44")),
    *(*v("color", "000000", "auto", "FF0000", "1F497D", "333333", "008000"), '<w:color w:val="000000" w:themeColor="text1"/>'),
    *v("highlight", "none", "yellow", "lightGray", "cyan", "green"),
    *(SHADE.format("clear", "auto", fill) for fill in ("auto", "FFFFFF", "D9E2F3", "FFFF00")),
    *(SHADE.format("pct10", "auto", "auto"), SHADE.format("nil", "auto", "auto")),
    *v("sz", "10", "18", "21", "24", "32", "44", "144"),
    *("<w:szCs w:val='2'/>", *v("w", "80", "100", "120"), *v("spacing", "0", "-4", "20", "40"), *v("position", "0")),
    *(*v("vertAlign", "baseline"), *v("em", "none"), *v("effect", "none"), *NO_VANISH),
    *(
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        for font in ("宋体", "仿宋_GB2312", "Times New Roman", "方正小标宋简体", "Calibri")
    ),
    *('<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'),
    *(f"<w14:ligatures {W14} w14:val='none'/>", FILL.format(W14, '<w14:schemeClr w14:val="tx1"/>')),
    *(f'<w14:textOutline {W14} w14:w="9525"><w14:noFill/></w14:textOutline>', *v("strike", "0"), *v("dstrike", "false")),
    *(
        *v("outline", "0"),
        *v("shadow", "0"),
        *v("emboss", "0"),
        *v("imprint", "0"),
        *v("rtl", "0"),
        *v("cs", "0"),
        *v("oMath", "0"),
    ),
)
HARMFUL_RUN = (
    *v("color", "FFFFFF", "FEFEFE", "F0F0F0", "EEEEEE", "FFFF00", "ffffcc", "white", "xyz", "00FF00"),
    *('<w:color w:val="FFFFFF" w:themeColor="background1"/>', '<w:color w:val="000000" w:themeColor="background1"/>'),
    *('<w:color w:val="auto" w:themeColor="background2"/>', '<w:color w:val="000000" w:themeColor="text1" w:themeTint="05"/>'),
    *('<w:color w:val="000000" w:themeColor="light1"/>', '<w:color w:val="000000" w:themeColor="accent9"/>'),
    *v("highlight", "black", "darkBlue", "darkRed", "odd"),
    *(SHADE.format("clear", "auto", fill) for fill in ("000000", "111111", "333333", "000080", "xyz")),
    *(
        SHADE.format("solid", "000000", "FFFFFF"),
        SHADE.format("pct90", "000000", "FFFFFF"),
        SHADE.format("thinDiagCross", "000000", "FFFFFF"),
    ),
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF" w:themeFill="text1"/>',
    *v("sz", "1", "2", "8", "200", "3276", "x"),
    *(*v("w", "1", "20", "400", "600"), *v("spacing", "-100", "-400", "60", "600", "31680")),
    *(*v("position", "10", "-20", "200"), *v("vertAlign", "superscript", "subscript"), *v("em", "dot", "comma", "circle")),
    *(
        "<w:webHidden/>",
        "<w:strike/>",
        "<w:dstrike/>",
        *v("strike", "1", "true"),
        "<w:outline/>",
        "<w:shadow/>",
        "<w:emboss/>",
        "<w:imprint/>",
    ),
    *(
        *v("effect", "blinkBackground", "lights"),
        '<w:bdr w:val="single" w:sz="96" w:color="000000"/>',
        "<w:rtl/>",
        "<w:cs/>",
        "<w:oMath/>",
    ),
    *(
        '<w:fitText w:val="10"/>',
        '<w:eastAsianLayout w:vert="1"/>',
        '<w:eastAsianLayout w:combine="1"/>',
        "<w:specVanish/>",
        "<w:unheard/>",
    ),
    *(
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        for font in ("Wingdings", "Symbol", "Webdings", "MT Extra", "Marlett", "Code 39")
    ),
    *(
        f'<w:rFonts w:ascii="{font}"/>'
        for font in ("Wingdings 3", "Bookshelf Symbol 7", "ZapfDingbats", "方正花边", "@宋体", "楷体", "黑体", "隶书")
    ),
    '<w:rFonts w:ascii="宋体" w:asciiTheme="majorHAnsi"/>',
    *(f"<w14:{name} {W14}/>" for name in ("glow", "shadow", "reflection", "scene3d", "props3d", "stylisticSets", "unheard")),
    *(FILL.format(W14, color) for color in ('<w14:srgbClr w14:val="FFFFFF"/>', '<w14:schemeClr w14:val="bg1"/>')),
    FILL.format(W14, '<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'),
    FILL.format(W14, '<w14:schemeClr w14:val="tx1"><w14:lumOff w14:val="95000"/></w14:schemeClr>'),
    f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
    f'<w14:textOutline {W14} w14:w="900000"><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline>',
    '<w:color w:val="000000"/><w:color w:val="FFFFFF"/>',
    f'<mc:AlternateContent {MC} {W14}><mc:Choice Requires="w14"><w:color w:val="FFFFFF"/></mc:Choice></mc:AlternateContent>',
)
HARMLESS_PARAGRAPH = (
    *(
        "<w:keepNext/>",
        "<w:keepLines/>",
        "<w:widowControl/>",
        "<w:suppressLineNumbers/>",
        "<w:kinsoku/>",
        "<w:wordWrap w:val='0'/>",
    ),
    *("<w:autoSpaceDE/>", "<w:autoSpaceDN/>", "<w:adjustRightInd/>", "<w:snapToGrid w:val='0'/>", "<w:contextualSpacing/>"),
    *(*v("jc", "left", "center", "right", "both", "distribute"), *v("textAlignment", "center"), *v("outlineLvl", "9")),
    *('<w:spacing w:before="0" w:after="0"/>', '<w:spacing w:line="240" w:lineRule="auto"/>', '<w:spacing w:line="360"/>'),
    *(
        '<w:spacing w:line="400" w:lineRule="exact"/>',
        '<w:spacing w:line="20" w:lineRule="atLeast"/>',
        '<w:spacing w:before="156"/>',
    ),
    *('<w:ind w:firstLine="420" w:firstLineChars="200"/>', '<w:ind w:left="-105" w:right="-105"/>', '<w:ind w:left="0"/>'),
    *(
        '<w:ind w:leftChars="-50" w:left="-105"/>',
        *v("bidi", "0"),
        *v("textDirection", "lrTb"),
        SHADE.format("clear", "auto", "FFFFFF"),
    ),
    *(
        '<w:tabs><w:tab w:val="left" w:pos="9000"/></w:tabs>',
        '<w:pBdr><w:bottom w:val="single"/></w:pBdr>',
        "<w:rPr><w:b/></w:rPr>",
    ),
)
HARMFUL_PARAGRAPH = (
    *('<w:framePr w:w="10" w:x="-9000"/>', "<w:bidi/>", *v("textDirection", "tbRl", "btLr", "tbRlV"), "<w:unheard/>"),
    *('<w:ind w:left="-9000"/>', '<w:ind w:start="-2000"/>', '<w:ind w:left="9000"/>', '<w:ind w:firstLine="31000"/>'),
    *('<w:ind w:right="-9000"/>', '<w:ind w:leftChars="-9000"/>', '<w:ind w:firstLineChars="9000"/>', '<w:ind w:left="x"/>'),
    *(f'<w:spacing w:line="{line}" w:lineRule="exact"/>' for line in ("1", "20", "60", "x", "-20")),
    *('<w:spacing w:line="12"/>', '<w:spacing w:line="100" w:lineRule="auto"/>', '<w:spacing w:before="31680"/>'),
    *(SHADE.format("clear", "auto", "000000"), SHADE.format("solid", "000000", "auto"), SHADE.format("clear", "auto", "222222")),
    *('<w:jc w:val="left"/><w:jc w:val="right"/>', '<w:pBdr><w:top w:val="single" w:sz="96"/></w:pBdr>'),
)
HARMLESS_CELL = (
    *(
        '<w:tcW w:w="2400" w:type="dxa"/>',
        '<w:tcW w:w="0" w:type="auto"/>',
        *v("vAlign", "center", "bottom"),
        "<w:noWrap/>",
        "<w:hideMark/>",
    ),
    *(
        '<w:tcBorders><w:top w:val="single"/></w:tcBorders>',
        '<w:tcMar><w:left w:w="40" w:type="dxa"/></w:tcMar>',
        *v("tcFitText", "0"),
    ),
    *(*v("textDirection", "lrTb"), *(SHADE.format("clear", "auto", fill) for fill in ("auto", "FFFFFF", "C6D9F1"))),
)
HARMFUL_CELL = (
    *(
        *v("textDirection", "tbRl", "btLr", "tbRlV", "lrTbV2"),
        "<w:tcFitText/>",
        '<w:tcW w:w="20" w:type="dxa"/>',
        '<w:tcW w:w="10" w:type="pct"/>',
        "<w:unheard/>",
    ),
    *('<w:tcBorders><w:tl2br w:val="thick"/></w:tcBorders>', '<w:tcBorders><w:tr2bl w:val="single"/></w:tcBorders>'),
    *(
        '<w:tcMar><w:left w:w="9000"/></w:tcMar>',
        '<w:tcMar><w:top w:w="-900"/></w:tcMar>',
        SHADE.format("clear", "auto", "000000"),
    ),
    *(
        SHADE.format("solid", "auto", "auto"),
        SHADE.format("horzStripe", "000000", "auto"),
        SHADE.format("clear", "auto", "101010"),
    ),
)
HARMLESS_ROW = (
    "<w:cantSplit/>",
    "<w:tblHeader/>",
    *v("jc", "center"),
    '<w:trHeight w:val="400"/>',
    '<w:trHeight w:val="400" w:hRule="exact"/>',
)
HARMFUL_ROW = (
    *(f'<w:trHeight w:val="{height}" w:hRule="exact"/>' for height in (1, 20, 80)),
    *('<w:tblCellSpacing w:w="9000" w:type="dxa"/>', "<w:unheard/>", *v("jc", "right")),
)
HARMLESS_TABLE = (
    *(
        *v("jc", "center"),
        '<w:tblW w:w="5000" w:type="pct"/>',
        '<w:tblLayout w:type="fixed"/>',
        '<w:tblInd w:w="-108" w:type="dxa"/>',
    ),
    *(
        '<w:tblCellMar><w:left w:w="108"/></w:tblCellMar>',
        '<w:tblpPr w:tblpY="200" w:horzAnchor="margin"/>',
        *v("tblCaption", "表"),
    ),
    *(SHADE.format("clear", "auto", "auto"), '<w:tblBorders><w:top w:val="single"/></w:tblBorders>', *v("bidiVisual", "0")),
)
HARMFUL_TABLE = (
    *(
        "<w:bidiVisual/>",
        '<w:tblInd w:w="-9000" w:type="dxa"/>',
        '<w:tblInd w:w="30000"/>',
        '<w:tblCellSpacing w:w="9000"/>',
        "<w:unheard/>",
    ),
    '<w:tblBorders><w:insideH w:val="single" w:sz="96"/></w:tblBorders>',
    *('<w:tblpPr w:tblpX="-9000"/>', '<w:tblpPr w:tblpY="30000"/>', '<w:tblCellMar><w:top w:w="-400"/></w:tblCellMar>'),
    *(SHADE.format("clear", "auto", "000000"), SHADE.format("solid", "000000", "auto")),
)
RUN_LEVELS = (
    "run",
    "character style",
    "paragraph style",
    "based-on style",
    "usual paragraph style",
    "table style",
    "last row",
    "defaults",
)
PARAGRAPH_LEVELS = ("paragraph", "paragraph style", "based-on style", "usual paragraph style", "table style", "defaults")
CELL_LEVELS = ("cell", "table style", "last row", "bands")
# By kind of property: its levels, and what is harmless and harmful.
KINDS = {
    "rPr": (RUN_LEVELS, HARMLESS_RUN, HARMFUL_RUN),
    "pPr": (PARAGRAPH_LEVELS, HARMLESS_PARAGRAPH, HARMFUL_PARAGRAPH),
    "tcPr": (CELL_LEVELS, HARMLESS_CELL, HARMFUL_CELL),
    "trPr": (("row",), HARMLESS_ROW, HARMFUL_ROW),
    "tblPr": (("table", "row exception"), HARMLESS_TABLE, HARMFUL_TABLE),
}


def tamperings() -> list[tuple[str, Tampering]]:
    found: list[tuple[str, Tampering]] = []
    for kind, (levels, harmless, harmful) in KINDS.items():
        for level in levels:
            found += [(kind, Tampering(level, xml, harmless=not stands_aside(level, xml))) for xml in harmless]
            found += [(kind, Tampering(level, xml, harmless=False)) for xml in harmful if not unheard_there(kind, level, xml)]
            if kind == "rPr":
                found += [(kind, Tampering(level, xml, harmless=False, drawn=hidden_at(level))) for xml in VANISH]
    return found


def stands_aside(level: str, xml: str) -> bool:
    """Where one row only is set to another side, below the heads of other columns."""
    return level.startswith("row") and "w:jc " in xml


def hidden_at(level: str) -> str:
    return "57" if level in ("run", "character style") else ""


def unheard_there(kind: str, level: str, xml: str) -> bool:
    """What a table's style does not say, or says of every cell alike: a column's width."""
    return (kind == "tcPr" and level != "cell" and "tcW" in xml) or ("AlternateContent" in xml and level != "run")


def package(kind: str, tampering: Tampering) -> bytes:
    """A Word file with one table of two rows; the last cell holds the figure."""
    level, said = tampering.level, f"<w:{kind}>{tampering.xml}</w:{kind}>"
    last = kind == "rPr" and level in ("run", "character style")  # what is harmful there is only at the last digit
    style = {"character style": '<w:rPr><w:rStyle w:val="C"/></w:rPr>', "run": said}.get(level, "") if last else ""
    runs = run("57", style if tampering.harmless else "") + run("2", style) if last else run(FIGURE)
    own = {level: said}
    cell = f"<w:tc>{own.get('cell', '')}<w:p>{own.get('paragraph', paragraph_style(level))}{runs}</w:p></w:tc>"
    exception = f"<w:tblPrEx>{tampering.xml}</w:tblPrEx>" if level == "row exception" else ""
    table = f'<w:tblPr><w:tblStyle w:val="T"/>{tampering.xml if level == "table" else ""}</w:tblPr>'
    labels = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("信息内容", "本年处理决定数量"))
    row = f"<w:tr>{exception}{own.get('row', '')}<w:tc><w:p>{run('行政强制')}</w:p></w:tc>{cell}</w:tr>"
    body = f"<w:tbl>{table}<w:tr>{labels}</w:tr>{row}</w:tbl><w:p/><w:sectPr/>"
    return made(body, styles(kind, level, said))


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def paragraph_style(level: str) -> str:
    name = {"paragraph style": "P", "based-on style": "Q"}.get(level, "")
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' if name else ""


def styles(kind: str, level: str, said: str) -> str:
    """A style sheet in which the level says it."""
    at = {level: said, "based-on style": ""} if level != "paragraph style" else {level: said}
    base = said if level == "based-on style" else ""
    default = f"<w:{kind}Default>{at.get('defaults', '')}</w:{kind}Default>" if kind in ("rPr", "pPr") else ""
    conditions = "".join(
        f'<w:tblStylePr w:type="{condition}">{at.get(name, "")}</w:tblStylePr>'
        for name, condition in (("last row", "lastRow"), ("bands", "band1Horz"))
    )
    return (
        f"<w:styles {W}><w:docDefaults>{default}</w:docDefaults>"
        f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>{at.get("usual paragraph style", "")}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="底"/>{base}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="上"/><w:basedOn w:val="B"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="P"><w:name w:val="格"/>{at.get("paragraph style", "")}</w:style>'
        f'<w:style w:type="character" w:styleId="C"><w:name w:val="字"/>{at.get("character style", "")}</w:style>'
        f'<w:style w:type="table" w:styleId="T"><w:name w:val="表"/>{at.get("table style", "")}{conditions}</w:style></w:styles>'
    )


def made(body: str, style_sheet: str = f"<w:styles {W}/>", **parts: str) -> bytes:
    document = f"<w:document {W} {W14}><w:body>{body}</w:body></w:document>"
    return word_package(
        {
            "word/document.xml": document,
            "word/styles.xml": style_sheet,
            "word/theme.xml": THEME,
            "word/fontTable.xml": FONTS,
            **parts,
        }
    )


def outcome(raw: bytes) -> Outcome:
    """How the last cell of the last table is read."""
    document, problems = read_docx(raw, "a.docx")
    grids = [block for block in document.blocks if isinstance(block, Grid)] if document else []
    if not grids or not grids[-1].cells:
        return Outcome(None, certain=False, said="；".join(problem.message for problem in problems))
    cell: GridCell = grids[-1].cells[-1]
    said = "；".join(filter(None, (cell.fault, cell.doubt, cell.placing)))
    return Outcome(cell.text, certain=not said, said=said)


def wrong(kind: str, tampering: Tampering) -> str:
    """What is wrong with how it is read; nothing when all is well."""
    found = outcome(package(kind, tampering))
    if tampering.harmless:
        return "" if found.certain and found.text == FIGURE else f"{tampering.name}: {found.said or found.text}"
    right = not found.certain or (tampering.drawn is not None and found.text == tampering.drawn)
    return "" if right else f"{tampering.name}: {found.text} is certain"
