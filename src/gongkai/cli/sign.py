"""gongkai sign: what is to be signed of a year's seal, and what came back signed or stamped."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.archive.openssl import NoOpenSSLError
from gongkai.archive.signing import LARGEST, Taken, refused, take, to_be_signed
from gongkai.cli.console import DATA, example, report_outcome, say
from gongkai.files import write_durably
from gongkai.problems import errors, shown
from gongkai.reports.seals import Seals, read_seals, signatures_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    example(parser, "gongkai sign 2020", "gongkai sign 2020 --take 2020.p7s --trust 根证书.pem")
    parser.add_argument("year", metavar="年度", type=int, help="封存过的年度")
    parser.add_argument("--data", metavar="文件夹", type=Path, default=DATA, help="data 文件夹（默认 data）")
    parser.add_argument("--to", metavar="文件夹", type=Path, help="待签的文件放到哪里（默认 待签-年度）")
    parser.add_argument("--take", metavar="文件", type=Path, help="收下签好的 .p7s、.sig 或盖好的 .tsr，核对无误才收")
    parser.add_argument("--cert", metavar="证书", type=Path, help="签 .sig 的人的证书（PEM），可以连同中间证书")
    parser.add_argument("--trust", metavar="证书", type=Path, help="认可的签发机构的根证书（PEM），与归档一起保存")


def run(options: argparse.Namespace) -> int:
    if not options.data.is_dir():
        say(f"找不到文件夹：{options.data}")
        return 1
    seals, problems = read_seals(options.data)
    if problem := refused(seals, options.year):
        problems = [*problems, problem]
    if errors(problems):
        return report_outcome(errors(problems), "")
    try:
        return take_in(seals, options) if options.take else hand_out(seals, options.year, options.to)
    except NoOpenSSLError as error:
        say(str(error))
        return 1


def hand_out(seals: Seals, year: int, folder: Path | None) -> int:
    folder = folder or Path(f"待签-{year}")
    files = to_be_signed(seals, year)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_durably(folder / name, content)
    seal, request = files
    where, stem = shown(folder), Path(request).stem
    for line in (
        f"待签的文件在 {where}：{seal}（封存记录）、{request}（时间戳申请）",
        "签名，用单位的签名程序（USB 密钥等）签成分离的 .p7s，或用 OpenSSL：",
        f"  openssl cms -sign -binary -md sha256 -in {seal} -signer 证书.pem -inkey 私钥.pem -outform DER -out {year}.p7s",
        "Ed25519 的密钥：",
        f"  openssl pkeyutl -sign -rawin -inkey 私钥.pem -in {seal} -out {year}.sig",
        "国密 SM2 的密钥：",
        f"  openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678 -inkey 私钥.pem -in {seal} -out {year}.sig",
        "时间戳，把申请交给时间戳服务机构，得到 .tsr；能上网的：",
        f"  curl -H Content-Type:application/timestamp-query --data-binary @{request} -o {stem}.tsr 机构的网址",
        "签好、盖好以后逐个收回（.sig 要加 --cert 证书.pem）：",
        f"  gongkai sign {year} --take {year}.p7s --trust 根证书.pem",
    ):
        print(line)
    return 0


def take_in(seals: Seals, options: argparse.Namespace) -> int:
    taken = Taken(str(options.take), *(given(path) for path in (options.take, options.cert, options.trust)))
    signature, problems = take(seals, options.year, taken)
    if signature is None:
        return report_outcome(problems, "")
    print(f"已收下 {signature.file}：{signature.said}")
    say(f"放在 {shown(signatures_folder(seals.data))}，要和归档包一起备份；再生成、发布一次网站。核对用 gongkai verify")
    return 0


def given(path: Path | None) -> bytes:
    """An OSError is told with the file's name by whoever calls every command."""
    if path is None:
        return b""
    with path.open("rb") as file:
        return file.read(LARGEST)
