"""The chain made longer by what was sealed and signed and is not in it yet.

An entry follows from the seal or the record that it is of, so that one which an interruption left out is added later, the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.files import write_durably
from gongkai.problems import errors
from gongkai.reports.chain import Chain, Kind, chain_file
from gongkai.reports.seals import Seals, Version, bag_name, digest, read_seals, seal_file, signatures_folder
from gongkai.reports.signatures import BEIJING, ROOTS, Signature


def complete(data: Path) -> Chain:
    """The chain with everything in it; as it is where something of it or of the seals is damaged, which is told elsewhere."""
    seals, problems = read_seals(data)
    if errors(problems):
        return seals.chain
    chain = with_signatures(with_seals(seals.chain, seals), seals)
    if chain != seals.chain:
        chain_file(data).parent.mkdir(parents=True, exist_ok=True)
        write_durably(chain_file(data), chain.text.encode())
    return chain


def unchained(seals: Seals, year: int) -> dict[str, Version]:
    """The versions of that year which no entry names, by the names of their bags' files."""
    found = {
        f"{bag_name(year, agency, version.version)}.zip": version
        for agency, versions in seals.years[year].reports.items()
        for version in versions
    }
    return {name: version for name, version in found.items() if seals.chain.entry_of(name) is None}


def has_begun(chain: Chain) -> bool:
    """Whether anything was sealed or signed since there is a chain: from then on nothing older is taken up."""
    return any(entry.kind is not Kind.TAKEN_UP for entry in chain.entries)


def with_seals(chain: Chain, seals: Seals) -> Chain:
    """Older seals in the order of their years, then the one that was sealed on this very chain."""
    begun = has_begun(chain)
    for year, seal in sorted(seals.years.items()):
        new = unchained(seals, year)
        if new and seal.before is None and not begun:
            chain = with_versions(chain, Kind.TAKEN_UP, year, new, seals)
    for year, seal in seals.years.items():
        new = unchained(seals, year)
        if new and seal.before == chain.head:
            return with_versions(chain, Kind.SEALED, year, new, seals)
    return chain


def with_versions(chain: Chain, kind: Kind, year: int, new: Mapping[str, Version], seals: Seals) -> Chain:
    last = max(new.values(), key=lambda version: version.sealed)
    sums = {name: version.zip for name, version in new.items()}
    return chain.longer(kind, year, last.sealed, last.by, (digest(seal_file(seals.data, year).read_bytes()), sums))


def with_signatures(chain: Chain, seals: Seals) -> Chain:
    for each in waiting(chain, seals):
        folder = signatures_folder(seals.data)
        record = f"{each.name}.yml"
        sums = {record: digest((folder / record).read_bytes()), **dict(sorted(each.files.items()))}
        roots = digest((folder / ROOTS).read_bytes()) if (folder / ROOTS).is_file() else "0" * 128
        chain = chain.longer(Kind.SIGNED, each.year, each.moment.astimezone(BEIJING).date(), each.who, (roots, sums))
    return chain


def waiting(chain: Chain, seals: Seals) -> list[Signature]:
    """Signatures that no entry names."""
    return [each for each in seals.signed if chain.entry_of(f"{each.name}.yml") is None]
