"""Every target of a site with what it depends on, and what all its pages stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.build import inputs
from gongkai.build.asset_target import asset_target
from gongkai.build.catalogue_changes import changes_of
from gongkai.build.catalogue_targets import CatalogueTargets
from gongkai.build.county import County
from gongkai.build.document_targets import DocumentTargets
from gongkai.build.facts import Facts, facts_of
from gongkai.build.guide_targets import GuideTargets
from gongkai.build.manifest import digest
from gongkai.build.project import Project
from gongkai.catalogue import Catalogue
from gongkai.catalogue.coverage import coverage
from gongkai.county.addresses import DEVICE, FIELD_WORDS, NO_FOLDER, OVERVIEW, STATEMENT, catalogue_address
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.documents.lists import Lines
from gongkai.html.setting import Setting
from gongkai.html.shells import Renderer
from gongkai.html.surroundings import OWN_FRAME, Surroundings
from gongkai.problems import Position, Problem

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage
    from gongkai.build.target import Target

RULE = "pages"
# What pages of a list are called in addresses (html/pages/catalogue/lists.py).
LIST_WORD = re.compile(r"quanbu|zhiyin|ye-\d+|(cengji|qudao|shixian|jigou)-.+")
HOME = "首页"
# The menu of a site that holds the catalogue alone.
ALONE = (Link(HOME, ""), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))
PER_REPORT = ("list", "texts", "shown")
KEPT = re.compile(r"described\..+|manifest-.+\.json|template-.+|search\.(front|meanings)|rendered\..+|(digests|files|changes)-.+")


NO_ADDRESS = (
    "site.yml 没有写 column_url（本专栏部署后的网址）：不生成站点地图和 robots.txt，网页里没有规范链接，"
    "“找不到这个页面”没有专栏的样子。知道网址以后补上，再生成一次"
)


@dataclass(frozen=True)
class Plan:
    """`targets` in the order of the site map. `remarks` are what could not be made on this machine, in sentences."""

    targets: tuple[Target, ...]
    setting: Setting
    catalogue: CatalogueTargets
    county: County

    @property
    def remarks(self) -> tuple[str, ...]:
        if self.catalogue.alone:
            return ()
        from gongkai.build.report_targets import ReportTargets  # noqa: PLC0415
        from gongkai.build.request_targets import unmade  # noqa: PLC0415

        reports = ReportTargets(self.county, self.setting, "")
        reasons = (reason for report in self.county.collection.reports for reason in reports.file_list(report).unmade)
        return tuple(dict.fromkeys(filter(None, (*reasons, unmade()))))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a site that does not know its own address goes without."""
        return () if self.setting.site.column_url or self.catalogue.alone else (NO_ADDRESS,)

    def kept(self) -> frozenset[str]:
        """The names of what the cache holds for this site and no other."""
        parts = (f"parts.{target.name.replace('/', '.')}" for target in self.targets)
        reports = ((report.year, report.agency_id) for report in self.county.collection.reports)
        # Written in other processes, which cannot tell this one what they used.
        made = (f"{kind}.{year}.{agency}" for year, agency in reports for kind in PER_REPORT)
        folder = self.county.reading.folder
        others = (file.name for file in folder.iterdir() if KEPT.fullmatch(file.name)) if folder.is_dir() else ()
        return frozenset((*parts, *made, *others, *self.county.reading.used))


def plan_of(project: Project, county: County, setting: Setting, renderer: Renderer, pages: Sequence[AuthoredPage]) -> Plan:
    collection, site = county.collection, county.site
    facts = Facts() if project.alone else facts_of(collection.reports, site)
    changes = changes_of(collection, project.cache)
    own = replace(
        setting,
        feed="",
        figures=facts.figures,
        fields={field.id: field.title for field in collection.catalogue.fields},
        listed=tuple(id for id in collection.agencies if collection.catalogue.of(id)),
        has_earlier=bool(changes.steps),
        elsewhere=elsewhere_of(county),
    )
    contents = {field.id: digest(inputs.content_of(str(field_file(project, field.id)))) for field in collection.catalogue.fields}
    shared = digest(repr(own), repr(facts.stated), inputs.code_digest())
    # A county of a province, whose site holds the catalogue alone, has no page to ask from.
    covered = {} if project.alone else coverage(collection.catalogue, collection.documents_as_items)
    catalogue = CatalogueTargets(
        collection.catalogue, own, facts.stated, renderer, shared, contents, project.cache, changes, covered, project.alone
    )
    documents = collection.documents
    lines = Lines(documents.all, setting.agencies, renderer)
    of_column = (asset_target(setting),) if project.alone else tuple(of_site(project, county, setting, lines, pages))
    of_documents = DocumentTargets(documents, lines, collection.catalogue, own, renderer, shared, project.data, project.cache)
    guides = GuideTargets(covered, collection.catalogue, own, shared)
    return Plan((*of_column, *catalogue.all(), *of_documents.all(), *guides.all()), setting, catalogue, county)


def elsewhere_of(county: County) -> dict[str, list[Link]]:
    """By the field of the catalogue, what other sites have of its matters; only of fields that have any."""
    if not county.collection.links.stated:
        return {}
    from gongkai.html.pages.outward import for_field  # noqa: PLC0415 - most counties state no link

    ids = [field.id for field in county.collection.catalogue.fields]
    found = {id: [Link(one.name, one.address or "") for one in for_field(id, county.collection, county.site)] for id in ids}
    return {id: links for id, links in found.items() if links}


def field_file(project: Project, field: str) -> Path:
    return project.data / "catalogue" / f"{field}.yml"


def setting_of(project: Project, county: County, around: Surroundings = OWN_FRAME) -> Setting:
    """The menu of a column inside another site has its own parts alone: what else that site has is not the column's."""
    if project.alone:
        return Setting(county.site, county.collection.agencies, ALONE, face=county.collection.face)
    from gongkai.build.site_parts import site_parts  # noqa: PLC0415 - the catalogue alone has none of them
    from gongkai.html.pages.site_parts import parts_of_data  # noqa: PLC0415 - as above

    parts = site_parts(project.docs, county) if around.folder is None else parts_of_data(county.collection)
    return Setting(
        site=county.site,
        agencies=county.collection.agencies,
        menu=(Link(HOME, ""), *(Link(part.title, f"{part.address}/") for part in parts)),
        statement=f"{STATEMENT}/",
        feed=feed_of(county),
        face=county.collection.face,
        around=around,
        moved_places=moved_places_of(county),
    )


def moved_places_of(county: County) -> dict[str, list[Link]]:
    """By the page that they were on, the places that have moved."""
    found: dict[str, list[Link]] = {}
    for each in county.redirects.places:
        now = f"{each.new_page}#{each.new_anchor}" if each.new_anchor else each.new_page
        found.setdefault(each.page, []).append(Link(each.anchor, now))
    return found


def feed_of(county: County) -> str:
    """The address of the feed; empty where there is none."""
    if not county.collection.reports:
        return ""
    from gongkai.build.data_targets import feed_address  # noqa: PLC0415 - without reports there is nothing in it

    return feed_address(county)


def of_site(project: Project, county: County, setting: Setting, lines: Lines, pages: Sequence[AuthoredPage]) -> Iterator[Target]:
    """Everything but the catalogue. What is not there need not be loaded: a small change is done before all of it would be."""
    from gongkai.build.agency_targets import AgencyTargets  # noqa: PLC0415
    from gongkai.build.authored_pages import authored_targets  # noqa: PLC0415
    from gongkai.build.column_targets import ColumnTargets  # noqa: PLC0415
    from gongkai.build.portal_targets import PortalTargets  # noqa: PLC0415
    from gongkai.build.request_targets import RequestTargets  # noqa: PLC0415

    frame = digest(inputs.code_digest(), repr(setting))
    yield from authored_targets(project, pages, setting, frame)
    of_reports = [*report_targets(county, setting, frame)] if county.collection.reports else []
    yield from of_reports
    yield from AgencyTargets(county, setting, lines, frame).all()
    yield from PortalTargets(county, setting, lines, frame).all()
    yield from RequestTargets(county, setting, frame).all()
    of_years = any(target.searched and target.searched.repeat for target in of_reports)
    yield from ColumnTargets(county, setting, frame, pages, of_years).all()


def report_targets(county: County, setting: Setting, frame: str) -> Iterator[Target]:
    from gongkai.build.data_targets import DataTargets  # noqa: PLC0415 - see above
    from gongkai.build.report_targets import ReportTargets  # noqa: PLC0415
    from gongkai.build.year_targets import YearTargets  # noqa: PLC0415

    reports = ReportTargets(county, setting, frame)
    yield from chain(reports.files(), reports.pages())
    yield from chain(YearTargets(county, setting, frame).all(), DataTargets(county, setting, frame).all())


def misnamed(catalogue: Catalogue) -> Iterator[Problem]:
    """Fields and entries whose pages would stand in the way of the catalogue's other pages."""
    for field in catalogue.fields:
        if field.id in FIELD_WORDS:
            yield Problem(Position(field.place.file), RULE, f"“{field.id}”在网址里另有所指，不能作领域代号；请换一个")
        if DEVICE.fullmatch(field.id):
            yield Problem(Position(field.place.file), RULE, NO_FOLDER.format(field.id, "领域代号"))
        for entry in field.entries:
            if DEVICE.fullmatch(entry.id):
                yield Problem(entry.position("id"), RULE, NO_FOLDER.format(entry.id, "条目代号"))
            if LIST_WORD.fullmatch(entry.id):
                yield Problem(entry.position("id"), RULE, f"“{entry.id}”在网址里另有所指，不能作条目代号；请换一个")
