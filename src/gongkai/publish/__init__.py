"""A finished build put in the place of the one before, in one step: readers get the old site or the new one, never a mixture.

TARGET/current -> releases/0002-…      the only thing that changes when a site goes live
TARGET/releases/<number>-<sum>/site/   a build as it was, with its packed files; SHA256SUMS beside it says what it holds
TARGET/kept/                           files named by their content, of every release that is kept

For a portal that is fed by upload, `pack_site` and `pack_changes` write a zip file instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.county.published_addresses import files_of
from gongkai.files import BusyError
from gongkai.problems import Position, Problem, shown
from gongkai.publish.build import RULE, preflight
from gongkai.publish.copying import copy_build, sums_of
from gongkai.publish.layout import NotWholeError, Release, Target
from gongkai.publish.locking import locked
from gongkai.publish.lost_addresses import lost_since
from gongkai.publish.places import wrong_places
from gongkai.publish.upload import Uploadable, pack_changes, pack_site

FEWEST = 2  # the one before has to stay: for going back, and for answers that are under way
KEEP = 5


@dataclass(frozen=True, slots=True)
class Published:
    """`name`: the release that readers now get. `changed` is False when they got just this before."""

    name: str
    changed: bool
    redirects_changed: bool = False


def publish(site: Path, target: Path, keep: int = KEEP) -> tuple[Published | None, list[Problem]]:
    """Put the build `site` live below `target` and keep the last `keep` releases, this one counted.

    With any problem, or when killed at any moment, `target/current` leads to what it led to before, or to all of the new one.
    """
    if keep < FEWEST:
        return None, [Problem(Position(shown(target)), RULE, f"至少要保留 {FEWEST} 个版本，才能退回上一版")]
    if problems := list(wrong_places(site, target)) or list(preflight(site)):
        return None, problems
    try:
        (target / "releases").mkdir(parents=True, exist_ok=True)
        with locked(target):
            return put_live(site, Target(target), keep), []
    except LostError as error:
        return None, error.problems
    except (BusyError, NotWholeError) as error:
        return None, [Problem(Position(shown(target)), RULE, str(error))]


class LostError(Exception):
    """The build lacks what the release before had; nothing was published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def put_live(site: Path, target: Target, keep: int) -> Published:
    target.clear_leftovers()
    before = target.current()
    if before and (problems := [*lost_since(before.sums, files_of(site), site)]):
        raise LostError(problems)
    built = copy_build(site, target, before)
    if before and built.sum == before.sum and sums_of(before.site) == before.sums:
        target.clear_leftovers()
        return Published(before.name, changed=False)
    target.remove(target.later_than(before))
    release = target.accept(built)
    target.keep(release)
    target.switch(release)
    target.remove(target.releases()[:-keep])
    target.forget_unused()
    return Published(release.name, changed=True, redirects_changed=redirects(before) != redirects(release))


def go_back(folder: Path) -> tuple[Published | None, list[Problem]]:
    """Let readers have the release before the current one again, after comparing it with its sums."""
    here = Position(shown(folder))
    if not (folder / "releases").is_dir():
        return None, [Problem(here, RULE, "这里没有发布过网站")]
    try:
        with locked(folder):
            return put_back(Target(folder)), []
    except (BusyError, NotWholeError) as error:
        return None, [Problem(here, RULE, str(error))]


def put_back(target: Target) -> Published:
    current = target.current()
    earlier = [release for release in target.releases() if current and release.number < current.number]
    if not earlier:
        raise NotWholeError("没有更早的版本可以退回")
    release = earlier[-1]
    if sums_of(release.site) != release.sums:
        raise NotWholeError(f"{release.name} 的文件与发布时的摘要不符，不能退回")
    target.keep(release)
    target.switch(release)
    return Published(release.name, changed=True, redirects_changed=redirects(current) != redirects(release))


def redirects(release: Release | None) -> bytes:
    file = release.site / "redirects.map" if release else None
    return file.read_bytes() if file and file.exists() else b""


__all__ = ["Published", "Uploadable", "go_back", "pack_changes", "pack_site", "publish"]
