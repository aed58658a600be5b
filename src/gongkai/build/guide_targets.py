"""The targets of the State's guides: of each field what is there of its guide, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gongkai.build.manifest import digest
from gongkai.build.target import Searched, Target, like_page
from gongkai.catalogue import Catalogue
from gongkai.catalogue.coverage import Coverage
from gongkai.county.addresses import CATALOGUE, OVERVIEW, catalogue_address, guide_address
from gongkai.html.content import PageContent, with_title
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.catalogue.guide_pages import TITLE, guide_page, guides_page
from gongkai.html.setting import Page, Setting

ABOVE = (Link("法定主动公开内容", f"{CATALOGUE}/"), Link(CATALOGUE_NAME, f"{catalogue_address(OVERVIEW)}/"))


@dataclass(frozen=True)
class GuideTargets:
    """`coverage` by field; `shared` is the digest of the setting and the code."""

    coverage: Mapping[str, Coverage]
    catalogue: Catalogue
    setting: Setting
    shared: str

    def all(self) -> Iterator[Target]:
        """Nothing where no guide was entered."""
        for id, found in self.coverage.items():
            of = digest(self.shared, repr(found))
            yield Target(f"guides/{id}", of, partial(self.make_field, found), self.setting, Searched(like_page()), alone=True)
        if self.coverage:
            of = digest(self.shared, *map(repr, self.coverage.values()))
            yield Target("guides", of, self.make_all, self.setting, Searched(like_page()), alone=True)

    def make_field(self, found: Coverage) -> Iterator[Page]:
        id = found.guide.field
        title = self.setting.fields.get(id, found.guide.field_name)
        content = guide_page(found, self.setting.agencies, title, has_field=id in self.catalogue.by_field)
        yield page_at(guide_address(id), content, (*ABOVE, Link(TITLE, f"{guide_address()}/")))

    def make_all(self) -> Iterator[Page]:
        content = guides_page([*self.coverage.values()], self.setting.fields, self.setting.site.county)
        yield page_at(guide_address(), content, ABOVE)


def page_at(address: str, content: PageContent, above: tuple[Link, ...]) -> Page:
    labels = page_labels(content.title, content.description)
    return Page(address, content.title, content.description, with_title(content), above, labels, found=content.found)
