"""What an office may get wrong with a column inside its site: one line with its place, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.conftest import run_build


def refused(county: Path, old: str, new: str, file: str = "mkdocs.yml") -> str:
    """What a strict build says after that change; it has written nothing."""
    changed = county / file
    text = changed.read_text("utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), "utf-8")
    done = run_build(county, county / "site")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not (county / "site").exists()
    assert not [path.name for path in county.iterdir() if path.name.startswith(".site")]
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            '见 <a href="../zfxxgknb/1999/">1999年</a>。',
            "docs/yaowen.md:3:24: 链接“../zfxxgknb/1999/”指向的网页或文件不在网站里；请改正或删去 [link]",
        ),
        (
            "见[1999年](zfxxgknb/1999/index.md)。",
            "docs/yaowen.md:3:3: 链接“../zfxxgknb/1999/”指向的网页或文件不在网站里；请改正或删去 [link]",
        ),
        ("见[图](img/a.png)。", "docs/yaowen.md:3:10: 链接“img/a.png”指向的网页或文件不在网站里；请改正或删去 [link]"),
        (
            '见 <a href="../zfxxgknb/2021/#nowhere">年报</a>。',
            "链接“../zfxxgknb/2021/#nowhere”指向的网页里没有“#nowhere”这个位置 [link]",
        ),
        (
            "{{ figure('nothing', 2021) }}",
            "docs/yaowen.md:3:1: {{ }} 里的内容填不出来：2021年度报告里没有名为“nothing”的数 [page]",
        ),
    ],
)
def test_a_link_or_a_word_that_leads_nowhere(county, written, said):
    told = refused(county, "## 第一条", f"{written}\n\n## 第一条", "docs/yaowen.md")
    lines = [line for line in told.splitlines() if line.startswith("docs/")]
    assert len(lines) == 1, told
    assert said in lines[0]


def test_letters_from_another_host(county):
    told = refused(county, "  font: false\n", "")
    line = "mkdocs.yml: 主题 material 的网页会向别的主机（fonts.gstatic.com、fonts.googleapis.com）取文件；"
    assert line in told


def test_a_theme_whose_pages_the_column_does_not_know(county):
    (county / "ours").mkdir()
    told = refused(county, "name: material", "name: null\n  custom_dir: ours")
    assert "没有“null”这个主题；可以写 gongkai、material、mkdocs、readthedocs [mkdocs]" in told


def test_addresses_without_folders(county):
    told = refused(county, "site_name:", "use_directory_urls: false\nsite_name:")
    assert "mkdocs.yml:1:21: 专栏的网址都以“/”结尾，use_directory_urls 不能关；请删去这一行 [mkdocs]" in told


def test_an_option_that_the_plugin_does_not_have(county):
    told = refused(county, "[search, gongkai]", "[search, {gongkai: {colour: red}}]")
    assert "插件 gongkai 没有“colour”这个选项" in told


def test_gongkai_build_says_that_it_has_a_frame_of_its_own(county, capsys):
    from gongkai.cli import main

    assert main(["build", str(county)]) == 0
    assert "mkdocs.yml 的主题是 material；gongkai build 用专栏自己的版面生成" in capsys.readouterr().err
    assert 'class="gk-header"' in (county / "site/zfxxgknb/2021/index.html").read_text("utf-8")
