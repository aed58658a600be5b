"""示例县 built: openly fictional on every page, and every link leads somewhere. A sample of it always, the whole in an audit."""

import shutil

import pytest

from .conftest import ROOT, copy_project, run_build
from .links import broken_links, pages, tree

NOTICE = "示例县是虚构的"
# One of each kind, with a correction, a form of another year, a missing year and years in which an agency was not there.
SAMPLE = ("shili", "office", "market", "nixi", "xugu", "rural")


@pytest.fixture(scope="module")
def build(tmp_path_factory, county_data):
    """Builds the county with those agencies' reports, or with all, as `make demo` does."""

    def built(*agencies):
        project = copy_project(tmp_path_factory.mktemp("county"))
        demo = project / "examples/demo"
        shutil.copytree(ROOT / "examples/demo", demo, ignore=shutil.ignore_patterns("data", "site", "build"))
        shutil.copytree(county_data, demo / "data")
        for report in [] if not agencies else (demo / "data/reports").glob("*/*"):
            if report.name not in agencies:
                shutil.rmtree(report)
        if agencies:
            (demo / "data/addresses.txt").unlink()  # it names the pages of all
        done = run_build(demo, demo / "site")
        assert done.returncode == 0, done.stdout + done.stderr
        return demo / "site"

    return built


@pytest.fixture(scope="module")
def sample(build):
    return build(*SAMPLE)


def test_every_page_of_a_sample_says_that_it_is_fictional(sample):
    assert len(pages(sample)) > 8 * len(SAMPLE) - 10
    assert silent(sample) == []


def silent(site):
    """Pages without the notice."""
    return [str(page.relative_to(site)) for page in pages(site) if NOTICE not in tree(page).text_content()]


def test_every_link_of_a_sample_leads_somewhere(sample):
    assert broken_links(sample) == []


def test_the_missing_report_has_no_page(sample):
    assert (sample / "zfxxgknb/2019/xugu/index.html").is_file()
    assert not (sample / "zfxxgknb/2020/xugu").exists()


def test_a_correction_is_on_the_page_of_its_report(sample):
    text = tree(sample / "zfxxgknb/2022/market/index.html").text_content()
    assert "录入时两位数字颠倒" in text
    assert "6243" in text


@pytest.mark.audit
def test_the_whole_county(build):
    site = build()
    assert len(pages(site)) > 290
    assert silent(site) == []
    assert broken_links(site) == []


BROKEN = {
    "no such page": ("../nowhere/", "page/index.html → ../nowhere/"),
    "no such anchor": ("../#there", "page/index.html → ../#there"),
    "another host": ("https://example.com/", "page/index.html → https://example.com/"),
    "above the column": ("../../../", "page/index.html → ../../../"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_link_is_found(kind, tmp_path):
    href, told = BROKEN[kind]
    (tmp_path / "page").mkdir()
    (tmp_path / "index.html").write_text('<h1 id="here">a</h1>')
    (tmp_path / "page/index.html").write_text(
        f'<a href="../#here">b</a><a href="{href}">c</a><a href="https://www.shili.example/">d</a>'
    )
    assert broken_links(tmp_path) == [told]
