"""The words of a Word document's paragraph, as they are printed, with marks where what is printed is no plain text.

What is hidden, deleted or stands in another place (a footnote, a text box) is left out; the first of each kind is kept to be
told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from gongkai.imports.checkboxes import symbols
from gongkai.imports.marks import OBJECT, SEAM, aside, without_marks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
LEFT_OUT = {
    f"{W}del": "修订中删除的文字",
    f"{W}moveFrom": "修订中移走的文字",
    f"{W}txbxContent": "文本框里的文字",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
}
HIDDEN, SYMBOL, UNFILLED = "隐藏的文字", "符号字体里的字", "没有填写的控件里的提示"
SILENT = {
    *(f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}rt"),
    f"{COMPATIBILITY}Fallback",
}
DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
LINEAR = {f"{MATH}{name}" for name in ("r", "t", "rPr", "ctrlPr")}
OFF = ("0", "false", "off", "none", "baseline")
# What a run can look like that matters: by the element of its properties.
LOOKS = {
    f"{W}{name}": look
    for name, look in {
        "vanish": "hidden",
        "strike": "aside",
        "dstrike": "aside",
        "vertAlign": "aside",
        "position": "aside",
    }.items()
}
VALUE = f"{W}val"
CONTROL = f"{W}sdt"
WHITE = ("FFFFFF", "white")
USUAL_SIZE = 20  # half points, where no style says more
OTHER_SIZE = 1.15  # a digit so much larger than the one beside it may be the figure, and that one a note's mark
NO_STYLE = ""

Looks = Mapping[str, Mapping[str, int]]
"""By style id: which looks it gives or takes away, and the size. That of a paragraph without a style is under NO_STYLE."""


def looks_of(properties: etree._Element | None) -> dict[str, int]:
    """The looks that run properties give (True) or take away (False), and the size in half points."""
    found: dict[str, int] = {}
    if properties is None:
        return found
    first: dict[str, etree._Element] = {}
    for element in properties:
        first.setdefault(element.tag, element)
    for name, look in LOOKS.items():
        if name in first:
            found[look] = found.get(look, False) or first[name].get(VALUE, "1") not in OFF
    color, size, width = (first.get(f"{W}{name}") for name in ("color", "sz", "w"))
    if color is not None:
        found["white"] = color.get(VALUE, "") in WHITE
    if size is not None and size.get(VALUE, "").isdecimal():
        found["size"] = int(size.get(VALUE, ""))
    if width is not None and width.get(VALUE, "").isdecimal():
        found["percent"] = int(width.get(VALUE, ""))
    return found


def looks_of_styles(styles: etree._Element) -> Looks:
    """Each style with what it takes over from the one it is based on; paragraphs also from the document's defaults."""
    elements = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    usual = looks_of(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    found = {NO_STYLE: usual}
    given = {id: looks_of(style.find(f"{W}rPr")) for id, style in elements.items()}
    for id, style in elements.items():
        own = inherited(id, elements, given)
        found[id] = own if style.get(f"{W}type") == "character" else usual | own
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            found[NO_STYLE] = found[id]
    return found


def inherited(id: str, elements: Mapping[str, etree._Element], given: Mapping[str, dict[str, int]]) -> dict[str, int]:
    """The looks of a style with those of the styles that it is based on; `given` are what each gives by itself."""
    chain: list[str] = []
    while id in elements and id not in chain:
        chain.append(id)
        base = elements[id].find(f"{W}basedOn")
        id = base.get(f"{W}val", "") if base is not None else ""
    found: dict[str, int] = {}
    for style in reversed(chain):
        found |= given[style]
    return found


class WordsReader:
    """Reads paragraphs one after the other; `left_out` holds the first of each kind that was not read.

    `controls`: the document has fields to fill in.
    """

    def __init__(self, looks: Looks, *, controls: bool = True) -> None:
        self.looks, self.controls = looks, controls
        self.left_out: dict[str, str] = {}

    def text(self, paragraph: etree._Element) -> str:
        """With marks."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        self.of_paragraph = self.styled(style) if style is not None else self.looks.get(NO_STYLE, {})
        self.size = 0
        self.fields: list[bool] = []  # of each field that is open here: whether its result has begun
        if self.controls and any(is_unfilled(control) for control in paragraph.iterancestors(CONTROL)):
            self.leave_out(UNFILLED, paragraph)
            return OBJECT
        return "".join(self.words(paragraph))

    def styled(self, style: etree._Element | None) -> Mapping[str, int]:
        return self.looks.get(style.get(f"{W}val", ""), {}) if style is not None else {}

    def words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in LEFT_OUT:
                self.leave_out(LEFT_OUT[child.tag], child)
            elif child.tag not in SILENT:
                yield from READ.get(child.tag, WordsReader.words)(self, child)

    def leave_out(self, kind: str, element: etree._Element) -> None:
        words = words_in(element).strip()
        if words or element.tag.endswith("Reference"):
            self.left_out.setdefault(kind, words)

    def run(self, run: etree._Element) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        look = self.of_paragraph
        if properties is not None:
            look = {**look, **self.styled(properties.find(f"{W}rStyle")), **looks_of(properties)}
        if look.get("hidden"):
            self.leave_out(HIDDEN, run)
            return
        text = "".join(self.words(run))
        if text.strip():
            yield from self.seam(look.get("size", USUAL_SIZE) * look.get("percent", 100))
        yield aside(text) if (look.get("aside") or look.get("white")) and text.strip() else text

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
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields and not self.fields.pop():
            yield OBJECT

    def shown(self, text: str) -> Iterator[str]:
        if all(self.fields):
            yield text

    def drawn(self, element: etree._Element) -> Iterator[str]:
        """A picture, or what an object shows; a text box among it is told."""
        yield OBJECT
        for box in element.iter(f"{W}txbxContent"):
            self.leave_out(LEFT_OUT[box.tag], box)

    def formula(self, element: etree._Element) -> Iterator[str]:
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
            yield from self.words(element)
            return
        self.leave_out(UNFILLED, element)
        yield OBJECT

    def turned(self, element: etree._Element) -> Iterator[str]:
        text = "".join(self.words(element))
        yield aside(text) if element.get(f"{W}val") == "rtl" else text


def written(sign: str) -> Callable[[WordsReader, etree._Element], Iterator[str]]:
    return lambda reader, element: reader.shown(element.text or "" if sign == "text" else sign)


READ: Mapping[str, Callable[[WordsReader, etree._Element], Iterator[str]]] = {
    f"{W}r": WordsReader.run,
    f"{W}t": written("text"),
    f"{W}br": written("\n"),
    f"{W}cr": written("\n"),
    f"{W}tab": written("\t"),
    f"{W}noBreakHyphen": written("-"),
    f"{W}fldChar": WordsReader.field,
    f"{W}sym": WordsReader.symbol,
    f"{MATH}oMath": WordsReader.formula,
    f"{W}sdt": WordsReader.control,
    f"{W}bdo": WordsReader.turned,
    **dict.fromkeys(DRAWN, WordsReader.drawn),
}


def is_unfilled(control: etree._Element) -> bool:
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def words_in(element: etree._Element) -> str:
    texts: Iterable[etree._Element] = element.iter(f"{W}t", f"{W}delText")
    return without_marks("".join(text.text or "" for text in texts))
