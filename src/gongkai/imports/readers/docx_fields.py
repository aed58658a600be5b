"""What a Word file prints from elsewhere: fields, whose result may be worked out again, and controls bound to other data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from gongkai.imports import looks
from gongkai.imports.readers.docx_names import OFF, W, short_name
from gongkai.imports.readers.office_package import Package

# Fields whose result nothing works out again: a link, a text to fill in.
KEPT = ("HYPERLINK", "FORMTEXT")
KEYWORD = re.compile(r"\s*([A-Za-z]+)")
BOUND = "dataBinding"
CONTROLS = {
    *("alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr", "rPr", "text", "richText", "comboBox"),
    *("dropDownList", "date", "docPartObj", "docPartList", "group", "label", "tabIndex", "w14:checkbox"),
    *("w15:appearance", "w15:color", "w16:dataHash"),
}
PATH = re.compile(r"(?:/[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?(?:\[[0-9]{1,4}\])?){1,12}")
PREFIXES = re.compile(r"xmlns:([\w.\-]+)\s*=\s*['\"]([^'\"]*)['\"]")
PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"


def doubt_about_field(instruction: str, dirty: str | None) -> str:
    """Why the result that the file keeps may not be what is printed; empty of fields that keep it.

    >>> doubt_about_field(" HYPERLINK a ", None)
    ''
    >>> doubt_about_field("=1+1", None) == doubt_about_field("HYPERLINK a", "true") == looks.COMPUTED
    True
    """
    found = KEYWORD.match(instruction)
    kept = found is not None and found[1].upper() in KEPT and (dirty or "0") in OFF
    return "" if kept else looks.COMPUTED


class OpenFields:
    """The fields that paragraphs begin and others end. `around` are the paragraphs in which one is open at the start."""

    def __init__(self, body: etree._Element) -> None:
        self.around: set[etree._Element] = set()
        depth = 0
        if next(body.iter(f"{W}fldChar"), None) is None:
            return
        for element in body.iter(f"{W}p", f"{W}fldChar"):
            if element.tag == f"{W}p":
                if depth:
                    self.around.add(element)
            elif element.get(f"{W}fldCharType") == "begin":
                depth += 1
            elif element.get(f"{W}fldCharType") == "end":
                depth = max(0, depth - 1)


class BoundData:
    """The data parts of the package, by the number that a control names them with."""

    def __init__(self, package: Package, document: str) -> None:
        self.stores: dict[str, list[etree._Element]] = {}
        for link in package.links(document):
            if link.kind != "customXml" or link.part not in package:
                continue
            about = package.present(link.part, "customXmlProps")
            number = package.tree(about).get(f"{PROPERTIES}itemID", "") if about else ""
            self.stores.setdefault(number.upper(), []).append(package.tree(link.part))

    def says(self, binding: etree._Element, text: str) -> bool:
        """Whether the data that the control shows is this text; not where that cannot be told."""
        path = binding.get(f"{W}xpath", "")
        stores = self.stores.get(binding.get(f"{W}storeItemID", "").upper(), [])
        if len(stores) != 1 or not PATH.fullmatch(path):
            return False
        spaces = dict(PREFIXES.findall(binding.get(f"{W}prefixMappings", "")))
        return [value.strip() for value in values_at(stores[0], path, spaces)] == [text.strip()]


def values_at(store: etree._Element, path: str, spaces: Mapping[str, str]) -> list[str]:
    try:
        found = store.getroottree().xpath(path, namespaces=dict(spaces) or None)
    except etree.XPathError:
        return []
    nodes = found if isinstance(found, list) else []
    return ["".join(map(str, node.itertext())) for node in nodes if isinstance(node, etree._Element)]


def doubts_about_control(control: etree._Element, text: str, data: BoundData) -> Iterator[str]:
    """About the properties of one control that shows this text."""
    for properties in control.iterfind(f"{W}sdtPr"):
        for element in properties:
            name = short_name(element)
            if name.rpartition(":")[2] == BOUND:
                if not data.says(element, text):
                    yield looks.COMPUTED
            elif name not in CONTROLS:
                yield looks.unknown(name)
