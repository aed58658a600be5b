"""The pages of one county, from its data to its site."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from gongkai.build import inputs
from gongkai.build.authored_pages import Foreign, keep_foreign, kept_foreign, with_addresses
from gongkai.build.building import MANIFEST, Built, County, Sums, sums_of
from gongkai.build.changes import Changes, changes_of
from gongkai.build.checking import faults
from gongkai.build.facts import Facts, knload_package_data
from gongkai.build.manifest import Manifest, digest, write_manifest
from gongkai.build.reading_cache import Memory, remembered
from gongkai.build.search import parts_of_lists, prepared_entries, short_names
from gongkai.build.targets import Units
from gongkai.build.template_cache import Compiled
from gongkai.build.writer import Output, SiteWriter
from gongkai.catalogue import Catalogue, load_catalogue
from gongkai.collection import Collection
from gongkai.county.addresses import CATALOGUE, FIELD_WORDS, OVERVIEW, REPORTS, STATEMENT, catalogue_address
from gongkai.county.agencies import AGENCIES, Agency, read_agencies
from gongkai.county.portal import SITE, Site, read_site
from gongkai.html.fragments import environment
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.catalogue.setting import Setting
from gongkai.html.shells import ShellRenderer
from gongkai.problems import Position, Problem, errors, shown
from gongkai.search import build_index, prepared, write_index
from gongkai.statute.column import column

RULE = "pages"
# What pages of a list are called in addresses (render/catalogue/lists.py).
LIST_WORD = re.compile(r"quanbu|ye-\d+|(cengji|qudao|shixian|jigou)-.+")
HOME = "首页"
# The menu of a site that holds the catalogue alone.
ALONE = (Link(HOME, ""), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))
INDEX = "jiansuo/index"
MEASURED = "accessibility.yml"  # gongkai.county.accessibility reads it; the site has a statement where there is one
NO_WHOLE_BUILD = "还没有整站生成过；请先运行 make site"


def make_pages(county: County, foreign: Foreign | None, sums: Sums, known: Manifest) -> Built:
    """Everything that `build_pages` promises, when something changed."""
    environment().bytecode_cache = Compiled(county.cache)
    site, agencies, catalogue, problems = read(county)
    changes = changes_of(county.data, catalogue, county.cache)
    problems += changes.problems
    others = foreign or kept_foreign(county.cache)
    # Without a memory nobody can tell the catalogue's files from those that the site generator made.
    forgotten = foreign is None and (others is None or not known.units)
    if forgotten and not county.alone and (county.site / "index.html").exists():
        problems.append(Problem(Position(shown(county.site)), RULE, NO_WHOLE_BUILD))
    if not errors(problems) and site and foreign is None and not county.alone:  # otherwise whoever calls has asked already
        problems += faults(Collection(county.data, site, agencies, (), catalogue), written_pages(county.docs), known.outputs)
    if errors(problems) or site is None:
        return Built(problems=problems)
    if foreign:
        keep_foreign(foreign, county.cache)
        sums = sums_of(county)
    # A site that holds the catalogue alone has no report to point at.
    facts = Facts() if county.alone else knload_package_data(county.data, site, agencies, sums.reports, county.cache)
    units = units_of(county, site, agencies, catalogue, facts, changes=changes)
    place = SiteWriter(county.site, county.before or county.site, known)
    for work in units.all():
        if not place.keep(work.name, work.of):
            place.put(work.name, work.of, work.make())
    put_over_all(place, units, others or Foreign(), county.cache)
    removed = place.clear() if known.units or foreign else place.clear_unknown(CATALOGUE, written_pages(county.docs))
    write_manifest(place.manifest(sums.everything), county.cache / MANIFEST)
    return Built(sum(len(unit.outputs) for unit in place.units.values()), place.written, removed, problems)


def written_pages(docs: Path) -> frozenset[str]:
    """The files that the site generator makes of what people wrote in the catalogue's folder."""
    files = [file.relative_to(docs) for file in (docs / CATALOGUE).rglob("*") if file.is_file()]
    pages = [file.parent if file.name == "index.md" else file.with_suffix("") for file in files if file.suffix == ".md"]
    return frozenset((*(f"{page.as_posix()}/index.html" for page in pages), *(file.as_posix() for file in files)))


def read(county: County) -> tuple[Site | None, dict[str, Agency], Catalogue, list[Problem]]:
    site, problems = remembered(county.cache / SITE, county.data / SITE, partial(read_site, county.data))
    agencies, found = remembered(county.cache / AGENCIES, county.data / AGENCIES, partial(read_agencies, county.data))
    catalogue, more = load_catalogue(county.data / "catalogue", Memory(county.cache, county.data / "catalogue"))
    return site, agencies, catalogue, [*problems, *found, *more, *misnamed(catalogue)]


def misnamed(catalogue: Catalogue) -> Iterator[Problem]:
    """Fields and entries whose pages would stand in the way of the catalogue's other pages."""
    for field in catalogue.fields:
        if field.id in FIELD_WORDS:
            yield Problem(Position(field.place.file), RULE, f"“{field.id}”在网址里另有所指，不能作领域代号；请换一个")
        for entry in field.entries:
            if LIST_WORD.fullmatch(entry.id):
                yield Problem(entry.position("id"), RULE, f"“{entry.id}”在网址里另有所指，不能作条目代号；请换一个")


def units_of(
    county: County, site: Site, agencies: dict[str, Agency], catalogue: Catalogue, facts: Facts, *, changes: Changes | None = None
) -> Units:
    """`changes` None: they are looked for here."""
    changes = changes or changes_of(county.data, catalogue, county.cache)
    setting = replace(setting_of(county, site, agencies, catalogue, facts), has_earlier=bool(changes.steps))
    sums = {field.id: digest(inputs.content_of(str(county.data / "catalogue" / f"{field.id}.yml"))) for field in catalogue.fields}
    shared = digest(repr(setting), repr(facts.stated), inputs.code_digest())
    return Units(catalogue, setting, facts.stated, ShellRenderer(), shared, sums, county.cache, changes, county.alone)


def setting_of(county: County, site: Site, agencies: dict[str, Agency], catalogue: Catalogue, facts: Facts) -> Setting:
    return Setting(
        site=site,
        agencies=agencies,
        menu=ALONE if county.alone else menu_of(county.docs, has_reports=facts.has_reports),
        statement=f"{STATEMENT}/" if (county.data / MEASURED).is_file() and not county.alone else "",
        figures=facts.figures,
        fields={field.id: field.title for field in catalogue.fields},
        listed=tuple(id for id in agencies if catalogue.of(id)),
    )


def menu_of(docs: Path, *, has_reports: bool) -> tuple[Link, ...]:
    """The front page and the parts of the column that have a page; a list of reports with no report would be none."""
    parts = [part for part in column().parts if (docs / part.path / "index.md").is_file()]
    shown = [part for part in parts if part.path != REPORTS or has_reports]
    return (Link(HOME, ""), *(Link(part.title, f"{part.path}/") for part in shown))


def put_over_all(place: SiteWriter, units: Units, others: Foreign, cache: Path) -> None:
    """The search and the site map, which hold the site generator's pages as well."""
    names = short_names(units.setting.agencies.values())
    lists = list(parts_of_lists(units))
    words = map(units.of_words, units.catalogue.fields)
    of = digest(units.shared, *words, repr(others.parts), repr(lists), repr(names))
    if not place.keep("search", of):
        index = build_index(chain(map(prepared, others.parts), map(prepared, lists), prepared_entries(units, cache)))
        place.adopt("search", of, INDEX, lambda folder: write_index(index, folder, names))
    url = units.setting.site.column_url
    if url and others.sitemap:
        addresses = [path.removesuffix("index.html") for path in pages_in(place)]
        of = digest(others.sitemap, url, *addresses)
        if not place.keep("sitemap", of):
            place.put("sitemap", of, sitemap_outputs(others.sitemap, [f"{url.rstrip('/')}/{one}" for one in addresses]))


def pages_in(place: SiteWriter) -> list[str]:
    """The pages that were made, in the order in which they were made."""
    return [path for unit in place.units.values() for path in unit.outputs if path.endswith("/index.html")]


def sitemap_outputs(sitemap: str, addresses: list[str]) -> Iterator[Output]:
    text = with_addresses(sitemap, addresses).encode()
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)
