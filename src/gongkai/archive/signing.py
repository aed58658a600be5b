"""A seal signed and stamped by the office's own means: what is to be signed goes out as files, what comes back is taken in.

Nothing that does not hold is taken in, so that what lies in `archive/signatures/` was right once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from gongkai.archive.by_hand import by_hand
from gongkai.archive.chaining import complete
from gongkai.archive.openssl import bench, certificates
from gongkai.archive.proofs import Proof, WrongProofError, as_der, check_cms, check_raw, check_stamp, readable
from gongkai.archive.signed import copy_of, other_seal, read
from gongkai.files import write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.reports.seals import Seals, seal_file, signatures_folder
from gongkai.reports.signatures import (
    ABOUT,
    MOMENT,
    ROOTS,
    RULE,
    Kind,
    Signature,
    certificate_file,
    digest,
    record_file,
    record_text,
    seal_copy,
)

LARGEST = 5_000_000  # bytes; a signature is some 3 000


@dataclass(frozen=True, slots=True)
class Taken:
    """What an office hands in: the answer's name and bytes, a raw signature's certificate, and certificates it trusts."""

    name: str
    content: bytes
    certificate: bytes = b""
    trust: bytes = b""


def refused(seals: Seals, year: int) -> Problem | None:
    if year in seals.years:
        return None
    return Problem(Position(shown(seal_file(seals.data, year))), RULE, f"{year} 年还没有封存；请先运行 gongkai archive {year}")


# ---- Out


def to_be_signed(seals: Seals, year: int) -> dict[str, bytes]:
    """The files that go out: the seal, and a request for a time stamp, of its last signature or, without one, of itself."""
    seal = seal_file(seals.data, year).read_bytes()
    subject, of = seal, f"{year}.yml"
    folder = signatures_folder(seals.data)
    for each in copy_of(seal, seals.signed, folder):
        if each.kind is not Kind.STAMP:
            subject, of = read(folder / each.file), each.file
    with bench({"content": subject}) as at:
        at.ask("ts", "-query", "-data", "content", "-sha512", "-cert", "-no_nonce", "-out", "request")
        return {f"{year}.yml": seal, f"{Path(of).stem}.tsq": at.made("request")}


# ---- In


def take(seals: Seals, year: int, taken: Taken, now: datetime | None = None) -> tuple[Signature | None, list[Problem]]:
    """What was made of an answer that holds; None, and why not, with nothing written."""
    place = Position(shown(Path(taken.name)))
    kinds = {f".{kind.value}": kind for kind in Kind}
    kind = kinds.get(Path(taken.name).suffix.lower())
    if kind is None:
        return None, [Problem(place, RULE, "不认识这种文件；要 .p7s（签名）、.tsr（时间戳）或 .sig（Ed25519、SM2 等的签名）")]
    if kind is Kind.CMS:
        taken = replace(taken, content=as_der(taken.content))
    if any(read(signatures_folder(seals.data) / each.file) == taken.content for each in seals.signatures(year)):
        return None, [Problem(place, RULE, "这个文件已经收过")]
    try:
        roots = trusted(seals, taken)
        signature, files = checked(seals, year, Answer(kind, taken, roots, now or datetime.now(UTC)))
    except WrongProofError as error:
        return None, [Problem(place, RULE, str(error))]
    put(seals, signature, {**files, ROOTS: roots})
    return signature, []


@dataclass(frozen=True, slots=True)
class Answer:
    """What was handed in, with the certificates by which it is judged, and when."""

    kind: Kind
    taken: Taken
    roots: bytes
    now: datetime

    def proof(self, content: bytes) -> Proof:
        """That it is of those bytes; WrongProofError when it is not."""
        if self.kind is Kind.CMS:
            return check_cms(content, self.taken.content, self.roots)
        if self.kind is Kind.STAMP:
            return check_stamp(content, self.taken.content, self.roots)
        if not certificates(self.taken.certificate):
            raise WrongProofError(".sig 里没有证书；请用 --cert 写明签名人的证书（PEM 文件）")
        return check_raw(content, self.taken.content, self.taken.certificate, self.roots, self.now)


def trusted(seals: Seals, taken: Taken) -> bytes:
    """The certificates kept with the archive, and behind them those that the office names now."""
    kept = read(signatures_folder(seals.data) / ROOTS)
    if taken.trust and not readable(taken.trust):
        raise WrongProofError("--trust 的文件里没有证书（要 PEM 格式，以 -----BEGIN CERTIFICATE----- 开头）")
    known = certificates(kept)
    kept += b"".join(each for each in dict.fromkeys(certificates(taken.trust)) if each not in known)
    if not kept:
        raise WrongProofError("还没有可信的签发机构；请用 --trust 写明它的根证书（PEM 文件）")
    return kept


def checked(seals: Seals, year: int, answer: Answer) -> tuple[Signature, dict[str, bytes]]:
    """The record and the files of an answer that holds."""
    number = max((each.number for each in seals.signatures(year)), default=0) + 1
    copy, own = seal_copy(year, number), f"{year}-{number}.{answer.kind.value}"
    of, content, proof = found(answer, subjects(seals, year, answer.kind, copy))
    files = {own: answer.taken.content}
    if of == copy:
        files[copy] = content
    if answer.kind is Kind.RAW:
        files[certificate_file(f"{year}-{number}")] = b"".join(certificates(answer.taken.certificate))
    signature = Signature(
        year=year,
        number=number,
        kind=answer.kind,
        of=of,
        who=proof.who,
        issuer=proof.issuer,
        at=(proof.at or answer.now).strftime(MOMENT),
        sum=proof.sum,
        issued=proof.issued,
        files={name: digest(made) for name, made in files.items()},
    )
    if signature.moment > answer.now:
        raise WrongProofError("它写的时间还没有到；请核对签名电脑的时钟")
    for fault in other_seal(seal_file(seals.data, year), signature, seals):
        raise WrongProofError(fault)
    return signature, files


def subjects(seals: Seals, year: int, kind: Kind, copy: str) -> Iterator[tuple[str, bytes]]:
    """What the answer may be of: the seal as it is now, and for a stamp an earlier signature of it."""
    yield copy, seal_file(seals.data, year).read_bytes()
    if kind is Kind.STAMP:
        folder = signatures_folder(seals.data)
        signed = [each for each in seals.signatures(year) if each.kind is not Kind.STAMP]
        yield from ((each.file, read(folder / each.file)) for each in signed)


def found(answer: Answer, of: Iterator[tuple[str, bytes]]) -> tuple[str, bytes, Proof]:
    """The first of those files that the answer is of."""
    failed: list[WrongProofError] = []
    for name, content in of:
        try:
            return name, content, answer.proof(content)
        except WrongProofError as error:
            failed.append(error)
    raise failed[0]


def put(seals: Seals, signature: Signature, files: dict[str, bytes]) -> None:
    """The record last: it is what makes the others count."""
    folder = signatures_folder(seals.data)
    folder.mkdir(parents=True, exist_ok=True)
    after: Sequence[Signature] = (*seals.signed, signature)
    for name, content in {**files, ABOUT: by_hand(after).encode()}.items():
        write_durably(folder / name, content)
    write_durably(record_file(folder, signature.year, signature.number), record_text(signature).encode())
    complete(seals.data)
