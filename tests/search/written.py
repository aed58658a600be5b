"""An index in a folder, as a browser finds it."""

from collections.abc import Iterable
from pathlib import Path

from gongkai.search import SearchPart, index_files, joined, prepared, segments_of


def write_index(parts: Iterable[SearchPart], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in index_files(joined(segments_of(map(prepared, parts)))):
        (folder / name).write_bytes(content)
