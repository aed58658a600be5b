"""Where a county's things are, and what a build of them came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.problems import Problem

CACHE = ".cache/pages"  # in the county's folder


@dataclass(frozen=True, slots=True)
class Project:
    """A county's data, the pages that people wrote, the words that those may use, the site, and what is kept from build to build.

    `alone`: the catalogue alone, as a province builds it of a county without a site: its front page and its search page are
    made here, and no page that somebody wrote. `beside`: where the site is made, if not in a folder beside its own.
    `drafts`: reports that are drafts stand in it, marked; for a preview and never for the public.
    """

    data: Path
    docs: Path
    macros: Path
    site: Path
    cache: Path
    alone: bool = False
    beside: Path | None = None
    drafts: bool = False

    @property
    def staging(self) -> Path:
        """Where a site is made before it takes its place; on the same disk."""
        return self.beside or self.site.with_name(f".{self.site.name}.building")

    @property
    def manifest(self) -> Path:
        """What was noted of the site when it was made last. A site in another folder has a manifest of its own."""
        return self.cache / f"manifest-{sha256(str(self.site.absolute()).encode()).hexdigest()[:16]}.json"


def project_in(folder: Path, site: Path | None = None) -> Project:
    """The project that lies in that folder; `site` where it is not to be made in the folder itself."""
    return Project(folder / "data", folder / "docs", folder / "macros", site or folder / "site", folder / CACHE)


@dataclass(frozen=True, slots=True)
class Built:
    """How many files the site has, how many of them were written anew, and how many were taken away.

    `problems` are the findings on the data; with an error among them nothing was written. `remarks` are what could not be made
    on this machine, in sentences. `held` are the reports that the site goes without, a line each, and `of_held` what was found of
    them; nothing of that is told again where nothing has changed. `notes` are what the whole site goes without, in sentences.
    """

    files: int = 0
    written: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    of_held: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
