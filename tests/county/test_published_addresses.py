"""The ledger of published addresses: recorded from a built site, never shortened, and asked at every build."""

import pytest

from gongkai.cli import main

PAGES = (
    "index.html",
    "zfxxgknb/index.html",
    "zfxxgknb/2020/index.html",
    "zfxxgknb/2020/report.json",
    "zfxxgknb/2020/tables/fees.csv",
)
UNNAMED = ("404.html", "assets/style-0123456789.css", "jiansuo/index/k1-0a1bc.js", "sitemap.xml", "robots.txt", "redirects.map")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with a built site and data, as an office has it."""
    monkeypatch.chdir(tmp_path)
    for name in (*PAGES, *UNNAMED):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/site.yml").write_text("county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: demo\n", "utf-8")
    return tmp_path


def run(capsys, *words):
    code = main(["addresses", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_recorded_once_and_found_again(office, capsys):
    assert run(capsys) == (0, "", "已公布的 0 个网址都在；还没有记下 5 个新网址\n")
    assert not (office / "data/addresses.txt").exists()
    assert run(capsys, "--record") == (0, "", "已公布的 0 个网址都在；记下了 5 个新网址\n")
    lines = (office / "data/addresses.txt").read_text("utf-8").splitlines()
    assert lines[1:] == ["/", "zfxxgknb/", "zfxxgknb/2020/", "zfxxgknb/2020/report.json", "zfxxgknb/2020/tables/fees.csv"]
    assert run(capsys) == (0, "", "已公布的 5 个网址都在；还没有记下 0 个新网址\n")


def test_an_address_that_is_gone_is_told_with_its_line_and_nothing_is_recorded(office, capsys):
    run(capsys, "--record")
    before = (office / "data/addresses.txt").read_bytes()
    (office / "site/zfxxgknb/2020").rename(office / "site/zfxxgknb/2020n")
    code, out, said = run(capsys, "--record")
    assert code == 1
    assert out == (
        "data/addresses.txt:4:1: 已公布过的网址“zfxxgknb/2020/”（连同它下面的 2 个网址）不见了；"
        "请恢复，或在 redirects.yml 里写明它现在的网址 [address]\n"
    )
    assert said.endswith("没有写入任何文件\n")
    assert (office / "data/addresses.txt").read_bytes() == before


def test_a_redirect_stands_for_the_address(office, capsys):
    run(capsys, "--record")
    (office / "site/zfxxgknb/2020/tables/fees.csv").unlink()
    assert run(capsys)[0] == 1
    old = "zfxxgknb/2020/tables/fees.csv"
    (office / "data/redirects.yml").write_text(f"{old}: zfxxgknb/2020/\n", "utf-8")
    code, out, _ = run(capsys)
    assert code == 1
    assert out.splitlines() == [
        f"data/redirects.yml:1:1: “{old}”要由服务器转，但 site.yml 没有写 column_url，不知道专栏的路径 [redirect]",
        f"data/addresses.txt:6:1: 已公布过的网址“{old}”不见了；请恢复，或在 redirects.yml 里写明它现在的网址 [address]",
    ]
    with (office / "data/site.yml").open("a") as site:
        site.write("column_url: https://www.example.gov.cn/zwgk/\n")
    assert run(capsys)[0] == 0


def test_a_machine_without_fonts_loses_no_address(office, capsys):
    for year in (2020, 2021):
        (office / f"site/zfxxgknb/{year}").mkdir(exist_ok=True)
        (office / f"site/zfxxgknb/{year}/report.pdf").write_text("x")
    run(capsys, "--record")
    (office / "site/zfxxgknb/2020/report.pdf").unlink()
    assert run(capsys)[0] == 1
    (office / "site/zfxxgknb/2021/report.pdf").unlink()
    assert run(capsys)[0] == 0


def test_without_a_site_there_is_nothing_to_record(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "--record") == (1, "", "site：这里没有生成好的网站；请先运行 gongkai build\n")
    assert list(tmp_path.iterdir()) == []
