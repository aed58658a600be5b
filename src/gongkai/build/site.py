"""THE builder: one county's site, from its data and from the pages that people wrote.

    build = SiteBuild(project)
    if not build.is_current():
        problems = build.check()                        everything that is wrong with the data
        made = build.make(pages)                        the pages that somebody rendered from docs/, and all that the data makes
        build.put_in_place(made)

A site generator calls these in its own course; `build_site` does all of it by itself. The site is made beside the one that is
there and takes its place at the end, in one step: a build that fails or is killed leaves the old one as it was. One build at a
time makes a site (`turns`): a second one is told so and touches nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from gongkai.build import inputs
from gongkai.build.cache import prune
from gongkai.build.county import County, check_county, load_county
from gongkai.build.host_search import put_host_search
from gongkai.build.making import Maker, anchors_of, in_turn
from gongkai.build.manifest import Manifest, Unit, digest, read_manifest, write_manifest
from gongkai.build.over_all import put_checksums, put_search, put_site_map
from gongkai.build.plan import Plan, misnamed, plan_of, setting_of
from gongkai.build.preflight import preflight
from gongkai.build.processes import spread
from gongkai.build.project import Built, Project
from gongkai.build.rights import without_rights
from gongkai.build.search_groups import groups_of, segments_in
from gongkai.build.site_place import wrong_places
from gongkai.build.template_cache import TemplateCache
from gongkai.build.turns import Turn
from gongkai.build.writer import SiteWriter, holds_nothing_else, is_whole
from gongkai.county.settings import FILE as SETTINGS
from gongkai.county.settings import installed_themes, wrong_settings
from gongkai.files import put_in_place
from gongkai.html.fragments import environment
from gongkai.html.own_address import with_own_address
from gongkai.html.setting import Setting, frame_of
from gongkai.html.shells import Frames, ShellRenderer
from gongkai.html.surroundings import OWN_FRAME, Surroundings
from gongkai.problems import Problem, errors
from gongkai.reports.holding_back import Chosen, chosen
from gongkai.source.gc_pause import gc_paused

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage
    from gongkai.build.target import Target


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site that is whole and not in its place yet. With an error among `built.problems` it must not be put there.

    `segments` are the files of the cache that hold what the search needs.
    """

    built: Built
    manifest: Manifest
    plan: Plan
    segments: frozenset[str]


@dataclass(frozen=True)
class SiteBuild:
    """One build. `host` names what else decides how the written pages come out; `around` is what the pages stand in; `jobs`
    processors work, 0: all there are.
    """

    project: Project
    host: str = ""
    jobs: int = 0
    around: Surroundings = OWN_FRAME

    @cached_property
    def known(self) -> Manifest:
        return read_manifest(self.project.manifest)

    @cached_property
    def inputs(self) -> str:
        return digest(self.host, str(self.project.drafts), inputs.everything(self.project))

    @cached_property
    def loaded(self) -> County:
        """Everything in the county's folder, drafts and reports with errors among it."""
        environment().bytecode_cache = TemplateCache(self.project.cache)
        return load_county(self.project.data, self.project.cache)

    @cached_property
    def chosen(self) -> Chosen:
        county = self.loaded
        problems = [*check_county(county)] if county.collection.site else [*county.problems]
        problems += misnamed(county.collection.catalogue)
        return chosen(county.collection, problems, with_drafts=self.project.drafts)

    @cached_property
    def county(self) -> County:
        """What the site is made of."""
        kept = self.chosen.collection
        return self.loaded if kept is self.loaded.collection else replace(self.loaded, collection=kept)

    def is_current(self) -> bool:
        """Whether the site is there, whole and with nothing else in it, and nothing that it was made of has changed."""
        site, outputs = self.project.site, self.known.outputs
        return self.known.inputs == self.inputs and is_whole(site, outputs) and holds_nothing_else(site, outputs)

    def check(self) -> list[Problem]:
        """Everything that is wrong with what the site is made of and the county's own words, before anything is made."""
        if wrong := [*wrong_places(self.project)]:
            return wrong
        problems = [*self.chosen.problems]
        if not errors(problems) and not self.project.alone and self.project.macros.is_dir():
            from gongkai.build.authored_pages import wrong_words  # noqa: PLC0415 - the catalogue alone has none

            problems += wrong_words(self.project, self.county)
        return problems

    @cached_property
    def setting(self) -> Setting:
        return setting_of(self.project, self.county, self.around)

    @cached_property
    def renderer(self) -> ShellRenderer:
        return ShellRenderer(frames=Frames(self.around))

    def framed(self, page: AuthoredPage) -> bytes:
        """The whole page, for whoever writes it by himself; `make` writes the same."""
        from gongkai.build.authored_pages import as_page  # noqa: PLC0415 - the catalogue alone has none

        made = as_page(page)
        return self.renderer.page(frame_of(made, self.setting), with_own_address(made, self.setting))

    def completed(self, page: AuthoredPage, drawn: str) -> AuthoredPage:
        """The page that a host has drawn, with what it needs of the column's."""
        from gongkai.build.authored_pages import as_page  # noqa: PLC0415 - as above

        return replace(page, whole=self.around.completed(drawn, frame_of(as_page(page), self.setting)))

    def make(self, pages: Sequence[AuthoredPage] = ()) -> MadeSite:
        """The whole site, made beside the one that is there; what is there already is carried over."""
        project = self.project
        shutil.rmtree(project.staging, ignore_errors=True)
        project.staging.mkdir(parents=True)
        with gc_paused():
            plan = plan_of(project, self.county, self.setting, self.renderer, pages)
            writer = SiteWriter(project.staging, project.site, self.known)
            maker = Maker(project, self.renderer, writer)
            units, written = self.make_all(plan.targets, maker)
            groups = groups_of(plan, units, maker)
            segments = partial(segments_in, groups, project.cache, self.jobs)
            written += put_search(plan, units, writer, groups, segments) + put_site_map(plan, units, writer, pages)
            written += put_host_search(plan, units, writer, maker) + put_checksums(units, writer)
        outputs = {path for unit in units.values() for path in unit.outputs}
        removed = sum(path not in outputs for path in self.known.outputs)
        problems = [*preflight(self.county, units, pages, anchors_of(plan.targets, units, maker), project.staging)]
        held = tuple(map(str, self.chosen.held))
        built = Built(len(outputs), written, removed, problems, plan.remarks, held, notes=plan.notes)
        return MadeSite(built, Manifest(self.inputs, units, held), plan, frozenset(group.name for group in groups))

    def put_in_place(self, made: MadeSite) -> None:
        """The site that was made takes the place of the one that is there."""
        put_in_place(self.project.staging, self.project.site)
        write_manifest(made.manifest, self.project.manifest)
        prune(self.project.cache, made.plan.kept() | made.segments)

    def make_all(self, targets: Sequence[Target], maker: Maker) -> tuple[dict[str, Unit], int]:
        """The units of all targets in their order, and how many files were written."""
        units: dict[str, Unit] = {}
        written = 0
        for group, alone in in_turn(targets):
            kept = {target.name: maker.writer.keep(target.name, target.of) for target in (*group, *alone)}
            units |= {name: unit for name, unit in kept.items() if unit}
            missing = ([target for target in some if not kept[target.name]] for some in (group, alone))
            for made in chain(*spread(maker.make, next(missing), self.jobs, next(missing))):
                units[made.name] = made.unit
                written += made.written
        return {target.name: units[target.name] for target in targets}, written


@gc_paused()
def build_site(project: Project, jobs: int = 0) -> Built:
    """The whole site without any site generator. Nothing is touched without rights, with errors in the data or mkdocs.yml, or
    while another build makes that site."""
    wrong = errors(wrong_settings(project.data.absolute().parent / SETTINGS, installed_themes()))
    if wrong := [*wrong, *without_rights(project)]:
        return Built(problems=wrong)
    turn = Turn()
    try:
        wrong = turn.begin(project)
        return Built(problems=wrong) if wrong else built_alone(project, jobs)
    finally:
        turn.end()


def built_alone(project: Project, jobs: int) -> Built:
    build = SiteBuild(project, jobs=jobs)
    if build.is_current():
        return Built(len(build.known.outputs), held=build.known.held)
    problems = build.check()
    if errors(problems):
        return Built(problems=problems)
    pages: Sequence[AuthoredPage] = ()
    if not project.alone:
        from gongkai.build.authored_pages import read_authored  # noqa: PLC0415 - the catalogue alone has none

        pages, found = read_authored(project, build.county)
        problems += found
        if errors(problems):
            return Built(problems=problems)
    try:
        made = build.make(pages)
        if errors(made.built.problems):
            return Built(problems=[*problems, *made.built.problems])
        build.put_in_place(made)
        return replace(made.built, problems=problems, of_held=build.chosen.of_held)
    finally:
        shutil.rmtree(project.staging, ignore_errors=True)
