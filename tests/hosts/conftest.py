"""A county whose column stands in a site that it has already: with Material for MkDocs, and with the two themes of MkDocs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.measure.serving import served
from tests.build.county import entry, field_text
from tests.site.conftest import DEMO, run_build
from tests.site.kept import SOURCES, kept

MATERIAL = """\
theme:
  name: material
  language: zh
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
"""
THEMES = {
    "material": MATERIAL,
    "mkdocs": "theme: {name: mkdocs, highlightjs: false}\n",
    "readthedocs": "theme: {name: readthedocs, highlightjs: false}\n",
}
# What the office wrote long before it had a column.
PAGES = {
    "index.md": "# 示例县\n\n示例县门户网站的手册。见[最新的年报](zfxxgknb/index.md)。\n",
    "yaowen.md": "# 要闻\n\n## 第一条\n\n| 日期 | 标题 |\n|---|---|\n| 3月1日 | [开会](#第一条) |\n\n> 引文\n\n- 一\n- 二\n",
    "shuju.md": '# 数据\n\n{{ key_figures(up="../") }}\n\n<p>另见 <a href="../zfxxgknb/2021/#downloads">2021年度报告的下载</a>。</p>\n',
}
ENTRIES = 120  # more than one page of a list


def host_county(folder: Path, theme: str) -> Path:
    """The folder of a county with reports, a catalogue, corrections, and pages of its own."""
    shutil.copytree(DEMO / "data", folder / "data")
    catalogue = folder / "data/catalogue/caizheng.yml"
    catalogue.parent.mkdir()
    entries = [entry(number, agencies="finance", levels="县级", publisher="示例县财政局") for number in range(1, ENTRIES + 1)]
    catalogue.write_text(field_text("财政预决算", entries), "utf-8")
    for name, text in PAGES.items():
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: 示例县手册\n{theme}plugins: [search, gongkai]\n", "utf-8")
    return folder


def build_host(folder: Path, theme: str) -> None:
    done = run_build(host_county(folder, THEMES[theme]), folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr


@dataclass(frozen=True)
class HostSite:
    theme: str
    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def page(self, address: str) -> str:
        return (self.site / address / "index.html").read_text("utf-8")


def host_site(theme: str) -> HostSite:
    sources = (*SOURCES, "tests/hosts", "tests/build/county.py")
    return HostSite(theme, kept(f"host-{theme}", lambda folder: build_host(folder, theme), sources))


@pytest.fixture(scope="session", params=THEMES)
def host(request: pytest.FixtureRequest) -> HostSite:
    return host_site(request.param)


@pytest.fixture(scope="session")
def material() -> HostSite:
    return host_site("material")


@pytest.fixture(scope="session")
def host_address(host: HostSite) -> Iterator[str]:
    with served(host.site) as address:
        yield address


@pytest.fixture(scope="session")
def material_address(material: HostSite) -> Iterator[str]:
    with served(material.site) as address:
        yield address


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """One that a test may change, with Material."""
    return host_county(tmp_path / "county", THEMES["material"])
