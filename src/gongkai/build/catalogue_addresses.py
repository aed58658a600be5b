"""Every address that the catalogue's pages have, known before any is made; what comes and goes with a list's rows is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.build.changes import changes_addresses
from gongkai.build.downloads import file_name, has_joint_files
from gongkai.catalogue import Catalogue
from gongkai.county.addresses import ALL, BY_AGENCY, OVERVIEW, TOWNSHIPS, catalogue_address
from gongkai.county.agencies import Agency
from gongkai.downloads.catalogue_files import ALL as JOINT
from gongkai.downloads.catalogue_files import KINDS
from gongkai.html.pages.catalogue.lists import has_whole


def catalogue_addresses(catalogue: Catalogue, agencies: Mapping[str, Agency], data: Path) -> Iterator[str]:
    """`data` is the folder that the catalogue was read from: earlier years lie there too."""
    yield f"{catalogue_address(OVERVIEW)}/"
    for field in catalogue.fields:
        yield from of_list(catalogue_address(field.id), len(field.entries))
        yield from files(catalogue_address(field.id), field.id)
        yield from (f"{catalogue_address(field.id, entry.id)}/" for entry in field.entries)
    for id in catalogue.by_agency:
        if id in agencies:
            yield from of_list(catalogue_address(BY_AGENCY, id), len(catalogue.of(id)))
    if catalogue.entries:
        yield from of_list(catalogue_address(ALL), len(catalogue.entries))
    if has_joint_files(catalogue):
        yield from files(catalogue_address(ALL), JOINT)
    if any(agencies[id].kind == "township" for id in catalogue.by_agency if id in agencies):
        yield f"{catalogue_address(TOWNSHIPS)}/"
    yield from changes_addresses(data)


def files(folder: str, stem: str) -> Iterator[str]:
    return (f"{folder}/{file_name(stem, kind)}" for kind in KINDS)


def of_list(address: str, count: int) -> Iterator[str]:
    yield f"{address}/"
    if has_whole(count):
        yield f"{address}/{ALL}/"
