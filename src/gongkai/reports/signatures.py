"""What was signed and stamped of the seals: who, when, and which files prove it.

`archive/signatures/2021-1.yml` is written by `gongkai sign` only, when OpenSSL has found the files beside it to be right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from gongkai.problems import Position, Problem, shown
from gongkai.source.allowed_values import CLOSED, Bound, Text
from gongkai.source.reference import parse_yaml
from gongkai.source.text import read_text

RULE = "signature"
FOLDER = "signatures"
ROOTS, ABOUT = "certificates.pem", "README.txt"
HEAD = "# {year} 年封存记录的第 {number} 个签名或时间戳。由 gongkai sign 写成，不要手工改；核对用 gongkai verify\n"
REMADE = "签名的记录被改动过：写法与 gongkai sign 写的不同；请从备份恢复"
RECORD = re.compile(r"(\d{4})-([1-9]\d*)\.yml")
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
BEIJING = timezone(timedelta(hours=8))
SM3 = "sm3"
Digest = Annotated[str, Bound(pattern=r"^[0-9a-f]{128}$")]


class Kind(StrEnum):
    """The standard that a proof follows; the value is how its file's name ends."""

    CMS = "p7s"
    STAMP = "tsr"
    RAW = "sig"


SAID = {Kind.CMS: "签名", Kind.STAMP: "时间戳", Kind.RAW: "签名"}


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One proof. `of` is the file that was signed: the seal's copy, or an earlier signature that a stamp was put on.

    `at` is UTC: what the stamp or the signature says; of a raw signature, which says nothing, when it was taken in. `files` are
    SHA-512 of everything that belongs to it. Of a raw signature, `sum` is the hash its key signs by (None: the bytes themselves),
    and `issued` is `sm3` where its certificate was signed by an SM2 key: both have to be told to OpenSSL.
    """

    year: Annotated[int, Bound()]
    number: Annotated[int, Bound(ge=1)]
    kind: Kind
    of: Text
    who: Text
    issuer: Text
    at: Annotated[str, Bound(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    sum: Text | None = None
    issued: Text | None = None
    files: dict[str, Digest]

    __pydantic_config__ = CLOSED

    @property
    def name(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def file(self) -> str:
        return f"{self.name}.{self.kind.value}"

    @property
    def moment(self) -> datetime:
        return datetime.strptime(self.at, MOMENT).replace(tzinfo=UTC)

    @property
    def said(self) -> str:
        """示例县人民政府办公室签名（2022年4月1日16:00，证书由示例根证书签发）。"""
        taken = "收下" if self.kind is Kind.RAW else ""
        verb = "加盖时间戳" if self.kind is Kind.STAMP else "签名"
        return f"{self.who}{verb}（{in_beijing(self.moment)}{taken}，证书由{self.issuer}签发）"


def in_beijing(moment: datetime) -> str:
    local = moment.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"


def seal_copy(year: int, number: int) -> str:
    """The seal as it was signed; the office's own may have had versions added since."""
    return f"{year}-{number}.seal"


def certificate_file(name: str) -> str:
    """The certificate of a raw signature, which carries none."""
    return f"{name}.pem"


def record_file(folder: Path, year: int, number: int) -> Path:
    return folder / f"{year}-{number}.yml"


def read_signatures(folder: Path) -> tuple[tuple[Signature, ...], list[Problem]]:
    """Every record in the folder, by year and number; one that cannot be read or that another hand wrote is a problem."""
    found: list[Signature] = []
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yml")):
        signature, wrong = read_signature(file)
        problems += wrong
        if signature:
            found.append(signature)
    return tuple(sorted(found, key=lambda each: (each.year, each.number))), problems


def read_signature(file: Path) -> tuple[Signature | None, list[Problem]]:
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    text, problems = read_text(file)
    if text is None:
        return None, problems
    node, found = parse_yaml(text, shown(file))
    if node is None:
        return None, problems + found
    signature, wrong = read_shape(Signature, node)
    problems += found + wrong
    if signature and (problems or text != record_text(signature) or file.name != f"{signature.name}.yml" or strange(signature)):
        return None, problems or [Problem(Position(shown(file)), RULE, REMADE)]
    return signature, problems


def strange(signature: Signature) -> bool:
    """Whether it names files that are not its own."""
    own = {signature.file, seal_copy(signature.year, signature.number), certificate_file(signature.name)}
    earlier = {
        f"{signature.year}-{number}.{kind.value}" for number in range(1, signature.number) for kind in (Kind.CMS, Kind.RAW)
    }
    return bool({*signature.files} - own) or signature.file not in signature.files or signature.of not in own | earlier


def record_text(signature: Signature) -> str:
    """The file, always the same for the same proof."""
    return HEAD.format(year=signature.year, number=signature.number) + "\n".join(record_lines(signature)) + "\n"


def record_lines(signature: Signature) -> Iterator[str]:
    yield f"year: {signature.year}"
    yield f"number: {signature.number}"
    yield f"kind: {signature.kind.value}"
    yield f"of: {quoted(signature.of)}"
    yield f"who: {quoted(signature.who)}"
    yield f"issuer: {quoted(signature.issuer)}"
    yield f"at: {quoted(signature.at)}"
    yield from (f"{label}: {said}" for label, said in (("sum", signature.sum), ("issued", signature.issued)) if said)
    yield "files:"
    yield from (f"  {quoted(name)}: {quoted(known)}" for name, known in sorted(signature.files.items()))


def quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def digest(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()
