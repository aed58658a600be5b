"""What a guide of the State requires to be public is there: an entry of the catalogue, or a document.

What is merely near is told here and counts for nothing: only the office can say that it is the same (`covers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue.coverage import Covered, coverage
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity

ID = "required-matter"
TITLE = "指引要求公开的事项，目录里都有"
BASIS = "国务院部门各试点领域的标准指引（data/guides 里所录的，写明文号和日期）"


def check(collection: Collection) -> Iterator[Problem]:
    documents = collection.documents_as_items
    for guide in collection.catalogue.guides.values():
        for matter in guide.matters:
            for address in matter.covers:
                if collection.catalogue.entry(address) is None and address not in documents:
                    message = f"covers 里的“{address}”不是本县的目录条目（领域/代号），也不是文件代号"
                    yield Problem(matter.position("covers"), ID, message, subject=matter.name)
            for agency in matter.agencies:
                if agency not in collection.agencies:
                    yield Problem(matter.position("agencies"), ID, f"agencies.yml 里没有“{agency}”这个机构", subject=matter.name)
    for found in coverage(collection.catalogue, documents).values():
        for covered in found.missing:
            yield Problem(covered.matter.position("matter"), ID, missing(covered), Severity.WARNING, covered.matter.name)


def missing(covered: Covered) -> str:
    said = f"指引要求公开“{covered.matter.name}”，目录里没有这一条，也没有文件"
    return f"{said}；{covered.near_in_words} 可能就是，是的话写进 covers" if covered.near else said
