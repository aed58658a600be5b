"""The catalogue of data sets as DCAT in JSON-LD. It brings its own words, so nothing has to be fetched to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.county import addresses
from gongkai.county.portal import Site
from gongkai.downloads.json_file import encoded
from gongkai.downloads.open_data.dataset import DataSet
from gongkai.downloads.open_data.files import FileDescription

NAME = "catalog.jsonld"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, object]


def catalogue(sets: Iterable[tuple[DataSet, Iterable[FileDescription]]], site: Site) -> bytes:
    """Addresses are relative to this file, or absolute where the office has stated the column's."""
    base = {"@base": f"{site.column_url.rstrip('/')}/{addresses.data_address()}/"} if site.column_url else {}
    record: Mapping[str, object] = {
        "@context": {**CONTEXT, **base},
        "@id": NAME,
        "@type": "dcat:Catalog",
        "dct:title": chinese(f"{site.county}政府信息公开年报开放数据目录"),
        "dct:description": chinese(f"{site.government}政府信息公开专栏的年度报告数据，逐年和历年各一个数据集。"),
        "dct:publisher": publisher(site),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
        **licence(site),
        "dcat:dataset": [dataset(data, files, site) for data, files in sets],
    }
    return (encoded(record) + "\n").encode("utf-8")


def dataset(data: DataSet, files: Iterable[FileDescription], site: Site) -> Node:
    folder = addresses.link(addresses.data_address(), data.address)
    start, end = data.period
    return {
        "@id": folder,
        "@type": "dcat:Dataset",
        "dct:title": chinese(data.title),
        "dct:description": chinese(f"{len(data.reports)} 份年度报告的法定表格、公布情况和全文。"),
        "dct:identifier": data.name,
        "dct:publisher": publisher(site),
        "dcat:keyword": [chinese(word) for word in ("政府信息公开", "年度报告", site.county)],
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": day(start), "dcat:endDate": day(end)},
        "dcat:landingPage": {"@id": folder},
        **licence(site),
        "dcat:distribution": [distribution(folder, file, site) for file in files],
    }


def distribution(folder: str, file: FileDescription, site: Site) -> Node:
    address = {"@id": f"{folder}{file.name}"}
    return {
        "@type": "dcat:Distribution",
        "dct:title": chinese(file.label),
        "dcat:accessURL": {"@id": folder},
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
        **licence(site),
    }


def chinese(text: str) -> Node:
    return {"@language": "zh-CN", "@value": text}


def day(text: str) -> Node:
    return {"@type": "xsd:date", "@value": text}


def publisher(site: Site) -> Node:
    return {"@type": "foaf:Agent", "foaf:name": chinese(site.government)}


def licence(site: Site) -> Node:
    """Nothing where the office has stated none: nobody else can."""
    return {"dct:license": {"@id": site.licence.url}} if site.licence else {}
