"""README.txt beside the signatures: how anybody checks each of them with OpenSSL alone, command by command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.archive.openssl import ID_OF_SM2
from gongkai.reports.signatures import ROOTS, SM3, Kind, Signature, certificate_file

TRUST = f"-CAfile {ROOTS} -attime"
ALONE = "-purpose any -no-CApath -no-CAstore"  # this machine's own list of authorities is not asked; `ts` never asks it


def by_hand(signed: Sequence[Signature]) -> str:
    """Every proof with its commands. Times are written into them, since certificates end and are judged as of then."""
    lines = [
        "封存记录的签名和时间戳",
        "",
        "这里的每个签名和时间戳都能用 OpenSSL（3.0 或以后）核对，不需要别的程序，不用联网。在这个文件夹里逐行运行下面的命令：",
        "cms 的回答应是 CMS Verification successful，ts 的回答应是 Verification: OK，verify 的回答应是 OK，",
        "pkeyutl 的回答应是 Signature Verified Successfully；别的回答都是不符。",
        "",
        f"{ROOTS} 是封存单位认可的签发机构的证书。它是不是那个机构的，请另向该机构核实：",
        f"  openssl x509 -in {ROOTS} -noout -subject -fingerprint -sha256",
        "-attime 后面是签名或盖章的时间（1970 年起的秒数），证书按那时核对：后来过期的不算不符。",
        ".seal 是签名时的封存记录，一字未动；以后更正、另存新版，记录会接着写，签过的部分不会变。",
        "",
    ]
    for each in signed:
        lines += [
            f"{each.file}：{each.year} 年的封存记录，{each.said}",
            *(f"  {command}" for command in commands(each, signed)),
            "",
        ]
    return "\n".join(lines)


def commands(signature: Signature, signed: Sequence[Signature]) -> Iterator[str]:
    """OpenSSL's commands for one proof, in the folder where it lies."""
    own, of = signature.file, signature.of
    stamp = next((each for each in signed if each.kind is Kind.STAMP and each.of == own), signature)
    when = f"{TRUST} {int((stamp if signature.kind is not Kind.STAMP else signature).moment.timestamp())}"
    if signature.kind is Kind.CMS:
        yield f"openssl cms -verify -binary -inform DER -in {own} -content {of} {ALONE} {when}"
    elif signature.kind is Kind.STAMP:
        yield f"openssl ts -verify -data {of} -in {own} {when}"
        yield f"openssl ts -reply -in {own} -text"
    else:
        yield from raw(signature, of, own, when)


def raw(signature: Signature, of: str, own: str, when: str) -> Iterator[str]:
    """Its certificate first, then the signature by the key that stands in it."""
    pem = certificate_file(signature.name)
    issued = f" -vfyopt {ID_OF_SM2}" if signature.issued == SM3 else ""
    of_sm2 = f" -pkeyopt {ID_OF_SM2}" if signature.sum == SM3 else ""
    by = f" -digest {signature.sum}" if signature.sum else ""
    yield f"openssl verify {ALONE} {when}{issued} -untrusted {pem} {pem}"
    yield f"openssl pkeyutl -verify -rawin -certin -inkey {pem} -in {of} -sigfile {own}{by}{of_sm2}"
