"""What is asked of the catalogue before its pages are made anew by themselves: the same as before a whole build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.build.catalogue_addresses import catalogue_addresses
from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.collection import Collection
from gongkai.county.addresses import CATALOGUE
from gongkai.county.published_addresses import address_of, addresses_of, lost, read_ledger
from gongkai.county.redirects import FILE, read_redirects
from gongkai.problems import Position, Problem, shown

RULE = "pages"
Files = Iterable[str]


def faults(collection: Collection, written: Files, made: Files) -> Iterator[Problem]:
    """`written` are the files of the pages that people wrote in the catalogue's folder, `made` those made of it last time."""
    for rule in CATALOGUE_RULES:
        yield from rule.check(collection)
    addresses = catalogue_addresses(collection.catalogue, collection.agencies, collection.data)
    yield from gone(collection, {*addresses, *addresses_of(written)}, made)


def gone(collection: Collection, there: set[str], made: Files) -> Iterator[Problem]:
    """Addresses that were published and would be gone. A page at an old address is made by a whole build only."""
    ledger, problems = read_ledger(collection.data)
    redirects, wrong = read_redirects(collection.data, collection.site)
    own = {address: place for address, place in ledger.items() if address.startswith(f"{CATALOGUE}/")}
    old = {redirect.old for redirect in redirects}
    yield from (*problems, *wrong, *lost(own, there | old))
    for address in sorted(old & {address_of(file) for file in made} - there):
        message = f"网址“{address}”改到了别处，原处要有一页转向新网址，只有整站生成才有；请运行 make site"
        yield Problem(Position(shown(collection.data / FILE)), RULE, message)
