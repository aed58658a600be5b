"""Signatures, stamps, certificates and records that were altered, replaced or taken away: each is found, by file, in a line."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.archive.forging import Forger, by_turns
from tests.archive.test_signatures import told

LATER = "2099-01-01T00:00:00Z"
FORGED: dict[str, tuple[Callable[[Forger], None], str]] = {
    # the key
    "signed by a foreign key": (lambda f: f.signed(1, "rsa-foreign"), "2021-1.p7s: 证书不受信任"),
    "signed anew by somebody else of the same authority": (
        lambda f: f.signed(1, "ec"),
        "2021-1.p7s: 是示例县人民政府 办公室 ec签的",
    ),
    "signed by a key whose certificate had ended": (lambda f: f.signed(2, "ec-ended"), "2021-2.p7s: 证书当时已经过期"),
    "raw, by a foreign key": (lambda f: f.raw(3, "ed25519-foreign"), "2021-3.sig: 证书不受信任"),
    "raw, by a key whose certificate had ended": (lambda f: f.raw(3, "ed25519-ended"), "2021-3.sig: 证书当时已经过期"),
    "raw, by a key of another kind": (lambda f: f.raw(3, "sm2"), "2021-3.sig: 是示例县人民政府 国密办公室签的"),
    "raw, in another's name": (lambda f: f.raw(4, "ed25519", sum=None), "2021-4.sig: 是示例县人民政府 办公室 ed25519签的"),
    "a certificate put in another's place": (
        lambda f: (shutil.copy(f.folder / "2021-3.pem", f.folder / "2021-4.pem"), f.rewrite(4)),
        "2021-4.sig: 签的不是",
    ),
    "the authority's certificates replaced": (
        lambda f: shutil.copy(f.authority.folder / "other.pem", f.folder / "certificates.pem"),
        "证书不受信任",
    ),
    "one of the authority's certificates taken out": (
        lambda f: shutil.copy(f.authority.folder / "root.pem", f.folder / "certificates.pem"),
        "2021-4.sig: 证书不受信任",
    ),
    # what was signed
    "signed, but other bytes": (lambda f: f.signed(1, "rsa", f.other_bytes()), "2021-1.p7s: 签的不是"),
    "raw, but of other bytes": (lambda f: f.raw(4, "sm2", f.other_bytes()), "2021-4.sig: 签的不是"),
    "the seal's copy altered and its sum with it": (
        lambda f: ((f.folder / "2021-1.seal").write_bytes(f.seal.read_bytes() + b"\n"), f.rewrite(1)),
        "2021-1.p7s: 签的不是",
    ),
    "the copy said to be another's": (lambda f: f.rewrite(2, of="2021-1.p7s"), "2021-2.p7s: 签的不是"),
    # the seal
    "the seal back-dated": (lambda f: f.sealed(sealed="2022-03-01"), "签名以后，封存记录里的 demo 第 1 版 被改动或删去"),
    "another name in the seal": (lambda f: f.sealed(by="别的单位"), "签名以后，封存记录里的 demo 第 1 版"),
    "another bag in the seal": (lambda f: f.sealed(zip="0" * 128), "签名以后，封存记录里的 demo 第 1 版"),
    "an entry taken out of the seal": (lambda f: f.unsealed("finance"), "签名以后，封存记录里的 finance 第 1 版 被改动或删去"),
    "the year's seal taken away": (lambda f: f.seal.unlink(), "2021 年签过名的封存记录不见了"),
    # the stamp
    "stamped by a foreign authority": (lambda f: f.stamped(5, "tsa-foreign"), "2021-5.tsr: 证书不受信任"),
    "stamped by an authority whose certificate had ended": (lambda f: f.stamped(5, "tsa-ended"), "2021-5.tsr: 证书当时已经过期"),
    "a stamp of other bytes": (lambda f: f.stamped(5, "tsa", f.other_bytes()), "2021-5.tsr: 时间戳盖的不是"),
    "the stamps exchanged": (
        lambda f: (shutil.copy(f.folder / "2021-6.tsr", f.folder / "2021-5.tsr"), f.rewrite(5)),
        "2021-5.tsr: 时间戳盖的不是",
    ),
    "another time in a stamp's record": (lambda f: f.rewrite(5, at="2022-04-01T08:00:00Z"), "2021-5.tsr: 时间是"),
    "another time in a signature's record": (lambda f: f.rewrite(1, at="2022-04-01T08:00:00Z"), "2021-1.p7s: 时间是"),
    "a time to come": (lambda f: f.rewrite(3, at=LATER), "2021-3.sig: 证书当时已经过期"),
    "a time before it was sealed": (
        lambda f: f.rewrite(4, at="2022-03-01T08:00:00Z"),
        "2021-4.sig: 时间（2022年3月1日16:00）早于",
    ),
    "another name in a record": (lambda f: f.rewrite(1, who="县长"), "2021-1.p7s: 是示例县人民政府 办公室 rsa签的"),
    "another authority in a record": (
        lambda f: f.rewrite(6, issuer="国家授时中心"),
        "2021-6.tsr: 是示例县人民政府 时间戳服务签的",
    ),
    # lost
    "a record taken away, its files left": (lambda f: (f.folder / "2021-6.yml").unlink(), "2021-6.tsr: 没有它的记录"),
    "a record and its files taken away": (
        lambda f: [path.unlink() for path in f.folder.glob("2021-2.*")],
        "2021-2.yml: 签名的记录不见了",
    ),
    "a signature lost": (lambda f: (f.folder / "2021-2.p7s").unlink(), "2021-2.p7s: 签名的文件不见了"),
    "the certificates lost": (lambda f: (f.folder / "certificates.pem").unlink(), "certificates.pem: 签发机构的证书不见了"),
    "something put there": (lambda f: (f.folder / "2021-7.p7s").write_bytes(b"x"), "2021-7.p7s: 没有它的记录"),
    "a record written by hand": (
        lambda f: (f.folder / "2021-1.yml").write_text((f.folder / "2021-1.yml").read_text("utf-8") + "\n", "utf-8"),
        "2021-1.yml: 签名的记录被改动过",
    ),
}


def test_what_nobody_touched_is_right(signed):
    assert told(signed) == []


@pytest.mark.parametrize("name", by_turns(FORGED))
def test_it_is_found(name, signed, authority, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    forge, said = FORGED[name]
    forge(Forger(signed, authority, work))
    found = told(signed)
    assert any(said in line for line in found), found
    assert not any("\n" in line for line in found)


def test_verify_ends_with_an_error(signed, authority, tmp_path, capsys):
    Forger(signed, authority, tmp_path).signed(1, "rsa-foreign")
    assert main(["verify", "--data", str(signed / "data")]) == 1
    printed = capsys.readouterr()
    assert "2021-1.p7s: 证书不受信任" in printed.out
    assert "2021-6.tsr: 时间戳盖的不是" in printed.out, "it was put on the signature that is gone"
    assert printed.out.count("第 2 条：签名的文件 2021-1.") == 2, "the chain knows the signature and its record"
    assert "发现 4 处不符" in printed.err


@pytest.mark.parametrize("changes", [5, pytest.param(150, marks=pytest.mark.audit)])
def test_one_byte_changed_in_any_file_is_found(changes, signed):
    """Of everything that proves; README.txt only tells how to check."""
    chance = random.Random(changes)
    files = sorted(path for path in (signed / "archive/signatures").iterdir() if path.name != "README.txt")
    assert len(files) == 6 * 2 + 5 + 2 + 1
    missed = []
    for number in range(changes):
        file = files[number * 7 % len(files)]
        before = file.read_bytes()
        place = inner(before, chance) if file.name == "certificates.pem" else chance.randrange(len(before))
        file.write_bytes(before[:place] + bytes([before[place] ^ chance.randrange(1, 64)]) + before[place + 1 :])
        missed += [] if told(signed) else [f"{file.name}, byte {place}"]
        file.write_bytes(before)
    assert missed == []
    assert told(signed) == []


def inner(pem: bytes, chance: random.Random) -> int:
    """A place between the first certificate's lines; what stands between certificates is nobody's."""
    start, end = pem.index(b"\n") + 1, pem.index(b"-----END")
    return chance.choice([place for place in range(start, end - 4) if pem[place : place + 1] != b"\n"])


def test_the_files_are_where_the_manual_says(signed: Path):
    assert {path.name for path in (signed / "archive/signatures").iterdir()} >= {"README.txt", "certificates.pem", "2021-1.yml"}
