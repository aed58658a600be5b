"""What a visitor finds of signatures and stamps: who and when on the year's page, and every file to check them by."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.cli import main
from gongkai.county.checksums import FILE
from gongkai.problems import errors
from gongkai.reports import archivist
from gongkai.reports.chain import heads_in
from gongkai.reports.seals import read_seals
from tests.archive.test_on_the_site import OWN_SUM
from tests.archive.test_signatures import SIGNED
from tests.site.conftest import Packing, served

FOLDER = "zfxxgknb/2021/guidang"


@pytest.fixture(scope="module")
def office(signed_once, tmp_path_factory) -> Path:
    folder = Path(shutil.copytree(signed_once, tmp_path_factory.mktemp("site") / "office"))
    assert errors(build_site(project_in(folder), jobs=1).problems) == []
    return folder


def verified(office: Path) -> int:
    return main(["verify", "--data", str(office / "data"), "--site", str(office / "site")])


def test_the_page_of_the_year_says_who_and_when(office):
    page = html.parse(str(office / "site" / FOLDER / "index.html"), html.HTMLParser(encoding="utf-8"))
    rows = page.xpath("//table[.//caption[contains(., '签名和时间戳')]]//tbody/tr")
    told = [" ".join(row.text_content().split()) for row in rows]
    assert len(told) == len(SIGNED)
    assert told[0].startswith("签名 1 示例县人民政府 办公室 rsa 20")
    assert told[4].startswith("时间戳 5 示例县人民政府 时间戳服务 20")
    assert "（收下）" in told[2]
    for link in page.xpath("//main//a/@href"):
        if "/" not in link and not link.startswith("#"):
            assert (office / "site" / FOLDER / link).is_file(), link


def test_every_file_stands_beside_the_seal_and_in_the_sums(office):
    kept = {path.name: path.read_bytes() for path in (office / "archive/signatures").iterdir()}
    kept["2021.yml"] = (office / "data/seals/2021.yml").read_bytes()
    sums = (office / "site" / FILE).read_text("utf-8")
    for name, content in kept.items():
        assert (office / "site" / FOLDER / name).read_bytes() == content
        assert f"  {FOLDER}/{name}\n" in sums
    assert verified(office) == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2021-1.p7s", "与 "),
        ("2021.yml", "与 "),
        ("2021-6.tsr", "网站上没有这个文件"),
        ("certificates.pem", "网站上没有这个文件"),
    ],
)
def test_one_that_is_altered_or_lost_on_the_site_is_found(name, said, office, capsys):
    """Also where the sums were written anew."""
    file = office / "site" / FOLDER / name
    before = file.read_bytes()
    if said.startswith("与"):
        file.write_bytes(before + b"x")
    else:
        file.unlink()
    try:
        assert verified(office) == 1
        assert any(f"{name}: {said}" in line for line in capsys.readouterr().out.splitlines())
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("name", ["2021-1.p7s", "2021-3.pem"])
def test_a_build_stops_where_a_signature_is_lost_or_altered(name, office, tmp_path):
    folder = Path(shutil.copytree(office, tmp_path / "office", ignore=shutil.ignore_patterns("site", ".cache")))
    (folder / "archive/signatures" / name).write_bytes(b"x")
    found = [str(problem) for problem in errors(build_site(project_in(folder), jobs=1).problems)]
    assert [line for line in found if f"{name}: 与收下时的 SHA-512 不符" in line]
    assert not (folder / "site").exists()


# ---- The chain


def test_the_newest_head_stands_where_people_keep_it(office, tmp_path, capsys):
    chain = read_seals(office / "data")[0].chain
    site = office / "site"
    assert (site / "zfxxgknb/guidang/chain.txt").read_bytes() == (office / "data/seals/chain.txt").read_bytes()
    for page in ("zfxxgknb/guidang/index.html", "zfxxgknb/2021/index.html", "zfxxgknb/2021/finance/index.html"):
        assert heads_in((site / page).read_text("utf-8")) == [(len(chain.entries), chain.head)], page
        kept = tmp_path / "kept.html"
        shutil.copy(site / page, kept)
        assert main(["verify", "--data", str(office / "data"), "--head", str(kept)]) == 0
        assert "就是现在的链头" in capsys.readouterr().out
    assert heads_in((site / "feed.atom").read_text("utf-8")) == [(1, chain.heads[0])], "right after it was sealed"
    assert "封存链" not in (site / "zfxxgknb/2020/index.html").read_text("utf-8"), "that was never sealed"


def test_the_archivist_s_steps_stand_on_the_page_and_beside_it(office):
    page = html.parse(str(office / "site/zfxxgknb/guidang/index.html"), html.HTMLParser(encoding="utf-8"))
    said = page.find(".//main").text_content()
    (bag,) = set(re.findall(r"在展开的文件夹 (\S+) 里运行", said))
    year, agency, version = bag.split("-")
    note = archivist.text(int(year), agency, int(version))
    assert (office / "site/zfxxgknb/guidang/CHECK.txt").read_text("utf-8") == note
    commands = [line.strip() for line in note.splitlines() if line.startswith("      ")]
    assert len(commands) == 8
    assert [command for command in commands if command not in said] == []


@pytest.mark.parametrize("done", ["altered", "lost"])
def test_a_chain_that_is_altered_or_lost_on_the_site_is_found(done, office, capsys):
    file = office / "site/zfxxgknb/guidang/chain.txt"
    before = file.read_bytes()
    if done == "altered":
        file.write_bytes(before.replace(b"2022-04-01", b"2022-03-01"))
    else:
        file.unlink()
    try:
        assert verified(office) == 1
        said = {"altered": "网站上的封存链与", "lost": "网站上没有封存链"}[done]
        assert said in capsys.readouterr().out
    finally:
        file.write_bytes(before)


@pytest.mark.browser
@pytest.mark.parametrize("script", ["", OWN_SUM], ids=["the browser's SHA-256", "our own"])
def test_in_the_browser_an_older_head_is_found_and_another_is_not(script, office, browser):
    chain = read_seals(office / "data")[0].chain
    with served(office / "site", Packing) as address:
        page = browser.new_page()
        page.add_init_script(script)
        page.goto(f"{address}/verify.html")

        def verdict(typed: str) -> str:
            page.evaluate("document.querySelector('.gk-verify-files .gk-verify__result').replaceChildren()")
            page.fill("#head", typed)
            page.click(".gk-verify__head")
            page.wait_for_selector(".gk-verify-files .gk-verify__verdict")
            return page.inner_text(".gk-verify-files .gk-verify__verdict")

        for number, head in enumerate(chain.heads, start=1):
            since = len(chain.heads) - number
            assert f"在封存链里：第 {number} 条" in (said := verdict(f"链头，SHA-256：{head.upper()} "))
            assert (f"此后添了 {since} 条" if since else "就是现在的链头") in said
        assert "不在现在的封存链里" in verdict("0" * 64)
        assert "请照抄" in verdict("0" * 63)
        page.close()


@pytest.mark.browser
def test_the_head_is_printed_with_the_report(office, browser):
    page = browser.new_page()
    page.goto((office / "site/zfxxgknb/2021/index.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator(".gk-sealed__digest", has_text="的链头").is_visible()
    page.close()
