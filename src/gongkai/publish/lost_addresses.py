"""Addresses that readers have and a build would take from them: such a build is not published, on whichever way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.county.published_addresses import addresses_of, lost
from gongkai.problems import Position, Problem, shown
from gongkai.publish.build import RULE


def lost_since(before: Iterable[str], after: Iterable[str], site: Path) -> Iterator[Problem]:
    """`before` and `after` are the files of a site; an old address that leads on is a file of it as well."""
    here = Position(shown(site))
    known = dict.fromkeys(sorted(addresses_of(before)), here)
    return (Problem(here, RULE, problem.message) for problem in lost(known, addresses_of(after)))
