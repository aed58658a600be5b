"""Open data as others take it: frictionless, JSON Schema, JSON-LD and Atom read by readers that are not ours."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import feedparser
import pytest
from frictionless import Package, system
from jsonschema import Draft202012Validator
from lxml import etree, html
from pyld import jsonld

from .conftest import Packing, served

DATA = "zfxxgknb/shuju"
SETS = (DATA, "zfxxgknb/2021/shuju", "zfxxgknb/2020/shuju")
BASE = "https://www.example.gov.cn/zwgk/"


def tree(path):
    return html.parse(str(path), html.HTMLParser(encoding="utf-8"))


def valid(folder: Path) -> list[str]:
    """Every fault that the `frictionless` command finds."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert (done.returncode == 0) == report["valid"]
    return [error["type"] for task in report["tasks"] for error in task["errors"]] + [e["type"] for e in report["errors"]]


def test_the_package_is_valid(demo_site):
    assert valid(demo_site / DATA) == []


def test_one_changed_figure_is_found(demo_site, tmp_path):
    folder = shutil.copytree(demo_site / DATA, tmp_path / "data")
    content = (folder / "requests.csv").read_bytes()
    assert b",\xe4\xbb\xb6,29," in content
    (folder / "requests.csv").write_bytes(content.replace(b",\xe4\xbb\xb6,29,", b",\xe4\xbb\xb6,28,", 1))
    assert valid(folder) == ["hash-count"]


@pytest.mark.parametrize("name", SETS)
def test_every_table_is_as_its_schema_says(demo_site, name):
    with system.use_context(trusted=True):
        report = Package(str(demo_site / name / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert len(report.tasks) >= 9


def records(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_blank_a_stroke_and_nought_stay_three_things(demo_site):
    found = {
        (row["年度"], row["机构代号"], row["行代号"], row["列代号"]): (row["数"], row["原文"])
        for row in records(demo_site / DATA / "documents.csv")
    }
    assert found["2021", "demo", "administrative_rules", "issued"] == ("", "/")
    assert found["2021", "demo", "normative_documents", "in_force"] == ("22", "22（其中修订16件）")
    assert found["2020", "demo", "administrative_rules", "made"] == ("0", "0")


def test_a_missing_report_is_a_line_without_a_figure(demo_site):
    found = {(row["年度"], row["机构代号"]): row["公布情况"] for row in records(demo_site / DATA / "publication.csv")}
    assert found == {
        ("2020", "demo"): "按时公布",
        ("2020", "finance"): "未公布",
        ("2021", "demo"): "按时公布",
        ("2021", "finance"): "按时公布",
    }
    assert ("2020", "finance") not in {(row["年度"], row["机构代号"]) for row in records(demo_site / DATA / "requests.csv")}


@pytest.mark.parametrize("name", SETS)
def test_the_json_fits_its_published_schema(demo_site, name):
    schema = json.loads((demo_site / name / "reports.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads((demo_site / name / "reports.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    data["reports"][0]["tables"]["requests"]["received"]["total"] = True
    data["reports"][0]["tables"]["fines"] = {}
    assert len(list(Draft202012Validator(schema).iter_errors(data))) == 2


def test_each_report_s_json_fits_the_schema_of_one(demo_site, site):
    schema = Draft202012Validator(json.loads((demo_site / DATA / "report.schema.json").read_text("utf-8")))
    files = [*demo_site.rglob("report.json"), *site.rglob("report.json")]
    assert len(files) >= 4
    for file in files:
        assert [error.message for error in schema.iter_errors(json.loads(file.read_text("utf-8")))] == [], file


def test_the_whole_in_one_file_is_the_same_files(demo_site):
    for name in SETS:
        folder = demo_site / name
        (packed,) = folder.glob("*.zip")
        with zipfile.ZipFile(packed) as archive:
            assert archive.testzip() is None
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            inside = {entry.partition("/")[2]: archive.read(entry) for entry in archive.namelist()}
        beside = {file.name for file in folder.iterdir() if file.is_file()}
        assert set(inside) == beside - {"index.html", f"{packed.stem}.html", packed.name, "catalog.jsonld", "report.schema.json"}
        assert all(content == (folder / entry).read_bytes() for entry, content in inside.items())


def expanded(text, base):
    """By a reader of JSON-LD that has no network: schema.org's context only names its vocabulary."""

    def loader(address, _):
        assert address == "https://schema.org/"
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": {"@vocab": address}}}

    return jsonld.expand(json.loads(text), {"base": base, "documentLoader": loader})


def test_a_report_describes_itself_to_programs(demo_site):
    page = tree(demo_site / "zfxxgknb/2021/index.html")
    (text,) = page.xpath("//head/script[@type='application/ld+json']/text()")
    (whole, data) = expanded(text, f"{BASE}zfxxgknb/2021/")
    assert whole["@type"] == ["https://schema.org/Report"]
    assert whole["https://schema.org/name"] == [{"@value": "示例县2021年政府信息公开工作年度报告"}]
    assert whole["https://schema.org/datePublished"] == [{"@value": "2022-01-28T09:30:00+08:00"}]
    assert data["https://schema.org/isPartOf"] == [{"@id": f"{BASE}zfxxgknb/2021/#report"}]
    named = {each["https://schema.org/contentUrl"][0]["@value"] for each in data["https://schema.org/distribution"]}
    assert {"report.json", "report.xlsx", "tables/requests.csv"} <= named
    assert all((demo_site / "zfxxgknb/2021" / name).is_file() for name in named)
    assert "license" not in text


def test_what_a_county_has_not_stated_is_not_there(site):
    (text,) = tree(site / "zfxxgknb/2020/index.html").xpath("//head/script[@type='application/ld+json']/text()")
    assert "datePublished" not in text
    assert "license" not in text
    assert "licenses" not in (site / DATA / "datapackage.json").read_text("utf-8")
    assert not (site / "feed.atom").exists()
    assert tree(site / "index.html").xpath("//link[@rel='alternate']") == []
    assert not (site / "sitemap.xml").exists()


def test_an_office_s_words_cannot_end_the_script(demo):
    from gongkai.downloads.open_data import report_data

    markup = report_data(demo.reports[0], [], demo.site, "</script><script>alert(1)</script>&amp;")
    assert "<" not in markup
    assert "&" not in markup
    assert json.loads(markup)["@graph"][0]["description"] == "</script><script>alert(1)</script>&amp;"


def test_the_catalogue_leads_to_every_file_with_its_size_and_sum(demo_site):
    (found,) = expanded((demo_site / DATA / "catalog.jsonld").read_text("utf-8"), "http://elsewhere/")
    assert found["@type"] == ["http://www.w3.org/ns/dcat#Catalog"]
    sets = found["http://www.w3.org/ns/dcat#dataset"]
    assert [each["@id"] for each in sets] == [f"{BASE}{name}/" for name in SETS]
    for each in (file for data in sets for file in data["http://www.w3.org/ns/dcat#distribution"]):
        (address,) = each["http://www.w3.org/ns/dcat#downloadURL"]
        content = (demo_site / address["@id"].removeprefix(BASE)).read_bytes()
        (checksum,) = each["http://spdx.org/rdf/terms#checksum"]
        assert checksum["http://spdx.org/rdf/terms#checksumValue"][0]["@value"] == hashlib.sha256(content).hexdigest()
        assert each["http://www.w3.org/ns/dcat#byteSize"][0]["@value"] == str(len(content))


def test_the_data_lead_to_the_files_of_the_disclosure_catalogue(county_site, demo_site):
    (link,) = tree(county_site / DATA / "index.html").xpath("//a[text()='基层政务公开标准目录（Excel、CSV、JSON）']")
    listed = county_site / DATA / link.get("href")
    files = [link.get("href") for link in tree(listed / "index.html").xpath("//a[starts-with(@href, 'catalogue.')]")]
    assert files == ["catalogue.xlsx", "catalogue.csv", "catalogue.json"]
    assert all((listed / name).is_file() for name in files)
    assert "标准目录" not in (demo_site / DATA / "index.html").read_text("utf-8")  # this county keeps none


def test_without_an_address_the_catalogue_names_files_from_its_own_place(site):
    (found,) = expanded((site / DATA / "catalog.jsonld").read_text("utf-8"), "http://portal/x/zfxxgknb/shuju/catalog.jsonld")
    addresses = [each["@id"] for each in found["http://www.w3.org/ns/dcat#dataset"]]
    assert addresses == ["http://portal/x/zfxxgknb/shuju/", "http://portal/x/zfxxgknb/2020/shuju/"]


def test_the_feed_tells_what_was_published_with_the_stated_moment(demo_site):
    found = feedparser.parse((demo_site / "feed.atom").read_bytes())
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.updated == found.entries[0].updated == "2022-03-02T00:00:00+08:00"
    assert found.entries[0].title == "更正：示例县2021年政府信息公开工作年度报告"
    entries = [(entry.title, entry.updated, entry.link, entry.author) for entry in found.entries]
    assert (
        "示例县2021年政府信息公开工作年度报告",
        "2022-01-28T09:30:00+08:00",
        f"{BASE}zfxxgknb/2021/",
        "示例县人民政府",
    ) in entries
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert all(entry.id.startswith("urn:uuid:") for entry in found.entries)
    links = tree(demo_site / "zfxxgknb/2021/index.html").xpath("//link[@rel='alternate']/@href")
    assert links == ["../../feed.atom"]
    root = etree.parse(str(demo_site / "feed.atom")).getroot()
    for element in (root, *root.iterfind("{*}entry")):
        assert all(element.find(f"{{*}}{name}") is not None for name in ("id", "title", "updated"))


@pytest.mark.browser
def test_the_description_is_no_breach_of_the_policy(browser, demo_site):
    """A data block is not executed: `default-src 'self'` has nothing to say against it."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("addEventListener('securitypolicyviolation', e => (window.breaches ??= []).push(e.blockedURI))")
    logged = []
    page.on("console", lambda message: logged.append(message.text))
    with served(demo_site, Packing) as address:
        for path in ("zfxxgknb/2021/", f"{DATA}/", f"{DATA}/zidian/"):
            page.goto(f"{address}/{path}", wait_until="networkidle")
            assert page.evaluate("window.breaches ?? []") == []
    assert [text for text in logged if "Content Security Policy" in text] == []
    context.close()


@pytest.mark.audit
def test_the_whole_county_s_data(whole_county_site):
    """38 agencies, 8 years, three forms: the largest package, and every report against the published schema."""
    assert valid(whole_county_site / DATA) == []
    schema = Draft202012Validator(json.loads((whole_county_site / DATA / "reports.schema.json").read_text("utf-8")))
    data = json.loads((whole_county_site / DATA / "reports.json").read_text("utf-8"))
    assert len(data["reports"]) > 290
    assert [error.message for error in schema.iter_errors(data)] == []
