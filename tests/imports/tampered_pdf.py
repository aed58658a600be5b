"""A small table as a PDF, and what somebody may do to one digit of it, each on a page of its own: hundreds in a few files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import pdfplumber
import pikepdf
import typst
from pikepdf import Array, Dictionary, Name

SOURCE = """#set page(width: 200mm, height: 90mm, margin: 12mm)
#set text(font: "Noto Serif CJK SC", size: 10pt, lang: "zh")
#set table(stroke: 0.5pt, inset: 5pt)
#table(columns: (1fr,) * 3, [内容], [本年新收], [本年办结], [规章], [572], [48], [行政规范性文件], [#"-3"], [1.50],
[行政许可], [0], [83], [行政处罚], [/], [6091])
"""
FIGURES = ("572", "6091", "1.50", "-3", "83")
SIZE = 10.0
RISE = 7.4  # points: how tall a digit is


@dataclass(frozen=True, slots=True)
class Spot:
    """One digit of a figure: where its line begins, how wide it is, and what stands before and behind it, as content."""

    figure: str
    at: int
    x: float
    y: float
    wide: float
    code: str
    before: str
    after: str

    @property
    def digit(self) -> str:
        return self.figure[self.at]

    @property
    def rest(self) -> str:
        """The figure without the digit."""
        return self.figure[: self.at] + self.figure[self.at + 1 :]

    @property
    def plain(self) -> str:
        return self.shown(f"<{self.code}> Tj")

    def shown(self, show: str, font: str = "/f0", place: str = "", size: float = SIZE) -> str:
        return f"BT {font} {size} Tf {place or f'1 0 0 1 {self.x:.4f} {self.y:.4f}'} Tm {show} ET\n"

    def part(self, left: float, low: float, right: float, high: float) -> str:
        """A rectangle over a part of the digit, the whole of which is 0 to 1 either way."""
        x, y = self.x + left * self.wide, self.y + low * RISE
        return f"{x:.3f} {y:.3f} {(right - left) * self.wide:.3f} {(high - low) * RISE:.3f} re"


Do = Callable[[pikepdf.Pdf, Any, Spot], str]
"""What is put in the place of the digit, as content of the page; what it needs is put into the document."""


@dataclass(frozen=True, slots=True)
class Tampering:
    """`moves`: a picture of it differs though a reader sees the same figure. `drawn`: what is seen then instead of the figure."""

    name: str
    spot: Spot
    do: Do
    moves: bool = False
    drawn: str = ""

    def __str__(self) -> str:
        return f"{self.spot.figure}[{self.spot.at}] {self.name}"


@cache
def untouched() -> bytes:
    return typst.compile(SOURCE.encode())


@cache
def spots() -> tuple[Spot, ...]:
    """Every digit of the figures."""
    with pdfplumber.open(io.BytesIO(untouched())) as document:
        chars = document.pages[0].chars
    codes = codes_by_text()
    text = "".join(char["text"] for char in chars)
    found = []
    for figure in FIGURES:
        start = text.index(figure)
        own = chars[start : start + len(figure)]
        plain = [
            f"BT 0 g /f0 {SIZE} Tf 1 0 0 1 {char['x0']:.4f} {char['matrix'][5]:.4f} Tm <{codes[char['text']]}> Tj ET\n"
            for char in own
        ]
        for at, char in enumerate(own):
            place = char["x0"], char["matrix"][5], char["width"]
            found.append(Spot(figure, at, *place, codes[char["text"]], "".join(plain[:at]), "".join(plain[at + 1 :])))
    return tuple(found)


@cache
def codes_by_text() -> dict[str, str]:
    with pikepdf.open(io.BytesIO(untouched())) as document:
        lines = document.pages[0].Resources.Font.f0.ToUnicode.read_bytes().decode()
    return {chr(int(to, 16)): code for code, to in re.findall(r"<(\w{4})> <(\w{4})>", lines)}


def tampered(cases: Iterable[Tampering]) -> bytes:
    """A document with a page for each; the first is untouched."""
    document = pikepdf.open(io.BytesIO(untouched()))
    whole = document.pages[0]
    for case in cases:
        document.pages.append(whole)
        page = document.pages[-1]
        page.Resources = document.make_indirect(Dictionary({**copied(page.Resources), "/Font": copied(page.Resources.Font)}))
        codes = "".join(codes_by_text()[char] for char in case.spot.figure)
        rest = without(page, bytes.fromhex(codes))
        block = case.spot.before + "q " + case.do(document, page, case.spot) + "Q " + case.spot.after
        page.Contents = document.make_stream(b"q " + rest + b"\nQ 0 g q " + block.encode() + b" Q")
    out = io.BytesIO()
    document.save(out, compress_streams=True)
    return out.getvalue()


def copied(dictionary: Any) -> Any:
    return Dictionary(dict(dictionary.items()))


def without(page: Any, shown: bytes) -> bytes:
    """The page's content without the operator that shows this text."""
    kept = [
        line for line in pikepdf.parse_content_stream(page) if not (str(line.operator) in ("Tj", "TJ") and said(line) == shown)
    ]
    return pikepdf.unparse_content_stream(kept)


def said(line: Any) -> bytes:
    parts = line.operands[0] if isinstance(line.operands[0], Array) else line.operands
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


# ---- What is done


def kinds(spot: Spot) -> Iterator[Tampering]:
    for make in (states, graphics, clips, covers, notes, beside, unseen_beside, layers, fonts, twice, matrices, boxes):
        yield from make(spot)


def around(name: str, spot: Spot, before: str, *, moves: bool = False, drawn: str = "") -> Tampering:
    """The digit shown with a state of its own."""
    return Tampering(name, spot, lambda document, page, spot: f"{before} {spot.plain}", moves, drawn)


def states(spot: Spot) -> Iterator[Tampering]:
    for mode in range(1, 8):
        yield around(f"{mode} Tr", spot, f"0.3 w {mode} Tr", moves=mode in (1, 2, 5, 6))
    colors = ["1 g", ".995 g", ".98 g", ".95 g", ".9 g", ".8 g", ".4 g", "1 1 1 rg", "1 1 .6 rg", ".9 1 .9 rg", "1 0 0 rg"]
    colors += ["0 0 0 0 k", "0 0 .1 0 k", "0 0 0 .04 k", "0 1 1 0 k", "/DeviceGray cs 1 sc", "/DeviceRGB cs 1 1 1 sc"]
    yield from (around(color, spot, color) for color in colors)
    for value in (1, 10, 30, 90, 300, -100):
        yield around(f"{value} Tz", spot, f"{value} Tz", moves=value == 90)
    for value in (1, 30, 500):
        yield around(f"{value} Ts", spot, f"{value} Ts", moves=value == 1, drawn="" if value == 1 else spot.rest)
    for name, space in spaces().items():
        yield Tampering(name, spot, with_space(space))


def spaces() -> dict[str, str]:
    to_white = "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>"
    return {
        "Separation drawn white": f"[/Separation /Black /DeviceGray {to_white}]",
        "Separation None": f"[/Separation /None /DeviceGray {to_white}]",
        "DeviceN drawn white": f"[/DeviceN [/Black] /DeviceGray {to_white}]",
        "Indexed white": "[/Indexed /DeviceGray 1 <ffff>]",
        "CalGray": "[/CalGray << /WhitePoint [0.95 1 1.09] >>]",
    }


def with_space(space: str) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        page.Resources.ColorSpace = Dictionary({**page.Resources.ColorSpace, "/Odd": pikepdf.Object.parse(space.encode())})
        return f"/Odd cs 1 scn {spot.plain}"

    return do


def graphics(spot: Spot) -> Iterator[Tampering]:
    states = [f"/ca {value}" for value in (0, 0.02, 0.1, 0.2, 0.7)]
    states += [
        f"/BM /{mode}" for mode in ("Screen", "Lighten", "ColorDodge", "Exclusion", "Difference", "Multiply", "Luminosity")
    ]
    for state in states:
        yield Tampering(f"gs {state}", spot, with_state(f"<< {state} >>"))
    yield Tampering("gs soft mask", spot, with_mask)


def with_state(state: str) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        page.Resources.ExtGState = Dictionary(Odd=pikepdf.Object.parse(state.encode()))
        return f"/Odd gs {spot.plain}"

    return do


def with_mask(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    form = form_of(document, b"0 g 0 0 1000 1000 re f", Group=group)
    page.Resources.ExtGState = Dictionary(Odd=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form)))
    return f"/Odd gs {spot.plain}"


def form_of(document: pikepdf.Pdf, content: bytes, **more: Any) -> Any:
    return document.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1000, 1000], **more)


PARTS = {
    "whole": (-0.1, -0.1, 1.1, 1.1),
    "left": (-0.1, -0.1, 0.5, 1.1),
    "right": (0.5, -0.1, 1.1, 1.1),
    "foot": (-0.1, -0.1, 1.1, 0.5),
    "head": (-0.1, 0.5, 1.1, 1.1),
}


def clips(spot: Spot) -> Iterator[Tampering]:
    for name, part in PARTS.items():
        yield around(f"clipped to {name}", spot, f"{spot.part(*part)} W n")
    yield around("clipped away", spot, "0 0 1 1 re W n")
    yield around("clipped away twice", spot, f"{spot.part(*PARTS['whole'])} W n 0 0 1 1 re W* n")


def covers(spot: Spot) -> Iterator[Tampering]:
    for color, (name, part) in product(("1 g", "0 g", ".9 g", "1 0 0 rg", "0 0 0 0 k"), PARTS.items()):
        yield behind(f"{name} under {color}", spot, f"{color} {spot.part(*part)} f")
    for how, (name, part) in product(("curve", "line", "image", "inline", "form", "shading"), PARTS.items()):
        yield Tampering(f"{name} under a white {how}", spot, under(how, part))
    x, y = spot.x, spot.y
    for name, line in {
        "struck": f"{x} {y + 3} m {x + spot.wide} {y + 3} l",
        "crossed out": f"{x} {y} m {x + spot.wide} {y + 7} l",
        "made an 8": f"{x + 1} {y + 1} m {x + 1} {y + 6} l",
        "a stroke to its right": f"{x + spot.wide - 1} {y} m {x + spot.wide - 1} {y + 7} l",
    }.items():
        yield behind(name, spot, f"0 G 0.8 w {line} S")
        yield behind(f"{name} in white", spot, f"1 G 2 w {line} S")


def behind(name: str, spot: Spot, then: str) -> Tampering:
    return Tampering(name, spot, lambda document, page, spot: f"{spot.plain} {then} ")


def under(how: str, part: tuple[float, float, float, float]) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        x, y, wide, high = (float(value) for value in spot.part(*part).split()[:4])
        placed = f"q {wide} 0 0 {high} {x} {y} cm"
        if how == "curve":
            top = y + high
            return f"{spot.plain} 1 g {x} {y} m {x} {top} l {x + wide} {top} {x + wide} {top} {x + wide} {y} c f "
        if how == "line":
            return f"{spot.plain} 1 G {high} w {x} {y + high / 2} m {x + wide} {y + high / 2} l S "
        if how == "inline":
            return f"{spot.plain} {placed} BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID ff> EI Q "
        if how == "shading":
            white = "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>"
            shading = f"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Extend [true true] /Function {white} >>"
            page.Resources.Shading = Dictionary(Odd=pikepdf.Object.parse(shading.encode()))
            return f"{spot.plain} q {spot.part(*part)} W n /Odd sh Q "
        if how == "image":
            grey = {"Width": 1, "Height": 1, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
            thing = document.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, **grey)
        else:
            thing = form_of(document, b"1 g 0 0 1 1 re f")
        page.Resources.XObject = Dictionary(Odd=thing)
        return f"{spot.plain} {placed} /Odd Do Q "

    return do


def notes(spot: Spot) -> Iterator[Tampering]:
    for kind, (name, part) in product(("Square", "Stamp", "FreeText", "Redact", "Widget"), PARTS.items()):
        yield Tampering(f"{name} under a {kind}", spot, noted(kind, part))


def noted(kind: str, part: tuple[float, float, float, float]) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        x, y, wide, high = (float(value) for value in spot.part(*part).split()[:4])
        look = document.make_stream(
            f"1 g 0 0 {wide} {high} re f".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, wide, high]
        )
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[x, y, x + wide, y + high], F=4, AP=Dictionary(N=look))
        if kind == "Widget":
            note.FT, note.T, note.V = Name.Tx, pikepdf.String("a"), pikepdf.String("")
            fields = document.Root.get("/AcroForm", Dictionary(Fields=Array()))
            document.Root.AcroForm = fields
            note = document.make_indirect(note)
            document.Root.AcroForm.Fields.append(note)
        page.Annots = Array([document.make_indirect(note)])
        return spot.plain

    return do


def beside(spot: Spot) -> Iterator[Tampering]:
    """Something that is drawn beside the figure and is no text, or no text that is read."""
    ends = {"before": spot.x - 2.5, "behind": spot.x + spot.wide + len(spot.figure) * spot.wide}
    for name, x in ends.items():
        y = spot.y
        for what, drawn in {
            "a stroke": f"0.9 w {x} {y} m {x} {y + 7} l S",
            "a dash": f"0.7 w {x - 1} {y + 3} m {x + 3} {y + 3} l S",
            "a box": f"0.7 w {x - 1} {y} 3 7 re S",
            "a grey stroke": f".75 G 0.9 w {x} {y} m {x} {y + 7} l S",
            "a dot": f"{x} {y} 1 1 re f",
        }.items():
            yield behind(f"{what} {name}", spot, drawn)
        for words in ("<0020>", "<200B>", "<00AD>", "<E000>", ""):
            yield Tampering(f"a 1 {name} that is text {words}", spot, unread(x, words))


def unread(x: float, words: str) -> Do:
    """A digit in a font that says it is something else, or nothing."""

    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        lines = f"1 beginbfchar <31> {words} endbfchar" if words else "1 beginbfchar <32> <0032> endbfchar"
        page.Resources.Font.Odd = latin(document, ToUnicode=cmap(document, lines, 1))
        if not words:
            page.Resources.Font.Odd.Encoding = Dictionary(Type=Name.Encoding, Differences=[49, Name("/g1")])
        return spot.plain + spot.shown("(1) Tj", "/Odd", f"1 0 0 1 {x} {spot.y}")

    return do


def latin(document: pikepdf.Pdf, name: str = "Helvetica", **more: Any) -> Any:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding, **more)
    return document.make_indirect(font)


def cmap(document: pikepdf.Pdf, lines: str, width: int) -> Any:
    last = "ff" * width
    return document.make_stream(
        f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <{'00' * width}> <{last}> "
        f"endcodespacerange {lines} endcmap end end".encode()
    )


def unseen_beside(spot: Spot) -> Iterator[Tampering]:
    """A digit more that nobody sees."""
    x = spot.x + (len(spot.figure) - spot.at) * spot.wide
    for name, before in {
        "3 Tr": "3 Tr", "7 Tr": "7 Tr", "white": "1 g", "nearly white": ".99 g", "clipped": "0 0 1 1 re W n", "in a dot": ".1 Tz",
    }.items():  # fmt: skip
        extra = spot.shown(f"<{spot.code}> Tj", place=f"1 0 0 1 {x:.3f} {spot.y}")
        yield behind(f"one more digit, {name}", spot, f"{before} {extra}")
    for size in (0.1, 1, 3):
        extra = spot.shown(f"<{spot.code}> Tj", place=f"1 0 0 1 {x:.3f} {spot.y}", size=size)
        yield behind(f"one more digit of {size}", spot, extra)


def layers(spot: Spot) -> Iterator[Tampering]:
    for how, off in product(("marked", "form", "membership"), (True, False)):
        yield Tampering(f"a layer that is {'off' if off else 'on'}: {how}", spot, layered(how, off=off))


def layered(how: str, *, off: bool) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("a")))
        if "/OCProperties" not in document.Root:
            document.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(ON=Array(), OFF=Array()))
        known = document.Root.OCProperties
        known.OCGs.append(layer)
        (known.D.OFF if off else known.D.ON).append(layer)
        if how == "form":
            form = form_of(document, spot.plain.encode(), OC=layer, Resources=page.Resources)
            page.Resources.XObject = Dictionary(Odd=form)
            return "/Odd Do "
        member = document.make_indirect(Dictionary(Type=Name.OCMD, OCGs=layer))
        page.Resources.Properties = Dictionary(Odd=member if how == "membership" else layer)
        return f"/OC /Odd BDC {spot.plain} EMC "

    return do


def fonts(spot: Spot) -> Iterator[Tampering]:
    if spot.digit.isdigit():
        for other in "0123456789":
            if other != spot.digit:
                yield Tampering(f"the font says {other}", spot, renamed(other))
        yield Tampering("the font says it twice", spot, renamed(2 * spot.digit))
    for other in "0123456789-.":
        if other != spot.digit:
            yield Tampering(f"Helvetica says {spot.digit} and draws {other}", spot, latin_says(other))
    for name in ("Helvetica", "Symbol", "ZapfDingbats"):
        yield Tampering(name, spot, standard(name), moves=name != "ZapfDingbats")
    for name, drawn in {
        "a bar": "0 0 500 700 re f",
        "nothing": "",
        "a dot": "0 0 100 100 re f",
        "white": "1 g 0 0 500 700 re f",
    }.items():
        yield Tampering(f"a typeface of drawings: {name}", spot, drawing(drawn), moves=name == "a dot" and spot.digit == ".")


def standard(name: str) -> Do:
    return lambda document, page, spot: in_font(page, spot, latin(document, name))


def drawing(drawn: str) -> Do:
    return lambda document, page, spot: in_font(page, spot, drawings(document, drawn, spot.digit))


def renamed(other: str) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        font = copied(page.Resources.Font.f0)
        font.ToUnicode = cmap(
            document, f"1 beginbfchar <{spot.code}> <{''.join(f'{ord(sign):04x}' for sign in other)}> endbfchar", 2
        )
        page.Resources.Font.Odd = document.make_indirect(font)
        return spot.shown(f"<{spot.code}> Tj", "/Odd")

    return do


def latin_says(other: str) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        lines = f"1 beginbfchar <{ord(other):02x}> <{ord(spot.digit):04x}> endbfchar"
        page.Resources.Font.Odd = latin(document, ToUnicode=cmap(document, lines, 1))
        return spot.shown(f"<{ord(other):02x}> Tj", "/Odd")

    return do


def in_font(page: Any, spot: Spot, font: Any) -> str:
    page.Resources.Font.Odd = font
    return spot.shown(f"<{ord(spot.digit):02x}> Tj", "/Odd")


def drawings(document: pikepdf.Pdf, drawn: str, digit: str) -> Any:
    code = ord(digit)
    glyph = document.make_stream(f"500 0 {'d0' if drawn.startswith('1 g') else '0 0 500 700 d1'} {drawn}".encode())
    return document.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=code,
            LastChar=code, Widths=[500], CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Differences=[code, Name.a]),
            ToUnicode=cmap(document, f"1 beginbfchar <{code:02x}> <{code:04x}> endbfchar", 1),
        )
    )  # fmt: skip


def twice(spot: Spot) -> Iterator[Tampering]:
    for by in (0.2, 1.2, 2):
        again = spot.shown(f"<{spot.code}> Tj", place=f"1 0 0 1 {spot.x + by:.3f} {spot.y}")
        yield behind(f"again {by} to the right", spot, again)
    for other in "1470":
        if other != spot.digit:
            yield behind(f"a {other} over it", spot, spot.shown(f"<{codes_by_text()[other]}> Tj"))
            patch = f"1 g {spot.part(*PARTS['whole'])} f 0 g "
            yield behind(f"a {other} over a patch", spot, patch + spot.shown(f"<{codes_by_text()[other]}> Tj"))
    yield Tampering("again in Helvetica", spot, lambda d, p, s: s.plain + in_font(p, s, latin(d)))


def matrices(spot: Spot) -> Iterator[Tampering]:
    x, y, right, top = spot.x, spot.y, spot.x + spot.wide, spot.y + RISE
    for name, place in {
        "mirrored": f"-1 0 0 1 {right} {y}", "upside down": f"1 0 0 -1 {x} {top}", "turned about": f"-1 0 0 -1 {right} {top}",
        "turned left": f"0 1 -1 0 {right} {y}", "slanted far": f"1 0 1.5 1 {x} {y}", "tiny": f".1 0 0 .1 {x} {y}",
        "huge": f"9 0 0 9 {x - 10} {y - 20}", "squeezed": f".2 0 0 1 {x} {y}", "flat": f"1 0 0 .2 {x} {y}",
        "off the page": f"1 0 0 1 {x} -500", "raised": f"1 0 0 1 {x} {y + 3}",
    }.items():  # fmt: skip
        yield Tampering(name, spot, placed(place), drawn=spot.rest if name == "off the page" else "")


def placed(place: str) -> Do:
    return lambda document, page, spot: spot.shown(f"<{spot.code}> Tj", place=place)


def boxes(spot: Spot) -> Iterator[Tampering]:
    for name, box in {
        "cropped above": (0, 0, 1000, spot.y + 2), "cropped at its left": (0, 0, spot.x + 1, 1000), "media box": (0, 0, spot.x + 1, 1000),
    }.items():  # fmt: skip
        yield Tampering(name, spot, cropped(box, name), moves=True)  # what is left is drawn by a hair larger or smaller


def cropped(box: tuple[float, ...], name: str) -> Do:
    def do(document: pikepdf.Pdf, page: Any, spot: Spot) -> str:
        page["/MediaBox" if name == "media box" else "/CropBox"] = Array(
            [
                round(min(value, float(limit)), 2)
                for value, limit in zip(box, [*page.MediaBox[2:], *page.MediaBox[2:]], strict=True)
            ]
        )
        return spot.plain

    return do
