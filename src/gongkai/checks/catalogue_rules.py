"""Everything that is asked of the disclosure catalogue and of the documents, whose pages are made without the reports' rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from gongkai.checks import (
    catalogue_links,
    catalogue_personal_data,
    channels,
    columns,
    document_files,
    document_links,
    document_terms,
    document_texts,
    index_numbers,
    item_dates,
    late_items,
    required_matters,
    time_limits,
    township_map,
    unpublished_entries,
)
from gongkai.collection import Collection
from gongkai.problems import Problem


class CatalogueRule(Protocol):
    """A rule about the disclosure catalogue or the documents as a whole: ID, TITLE and BASIS as of a rule about a report."""

    ID: str
    TITLE: str
    BASIS: str

    def check(self, collection: Collection) -> Iterator[Problem]: ...


CATALOGUE_RULES: tuple[CatalogueRule, ...] = (
    index_numbers,
    channels,
    time_limits,
    item_dates,
    catalogue_links,
    unpublished_entries,
    late_items,
    required_matters,
    catalogue_personal_data,
    document_terms,
    document_links,
    document_files,
    document_texts,
    columns,
    township_map,
)
