"""The ledger of published places: recorded with the addresses, never shortened; a place that is gone is told in one line."""

import pytest

from gongkai.cli import main
from gongkai.county.published_places import ledger_text

PAGE = (
    '<h2 id="overview">总体情况</h2><p>办结<data class="gk-figure" value="3" id="figure-done">3</data>件</p>'
    '<figure class="gk-table" id="table-fees"><table><tr><th id="fees-amount" scope="col">金额</th></tr>'
    '<tr><th scope="row" id="fees-one">收费</th><td id="fees.one.amount" headers="fees-one fees-amount">3</td></tr></table></figure>'
    '<h2 id="notes">校注</h2><p id="plain">x</p>'
)
HEAD = 2  # lines of comment


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with two reports' pages and data, as an office has it."""
    monkeypatch.chdir(tmp_path)
    for name in ("index.html", "zfxxgknb/2020/index.html", "zfxxgknb/2020/finance/index.html", "fdzdgknr/x/index.html"):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True)
        file.write_text(PAGE, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/site.yml").write_text("county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: demo\n", "utf-8")
    return tmp_path


def run(capsys, *words):
    code = main(["addresses", *words])
    return code, capsys.readouterr().out


def change(office, old, new):
    file = office / "site/zfxxgknb/2020/index.html"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_what_reports_of_one_form_have_in_common_is_written_once(office, capsys):
    assert run(capsys) == (0, "")
    assert not (office / "data/anchors.txt").exists()
    assert run(capsys, "--record") == (0, "")
    pages = ["  zfxxgknb/2020/", "  zfxxgknb/2020/finance/"]
    groups = ["fees-amount fees-one fees.one.amount", "figure-done", "overview", "table-fees"]
    lines = (office / "data/anchors.txt").read_text("utf-8").splitlines()
    assert lines[HEAD:] == [line for group in groups for line in (group, *pages)]


def test_a_place_that_is_gone_is_told_with_its_line_and_stays_recorded(office, capsys):
    run(capsys, "--record")
    before = (office / "data/anchors.txt").read_bytes()
    change(office, ' id="fees.one.amount"', "")
    code, out = run(capsys, "--record")
    assert code == 1
    assert out == (
        "data/anchors.txt:4:1: 已公布过的位置“zfxxgknb/2020/#fees.one.amount”不见了；"
        "请恢复，或在 redirects.yml 里写明它现在的位置 [address]\n"
    )
    change(office, 'id="figure-done"', "")
    assert "“zfxxgknb/2020/#fees.one.amount”等 2 个位置不见了" in run(capsys)[1]
    assert (office / "data/anchors.txt").read_bytes() == before


def test_new_places_are_added_and_none_is_taken_out(office, capsys):
    run(capsys, "--record")
    change(office, "</figure>", '</figure><h2 id="section-2">二</h2>')
    assert run(capsys, "--record") == (0, "")
    lines = (office / "data/anchors.txt").read_text("utf-8").splitlines()
    assert lines[lines.index("section-2") :] == [
        "section-2",
        "  zfxxgknb/2020/",
        "table-fees",
        "  zfxxgknb/2020/",
        "  zfxxgknb/2020/finance/",
    ]


def test_a_line_in_redirects_stands_for_a_place(office, capsys):
    run(capsys, "--record")
    change(office, ' id="figure-done"', "")
    (office / "data/redirects.yml").write_text("zfxxgknb/2020/#figure-done: zfxxgknb/2020/#overview\n", "utf-8")
    assert run(capsys) == (0, "")
    (office / "data/redirects.yml").write_text("zfxxgknb/2020/#figure-done: https://example.com/\n", "utf-8")
    code, out = run(capsys)
    assert code == 1
    assert out.startswith("data/redirects.yml:1:1: “zfxxgknb/2020/#figure-done”：一个位置移到别处，两边都写成")


def test_a_page_that_is_gone_is_told_once(office, capsys):
    run(capsys, "--record")
    (office / "site/zfxxgknb/2020/finance/index.html").unlink()
    assert [line.split(": ")[0] for line in run(capsys)[1].splitlines()] == ["data/addresses.txt:5:1"]


def test_the_ledger_is_the_same_for_the_same_places():
    pages = {"b/": ["t.b", "t.a"], "a/": ["t.a", "t.b"]}
    assert ledger_text(pages).splitlines()[HEAD:] == ["t.a t.b", "  a/", "  b/"]
