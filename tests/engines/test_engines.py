"""The column in real browsers of earlier years: what the contract of decisions/0043 promises, as a reader meets it.

`make test` has the oldest, `make audit` all of them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml

from gongkai.html.assets import assets
from gongkai.html.fragments import fragment
from gongkai.measure import pages as places
from gongkai.measure.serving import served
from tests.site.access.aloud import STAND_IN

from .engine import HERE, TODAY, engine, environment, program

OLDEST, BELOW = "chromium-69", "chromium-67"
OTHERS = ("chromium-80", "chromium-90", "chromium-92", "chromium-103", "chromium-106")
QUESTIONS = yaml.safe_load((HERE.parent / "search" / "questions.yml").read_text("utf-8"))["county"]
ASKED = [case["ask"] for case in QUESTIONS[:: len(QUESTIONS) // 48]][:48]
FIRST = 5
ANSWERED = "/找到/.test(document.querySelector('.gk-search__status').textContent)"
HITS = "Array.from(document.querySelectorAll('.gk-search__hit a'), (one) => one.pathname + one.hash)"
OVERLAPS = (HERE / "overlaps.js").read_text("utf-8").rstrip().rstrip(";")
WIDTHS = {1280: 900, 375: 700}


@pytest.fixture(scope="module", params=[OLDEST, *(pytest.param(name, marks=pytest.mark.audit) for name in OTHERS)])
def old(request):
    """A browser of an earlier year. Nothing may stand in its console when all is done."""
    with engine(request.param) as browser:
        assert f"/{request.param.removeprefix('chromium-')}." in browser.version
        yield browser


@pytest.fixture
def page(old):
    opened = old.page()
    yield opened
    assert opened.console() == []
    opened.close()


@pytest.fixture(scope="module")
def answers_of_today(address):
    with engine(TODAY) as browser:
        return answers(browser.page(), address)


def answers(page, address):
    return {question: first_answers(page, address, question) for question in ASKED}


def first_answers(page, address, question, **chosen):
    filters = "".join(f"&{name}={quote(value)}" for name, value in chosen.items())
    page.goto(f"{address}/jiansuo/?q={quote(question)}{filters}")
    page.wait_for(ANSWERED)
    return page.evaluate(HITS)[:FIRST]


def test_the_search_answers_as_in_today_s_browser(page, address, answers_of_today):
    assert len(ASKED) == 48
    assert sum(map(bool, answers_of_today.values())) > 40
    assert without_origin(answers(page, address)) == without_origin(answers_of_today)


def without_origin(answers):
    return {question: [one.split("/zwgk/", 1)[1] for one in found] for question, found in answers.items()}


def test_what_is_typed_and_chosen_narrows_the_answers(page, county_address):
    page.goto(f"{county_address}/jiansuo/")
    page.click(".gk-search__field")
    page.write("行政许可")
    page.wait_for(ANSWERED)
    assert page.evaluate("document.querySelector('.gk-search__unscripted').getClientRects().length") == 0
    choose(page, "[name=year]", "2021")
    page.wait_for(
        "Array.from(document.querySelectorAll('.gk-search__heading')).every((one) => one.textContent.includes('2021年'))"
    )
    assert "year=2021" in page.evaluate("location.search")
    assert page.evaluate(HITS)


def choose(page, selector, value):
    page.evaluate(
        f"(() => {{ const found = document.querySelector({json.dumps(selector)}); found.value = {json.dumps(value)};"
        " found.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def test_text_and_colours_change_and_are_kept(page, address):
    page.goto(f"{address}/")
    before = look(page)
    page.click("[aria-controls=display]")
    looks = [before]
    for name, value in (("size", "large"), ("size", "huge"), ("scheme", "dark"), ("scheme", "contrast"), ("scheme", "light")):
        page.click(f"#display [name={name}][value={value}]")
        looks.append(look(page))
    sizes, grounds = zip(*looks, strict=True)
    assert sizes[:3] == ("18px", "24px", "30px")
    assert len(set(grounds[3:])) == 3
    page.click("#display [name=scheme][value=dark]")
    page.goto(f"{address}/zfxxgknb/2020/")
    assert look(page) == ["30px", grounds[3]]
    page.evaluate("localStorage.clear()")


def look(page):
    return page.evaluate("[getComputedStyle(document.documentElement).fontSize, getComputedStyle(document.body).backgroundColor]")


def test_the_menu_opens_on_a_phone(page, address):
    page.resize(375, 700)
    page.goto(f"{address}/")
    shown = "Boolean(document.querySelector('#menu a').getClientRects().length)"
    assert page.evaluate(shown) is False
    page.click(".gk-tool--menu")
    assert page.evaluate(shown) is True
    page.click(".gk-tool--menu")
    assert page.evaluate(shown) is False


def test_two_reports_are_compared(page, county_address):
    page.goto(f"{county_address}/zfxxgknb/duibi/")
    page.click(".gk-pair__form [type=submit]")
    page.wait_for("/已比较/.test(document.querySelector('.gk-pair [role=status], [data-scripted] [role=status]').textContent)")
    figures = page.evaluate(
        "Array.from(document.querySelectorAll('[data-scripted] tbody tr:first-child td'), (one) => one.textContent)"
    )
    assert len(figures) == 4
    assert all(figures)


def test_a_table_of_entries_is_narrowed_down(page, county_address, county_site):
    path = next(
        f"{file.parent.relative_to(county_site).as_posix()}/"
        for file in sorted(county_site.glob("fdzdgknr/*/index.html"))
        if "data-here" in file.read_text("utf-8")
    )
    page.goto(f"{county_address}/{path}")
    rows = "Array.from(document.querySelectorAll('.gk-rows tbody tr')).filter((one) => !one.hidden).length"
    whole = page.evaluate(rows)
    field = page.evaluate(
        "(() => { const one = Array.from(document.querySelectorAll('.gk-narrow__form select')).find((select) => select.options.length > 2);"
        " one.selectedIndex = 1; one.dispatchEvent(new Event('change', {bubbles: true})); return one.name; })()"
    )
    assert 0 < page.evaluate(rows) < whole
    assert f"?{quote(field)}=" in page.evaluate("location.href")
    assert "符合条件的有" in page.evaluate("document.querySelector('.gk-narrow__form [role=status]').textContent")


def test_an_archive_is_checked_where_it_lies(page, tmp_path):
    site = verifying(tmp_path / "site")
    bag, changed = bags(tmp_path)
    with served(site) as address:
        page.goto(f"{address}/verify.html")
        whole = verdict(page, bag)
        assert "与包内清单一致" in whole
        assert hashlib.sha512(bag.read_bytes()).hexdigest() in whole
        assert "data/report.txt 已被改动" in verdict(page, changed)
    page.told = [one for one in page.console() if "404" not in one and "favicon" not in one]  # no checksum is published there


def verdict(page, file):
    page.evaluate("document.querySelector('.gk-verify__result').textContent = ''")
    node = page.send("DOM.getDocument")["root"]["nodeId"]
    field = page.send("DOM.querySelector", nodeId=node, selector="#bag")["nodeId"]
    page.send("DOM.setFileInputFiles", files=[str(file)], nodeId=field)
    page.wait_for("document.querySelector('.gk-verify__result code')")
    return page.evaluate("document.querySelector('.gk-verify__result').textContent")


def verifying(site):
    """A page that checks archives, with its style and scripts."""
    made = assets()
    for asset in made.values():
        file = site / asset.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(asset.content, "utf-8")
    body = fragment(
        "verify",
        {"folder": "", "archive": "guidang", "example": "2021-demo-1", "sums": "checksums.txt", "chain": "", "years": []},
    )
    head = f'<link rel="stylesheet" href="{made["style"].name}"><link rel="icon" href="data:,"><script src="{made["early"].name}"></script>'
    last = f'<script src="{made["verify"].name}"></script>'
    page = f'<!doctype html><meta charset="utf-8">{head}<main><article class="gk-article">{body}</article></main>{last}'
    (site / "verify.html").write_text(page, "utf-8")
    return site


def bags(folder):
    """A whole bag, and one of which a file was changed."""
    files = {"bagit.txt": b"BagIt-Version: 1.0\n", "data/report.txt": "正文".encode()}
    files["manifest-sha512.txt"] = listed(files, "data/report.txt")
    files["tagmanifest-sha512.txt"] = listed(files, "bagit.txt", "manifest-sha512.txt")
    whole, changed = folder / "2021-demo-1.zip", folder / "changed.zip"
    for file, content in ((whole, files), (changed, {**files, "data/report.txt": b"other"})):
        with zipfile.ZipFile(file, "w") as packed:
            for name, data in content.items():
                packed.writestr(f"2021-demo-1/{name}", data)
    return whole, changed


def listed(files, *names):
    return "".join(f"{hashlib.sha512(files[name]).hexdigest()}  {name}\n" for name in names).encode()


def test_a_section_is_read_aloud(page, address):
    """With a voice that notes what it is given: these builds have none of their own."""
    page.send("Page.addScriptToEvaluateOnNewDocument", source=f"({STAND_IN})('zh-CN')")
    page.goto(f"{address}/zfxxgknb/2020/")
    page.click(".gk-aloud")
    page.wait_for("window.said.length > 3")
    assert all(page.evaluate("window.said"))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_lies_on_something_else(page, county_address, county_site, width):
    """One page of each kind, and a search with answers."""
    page.resize(width, WIDTHS[width])
    looked_at = [*places.one_of_each(places.pages(county_site)), f"jiansuo/?q={quote('行政许可')}"]
    assert len(looked_at) >= 10
    found = {}
    for path in looked_at:
        page.goto(f"{county_address}/{path}")
        if "?" in path:
            page.wait_for(ANSWERED)
        found[path] = page.evaluate(OVERLAPS)
    assert found == {path: [] for path in looked_at}


def test_what_lies_on_something_else_is_found(page, address):
    page.goto(f"{address}/zfxxgknb/2020/")
    assert page.evaluate(OVERLAPS) == []
    page.evaluate("document.querySelector('h1').style.marginBottom = '-5rem'")
    assert page.evaluate(OVERLAPS)


@pytest.mark.audit
def test_below_the_contract_a_sentence_says_what_cannot_run(address):
    """That browser can only be asked for a page as it stands after its scripts."""
    shown = seen_below(f"{address}/jiansuo/")
    assert 'class="js' not in shown
    assert "浏览器没有运行脚本，或者太旧，不能在这里检索。" in shown
    assert "政府信息公开指南" in seen_below(f"{address}/")


def seen_below(address):
    binary = program(BELOW)
    command = [str(binary), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", address]
    done = subprocess.run(command, env=environment(binary), capture_output=True, check=False, timeout=60)
    return done.stdout.decode()


def test_every_browser_is_in_its_folder():
    locked = {folder.parent.name: json.loads(folder.read_text("utf-8"))["dependencies"] for folder in HERE.glob("*/package.json")}
    assert {name: set(found) for name, found in locked.items()} == {"oldest": {OLDEST}, "others": {BELOW, *OTHERS}}
    assert Path(HERE / "oldest/package-lock.json").is_file()
