"""The words of a Word document's paragraph, as they are printed, with marks where what is printed is no plain text.

What is hidden, deleted or stands in another place (a footnote, a text box) is left out; the first of each kind is kept to be
told. What may look otherwise than it is written is kept as a doubt, which only the cells of tables ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.checkboxes import symbols
from gongkai.imports.marks import OBJECT, SEAM, aside, without_marks
from gongkai.imports.readers.docx_fields import BoundData, doubt_about_field, doubts_about_control
from gongkai.imports.readers.docx_looks import LooksReader, ParagraphLooks
from gongkai.imports.readers.docx_names import MATH, OFF, VALUE, W, short_name

LEFT_OUT = {
    f"{W}del": "修订中删除的文字",
    f"{W}moveFrom": "修订中移走的文字",
    f"{W}txbxContent": "文本框里的文字",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
}
HIDDEN, SYMBOL, UNFILLED = "隐藏的文字", "符号字体里的字", "没有填写的控件里的提示"
SILENT = {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "customXmlPr", "smartTagPr")}
DRAWN = {f"{W}{name}" for name in ("drawing", "pict", "object")}
LINEAR = {f"{MATH}{name}" for name in ("r", "t", "rPr", "ctrlPr")}
CONTROL = f"{W}sdt"
OTHER_SIZE = 1.15  # a digit so much larger than the one beside it may be the figure, and that one a note's mark
# What only stands around words, or marks a place among them.
AROUND = {
    *("r", "t", "br", "cr", "tab", "noBreakHyphen", "softHyphen", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent"),
    *("fldSimple", "fldChar", "instrText", "ins", "moveTo", "sym", "rubyBase", "rubyPr", "proofErr", "bookmarkStart"),
    *("bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference"),
    *("annotationRef", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "ffData", "drawing"),
    *("pict", "object", "m:oMath", "bdo", "dir", "p", "tc", "tr", "tbl"),
}


class WordsReader:
    """Reads paragraphs one after the other; `left_out` holds the first of each kind that was not read.

    `doubts` are what may look otherwise than it is written, since the last time that they were asked for.
    """

    def __init__(self, looks: LooksReader, data: BoundData, *, controls: bool = True) -> None:
        self.looks, self.data, self.controls = looks, data, controls
        self.left_out: dict[str, str] = {}
        self.doubts: list[str] = []
        self.largest = 0.0

    def text(self, paragraph: etree._Element) -> str:
        """With marks."""
        self.of_paragraph: ParagraphLooks = self.looks.paragraph(paragraph)
        self.size = 0
        self.largest = 0.0
        self.fields: list[bool] = []  # of each field that is open here: whether its result has begun
        self.instructions: list[tuple[str, str | None]] = []  # of the same: what it says, and whether it is out of date
        if self.controls and any(is_unfilled(control) for control in paragraph.iterancestors(CONTROL)):
            self.leave_out(UNFILLED, paragraph)
            return OBJECT
        return "".join(self.words(paragraph))

    def asked(self) -> tuple[str, ...]:
        """The doubts, which are then told."""
        found, self.doubts = tuple(dict.fromkeys(self.doubts)), []
        return found

    def words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in LEFT_OUT:
                self.leave_out(LEFT_OUT[child.tag], child)
            elif child.tag not in SILENT:
                if (name := short_name(child)) not in AROUND:
                    self.doubts.append(looks.unknown(name))
                yield from READ.get(child.tag, WordsReader.words)(self, child)

    def leave_out(self, kind: str, element: etree._Element) -> None:
        words = words_in(element).strip()
        if words or element.tag.endswith("Reference"):
            self.left_out.setdefault(kind, words)

    def run(self, run: etree._Element) -> Iterator[str]:
        before = len(self.doubts)
        text = "".join(self.words(run))
        if not text.strip():
            yield text
            return
        look = self.of_paragraph.run(run, text)
        if look.hidden:
            del self.doubts[before:]
            self.doubts += [doubt for doubt in look.doubts if doubt == looks.HIDDEN]
            self.leave_out(HIDDEN, run)
            return
        self.doubts += look.doubts
        self.largest = max(self.largest, look.size / 100)
        yield from self.seam(look.size)
        yield aside(text) if look.aside or look.unseen else text

    def seam(self, size: int) -> Iterator[str]:
        """A mark where the letters become larger or smaller."""
        before, self.size = self.size or size, size
        if max(before, size) > OTHER_SIZE * min(before, size):
            yield SEAM

    def field(self, mark: etree._Element) -> Iterator[str]:
        """Only the result of a field is printed. One that has none is drawn by the program: a circled number, a formula."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(False)
            self.instructions.append(("", mark.get(f"{W}dirty")))
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            if doubt := doubt_about_field(*self.instructions.pop()):
                self.doubts.append(doubt)
            if not self.fields.pop():
                yield OBJECT
        elif kind not in ("begin", "separate", "end"):
            self.doubts.append(looks.unknown("fldChar"))

    def instruction(self, element: etree._Element) -> Iterator[str]:
        if self.instructions:
            said, dirty = self.instructions[-1]
            self.instructions[-1] = (said + (element.text or ""), dirty)
        yield from ()

    def simple_field(self, element: etree._Element) -> Iterator[str]:
        if doubt := doubt_about_field(element.get(f"{W}instr", ""), element.get(f"{W}dirty")):
            self.doubts.append(doubt)
        yield from self.words(element)

    def shown(self, element: etree._Element, text: str) -> Iterator[str]:
        parent = element.getparent()
        if parent is None or parent.tag != f"{W}r" or len(element):  # Word writes none such, and nobody says how they look
            self.doubts.append(looks.unknown(short_name(element)))
        if all(self.fields):
            yield text

    def drawn(self, element: etree._Element) -> Iterator[str]:
        """A picture, or what an object shows; a text box among it is told."""
        yield OBJECT
        for box in element.iter(f"{W}txbxContent"):
            self.leave_out(LEFT_OUT[box.tag], box)

    def formula(self, element: etree._Element) -> Iterator[str]:
        """Its letters are drawn by rules of their own."""
        self.doubts.append(looks.unknown(short_name(element)))
        text = "".join(part.text or "" for part in element.iter(f"{MATH}t"))
        linear = all(part.tag in LINEAR or part.tag.startswith(W) for part in element.iter() if part is not element)
        yield text if linear else aside(text)

    def symbol(self, element: etree._Element) -> Iterator[str]:
        """A box or a tick; another character of a font whose letters are pictures is not for us to say."""
        code = element.get(f"{W}char", "")
        letter = chr(int(code, 16) & 0xFF) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
        if letter and (drawn := symbols(letter, element.get(f"{W}font", ""))) != letter:
            yield drawn
            return
        self.left_out.setdefault(SYMBOL, "")
        yield aside("�")

    def control(self, element: etree._Element) -> Iterator[str]:
        """A control that nobody filled in shows a hint, which is no text of the report."""
        if not is_unfilled(element):
            text = "".join(self.words(element))
            self.doubts += doubts_about_control(element, without_marks(text), self.data)
            yield text
            return
        self.leave_out(UNFILLED, element)
        yield OBJECT

    def turned(self, element: etree._Element) -> Iterator[str]:
        self.doubts.append(looks.TURNED)
        text = "".join(self.words(element))
        yield aside(text) if element.get(VALUE) == "rtl" else text


def written(sign: str) -> Callable[[WordsReader, etree._Element], Iterator[str]]:
    return lambda reader, element: reader.shown(element, element.text or "" if sign == "text" else sign)


READ: Mapping[str, Callable[[WordsReader, etree._Element], Iterator[str]]] = {
    f"{W}r": WordsReader.run,
    f"{W}t": written("text"),
    f"{W}br": written("\n"),
    f"{W}cr": written("\n"),
    f"{W}tab": written("\t"),
    f"{W}noBreakHyphen": written("-"),
    f"{W}fldChar": WordsReader.field,
    f"{W}fldSimple": WordsReader.simple_field,
    f"{W}instrText": WordsReader.instruction,
    f"{W}delText": written(""),
    f"{W}delInstrText": written(""),
    f"{W}sym": WordsReader.symbol,
    f"{MATH}oMath": WordsReader.formula,
    f"{W}sdt": WordsReader.control,
    f"{W}bdo": WordsReader.turned,
    f"{W}dir": WordsReader.turned,
    **dict.fromkeys(DRAWN, WordsReader.drawn),
}


def is_unfilled(control: etree._Element) -> bool:
    hint = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return hint is not None and hint.get(VALUE, "1") not in OFF


def words_in(element: etree._Element) -> str:
    texts: Iterable[etree._Element] = element.iter(f"{W}t", f"{W}delText")
    return without_marks("".join(text.text or "" for text in texts))
