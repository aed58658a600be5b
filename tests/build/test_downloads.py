"""Beside a field's list lie its files, beside the list of all those of all fields; each page says what they are and how large."""

import csv
import io
import json

import openpyxl
from lxml import html

from gongkai.cli import main
from gongkai.html.elements import file_size
from tests.build.county import ITEMS, built, small_county, write

FOLDER = "fdzdgknr"
CARE = f"{FOLDER}/elderly-care"


def links(page):
    """What each file is called, with what is said of it, by its address."""
    items = html.parse(str(page)).getroot().xpath("//section[@class='gk-downloads']//li")
    return {item.find("a").get("href"): item.text_content() for item in items}


def test_a_field_and_all_fields_lie_there_as_three_files(tmp_path):
    county = small_county(tmp_path)
    built(county)
    sheets = openpyxl.load_workbook(county.site / FOLDER / "quanbu/catalogue.xlsx").sheetnames
    assert sheets == ["社会救助", "养老服务"]
    rows = list(csv.DictReader(io.StringIO((county.site / CARE / "elderly-care.csv").read_text("utf-8-sig"))))
    assert [row["条目代号"] for row in rows] == ["e1", "e2", "e3", "bare"]
    whole, own = (
        json.loads((county.site / FOLDER / file).read_text("utf-8"))
        for file in ("quanbu/catalogue.json", "elderly-care/elderly-care.json")
    )
    assert [len(field["entries"]) for field in whole["fields"]] == [24, 4]
    assert [[item["title"] for item in read["items"]] for read in (whole, own)] == [["公示 <一>", "公示二", "通知三"], ["公示二"]]


def test_pages_link_them_with_their_sizes(tmp_path):
    county = small_county(tmp_path, first=130)
    built(county)
    site = county.site / FOLDER
    for page, folder, stem in (
        ("mulu", "quanbu", "../quanbu/catalogue"),
        ("quanbu", "quanbu", "catalogue"),
        ("social-assistance", "social-assistance", "social-assistance"),
        ("social-assistance/quanbu", "social-assistance", "../social-assistance"),
        ("social-assistance/ye-2", "social-assistance", "../social-assistance"),
        ("social-assistance/cengji-xian", None, None),
    ):
        found = links(site / page / "index.html")
        assert list(found) == [f"{stem}.{kind}" for kind in ("xlsx", "csv", "json") if stem], page
        for href, said in found.items():
            size = (site / folder / href.rpartition("/")[2]).stat().st_size
            assert said.endswith(f"（{file_size(size)}）"), page


def test_they_are_what_the_command_exports(tmp_path, monkeypatch):
    county = small_county(tmp_path)
    built(county)
    monkeypatch.chdir(tmp_path)
    for kind in ("xlsx", "csv", "json"):
        assert main(["catalogue", "export", kind]) == main(["catalogue", "export", kind, "--field", "elderly-care"]) == 0
        whole, own = county.site / FOLDER / f"quanbu/catalogue.{kind}", county.site / CARE / f"elderly-care.{kind}"
        assert (tmp_path / f"export/catalogue.{kind}").read_bytes() == whole.read_bytes()
        assert (tmp_path / f"export/elderly-care.{kind}").read_bytes() == own.read_bytes()


def test_only_what_changed_is_written_again(tmp_path):
    county = small_county(tmp_path)
    built(county)
    kept = {path: path.stat().st_mtime_ns for path in county.site.rglob("*.*") if path.suffix in (".xlsx", ".csv", ".json")}
    write(county.data / "catalogue/items/2026.yml", ITEMS.replace("通知三", "通知四"))
    built(county)
    changed = {path.relative_to(county.site).as_posix() for path, time in kept.items() if path.stat().st_mtime_ns != time}
    assert changed == {f"{FOLDER}/quanbu/catalogue.json"}
    file = county.data / "catalogue/elderly-care.yml"
    write(file, file.read_text("utf-8").replace("办事指南1", "办事指南一"))
    built(county)
    changed = {path.relative_to(county.site).as_posix() for path, time in kept.items() if path.stat().st_mtime_ns != time}
    kinds = ("xlsx", "csv", "json")
    assert changed == {f"{stem}.{kind}" for stem in (f"{FOLDER}/quanbu/catalogue", f"{CARE}/elderly-care") for kind in kinds}


def test_a_catalogue_that_would_make_huge_files_has_those_of_its_fields_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("gongkai.build.catalogue_downloads.MOST", 20)
    county = small_county(tmp_path)
    built(county)
    assert links(county.site / FOLDER / "mulu/index.html") == links(county.site / FOLDER / "quanbu/index.html") == {}
    assert len(links(county.site / CARE / "index.html")) == 3
