"""Documents taken back that were taken in by mistake and never public: their records, folders and old addresses, and no more."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gongkai.collection import Collection
from gongkai.county.addresses import document_address
from gongkai.county.published_addresses import recorded_addresses
from gongkai.county.redirects import FILE as REDIRECTS
from gongkai.documents.document import Document
from gongkai.documents.reading import FOLDER, read_lists
from gongkai.documents.text_links import document_named, links_in
from gongkai.documents.writing import HEAD
from gongkai.files import put_in_place, write_durably
from gongkai.imports.document import whole
from gongkai.problems import Problem, errors, shown

RANGE = ".."
NUMBERED = re.compile(r"(\d+)-(\d+)\Z")
NONE_LEFT = "documents: []\n"


def compressed(ids: Iterable[str]) -> list[str]:
    """Ids that follow each other as a range, for a line that a person can type.

    >>> compressed(["2020-0002", "2020-0001", "2015-0001", "2020-0004"])
    ['2015-0001', '2020-0001..2020-0002', '2020-0004']
    """
    found: list[list[str]] = []
    for id in sorted(ids):
        if found and follows(found[-1][-1], id):
            found[-1].append(id)
        else:
            found.append([id])
    return [run[0] if len(run) == 1 else f"{run[0]}{RANGE}{run[-1]}" for run in found]


def follows(before: str, id: str) -> bool:
    one, other = NUMBERED.match(before), NUMBERED.match(id)
    return bool(one and other and one[1] == other[1] and int(other[2]) == int(one[2]) + 1)


def chosen(words: Iterable[str], known: Several[str]) -> tuple[list[str], list[Problem]]:
    """The ids that the words name, ranges as well; a word that names none is wrong."""
    found: dict[str, None] = {}
    problems = []
    for word in words:
        first, dots, last = word.partition(RANGE)
        own = [id for id in known if between(first, id, last)] if dots else [word] * (word in known)
        if not own:
            problems.append(whole(word).problem("没有代号是这个的文件"))
        found |= dict.fromkeys(own)
    return [*found], problems


def between(first: str, id: str, last: str) -> bool:
    parts = [NUMBERED.match(each) for each in (first, id, last)]
    if not all(parts) or len({part[1] for part in parts if part}) > 1:
        return False
    numbers = [int(part[2]) for part in parts if part]
    return numbers[0] <= numbers[1] <= numbers[2]


def refused(ids: Several[str], collection: Collection) -> Iterator[Problem]:
    """Those that were public, and those that others point to: what was published is never taken away."""
    public, documents = recorded_addresses(collection.data), collection.documents
    for id in ids:
        document = documents.by_id[id]
        if f"{document.address}/" in public:
            message = f"“{document.title}”已经公布过，网址不能没有；不再有效的写 validity: 废止 和 repealed"
            yield Problem(document.position("id"), FOLDER, message)
    for other in documents.all:
        if other.id not in ids and (named := pointed_to(other) & {*ids}):
            yield Problem(other.position("id"), FOLDER, f"“{other.title}”指到要收回的 {'、'.join(sorted(named))}；先改正它")


def pointed_to(document: Document) -> set[str]:
    in_text = {document_named(link.target) for link in links_in(document.text)}
    return {*document.replaces, document.replaced_by, *document.interprets, *in_text} - {""}


def remove(ids: Several[str], collection: Collection) -> list[Problem]:
    """Takes them out of their lists, with their folders and the old addresses that lead to them; all of it or nothing."""
    into = collection.data / FOLDER
    work = Path(tempfile.mkdtemp(prefix=".gongkai-", dir=collection.data))
    try:
        built = work / into.name
        shutil.copytree(into, built)
        for name, documents in collection.documents.lists.items():
            if gone := [document for document in documents if document.id in ids]:
                shorten(built / f"{name}.yml", gone, documents)
        for id in ids:
            shutil.rmtree(built / id, ignore_errors=True)
        problems: list[Problem] = []
        read_lists(built, problems)
        if wrong := errors(problems):
            return [found.at(found.position.file.replace(shown(built), shown(into))) for found in wrong]
        put_in_place(built, into)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    forget(collection.data / REDIRECTS, {f"{document_address(id)}/" for id in ids})
    return []


def shorten(file: Path, gone: Sequence[Document], all: Sequence[Document]) -> None:
    """The list without their lines; remarks that stand before the next record stay. A list with nothing in it goes."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    starts = sorted(document.place.line for document in all)
    drop: set[int] = set()
    for document in gone:
        first = document.place.line
        last = next((line for line in starts if line > first), len(lines) + 1) - 1
        while last > first and re.match(r"\s*(#|$)", lines[last - 1]):
            last -= 1
        drop.update(range(first, last + 1))
    text = "".join(line for number, line in enumerate(lines, start=1) if number not in drop)
    if len(gone) < len(all):
        file.write_text(text, "utf-8", newline="\n")
    elif re.sub(r"(?m)^\s*#.*\n", "", text) == HEAD:
        file.unlink()
    else:
        file.write_text(text.replace(HEAD, NONE_LEFT), "utf-8", newline="\n")


def forget(file: Path, addresses: Several[str]) -> None:
    """Takes the lines out of redirects.yml that lead to any of these."""
    if not file.is_file():
        return
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.rpartition(": ")[2].strip() not in addresses]
    if not any(line.strip() for line in kept):
        file.unlink()
    elif len(kept) < len(lines):
        write_durably(file, "".join(kept).encode())
