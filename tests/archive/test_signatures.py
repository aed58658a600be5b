"""`gongkai sign`: what goes out, what is taken in, and that OpenSSL alone says the same of each signature and stamp."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gongkai.archive import openssl
from gongkai.archive.signed import verify_signatures
from gongkai.archive.signing import Taken, take
from gongkai.cli import main
from gongkai.reports.seals import read_seals, signatures_folder
from gongkai.reports.signatures import Signature
from tests.archive.authority import Authority
from tests.archive.conftest import seal, taken_in, whole

SIGNED = ["2021-1.p7s", "2021-2.p7s", "2021-3.sig", "2021-4.sig", "2021-5.tsr", "2021-6.tsr"]


def told(county: Path, **more) -> list[str]:
    """What is wrong with the signatures."""
    seals, problems = read_seals(county / "data")
    looked = verify_signatures(seals, signatures_folder(county / "data"), **more)
    return [str(problem) for problem in (*problems, *looked.problems)]


def record(county: Path, number: int) -> Signature:
    return read_seals(county / "data")[0].signed[number - 1]


# ---- Out and in


def test_what_goes_out_is_the_seal_and_a_request_for_a_stamp(county, authority, tmp_path, capsys):
    out = tmp_path / "待签"
    asked = ["sign", "2021", "--data", str(county / "data"), "--to", str(out)]
    assert main(asked) == 0
    assert (out / "2021.yml").read_bytes() == (county / "data/seals/2021.yml").read_bytes()
    printed = capsys.readouterr().out
    commands = [line.strip() for line in printed.splitlines() if line.strip().startswith("openssl ")]
    assert [shlex.split(line)[1] for line in commands] == ["cms", "pkeyutl", "pkeyutl"]
    for line, key in zip(commands, ("rsa", "ed25519", "sm2"), strict=True):  # each as it was printed
        for name, file in (("证书.pem", f"{key}.pem"), ("私钥.pem", f"{key}.key")):
            (out / name).write_bytes((authority.folder / file).read_bytes())
        subprocess.run(shlex.split(line), cwd=out, check=True, capture_output=True)
        answer = out / shlex.split(line)[-1]
        more = ["--cert", out / "证书.pem"] if answer.suffix == ".sig" else []
        taken_in(county, answer, "--trust", authority.folder / "roots.pem", *more)
    taken_in(county, authority.stamp(out / "2021.tsq", out / "2021.tsr"))
    assert told(county) == []
    assert main(asked) == 0  # once more, and the stamp is asked for what was signed last
    taken_in(county, authority.stamp(out / "2021-3.tsq", out / "2021-3.tsr"))
    assert record(county, 5).of == "2021-3.sig"
    assert told(county) == []


def test_who_and_when_is_told_of_each(signed, capsys):
    assert main(["verify", "--data", str(signed / "data")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [re.search(r"（(\S+?)）：", line).group(1) for line in printed] == SIGNED
    assert re.fullmatch(
        r"2021 年的封存记录（2021-1.p7s）：示例县人民政府 办公室 rsa签名（\d{4}年\d+月\d+日\d\d:\d\d，证书由示例根证书签发）",
        printed[0],
    )
    assert "国密办公室签名（" in printed[3]
    assert "时间戳服务加盖时间戳（" in printed[4]
    assert record(signed, 5).of == "2021-5.seal"
    assert record(signed, 6).of == "2021-1.p7s"
    assert abs(datetime.now(UTC) - record(signed, 6).moment) < timedelta(hours=1)


def test_a_bag_by_itself_is_told_with_its_year_s_signatures(signed, capsys):
    assert main(["verify", str(signed / "archive/2021/2021-demo-1.zip"), "--data", str(signed / "data")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(SIGNED)
    (signed / "archive/signatures/2021-4.sig").write_bytes(b"x")
    assert main(["verify", str(signed / "archive/2021/2021-demo-1.zip"), "--data", str(signed / "data")]) == 1


def test_openssl_alone_says_the_same_by_the_commands_of_the_note(signed):
    """Each command of README.txt as it stands there, with nothing of ours running."""
    folder = signed / "archive/signatures"
    before = whole(folder)
    note = (folder / "README.txt").read_text("utf-8")
    assert [file for file in SIGNED if f"\n{file}：" in note] == SIGNED
    commands = [line.strip() for line in note.splitlines() if line.startswith("  openssl ")]
    assert len(commands) == 1 + 2 + 2 * 2 + 2 * 2
    agreed = ("CMS Verification successful", "Verification: OK", "Signature Verified Successfully", ".pem: OK")
    verdicts = 0
    for command in commands:
        done = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
        verdicts += any(said in done.stdout + done.stderr for said in agreed)
    assert verdicts == 2 + 2 * 2 + 2
    assert whole(folder) == before, "checking leaves nothing behind"
    for file, changed in (("2021-1.seal", 8), ("2021-3.seal", 2), ("2021-4.seal", 2), ("2021-5.seal", 2)):
        (folder / file).write_bytes(before[file] + b" ")
        own = [line for line in commands if f" {file}" in line]
        assert own, changed
        assert all(subprocess.run(shlex.split(line), cwd=folder, capture_output=True, check=False).returncode for line in own)


def test_a_signature_stays_right_when_a_version_is_sealed_later(signed):
    report = signed / "data/reports/2021/finance/source/又一件.txt"
    report.write_text("后来收到。\n", "utf-8")
    sealed, problems = seal(signed / "data", date.today())
    assert sealed.new == ("2021-finance-2",), problems
    assert told(signed) == []


def test_certificates_that_ended_since_do_not_matter(signed):
    """They are judged as of the signature: the same long after."""
    assert told(signed, now=datetime(2090, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize("key", ["rsa", "ec"])
def test_a_raw_signature_of_a_common_key_is_taken_too(key, county, authority, tmp_path):
    file = authority.raw(county / "data/seals/2021.yml", key, tmp_path / "a.sig")
    trust = ("--trust", authority.folder / "root.pem")
    assert taken_in(county, file, "--cert", authority.folder / f"{key}.pem", *trust) == "2021-1.sig"
    assert record(county, 1).sum == "sha256"
    assert told(county) == []


def test_a_signature_written_as_text_is_kept_in_binary(county, authority, tmp_path):
    file = authority.cms(county / "data/seals/2021.yml", "rsa", tmp_path / "a.der")
    authority.openssl("cms", "-cmsout", "-inform", "DER", "-in", file, "-outform", "PEM", "-out", tmp_path / "a.p7s")
    taken_in(county, tmp_path / "a.p7s", "--trust", authority.folder / "root.pem")
    assert (county / "archive/signatures/2021-1.p7s").read_bytes() == file.read_bytes()


def test_what_is_trusted_can_be_named_by_whoever_checks(signed, authority, capsys):
    asked = ["verify", "--data", str(signed / "data"), "--trust"]
    assert main([*asked, str(authority.folder / "roots.pem")]) == 0
    assert main([*asked, str(authority.folder / "other.pem")]) == 1
    assert capsys.readouterr().out.count("证书不受信任") == len(SIGNED)
    assert main([*asked, str(authority.folder / "root.key")]) == 1
    assert "这个文件里没有证书" in capsys.readouterr().out


# ---- What is not taken in


def of_seal(how: str, by: str) -> Callable[[Authority, Path, Path], Path]:
    def made(authority: Authority, seal: Path, work: Path) -> Path:
        if how == "cms":
            return authority.cms(seal, by, work / "a.p7s")
        if how == "raw":
            return authority.raw(seal, by, work / "a.sig")
        return authority.stamp(authority.query(seal, work / "a.tsq"), work / "a.tsr", by)

    return made


def of_others(how: str, by: str) -> Callable[[Authority, Path, Path], Path]:
    def made(authority: Authority, seal: Path, work: Path) -> Path:
        other = work / "other.yml"
        other.write_bytes(seal.read_bytes() + b" ")
        return of_seal(how, by)(authority, other, work)

    return made


def text_in(name: str, text: str) -> Callable[[Authority, Path, Path], Path]:
    def made(authority: Authority, seal: Path, work: Path) -> Path:
        (work / name).write_text(text, "utf-8")
        return work / name

    return made


REFUSED = {
    "a foreign signature": (of_seal("cms", "rsa-foreign"), "", "证书不受信任"),
    "a certificate that had ended": (of_seal("cms", "ec-ended"), "", "证书当时已经过期"),
    "a signature of other bytes": (of_others("cms", "rsa"), "", "签的不是这份封存记录"),
    "no signature": (text_in("a.p7s", "签名"), "", "签的不是这份封存记录"),
    "a raw one that is foreign": (of_seal("raw", "ed25519-foreign"), "ed25519-foreign", "证书不受信任"),
    "a raw one whose certificate had ended": (of_seal("raw", "ed25519-ended"), "ed25519-ended", "证书当时已经过期"),
    "a raw one of other bytes": (of_others("raw", "sm2"), "sm2", "签的不是这份封存记录"),
    "a raw one with another's certificate": (of_seal("raw", "rsa"), "ec", "签的不是这份封存记录"),
    "a raw one without a certificate": (of_seal("raw", "rsa"), "", "请用 --cert 写明签名人的证书"),
    "a stamp by a foreign authority": (of_seal("stamp", "tsa-foreign"), "", "证书不受信任"),
    "a stamp of other bytes": (of_others("stamp", "tsa"), "", "时间戳盖的不是这份封存记录"),
    "no stamp": (text_in("a.tsr", "时间戳"), "", "不是时间戳机构的答复"),
    "another kind of file": (text_in("a.txt", "签名"), "", "不认识这种文件"),
    "what is there already": (None, "", "这个文件已经收过"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_hold_is_not_taken_in(case, signed, authority, tmp_path, capsys):
    make, certificate, said = REFUSED[case]
    sealed = signed / "data/seals/2021.yml"
    file = make(authority, sealed, tmp_path) if make else signed / "archive/signatures/2021-2.p7s"
    before = whole(signed)
    more = ["--cert", str(authority.folder / f"{certificate}.pem")] if certificate else []
    assert main(["sign", "2021", "--data", str(signed / "data"), "--take", str(file), *more]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert whole(signed) == before


def test_a_stamp_by_a_certificate_that_has_ended_is_refused_by_the_authority_itself_or_by_us(signed, authority, tmp_path):
    request = authority.query(signed / "data/seals/2021.yml", tmp_path / "a.tsq")
    stamp = authority.stamp(request, tmp_path / "a.tsr", "tsa-ended")
    seals, _ = read_seals(signed / "data")
    taken, problems = take(seals, 2021, Taken(str(stamp), stamp.read_bytes()))
    assert taken is None
    assert "证书当时已经过期" in str(problems[0])


def test_what_was_signed_before_it_was_sealed_or_after_today_is_refused(county, authority, tmp_path):
    answer = authority.cms(county / "data/seals/2021.yml", "rsa", tmp_path / "a.p7s")
    roots = (authority.folder / "roots.pem").read_bytes()
    seals, _ = read_seals(county / "data")
    handed = Taken(str(answer), answer.read_bytes(), trust=roots)
    assert "还没有到" in str(take(seals, 2021, handed, datetime(2026, 1, 1, tzinfo=UTC))[1][0])
    raw = authority.raw(county / "data/seals/2021.yml", "ed25519", tmp_path / "a.sig")
    certificate = (authority.folder / "ed25519.pem").read_bytes()
    early = take(seals, 2021, Taken(str(raw), raw.read_bytes(), certificate, roots), datetime(2022, 3, 31, tzinfo=UTC))
    assert "早于封存的日期" in str(early[1][0])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["2019"], "2019 年还没有封存；请先运行 gongkai archive 2019"),
        (["2021", "--take", "没有.p7s"], "没有.p7s"),
    ],
)
def test_what_was_asked_wrongly_is_a_line(typed, said, county, capsys):
    assert main(["sign", *typed, "--data", str(county / "data")]) == 1
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    assert "程序自身出错" not in printed.err


def test_without_openssl_it_is_one_clear_line(signed, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(openssl.shutil, "which", lambda name: None)
    assert main(["verify", "--data", str(signed / "data")]) == 1
    assert capsys.readouterr().out.count("没有 OpenSSL") == 1
    assert main(["sign", "2021", "--data", str(signed / "data"), "--to", str(tmp_path / "out")]) == 1
    assert "没有 OpenSSL" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_program_that_never_answers_is_given_up(signed, monkeypatch, capsys, tmp_path):
    slow = tmp_path / "openssl"
    slow.write_text("#!/bin/sh\nexec sleep 30\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(openssl.shutil, "which", lambda name: str(slow))
    monkeypatch.setattr(openssl, "SECONDS", 1)
    assert main(["verify", "--data", str(signed / "data")]) == 1
    assert "没有答复" in capsys.readouterr().out
