"""`gongkai verify`: any byte changed in what was sealed is found, and each kind of damage is one clear line."""

import random
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from gongkai.archive import verify_paths, verify_seals
from gongkai.archive.verifying import ALTERED
from gongkai.cli import main
from gongkai.problems import errors
from gongkai.reports.seals import read_seals
from tests.archive.conftest import SOURCE, seal, wrong

CHANGES = 210
IN_A_FOLDER = 60


def sealed_files(county: Path) -> list[Path]:
    places = ("data/seals", "data/reports/2021", "archive")
    return [path for place in places for path in sorted((county / place).rglob("*")) if path.is_file()]


def change_a_byte(file: Path, chance: random.Random) -> str:
    content = bytearray(file.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= chance.randrange(1, 256)
    file.write_bytes(content)
    return f"{file.name}, byte {place}"


def test_one_byte_changed_anywhere_is_found(county):
    assert wrong(county / "data") == []
    chance = random.Random(2021)
    files = sealed_files(county)
    assert len(files) == 10
    missed = []
    for number in range(CHANGES):
        file = files[number % len(files)]
        before = file.read_bytes()
        changed = change_a_byte(file, chance)
        missed += [] if wrong(county / "data") else [changed]
        file.write_bytes(before)
    assert missed == []
    assert wrong(county / "data") == []


def test_one_byte_changed_in_an_unpacked_bag_is_found(county):
    with zipfile.ZipFile(county / "archive/2021/2021-demo-1.zip") as packed:
        packed.extractall(county)
    bag = county / "2021-demo-1"
    seals, _ = read_seals(county / "data")
    assert list(verify_paths([bag], seals)) == []
    chance = random.Random(7)
    files = [path for path in sorted(bag.rglob("*")) if path.is_file()]
    missed = []
    for number in range(IN_A_FOLDER):
        file = files[number % len(files)]
        before = file.read_bytes()
        changed = change_a_byte(file, chance)
        missed += [] if list(verify_paths([bag], seals)) else [changed]
        file.write_bytes(before)
    assert missed == []


def repacked(county: Path, name: str, **changes: bytes | None) -> Path:
    """The bag with files added, altered or (None) taken out, as a zip file of its own."""
    with zipfile.ZipFile(county / f"archive/2021/{name}.zip") as packed:
        files = {entry: packed.read(entry) for entry in packed.namelist()}
    for path, content in changes.items():
        files[f"{name}/{path}"] = content
    target = county / "changed.zip"
    with zipfile.ZipFile(target, "w") as packed:
        for path, content in files.items():
            if content is not None:
                packed.writestr(path, content)
    return target


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"data/hidden.txt": b"x"}, "多出文件 data/hidden.txt：清单里没有它"),
        ({"extra.txt": b"x"}, "多出文件 extra.txt：清单里没有它"),
        ({"data/report.json": None}, "缺少文件 data/report.json"),
        ({"data/report.yml": b"year: 2021\n"}, "data/report.yml 与清单里的摘要不符，已被改动"),
        ({"bag-info.txt": b"Bagging-Date: 2022-04-02\n"}, "bag-info.txt 与清单里的摘要不符，已被改动"),
        ({"manifest-sha512.txt": None}, "缺少文件 manifest-sha512.txt"),
        ({"bagit.txt": None}, "不是 BagIt 包，或它的说明文件已损坏"),
    ],
)
def test_what_is_wrong_with_a_bag_is_one_line(county, changes, said, capsys):
    bag = repacked(county, "2021-finance-1", **changes)
    assert main(["verify", str(bag), "--data", str(county / "none")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if said in line]
    assert all("changed.zip" in line for line in lines)


def test_a_bag_made_whole_again_around_an_altered_file_is_found_by_the_seal(county, capsys):
    """The bag agrees with itself: only the seal knows better."""
    import bagit

    with zipfile.ZipFile(county / "archive/2021/2021-finance-1.zip") as packed:
        packed.extractall(county)
    bag = county / "2021-finance-1"
    (bag / "data/report.json").write_text("{}", "utf-8")
    bagit.Bag(str(bag)).save(manifests=True)
    assert main(["verify", str(bag), "--data", str(county / "none")]) == 0
    assert "没有封存记录可以对照，只核对了归档包自身" in capsys.readouterr().err
    assert main(["verify", str(bag), "--data", str(county / "data")]) == 1
    assert "与封存记录里的 SHA-512 不符（第 1 版，2022-04-01 封存）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"no zip at all", "不是完好的 zip 文件"),
        ("empty.zip", b"PK\x05\x06" + b"\0" * 18, "包里应只有一个文件夹"),
        ("gone.zip", None, "找不到"),
    ],
)
def test_what_is_no_bag(county, name, content, said, capsys):
    if content is not None:
        (county / name).write_bytes(content)
    assert main(["verify", str(county / name), "--data", str(county / "data")]) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_packed_stream_that_is_damaged_is_told_in_one_line(county, method, capsys):
    """Each way of packing has errors of its own."""
    with zipfile.ZipFile(county / "bad.zip", "w", method) as packed:
        packed.writestr("bag/bagit.txt", random.Random(7).randbytes(4000))
    content = (county / "bad.zip").read_bytes()
    (county / "bad.zip").write_bytes(content[:60] + b"\xff" * 200 + content[260:])
    assert main(["verify", str(county / "bad.zip"), "--data", str(county / "data")]) == 1
    said = capsys.readouterr()
    assert "不是完好的 zip 文件" in said.out
    assert "程序自身出错" not in said.err


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/outside.txt", "bag/../../outside.txt", "bag\\..\\outside.txt", "c:/outside.txt"]
)
def test_a_zip_file_that_reaches_outside_is_refused(county, path, capsys):
    bag = county / "bad.zip"
    with zipfile.ZipFile(bag, "w") as packed:
        packed.writestr("bag/bagit.txt", "x")
        entry = zipfile.ZipInfo("x")
        entry.filename = path
        packed.writestr(entry, "outside")
    assert main(["verify", str(bag), "--data", str(county / "data")]) == 1
    assert "包里的文件名不能指到它的文件夹外面" in capsys.readouterr().out
    assert not (county / "outside.txt").exists()


def test_a_folder_of_bags_and_a_folder_of_none(county, capsys):
    assert main(["verify", str(county / "archive"), "--data", str(county / "data")]) == 0
    assert main(["verify", str(county / "data"), "--data", str(county / "data")]) == 1
    assert "这里没有归档包" in capsys.readouterr().out


# What was sealed is not there, or is not what it was


def test_a_seal_whose_files_are_missing(county):
    (county / "archive/2021/2021-demo-1.zip").unlink()
    shutil.rmtree(county / "data/reports/2021/finance")
    messages = wrong(county / "data")
    assert any("2021-demo-1.zip: 归档包不见了（2022-04-01 封存）" in line for line in messages)
    assert sum("finance" in line and "不见了（第 1 版，2022-04-01 封存）" in line for line in messages) == 3


def test_a_document_joined_and_one_taken_from_the_originals(county):
    source = county / "data/reports/2021/demo/source"
    (source / SOURCE).rename(source / "别的名字.txt")
    messages = wrong(county / "data")
    assert any(f"{SOURCE}: 不见了" in line for line in messages)
    assert any("别的名字.txt: 是封存以后添的" in line for line in messages)


def test_a_bag_that_no_seal_names_is_told_and_no_fault(county, capsys):
    shutil.copy(county / "archive/2021/2021-demo-1.zip", county / "archive/2021/2021-demo-7.zip")
    assert main(["verify", "--data", str(county / "data")]) == 0
    assert "提醒：没有封存记录，不会公布" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sealed: 2022-04-01", "sealed: 2022-04-02"),
        ("示例县人民政府办公室", "示例县财政局"),
        ("without: [pdf]", "without: [docx]"),
        ("不要手工改", "可以手工改"),
        ("version: 1", "version: 2"),
    ],
)
def test_a_seal_altered_by_hand(county, old, new):
    seal = county / "data/seals/2021.yml"
    seal.write_text(seal.read_text("utf-8").replace(old, new), "utf-8")
    assert wrong(county / "data") != []


@pytest.mark.parametrize("text", ["", "year: 2021", "[1, 2]", "year: 2021\nreports: {demo: 3}\n", "\udcff"])
def test_a_seal_that_cannot_be_read_is_a_line_and_no_traceback(county, text, capsys):
    (county / "data/seals/2021.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["verify", "--data", str(county / "data")]) == 1
    assert "data/seals/2021.yml" in capsys.readouterr().out


def test_before_anything_is_sealed(tmp_path, capsys):
    (tmp_path / "data").mkdir()
    assert main(["verify", "--data", str(tmp_path / "data")]) == 0
    assert "还没有封存过" in capsys.readouterr().err
    assert errors(verify_seals(read_seals(tmp_path / "data")[0])) == []


CELL = "licensing.administrative_licensing.decisions"


def corrected(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The county's report of 2021, as `gongkai correct` does it."""
    words = ("--date", "2022-05-06", "--why", "漏记", "--by", "示例县人民政府", "--yes", "--data", str(county / "data"))
    assert main(["correct", CELL, "7", "--report", str(county / "data/reports/2021/demo"), *words]) == 0, capsys.readouterr()
    capsys.readouterr()


def test_a_correction_since_is_named_with_what_to_do(county, capsys):
    corrected(county, capsys)
    assert main(["verify", "--data", str(county / "data")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(
        "report.yml: 提醒：封存以后有改动，已写明更正 1 处；要封存成新的一版，请运行 gongkai archive 2021，用 --date 写明日期"
        "（第 1 版，2022-04-01 封存） [verify]"
    )


def test_a_withdrawal_since_is_no_fault_either(county, capsys):
    words = ("--date", "2022-05-06", "--why", "误发", "--report", str(county / "data/reports/2021/demo"), "--yes")
    assert main(["withdraw", *words]) == 0
    capsys.readouterr()
    assert main(["verify", "--data", str(county / "data")]) == 0
    said = capsys.readouterr()
    assert "提醒：封存以后有改动，已写明撤回；" in said.out
    assert "核对无误" in said.err


def test_a_change_beside_a_correction_is_an_alteration(county, capsys):
    corrected(county, capsys)
    file = county / "data/reports/2021/demo/narrative.md"
    file.write_text(file.read_text("utf-8").replace("。", "！", 1), "utf-8")
    assert [line.partition(": ")[2].partition("（")[0] for line in wrong(county / "data")] == [ALTERED, ALTERED]


def test_only_what_works_is_said_of_a_bag_that_is_lost(county, capsys):
    """The newest version is made again from data that is as it was sealed; an earlier one comes from a backup alone."""
    bag = county / "archive/2021/2021-demo-1.zip"
    bag.rename(county / "kept.zip")
    assert [line.partition(": ")[2] for line in wrong(county / "data")] == [
        "归档包不见了（2022-04-01 封存）；请从备份恢复，或运行 gongkai archive 2021 重新生成 [verify]"
    ]
    (county / "kept.zip").rename(bag)
    corrected(county, capsys)
    sealed, problems = seal(county / "data", date(2022, 6, 1))
    assert sealed, problems
    bag.unlink()
    assert [line.partition(": ")[2] for line in wrong(county / "data")] == [
        "归档包不见了（2022-04-01 封存）；请从备份恢复 [verify]"
    ]


def test_a_zip_of_the_site_is_no_bag(county, capsys):
    with zipfile.ZipFile(county / "全站.zip", "w") as packed:
        packed.writestr("index.html", "x")
        packed.writestr("zfxxgknb/index.html", "x")
    assert main(["verify", str(county / "全站.zip"), "--data", str(county / "data")]) == 1
    assert "全站.zip: 这不是归档包：包里应只有一个文件夹，里面有 bagit.txt [verify]\n" in capsys.readouterr().out
