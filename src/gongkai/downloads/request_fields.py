"""Fields to fill in (AcroForm, ISO 32000-1, 12.7) in the places that typst, which has none, has left as links.

Each place keeps its rectangle and its tag: a link's annotation becomes a field's, its tag Link becomes Form (PDF/UA-1, 7.18.4).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.downloads.pdf_tables import elements
from gongkai.statute.request_form import FormField

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

SCHEME = "gongkai-field:"  # the address of a place: SCHEME id, for a box SCHEME id/number
MULTILINE, RADIO = 1 << 12, 1 << 15
# Letters that are typed are drawn in the song face of whoever reads: no font of ten megabytes stands in the file for them.
FONT, SIZE = "Song", 11
LOOK = f"/{FONT} {SIZE} Tf 0 g"
INSET = 0.6  # points
BOX = "q 0.8 w 0 G {0} {0} {1} {2} re S {3} Q"
TICK = "1.4 w {:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} l S"
POINTS = (0.22, 0.5), (0.42, 0.26), (0.8, 0.76)  # of the tick, as parts of the box


def fields_from(raw: bytes, fields: Mapping[str, FormField]) -> bytes:
    """The file with a field at each of its places. `fields` are by id."""
    import pikepdf  # noqa: PLC0415 - an extra, like typst

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        found: dict[str, list[Object]] = {id: [] for id in fields}
        for page in pdf.pages:
            for place in page.get("/Annots", ()):
                id = str(place.A.URI).removeprefix(SCHEME).partition("/")[0]
                place.P = page.obj
                found[id].append(place)
        made = [field_of(pdf, fields[id], places) for id, places in found.items() if places]
        for tag in elements(pdf.Root.StructTreeRoot, pikepdf.Name.Link):
            as_form(tag)
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({f"/{FONT}": pdf.make_indirect(song())}))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(made), DR=resources, DA=LOOK)
        saved = io.BytesIO()
        generate = pikepdf.ObjectStreamMode.generate
        pdf.save(saved, deterministic_id=True, object_stream_mode=generate, fix_metadata_version=False)
    return saved.getvalue()


def as_form(tag: Object) -> None:
    """A field's tag holds nothing but its field: what stood inside the link, an empty box, is no content."""
    import pikepdf  # noqa: PLC0415

    tag.S = pikepdf.Name.Form
    children = tag.K if isinstance(tag.K, pikepdf.Array) else [tag.K]
    tag.K = pikepdf.Array(
        [child for child in children if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR"]
    )


def field_of(pdf: Pdf, field: FormField, places: Sequence[Object]) -> Object:
    import pikepdf  # noqa: PLC0415

    for place in places:
        for name in ("/A", "/Border", "/Contents"):
            del place[name]
        place.Subtype = pikepdf.Name.Widget
    if field.options:
        return choice(pdf, field, places)
    (place,) = places
    width, height = size(place)
    place.FT, place.T, place.TU, place.DA = pikepdf.Name.Tx, pikepdf.String(field.id), pikepdf.String(told(field)), LOOK
    place.Ff = MULTILINE if field.kind == "text" else 0
    place.AP = pikepdf.Dictionary(N=appearance(pdf, width, height, "/Tx BMC EMC"))
    return place


def choice(pdf: Pdf, field: FormField, places: Sequence[Object]) -> Object:
    """Boxes of which one can be ticked, and unticked again; each is named for a reader who hears it."""
    import pikepdf  # noqa: PLC0415

    whole = pdf.make_indirect(
        pikepdf.Dictionary(
            FT=pikepdf.Name.Btn,
            T=pikepdf.String(field.id),
            TU=pikepdf.String(told(field)),
            Ff=RADIO,
            V=pikepdf.Name.Off,
            Opt=pikepdf.Array([pikepdf.String(option) for option in field.options]),
            Kids=pikepdf.Array(places),
        )
    )
    for number, (place, option) in enumerate(zip(places, field.options, strict=True)):
        width, height = size(place)
        edges = INSET, width - 2 * INSET, height - 2 * INSET
        tick = TICK.format(
            *(round(part, 2) for x, y in ((0.22, 0.5), (0.42, 0.26), (0.8, 0.76)) for part in (x * width, y * height))
        )
        looks = {f"/{number}": BOX.format(*edges, tick), "/Off": BOX.format(*edges, "")}
        place.Parent, place.AS = whole, pikepdf.Name.Off
        place.TU = pikepdf.String(f"{told(field)}：{option}")
        place.AP = pikepdf.Dictionary(
            N=pikepdf.Dictionary({state: appearance(pdf, width, height, drawn) for state, drawn in looks.items()})
        )
    return whole


def told(field: FormField) -> str:
    return f"{field.label}（必填）" if field.required else field.label


def size(place: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in place.Rect)
    return round(right - left, 2), round(top - bottom, 2)


def appearance(pdf: Pdf, width: float, height: float, drawn: str) -> Object:
    import pikepdf  # noqa: PLC0415

    about = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, width, height])}
    return pikepdf.Stream(pdf, drawn.encode(), about)


def song() -> Object:
    """The face that every reading program knows for Chinese by its name (ISO 32000-1, 9.7.5.2)."""
    import pikepdf  # noqa: PLC0415

    name = pikepdf.Name("/STSong-Light")
    box = pikepdf.Array([-25, -254, 1000, 880])
    metrics = {"Flags": 6, "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 880, "StemV": 93}
    named = {"Type": pikepdf.Name.FontDescriptor, "FontName": name, "FontBBox": box}
    described = pikepdf.Dictionary({f"/{key}": value for key, value in {**named, **metrics}.items()})
    collection = pikepdf.Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4)
    below = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=collection,
        FontDescriptor=described,
        DW=1000,
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=name,
        Encoding=pikepdf.Name("/UniGB-UTF16-H"),
        DescendantFonts=pikepdf.Array([below]),
    )
