"""What a county states of its portal, by command: shown, then written, every other line left as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.county.portal import FACTS, Contact, Site, read_site

SITE = Path("data/site.yml")


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "示例县", "--into", "."]) == 0
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["portal", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_is_stated_is_listed_with_what_is_missing(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, said = run(capsys)
    assert (code, said) == (0, "公布前必须补上：门户网站的正式名称、门户网站的域名、政府网站标识码\n")
    assert "icp ICP 备案号：（没有写）\n" in out
    assert run(capsys, "portal=示例门户", "domain=www.example.gov.cn", "site_code=0000000000", "--yes")[0] == 0
    code, out, said = run(capsys)
    assert (code, said) == (0, "公布前必须写的都写了\n")
    assert "site_code 政府网站标识码：0000000000\n" in out


def test_it_is_shown_and_written_only_when_agreed(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = SITE.read_text("utf-8")
    words = ("portal=示例县人民政府门户网站", "site_code=0000000000")
    code, out, said = run(capsys, *words)
    assert (code, SITE.read_text("utf-8")) == (0, before)
    assert out == 'data/site.yml\n    7 + portal: 示例县人民政府门户网站\n    8 + site_code: "0000000000"\n'
    assert said == "还没有改动；确认以后加上 --yes 再运行一次\n"
    assert run(capsys, *words, "--yes") == (0, out, "已写入 data/site.yml\n")
    below = "government_agency: shili\n"
    assert SITE.read_text("utf-8") == before.replace(below, f'{below}portal: 示例县人民政府门户网站\nsite_code: "0000000000"\n')


def test_a_fact_is_stated_anew_beside_its_remark(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SITE.write_bytes((SITE.read_text("utf-8") + "icp: 旧  # 2020年\n").replace("\n", "\r\n").encode())
    assert run(capsys, "icp=某ICP备00000000号", "--yes")[0] == 0
    assert SITE.read_bytes().decode().endswith("\r\nicp: 某ICP备00000000号  # 2020年\r\n")


@pytest.mark.parametrize("typed", ["", "contact: {fax: 0-1}\n", "contact:\n  fax: 0-1\n"])
def test_the_parts_of_a_contact(typed: str, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SITE.write_text(SITE.read_text("utf-8") + typed, "utf-8")
    assert run(capsys, "contact.telephone=010-00000000", "contact.hours=工作日 8:30—17:30", "--yes")[0] == 0
    site, problems = read_site(Path("data"))
    assert (site is not None, problems) == (True, [])
    assert site is not None
    fax = "0-1" if "fax" in typed else None
    assert site.contact == Contact(telephone="010-00000000", hours="工作日 8:30—17:30", fax=fax)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("site_code=123",), 1, "data/site.yml: “site_code”的写法不对 [shape]\n"),
        (("portal_url=www.example.gov.cn",), 1, "“www.example.gov.cn”不是网址；应以 https:// 开头"),
        (("portal=<b>",), 1, "“portal”的写法不对"),
        (("telefon=1",), 2, "命令写得不对：没有“telefon”这一项；有 portal、"),
        (("portal",), 2, "命令写得不对：“portal”应写成“项=内容”"),
        (("portal=",), 2, "命令写得不对：“portal=”应写成“项=内容”"),
        (("data_version=9",), 2, "没有“data_version”这一项"),
    ],
)
def test_what_cannot_be_stated_is_refused(
    words: tuple[str, ...], code: int, message: str, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = SITE.read_bytes()
    capsys.readouterr()
    try:
        done = main(["portal", "icp=甲", *words, "--yes"])
    except SystemExit as error:
        done = int(str(error.code))
    said = capsys.readouterr()
    assert (done, SITE.read_bytes()) == (code, before)
    assert message in said.out + said.err


def test_a_file_that_cannot_be_read_is_told_and_left(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SITE.write_text("county: [\n", "utf-8")
    for words in ((), ("icp=甲", "--yes")):
        assert run(capsys, *words)[0] == 1
    assert SITE.read_text("utf-8") == "county: [\n"


def test_every_fact_is_one_that_a_site_has() -> None:
    own, contact = set(Site.__dataclass_fields__), set(Contact.__dataclass_fields__)
    assert {key for key in FACTS if "." not in key} < own
    assert {key.partition(".")[2] for key in FACTS if "." in key} == contact
