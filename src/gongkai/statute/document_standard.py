"""How a document of the 政府信息公开目录 is described: its fields, the kinds of documents, what may become of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from gongkai.source.package_data import load_package_data
from gongkai.statute.labels import fold


@dataclass(frozen=True, slots=True)
class DocumentField:
    """A field as data calls it, as people read it, and as other catalogues print it; `note` says what to write in a list."""

    name: str
    label: str
    aliases: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DocumentClass:
    """A kind of document, or what has become of one. `word` stands in addresses. `item` is the item of 条例第二十条 that such
    documents are published under, None where that depends on the document.
    """

    word: str
    name: str
    aliases: tuple[str, ...]
    item: int | None = None


@dataclass(frozen=True)
class DocumentStandard:
    fields: tuple[DocumentField, ...]
    kinds: tuple[DocumentClass, ...]
    validities: tuple[DocumentClass, ...]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return {field.name: field.label for field in self.fields}

    def field_labelled(self, label: str) -> DocumentField | None:
        """The field that a heading of an office's list means.

        >>> document_standard().field_labelled("发文 字号").name
        'document_number'
        """
        said = fold(label)
        return next((field for field in self.fields if said in map(fold, (field.label, *field.aliases))), None)

    def kind(self, name: str) -> DocumentClass | None:
        return self.kinds_by_name.get(name)

    def validity(self, name: str) -> DocumentClass | None:
        return next((each for each in self.validities if each.name == name), None)

    @cached_property
    def kinds_by_name(self) -> Mapping[str, DocumentClass]:
        return {each.name: each for each in self.kinds}


def meant(name: str, classes: Iterable[DocumentClass]) -> DocumentClass | None:
    """The class that a county's word for it means.

    >>> meant("规范性文件", document_standard().kinds).name, meant("现行有效", document_standard().validities).name
    ('行政规范性文件', '有效')
    """
    said = fold(name)
    return next((each for each in classes if said in map(fold, (each.name, *each.aliases))), None)


@cache
def document_standard() -> DocumentStandard:
    facts = load_package_data((resources.files("gongkai") / "statute" / "document_standard.yml").read_text("utf-8"))
    return DocumentStandard(
        fields=tuple(
            DocumentField(each["name"], each["label"], tuple(each["aliases"]), each["note"]) for each in facts["fields"]
        ),
        kinds=tuple(map(document_class, facts["kinds"])),
        validities=tuple(map(document_class, facts["validities"])),
    )


def document_class(entry: Mapping[str, Any]) -> DocumentClass:
    return DocumentClass(entry["word"], entry["name"], tuple(entry["aliases"]), entry.get("item"))
