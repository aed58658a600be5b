"""The append-only record: whatever was sealed cannot be taken away, replaced, put in another order or dated back unseen."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.archive.chained import verify_chain
from gongkai.archive.chaining import complete
from gongkai.cli import main
from gongkai.problems import Severity, errors
from gongkai.reports.chain import Kind, chain_file, heads_in
from gongkai.reports.seals import read_seals, seal_file, seal_text
from tests.archive.conftest import seal, whole, wrong
from tests.archive.forging import Forger, by_turns

FIRST, LATER = date(2022, 4, 1), date(2022, 6, 1)


@pytest.fixture(scope="session")
def chained_once(sealed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2021 sealed, a report of it sealed again, then 2020: three entries."""
    county = Path(shutil.copytree(sealed_once, tmp_path_factory.mktemp("chained") / "county"))
    (county / "data/reports/2021/finance/source/又一件.txt").write_text("后来收到。\n", "utf-8")
    for year in (2021, 2020):
        sealed, problems = seal(county / "data", LATER, year=year)
        assert sealed, problems
    return county


@pytest.fixture
def chained(chained_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(chained_once, tmp_path / "chained"))


def heads(county: Path) -> tuple[str, ...]:
    return read_seals(county / "data")[0].chain.heads


def text(county: Path) -> str:
    return chain_file(county / "data").read_text("utf-8")


# ---- What is in it


def test_each_sealing_is_an_entry_that_names_all_before_it(chained):
    entries = read_seals(chained / "data")[0].chain.entries
    assert [(e.kind, e.year, str(e.day), [*e.sums]) for e in entries] == [
        (Kind.SEALED, 2021, "2022-04-01", ["2021-demo-1.zip", "2021-finance-1.zip"]),
        (Kind.SEALED, 2021, "2022-06-01", ["2021-finance-2.zip"]),
        (Kind.SEALED, 2020, "2022-06-01", ["2020-demo-1.zip"]),
    ]
    said = chain_file(chained / "data").read_bytes()
    place = said.index(b"# 3 ")
    assert entries[2].before == hashlib.sha256(said[:place]).hexdigest() == heads(chained)[1]
    assert heads(chained)[2] == hashlib.sha256(said).hexdigest()
    assert f"\nbefore: '{entries[2].before}'\n" in (chained / "data/seals/2020.yml").read_text("utf-8")
    assert wrong(chained / "data") == []


def test_a_hash_program_alone_checks_every_bag_and_the_head(chained, tmp_path):
    for bag in (chained / "archive").rglob("*.zip"):
        shutil.copy(bag, tmp_path)
    shutil.copy(chain_file(chained / "data"), tmp_path)
    done = subprocess.run(["sha512sum", "-c", "chain.txt"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK"), done.stderr) == (0, 4, "")
    sum = subprocess.run(["sha256sum", "chain.txt"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert sum.split()[0] == heads(chained)[-1]


def test_seals_of_before_stay_as_they_are_and_are_taken_up_by_the_next(chained):
    """As they were published: without a word of a chain."""
    data = chained / "data"
    chain_file(data).unlink()
    for year in (2020, 2021):
        seal_file(data, year).write_text(seal_text(replace(read_seals(data)[0].years[year], before=None)), "utf-8")
    before = whole(data / "seals")
    assert wrong(data) == []
    assert seal(data, day=None)[0].new == ()
    assert whole(data / "seals") == before, "nothing new, nothing is written"
    (data / "reports/2021/demo/source/又一件.txt").write_text("后来收到。\n", "utf-8")
    assert seal(data, date(2022, 7, 1))[0].new == ("2021-demo-2",)
    after = whole(data / "seals")
    assert after["2020.yml"] == before["2020.yml"]
    entries = read_seals(data)[0].chain.entries
    assert [(e.kind, e.year) for e in entries] == [(Kind.TAKEN_UP, 2020), (Kind.TAKEN_UP, 2021), (Kind.SEALED, 2021)]
    assert entries[1].of == hashlib.sha512(before["2021.yml"]).hexdigest(), "the very bytes that were published"
    assert wrong(data) == []
    Forger(chained, None, chained).lines(lambda text: text[: text.index("# 3 ")])
    assert wrong(data) == [], "cut short it is as if the last sealing had been interrupted"
    complete(data)
    assert whole(data / "seals") == after


def test_signatures_are_entries_too(signed):
    entries = read_seals(signed / "data")[0].chain.entries
    assert [entry.kind for entry in entries] == [Kind.SEALED, *[Kind.SIGNED] * 6]
    assert [*entries[1].sums] == ["2021-1.yml", "2021-1.p7s", "2021-1.seal"]
    assert wrong(signed / "data") == []


def test_an_interruption_before_the_entry_is_told_and_mended(chained):
    data, before = chained / "data", text(chained)
    Forger(chained, None, chained).lines(lambda text: text[: text.index("# 3 ")])
    found = list(verify_chain(read_seals(data)[0]))
    assert [problem.severity for problem in found] == [Severity.WARNING]
    assert "2020-demo-1.zip 还没有记进封存链" in str(found[0])
    assert seal(data, day=None, year=2020)[0].new == ()
    assert text(chained) == before


def test_the_very_first_entry_that_is_left_out_is_mended_too(sealed_once, tmp_path):
    county = Path(shutil.copytree(sealed_once, tmp_path / "county"))
    before = text(county)
    chain_file(county / "data").unlink()
    found = list(verify_chain(read_seals(county / "data")[0]))
    assert ["还没有记进封存链" in str(problem) for problem in found] == [True]
    assert errors(found) == []
    assert seal(county / "data", day=None)[0].new == ()
    assert text(county) == before


# ---- A head that somebody kept


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_older_head_is_found_in_the_chain(number, chained, capsys):
    assert main(["verify", "--data", str(chained / "data"), "--head", heads(chained)[number - 1]]) == 0
    since = {1: "此后添了 2 条", 2: "此后添了 1 条", 3: "就是现在的链头"}[number]
    assert f"在封存链里：第 {number} 条" in (said := capsys.readouterr().out)
    assert since in said


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("0" * 64, "链头 00000000… 不在封存链"),
        ("没有这个文件.html", "找不到这个文件"),
        ("<p>别的网页</p>", "里面没有封存链的链头"),
    ],
)
def test_what_is_no_head_of_it_is_a_line(kept, said, chained, tmp_path, capsys):
    if kept.startswith("<"):
        (tmp_path / "page.html").write_text(kept, "utf-8")
        kept = str(tmp_path / "page.html")
    assert main(["verify", "--data", str(chained / "data"), "--head", kept]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert said in line


def test_an_older_page_or_copy_of_the_chain_will_do(chained, tmp_path, capsys):
    head = heads(chained)[1]
    page = tmp_path / "旧网页.html"
    page.write_text(f"<p>封存链第 2 条的链头，SHA-256 <code>{head}</code></p><p>{'1' * 64}</p>", "utf-8")
    copy = tmp_path / "chain.txt"
    copy.write_text(text(chained)[: text(chained).index("# 3 ")], "utf-8")
    asked = ["verify", "--data", str(chained / "data"), "--head", str(page), "--head", str(copy)]
    assert main(asked) == 0
    assert capsys.readouterr().out.count("在封存链里：第 2 条") == 2
    copy.write_text(copy.read_text("utf-8").replace("2022-04-01", "2022-03-01"), "utf-8")
    assert main(asked) == 1
    assert heads_in(page.read_text("utf-8")) == [(2, head)]


# ---- What cannot be sealed


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (LATER - timedelta(1), "早于最后一次封存或签名的日期 2022-06-01"),
        (date.today() + timedelta(2), "还没有到"),
        (date(2021, 1, 1), "早于这份报告里"),
    ],
)
def test_a_day_of_before_or_to_come_is_refused(day, said, chained):
    """`seal_year` itself refuses it, whatever calls it."""
    (chained / "data/reports/2021/demo/source/又一件.txt").write_text("后来收到。\n", "utf-8")
    before = whole(chained)
    sealed, problems = seal(chained / "data", day)
    assert sealed is None
    assert said in str(problems[0])
    assert whole(chained) == before


# ---- What somebody does who knows how everything is made


Forged = dict[str, tuple[Callable[[Forger], object], str]]


def without(*numbers: int):
    return lambda entries: [entry for entry in entries if entry.number not in numbers]


def unsealed_year(f: Forger) -> None:
    """The year's reports, bags and seal, all of it."""
    seal_file(f.data, 2020).unlink()
    shutil.rmtree(f.county / "archive/2020")
    shutil.rmtree(f.data / "reports/2020")


def unsealed(f: Forger, name: str, agency: str) -> None:
    f.unsealed(agency)
    (f.county / f"archive/2021/{name}.zip").unlink()


def dated(f: Forger, number: int, day: date) -> None:
    f.entries(lambda entries: [replace(e, day=day) if e.number == number else e for e in entries])


def swapped(entries):
    one, two, three = entries
    return [one, three, two]


FORGED: Forged = {
    # taken away; with the chain as it is
    "a year's seal lost": (lambda f: seal_file(f.data, 2020).unlink(), "记着归档包 2020-demo-1.zip，封存记录里没有"),
    "a year taken away": (unsealed_year, "记着归档包 2020-demo-1.zip，封存记录里没有"),
    "an agency taken out of the seal": (lambda f: f.unsealed("finance"), "记着归档包 2021-finance-1.zip，封存记录里没有"),
    "an agency taken away with its bags": (
        lambda f: (unsealed(f, "2021-finance-1", "finance"), (f.county / "archive/2021/2021-finance-2.zip").unlink()),
        "记着归档包 2021-finance-2.zip，封存记录里没有",
    ),
    "the newest version taken away": (
        lambda f: f.reversion("finance", lambda versions: versions[:1]),
        "记着归档包 2021-finance-2.zip，封存记录里没有",
    ),
    "the first version taken away": (
        lambda f: f.reversion("finance", lambda versions: versions[1:]),
        "记着归档包 2021-finance-1.zip，封存记录里没有",
    ),
    "a bag lost": (lambda f: (f.county / "archive/2020/2020-demo-1.zip").unlink(), "归档包不见了"),
    "the chain lost": (lambda f: chain_file(f.data).unlink(), "封存链不见了"),
    # replaced
    "a bag and its digest replaced": (lambda f: f.sealed(zip="0" * 128), "归档包 2021-demo-1.zip 在封存记录里的摘要不同"),
    "the seal's word on a file": (lambda f: f.sealed(files={"report.yml": "0" * 128}), "与封存链第 2 条记下的摘要不同"),
    "another name": (lambda f: f.sealed(by="别的单位"), "封存日期或单位与封存记录不同"),
    "dated back": (lambda f: f.sealed(sealed="2022-03-01"), "封存日期或单位与封存记录不同"),
    "dated later than today": (lambda f: f.sealed(sealed="2099-01-01"), "封存日期 2099-01-01 还没有到"),
    "dated before it was published": (lambda f: f.sealed(sealed="2021-01-01"), "早于公布的日期"),
    "the seal put elsewhere on the chain": (lambda f: f.before("1" * 64), "与封存链第 2 条记下的摘要不同"),
    "the seal said to be from before": (lambda f: f.before(None), "与封存链第 2 条记下的摘要不同"),
    # the chain's own lines
    "a line of the chain altered": (lambda f: f.lines(lambda t: t.replace("2022-04-01", "2022-03-01")), "封存链从这里起被改动过"),
    "a digest in it altered": (lambda f: f.lines(lambda t: t.replace("2021-demo-1", "2021-demo-2")), "封存链从这里起被改动过"),
    "a line taken out": (lambda f: f.lines(lambda t: "".join(t.splitlines(True)[:-1])), "封存链从这里起被改动过"),
    "the first entry cut off": (
        lambda f: f.lines(lambda t: t[: t.index("# 1 ")] + t[t.index("# 2 ") :]),
        "封存链从这里起被改动过",
    ),
    "an entry in the middle cut out": (
        lambda f: f.lines(lambda t: t[: t.index("# 2 ")] + t[t.index("# 3 ") :]),
        "封存链从这里起被改动过",
    ),
    "something put in": (lambda f: f.lines(lambda t: t + "# 补记\n"), "封存链从这里起被改动过"),
    # the chain's entries, all digests made anew
    "the first entry taken out, the rest made anew": (lambda f: f.entries(without(1)), "2021.yml"),
    "the second entry taken out": (lambda f: f.entries(without(2)), "2021.yml"),
    "the last two cut off": (lambda f: f.entries(without(2, 3)), "不在封存链里：不是接着封存的，或封存链被删短了"),
    "two exchanged": (lambda f: f.entries(swapped), "接在封存链上的位置与第"),
    "all but none": (lambda f: f.entries(lambda entries: [entries[0], entries[0], *entries[1:]]), "前面已经有了"),
    "an entry dated back": (lambda f: dated(f, 3, date(2022, 3, 1)), "早于前面的 2022-06-01"),
    "an entry dated later than today": (lambda f: dated(f, 3, date(2099, 1, 1)), "日期 2099-01-01 还没有到"),
    "an entry said to be of before": (
        lambda f: f.entries(lambda entries: [*entries[:2], replace(entries[2], kind=Kind.TAKEN_UP)]),
        "收入的旧封存只能在开头",
    ),
    "a bag nobody sealed put in": (
        lambda f: f.entries(lambda e: [*e[:2], replace(e[2], sums={**e[2].sums, "2020-finance-1.zip": "0" * 128})]),
        "记着归档包 2020-finance-1.zip，封存记录里没有",
    ),
}


@pytest.mark.parametrize("name", by_turns(FORGED))
def test_it_is_found_by_verify(name, chained):
    forge, said = FORGED[name]
    forge(Forger(chained, None, chained))
    found = wrong(chained / "data")
    assert any(said in line for line in found), found


def rewritten(f: Forger) -> None:
    """A report altered, everything sealed anew under the same days."""
    report = f.data / "reports/2020/demo/report.yml"
    report.write_text(report.read_text("utf-8") + "\n", "utf-8")
    f.resealed((2021, FIRST), (2020, LATER))


REWRITTEN: dict[str, Callable[[Forger], object]] = {
    "a report altered and sealed anew": rewritten,
    "the year taken away and the chain made anew": lambda f: (unsealed_year(f), f.rechained()),
    "an agency taken away and the chain made anew": lambda f: (
        unsealed(f, "2021-finance-1", "finance"),
        (f.county / "archive/2021/2021-finance-2.zip").unlink(),
        f.rechained(),
    ),
    "the newest version taken away and the chain made anew": lambda f: (
        f.reversion("finance", lambda versions: versions[:1]),
        (f.county / "archive/2021/2021-finance-2.zip").unlink(),
        (f.data / "reports/2021/finance/source/又一件.txt").unlink(),
        f.rechained(),
    ),
    "the years in another order": lambda f: f.rechained(),
    "a report dated back with its bag": lambda f: f.resealed((2020, FIRST), (2021, LATER)),
    "no chain at all": lambda f: f.unchained(),
    "everything sealed anew on the same days": lambda f: f.resealed((2021, FIRST), (2020, LATER)),
}


@pytest.mark.parametrize("name", by_turns(REWRITTEN))
def test_it_is_found_by_whoever_holds_an_older_head(name, chained, tmp_path, capsys):
    """Everything made anew so that it agrees with itself: the head that was on the page does not."""
    old = heads(chained)[-1]
    REWRITTEN[name](Forger(chained, None, chained))
    assert wrong(chained / "data") == [], "by itself it is without a fault"
    assert main(["verify", "--data", str(chained / "data"), "--head", old]) == 1
    assert "不在封存链" in capsys.readouterr().out


def test_signatures_taken_away_to_the_last_or_made_by_a_new_authority_are_found(signed, authority, tmp_path):
    kept = whole(signed)
    forger = Forger(signed, authority, tmp_path)
    for path in forger.folder.glob("2021-6.*"):
        path.unlink()
    assert any("记着签名的文件 2021-6.tsr，现在没有了" in line for line in wrong(signed / "data"))
    for name, content in kept.items():
        (signed / name).write_bytes(content)
    forger.signed(2, "rsa-foreign", who="示例县人民政府 外来的人", issuer="外来根证书")
    other = (authority.folder / "other.pem").read_bytes()
    (forger.folder / "certificates.pem").write_bytes((forger.folder / "certificates.pem").read_bytes() + other)
    found = wrong(signed / "data")
    assert any("签名的文件 2021-2.p7s 被换过" in line for line in found)
    assert any("certificates.pem: 与封存链第 7 条记下的摘要不同" in line for line in found)


def test_a_build_stops_where_the_chain_does_not_agree(chained):
    from gongkai.build.county import altered
    from gongkai.collection import load_collection

    assert list(altered(load_collection(chained / "data")[0])) == []
    seal_file(chained / "data", 2020).unlink()
    assert any("记着归档包 2020-demo-1.zip" in str(problem) for problem in altered(load_collection(chained / "data")[0]))
