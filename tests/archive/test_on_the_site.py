"""The small county sealed, corrected, restated, withdrawn, sealed again and built: what a visitor finds."""

import hashlib
import random
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.county.checksums import read_checksums
from gongkai.reports.notices import NoticeKind, notices
from tests.archive.conftest import DEMO, county_in, seal
from tests.site.conftest import ROOT, Packing, run_build, served

CORRECTIONS = """  - {date: 2022-05-10, cell: licensing.administrative_licensing.decisions, was: 8122, now: 8123, why: 又漏一件, by: 示例县人民政府办公室}
  - {date: 2022-05-10, section: other_matters, was: SENTENCE, now: 新的一句。, why: 文字有误, by: 示例县人民政府办公室}
"""
WITHDRAWN = "withdrawn: {date: 2022-05-11, why: 误将征求意见稿公布, by: 示例县财政局}\n"
RESTATES = """restates:
  - {cell: licensing.administrative_licensing.decisions, year: 2020, was: 8122, now: 8120, why: 重复计算两件, by: 示例县人民政府办公室}
"""
RULES = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """Data, bags and site, as an office would have made them."""
    folder = tmp_path_factory.mktemp("office")
    data = county_in(folder)
    demo, finance = data / "reports/2021/demo", data / "reports/2021/finance"
    assert seal(data)[0]
    sentence = next(line for line in reversed((demo / "narrative.md").read_text("utf-8").splitlines()) if line.endswith("。"))
    replaced(demo / "narrative.md", sentence, "新的一句。")
    replaced(demo / "report.yml", "administrative_licensing: {decisions: 8122}", "administrative_licensing: {decisions: 8123}")
    with (demo / "report.yml").open("a", encoding="utf-8") as file:
        file.write(CORRECTIONS.replace("SENTENCE", sentence) + RESTATES)
    with (finance / "report.yml").open("a", encoding="utf-8") as file:
        file.write(WITHDRAWN)
    sealed, problems = seal(data, date(2022, 6, 1))
    assert sealed, "\n".join(map(str, problems))
    for name in ("macros",):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(DEMO / "docs", folder / "docs")
    with (folder / "docs/zfxxgknb/index.md").open("a", encoding="utf-8") as file:
        file.write("\n{{ archive_list() }}\n")
    done = run_build(folder, folder / "site", GONGKAI_FONTS=str(folder / "none"))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def tree(project, page):
    return html.parse(str(project / "site" / page), html.HTMLParser(encoding="utf-8"))


def text(element):
    return " ".join(element.text_content().split())


def test_the_correction_stands_at_the_top_and_beside_the_figure(project):
    page = tree(project, "zfxxgknb/2021/index.html")
    notice = text(page.find(".//aside[@class='gk-changes']"))
    assert "公布以后有 3 处变动" in notice
    assert "行政许可 › 本年处理决定数量由“8112”改为“8122”。汇总时漏计一个乡镇。" in notice
    (cell,) = page.xpath("//*[@id='table-licensing']//tbody//td")
    assert text(cell) == "8123更正，原为8112", "what was published first, though it was corrected twice"
    targets = page.xpath("//a[contains(@class, 'gk-ref--changed')]/@href")
    assert targets == ["#correction-1", "#correction-3"]
    ids = page.xpath("//section[@class='gk-corrections']//li/@id")
    assert ids == ["correction-1", "correction-2", "correction-3", "restates-1"]


def test_the_corrected_sentence_keeps_what_it_was(project):
    page = tree(project, "zfxxgknb/2021/index.html")
    (marked,) = page.xpath("//p[a[@href='#correction-3']]")
    assert text(marked) == "新的一句。有更正"
    said = text(page.xpath("//li[@id='correction-3']")[0])
    assert "改为“新的一句。”" in said
    assert "示例县人民政府办公室" in said


def test_a_restated_figure_stays_and_both_are_shown_on_both_pages(project):
    earlier, later = tree(project, "zfxxgknb/2020/index.html"), tree(project, "zfxxgknb/2021/index.html")
    cell = earlier.xpath("//*[@id='table-licensing']//tbody/tr[1]/td[3]")[0]
    assert text(cell).startswith("8122")
    assert "2021年度报告重述为8120" in text(cell)
    assert earlier.xpath("//li[@id='restated-1']/a/@href") == ["../2021/"]
    assert "重述为“8120”" in text(later.xpath("//li[@id='restates-1']")[0])
    assert later.xpath("//li[@id='restates-1']/a/@href") == ["../2020/"]
    history = text(tree(project, "zfxxgknb/jigou/demo/index.html").getroot())
    assert "2020年度报告的8122，2021年度报告重述为8120；这里列的是原来的数" in history


def test_a_withdrawn_report_keeps_its_address_and_counts_no_more(project):
    page = tree(project, "zfxxgknb/2021/finance/index.html")
    notice = text(page.xpath("//aside[contains(@class, 'gk-changes--withdrawn')]")[0])
    assert "已撤回 本报告已由示例县财政局于2022年5月11日撤回。误将征求意见稿公布。" in notice
    assert page.xpath("//*[@id='table-licensing']//td")
    standing = text(tree(project, "zfxxgknb/2021/jigou/index.html").getroot())
    assert "公布后撤回 1 个" in standing
    summed = tree(project, "zfxxgknb/2021/huizong/index.html")  # the only organ's report was withdrawn
    assert "公布后都已撤回，这里没有可以相加的数" in text(summed.getroot())
    assert summed.xpath("//main//table") == []


def test_every_change_is_announced_newest_first(project):
    collection = load_collection(project / "data")[0]
    found = notices(collection)
    assert [each.kind for each in found[:2]] == [NoticeKind.SEALING, NoticeKind.SEALING]
    assert len({each.id for each in found}) == len(found)
    page = tree(project, "zfxxgknb/gengzheng/index.html")
    kinds = [text(kind) for kind in page.xpath("//*[@class='gk-notices__kind']")]
    assert sorted(kinds) == sorted(["撤回", "更正", "更正", "更正", "重述"])
    links = tree(project, "zfxxgknb/index.html").xpath("//h2[@id='archive']/following-sibling::nav//a/@href")
    assert links == ["../zfxxgknb/gengzheng/", "../zfxxgknb/guidang/", "../verify.html"]


def test_every_version_is_offered_with_its_checksum(project):
    folder = project / "site/zfxxgknb/2021/guidang"
    names = {f"2021-{agency}-{version}.zip" for agency in ("demo", "finance") for version in (1, 2)}
    assert {path.name for path in folder.glob("*.zip")} == names
    for name in names:
        content = (folder / name).read_bytes()
        assert (folder / f"{name}.sha512").read_text("utf-8") == f"{hashlib.sha512(content).hexdigest()}  {name}\n"
    page = tree(project, "zfxxgknb/2021/index.html")
    links = page.xpath("//section[@class='gk-sealed']//a/@href")
    assert links[:3] == ["../../verify.html", "guidang/2021-demo-2.zip", "guidang/2021-demo-2.zip.sha512"]
    bar = text(page.find(".//dl[@class='gk-bar']"))
    assert "已归档，2022年6月1日，第 2 版" in bar
    years = tree(project, "zfxxgknb/index.html").xpath("//ul[@class='gk-list__pages']//a")
    assert "2021年度已归档（2022年4月1日）" in [text(link) for link in years]


def test_a_build_without_its_bags_leaves_the_site_as_it_was(project, tmp_path):
    office = shutil.copytree(project, tmp_path / "office")
    (office / "archive/2021/2021-demo-1.zip").unlink()
    done = run_build(office, office / "site")
    assert done.returncode != 0
    assert "2021-demo-1.zip: 归档包不见了" in done.stdout
    assert (office / "site/index.html").is_file()


# The built site against the seals


def test_the_site_agrees_with_the_seals(project):
    assert main(["verify", "--data", str(project / "data"), "--site", str(project / "site")]) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((">8123<", ">8124<"), "封存时是“8123”，网页上是“8124”"),
        (("<p>新的一句。", "<p>另外一句。"), "网页与封存的第 2 版不同"),
        (("有更正</a>", "改过</a>"), "被改动：与 checksums.txt 里的摘要不符"),  # the site's own word, which nobody sealed
    ],
)
def test_a_figure_or_sentence_altered_on_the_site_is_found(project, tmp_path, change, said, capsys):
    site = shutil.copytree(project / "site", tmp_path / "site")
    page = site / "zfxxgknb/2021/index.html"
    content = page.read_text("utf-8")
    assert change[0] in content
    page.write_text(content.replace(*change, 1), "utf-8")
    assert main(["verify", "--data", str(project / "data"), "--site", str(site)]) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("gone", ["zfxxgknb/2021/guidang/2021-demo-1.zip", "zfxxgknb/2021/finance/index.html", "index.html"])
def test_what_is_missing_on_the_site_is_told(project, tmp_path, gone, capsys):
    site = shutil.copytree(project / "site", tmp_path / "site")
    (site / gone).unlink()
    assert main(["verify", "--data", str(project / "data"), "--site", str(site)]) == 1
    assert str(site) in capsys.readouterr().out


# In a browser


@pytest.fixture(scope="module")
def address(project):
    with served(project / "site", Packing) as url:
        yield url


def verdict(page, file: Path) -> str:
    page.evaluate("document.querySelector('.gk-verify__result').replaceChildren(); document.querySelector('#bag').value = ''")
    page.set_input_files("#bag", str(file))
    page.wait_for_function("() => !/正在核验|^$/.test(document.querySelector('.gk-verify__result').textContent)")
    return page.inner_text(".gk-verify__result")


OWN_SUM = "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})"  # as on a page that came without https


@pytest.mark.browser
@pytest.mark.parametrize("script", ["", OWN_SUM], ids=["the browser's SHA-512", "our own"])
def test_the_page_finds_a_whole_bag_whole_and_a_changed_one_changed(project, address, browser, tmp_path, script):
    page = browser.new_page()
    page.add_init_script(script)
    asked, failed = [], []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{address}/verify.html")
    bag = project / "archive/2021/2021-demo-2.zip"
    asked.clear()
    verdict_text = verdict(page, bag)
    assert "没有改动：归档包 2021-demo-2 的" in verdict_text
    assert hashlib.sha512(bag.read_bytes()).hexdigest() in verdict_text
    asked = [request for request in asked if not request[1].endswith("favicon.svg")]  # which a browser fetches when it likes
    assert asked == [("GET", f"{address}/zfxxgknb/2021/guidang/2021-demo-2.zip.sha512")], "nothing is sent"
    content = bag.read_bytes()
    place = content.index("新的一句。".encode())
    changed = tmp_path / "2021-demo-2.zip"
    changed.write_bytes(content[:place] + "旧".encode() + content[place + 3 :])
    assert "data/narrative.md 已被改动" in verdict(page, changed)
    with zipfile.ZipFile(changed, "w") as packed, zipfile.ZipFile(bag) as whole:
        for name in whole.namelist():
            packed.writestr(name, whole.read(name))
    assert "与本站公布的校验值不符" in verdict(page, changed)
    with zipfile.ZipFile(changed, "a") as packed:
        packed.writestr("2021-demo-2/data/extra.txt", "x")
    assert "多出文件 data/extra.txt" in verdict(page, changed)
    assert failed == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("script", ["", OWN_SUM], ids=["the browser's SHA-256", "our own"])
def test_the_page_finds_every_file_of_the_site_that_was_changed_or_lost(project, browser, tmp_path, script):
    """All of them at once, at the press of a button; and of files that somebody has, which are from here."""
    chance = random.Random(script)
    site = tmp_path / "site"
    shutil.copytree(project / "site", site)
    listed = [*read_checksums(site)]
    changed, lost = chance.sample([name for name in listed if not name.startswith(("verify.html", "assets/"))], 30), set()
    for name in changed:
        content = (site / name).read_bytes()
        if name.endswith((".svg", ".csv")) and chance.random() < 0.5:
            (site / name).unlink()
            lost.add(name)
        else:
            (site / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with served(site, Packing) as address:
        page = browser.new_page()
        page.add_init_script(script)
        page.goto(f"{address}/verify.html")
        section = page.locator(".gk-verify-files")
        section.locator(".gk-verify__all").click()
        section.locator("text=个文件，").wait_for()
        said = section.locator(".gk-verify__result").inner_text()
        assert said.splitlines()[0] == f"{len(listed)} 个文件，{len(changed)} 个不相符"
        assert {*filter(None, said.splitlines()[1:])} == {
            f"{name}：{'没有取到' if name in lost else '被改动'}" for name in changed
        }
        whole = next(name for name in listed if name not in changed and name.endswith(".docx"))
        page.set_input_files("#downloaded", [str(site / whole), str(site / next(name for name in changed if name not in lost))])
        section.locator("text=1 个不相符").wait_for()
        assert f"与本站的 {whole} 相同" in section.locator(".gk-verify__result").inner_text()
        page.close()


LENGTHS = (0, 1, 55, 111, 112, 113, 127, 128, 129, 239, 240, 255, 256, 1000, 65537)


@pytest.mark.browser
def test_our_own_sha_512_agrees_with_another_s_at_every_length_where_it_pads_otherwise(address, browser, tmp_path):
    page = browser.new_page()
    page.add_init_script(OWN_SUM)
    page.goto(f"{address}/verify.html")
    for length in LENGTHS:
        file = tmp_path / f"{length}.bin"
        file.write_bytes(bytes(number * 7 % 256 for number in range(length)))
        assert hashlib.sha512(file.read_bytes()).hexdigest() in verdict(page, file), length
        assert "不是完好的 zip 文件" in page.inner_text(".gk-verify__result")
    file.write_bytes(b"abc")  # FIPS 180, appendix: the one-block message
    assert "ddaf35a193617abacc417349ae204131" in verdict(page, file)
    page.close()


@pytest.mark.browser
def test_without_a_server_the_page_still_checks_the_bag_by_itself(project, browser):
    page = browser.new_page()
    page.goto((project / "site/verify.html").as_uri())
    verdict_text = verdict(page, project / "archive/2021/2021-finance-1.zip")
    assert "份文件与包内清单一致" in verdict_text
    assert "没有取到本站公布的校验值" in verdict_text
    page.close()


@pytest.mark.browser
def test_without_a_script_the_page_says_which_command_to_type(project, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((project / "site/verify.html").as_uri())
    assert not page.is_visible("#bag")
    assert page.is_visible("text=sha512sum -c 2021-demo-1.zip.sha512")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("verify.html", 1280),
        ("verify.html", 360),
        ("zfxxgknb/2021/guidang/", 360),
        ("zfxxgknb/gengzheng/", 360),
        pytest.param("zfxxgknb/2021/", 360, marks=pytest.mark.audit),
        pytest.param("zfxxgknb/2021/", 1280, marks=pytest.mark.audit),
        pytest.param("zfxxgknb/2021/finance/", 360, marks=pytest.mark.audit),
    ],
)
def test_everybody_can_use_the_pages(address, browser, path, width):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    page.goto(f"{address}/{path}")
    found = Axe().run(page, options={"rules": {rule: {"enabled": True} for rule in RULES}, "resultTypes": ["violations"]})
    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.browser
def test_the_page_in_the_bag_opens_alone_without_any_request(project, browser, tmp_path):
    with zipfile.ZipFile(project / "archive/2021/2021-demo-1.zip") as packed:
        packed.extract("2021-demo-1/data/report.html", tmp_path)
    file = (tmp_path / "2021-demo-1/data/report.html").rename(tmp_path / "alone.html")
    assert file.stat().st_size < 500_000
    source = file.read_text("utf-8")
    assert "<script" not in source
    assert source.count("</style") == 1
    asked = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.locator("figure.gk-table table").count() == 6
    assert page.inner_text("#table-licensing tbody td").startswith("8122")
    assert page.evaluate("getComputedStyle(document.querySelector('.gk-grid')).borderCollapse") == "collapse"
    page.close()
