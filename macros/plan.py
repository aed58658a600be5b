"""Every file that the data makes, and every address that the site will have: known before anything is emptied or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files

from gongkai.build.catalogue_addresses import catalogue_addresses
from gongkai.county.published_addresses import addresses_of, lost, read_ledger
from gongkai.county.redirects import misled, nginx_map
from gongkai.html.frame import Link
from gongkai.html.pages.moved import moved_page
from gongkai.problems import Problem

from .county import County, data_folder
from .frame import menu
from .pages import generated, missing, navigation, without_empty_parts
from .search_index import search_page

PLAN = "plan"
MAP = "redirects.map"


@dataclass(frozen=True, slots=True)
class Plan:
    """`written` are the files that people wrote, `made` those that the data makes, `moved` those at old addresses.

    `catalogue` are the addresses of the catalogue's pages, which the generator never sees.
    """

    written: Files
    made: tuple[File, ...]
    moved: tuple[File, ...]
    menu: tuple[Link, ...]
    catalogue: frozenset[str]

    @property
    def addresses(self) -> frozenset[str]:
        """Those that lead to something, without the old ones."""
        return addresses_of(file.dest_uri for file in (*self.written, *self.made)) | self.catalogue


def plan(county: County, config: MkDocsConfig) -> Plan:
    """Made at the first call of a build. A file that a hook adds elsewhere is not known to the ledger of addresses."""
    if PLAN not in config.extra:
        made, written = [*generated(county, config), search_page(config)], get_files(config)
        without_empty_parts(county, written)
        links = menu(navigation(Files([*written, *made])))
        moved = tuple(at_old_addresses(county, links, config))
        catalogue = frozenset(catalogue_addresses(county.collection.catalogue, county.collection.agencies, data_folder(config)))
        config.extra[PLAN] = Plan(written, (*made, missing(county, links, config)), moved, links, catalogue)
    return config.extra[PLAN]


def at_old_addresses(county: County, links: tuple[Link, ...], config: MkDocsConfig) -> Iterator[File]:
    """A page at each old address of the column, and the same for a server that can redirect by itself."""
    for redirect in county.redirects:
        if redirect.page:
            yield File.generated(config, redirect.page, content=str(moved_page(redirect, county.site, links)))
    if lines := nginx_map(county.redirects, county.site):
        yield File.generated(config, MAP, content=lines)


def faults(county: County, config: MkDocsConfig) -> Iterator[Problem]:
    """Addresses that were published and would be gone, and redirects that lead to nothing."""
    there = plan(county, config).addresses
    yield from misled(county.redirects, there)
    ledger, problems = read_ledger(data_folder(config))
    yield from problems
    yield from lost(ledger, there | {redirect.old for redirect in county.redirects})
