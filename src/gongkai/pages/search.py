"""The catalogue's part of the search: an entry is found by its words, and leads to its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.addresses import catalogue_address
from gongkai.catalogue import Catalogue
from gongkai.catalogue.entries import audience_text
from gongkai.pages.placing import Output
from gongkai.render.catalogue.entry_page import label, title_of
from gongkai.render.catalogue.setting import Setting, in_one_line
from gongkai.search import Part, build_index, write_index

INDEX = "jiansuo/index"
KIND = "目录事项"


def parts_of(catalogue: Catalogue, setting: Setting) -> Iterator[Part]:
    for field in catalogue.fields:
        for entry in field.entries:
            said = (
                ("content", entry.content),
                ("basis", entry.basis),
                ("time_limit", entry.time_limit),
                ("publisher", entry.publisher),
                ("channels", "、".join(map(str, entry.required_channels)).replace("■", "")),
                ("audience", audience_text(entry.audience)),
            )
            words = [f"{label(key)}：{in_one_line(text)}" for key, text in said if text]
            words += [f"索引号：{entry.index_number}"] if entry.index_number else []
            agency = next((setting.agencies[id].name for id in entry.agencies if id in setting.agencies), "")
            yield Part(
                address=f"{catalogue_address(field.id, entry.id)}/",
                anchor="",
                title=title_of(entry),
                text="。".join(words),
                page=field.title,
                agency=agency,
                kind=KIND,
            )


def index_outputs(parts: Iterable[Part]) -> Iterator[Output]:
    """Every file of the index."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "index"
        write_index(build_index(parts), made)
        for file in sorted(made.rglob("*.js")):
            yield f"{INDEX}/{file.relative_to(made).as_posix()}", file.read_bytes()
