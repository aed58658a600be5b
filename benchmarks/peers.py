"""The same pages for two other generators: a site for Hugo and one for plain MkDocs with Material, made from a county's data.

Both get each record laid out already (titles, readings of time limits, what stands on which list): they need not work it out,
which is to their advantage. Their templates give the same elements and the same texts; `benchmarks/same_pages.py` compares.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from gongkai.build.catalogue_downloads import Beside
from gongkai.build.catalogue_targets import CatalogueTargets
from gongkai.build.plan import plan_of
from gongkai.build.project import Project
from gongkai.build.site import SiteBuild
from gongkai.html.elements import Download
from gongkai.html.fragments import fragment
from gongkai.html.frame import CONTENT, Frame, view
from gongkai.html.setting import Page, Setting, frame_of
from gongkai.html.shells import PlainRenderer, Renderer, View, Words
from gongkai.problems import errors

PEERS = Path(__file__).parent / "peer_sites"
KINDS = {"catalogue-entry": "entry", "catalogue-list": "list"}
ROW_MARK = re.compile(r"<tr>(r\d+)</tr>")
UP = "../../../../"
RECORDED = b"recorded"


@dataclass
class Recorder:
    """Makes nothing of what it is given: it keeps what the content of the pages would have been made of."""

    rows: dict[str, dict[str, object]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    filters: dict[str, object] = field(default_factory=dict)
    trees: dict[str, str] = field(default_factory=dict)
    last: tuple[str, Mapping[str, object]] = ("", {})

    def fragment(self, component: str, view_of: View, words: Words) -> bytes:
        if component == "catalogue-tree":  # what stands beside the pages is given to the peers as it is
            return PlainRenderer().fragment(component, view_of, words)
        marked = [Markup(html.decode()) for html in words.html]
        view = view_of(words._replace(html=marked))  # type: ignore[arg-type] # as a press does it
        assert isinstance(view, dict)
        if component == "catalogue-row":
            return f"<tr>{self.row(view)}</tr>".encode()
        if component == "catalogue-filters":
            key = f"f{len(self.filters)}"
            self.filters[key] = view
            return key.encode()
        self.last = (KINDS[component], view)
        return RECORDED

    def fragments(self, component: str, view_of: View, many: Sequence[Words]) -> list[bytes]:
        return [self.fragment(component, view_of, words) for words in many]

    def page(self, _frame: Frame, content: bytes) -> bytes:
        """Its pages are made by others."""
        return content

    def row(self, view: dict[str, object]) -> str:
        """Its key; a row that is shown on several lists is one row."""
        text = json.dumps(view, ensure_ascii=False)
        key = self.numbers.setdefault(text, f"r{len(self.numbers)}")
        self.rows[key] = view
        return key

    def tree(self, html: str) -> str:
        """The key of what stands beside a page; empty for nothing. Thousands of pages have the same."""
        return self.trees.setdefault(html, f"t{len(self.trees)}") if html else ""


def targets_of(data: Path, renderer: Renderer) -> CatalogueTargets:
    """The catalogue's pages as the builder plans them, made by that renderer."""
    folder = data.parent
    project = Project(data, folder / "docs", folder / "macros", folder / "none", folder / "none-cache")
    build = SiteBuild(project)
    assert not errors(build.check())
    return plan_of(project, build.county, build.setting, renderer, ()).catalogue


def recorded(data: Path) -> tuple[list[dict[str, object]], Recorder]:
    """Every page of a county, as an address, a kind, a frame and what its template is given."""
    recorder = Recorder()
    targets = targets_of(data, recorder)
    catalogue = targets.catalogue
    pages = []
    for field_ in catalogue.fields:
        files = downloads_of(targets.downloads.of_field(field_))
        pages += [record_of(page, targets.setting, recorder) for page in targets.field_pages(field_, files)]
    for agency in targets.setting.listed:
        pages += [record_of(page, targets.setting, recorder) for page in targets.agency_pages(agency)]
    pages += [
        record_of(page, targets.setting, recorder) for page in targets.whole_pages(downloads_of(targets.downloads.of_all()))
    ]
    return pages, recorder


def downloads_of(files: Iterable[Beside]) -> list[Download]:
    """What the pages say of the files beside them; the peers write none."""
    return [download for download, _ in files]


def record_of(page: Page, setting: Setting, recorder: Recorder) -> dict[str, object]:
    kind, said = recorder.last if page.content == RECORDED else ("other", {"html": page.content.decode()})
    frame = frame_of(page, setting)
    shown = view(frame)
    content: dict[str, Any] = {**said}
    if kind == "list":
        content["parts"] = [{**part, "rows": ROW_MARK.findall(str(part["rows"]))} for part in content["parts"]]
    return {
        "address": page.address,
        "kind": kind,
        "view": content,
        "tree": recorder.tree(page.tree.decode()),
        "frame": {
            **{name: shown[name] for name in ("title", "head_title", "description", "up", "path")},
            "labels": [{"name": name, "content": text} for name, text in frame.labels.items()],
        },
    }


def prepare_hugo(data: Path, target: Path) -> int:
    """A Hugo site; returns how many pages it has."""
    pages, recorder = recorded(data)
    shutil.copytree(PEERS / "hugo", target, dirs_exist_ok=True)
    write(target / "data/pages.json", pages)
    write(target / "data/rows.json", recorder.rows)
    write(target / "data/filters.json", recorder.filters)
    write(target / "data/trees.json", {key: html for html, key in recorder.trees.items()})
    for name, html in frame_parts(data).items():
        (target / "layouts/_partials" / f"{name}.html").write_text(html.replace(UP, "{{ .up }}"), "utf-8")
    copy_assets(target / "static")
    return len(pages)


def frame_parts(data: Path) -> dict[str, str]:
    """What of the frame is the same on every page of one depth: its end of the head, header and footer."""
    targets = targets_of(data, PlainRenderer())
    page = Page("fdzdgknr/a/b/c", "标题", "", b"", (), {})
    html = str(fragment("frame", view(frame_of(page, targets.setting)))).replace(CONTENT, "")
    cut = {
        "head": ('<link rel="icon"', "</head>"),
        "header": ("<aside", '<nav class="gk-path"'),
        "footer": ("<footer", "</body>"),
    }
    return {name: html[html.index(start) : html.index(end)].rstrip() for name, (start, end) in cut.items()}


def copy_assets(target: Path) -> None:
    from gongkai.html.assets import assets  # noqa: PLC0415

    for asset in assets().values():
        (target / asset.name).parent.mkdir(parents=True, exist_ok=True)
        (target / asset.name).write_text(asset.content, "utf-8")


def prepare_mkdocs(data: Path, target: Path) -> int:
    """A site of plain MkDocs with Material and macros: a Markdown file for each page, which calls a macro for its table."""
    pages, recorder = recorded(data)
    shutil.copytree(PEERS / "mkdocs", target, dirs_exist_ok=True)
    by_address = {str(page["address"]): page for page in pages}
    write(target / "pages.json", by_address)
    write(target / "rows.json", recorder.rows)
    for address, page in by_address.items():
        frame = page["frame"]
        assert isinstance(frame, dict)
        facts = {"title": frame["title"], "description": frame["description"]}
        front = "".join(f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in facts.items())
        file = target / "docs" / f"{address}/index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'---\n{front}---\n\n# {frame["title"]}\n\n{{{{ {page["kind"]}("{address}") }}}}\n', "utf-8")
    (target / "docs/index.md").write_text("# 政府信息公开\n", "utf-8")
    return len(pages)


def write(file: Path, content: Sequence[object] | Mapping[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
