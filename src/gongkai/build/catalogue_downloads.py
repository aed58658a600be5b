"""The catalogue's files, each field's beside its list and those of all fields beside the list of all.

What a field is in them is kept from build to build, under the digest of all that it depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

from gongkai.build.cache import cached
from gongkai.catalogue import Catalogue, Field
from gongkai.downloads.catalogue_files import ALL, KINDS, Pieces, pieces_of
from gongkai.downloads.catalogue_json import items_content
from gongkai.html.elements import Download, file_size

MOST = 50_000  # entries of the largest catalogue that stands in files as a whole; a larger one has each field's
Beside = tuple[Download, bytes]
"""A file's link from the page that it stands beside, and what it holds."""


@dataclass(frozen=True)
class Downloads:
    """`of` are the digests of what the fields' entries and their items are made of, by field.

    `made` are fields that wait for the files of all: they need not be read again.
    """

    catalogue: Catalogue
    county: str
    cache: Path
    of: Mapping[str, str]
    made: dict[str, Pieces] = dataclass_field(default_factory=dict)

    def of_field(self, field: Field) -> Iterator[Beside]:
        pieces = self.pieces(field)
        if has_joint_files(self.catalogue):
            self.made[field.id] = pieces
        for kind, made in KINDS.items():
            yield beside(kind, field.id, made.made([pieces], b"", self.county))

    def of_all(self) -> Iterator[Beside]:
        """One after the other, each made when it is asked for: together they may be large."""
        if not has_joint_files(self.catalogue):
            return
        others = items_content(self.catalogue.other_items)
        fields = [*map(self.pieces, self.catalogue.fields)]
        for kind, made in KINDS.items():
            yield beside(kind, ALL, made.made(fields, others, self.county))

    def pieces(self, field: Field) -> Pieces:
        if field.id in self.made:
            return self.made.pop(field.id)
        items = self.catalogue.items_of_field(field)
        file = self.cache / f"files-{field.id}"
        return cached(file, self.of[field.id], lambda: pieces_of(field, items, self.county))


def beside(kind: str, stem: str, content: bytes) -> Beside:
    known = KINDS[kind]
    return Download(file_name(stem, kind), known.label, f"{known.about}（{file_size(len(content))}）"), content


def file_name(stem: str, kind: str) -> str:
    return f"{stem}.{kind}"


def has_joint_files(catalogue: Catalogue) -> bool:
    return 0 < len(catalogue.entries) <= MOST
