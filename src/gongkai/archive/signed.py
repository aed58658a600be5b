"""Every signature and time stamp looked through without a network: its files, its record, and OpenSSL's judgement of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from gongkai.archive.openssl import NoOpenSSLError
from gongkai.archive.proofs import Proof, WrongProofError, check_cms, check_raw, check_stamp
from gongkai.problems import Position, Problem, shown
from gongkai.reports.seals import Seal, Seals, seal_in
from gongkai.reports.signatures import (
    ABOUT,
    BEIJING,
    MOMENT,
    RECORD,
    ROOTS,
    RULE,
    Kind,
    Signature,
    certificate_file,
    digest,
    in_beijing,
)
from gongkai.source.text import decoded

ALTERED = "与收下时的 SHA-512 不符，已被改动"
LOST = "不见了；请从备份恢复"


@dataclass(slots=True)
class Looked:
    """What was found: a line for each proof that holds, and what is wrong."""

    right: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def verify_signatures(
    seals: Seals, folder: Path, trust: bytes | None = None, years: Sequence[int] | None = None, now: datetime | None = None
) -> Looked:
    """Of all years or those named, the files lying in `folder`. `trust`: certificates to judge by instead of those kept there."""
    looked = Looked()
    signed = [each for each in seals.signed if years is None or each.year in years]
    if years is None:
        looked.problems += unknown_files(seals.signed, folder)
    looked.problems += [problem for problem in gaps(seals.signed, folder) if years is None or signed]
    roots = trust if trust is not None else read(folder / ROOTS)
    if signed and not roots:
        looked.problems.append(Problem(Position(shown(folder / ROOTS)), RULE, f"签发机构的证书{LOST}"))
        return looked
    for signature in signed:
        faults = list(lost_or_altered(signature, folder))
        try:
            faults = faults or list(wrong(signature, seals, folder, roots, now or datetime.now(UTC)))
        except NoOpenSSLError as error:
            looked.problems.append(Problem(Position(shown(folder)), RULE, str(error)))
            return looked
        looked.problems += faults
        if not faults:
            looked.right.append(f"{signature.year} 年的封存记录（{signature.file}）：{signature.said}")
    return looked


def read(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def unknown_files(signed: Sequence[Signature], folder: Path) -> Iterator[Problem]:
    """A file that belongs to no record: the record was taken away, or something was put there."""
    known = {ROOTS, ABOUT, *(f"{each.name}.yml" for each in signed), *(name for each in signed for name in each.files)}
    for file in sorted(folder.glob("*")):
        if file.name not in known and not file.name.startswith(".") and not RECORD.fullmatch(file.name):  # unread ones are told
            message = "没有它的记录；是中断的 gongkai sign 留下的就删去，否则请从备份恢复记录"
            yield Problem(Position(shown(file)), RULE, message)


def gaps(signed: Sequence[Signature], folder: Path) -> Iterator[Problem]:
    """Proofs of a year are numbered without a gap."""
    for year in sorted({each.year for each in signed}):
        numbers = {each.number for each in signed if each.year == year}
        for number in sorted({*range(1, max(numbers))} - numbers):
            yield Problem(Position(shown(folder / f"{year}-{number}.yml")), RULE, f"签名的记录{LOST}")


def lost_or_altered(signature: Signature, folder: Path) -> Iterator[Problem]:
    for name, known in signature.files.items():
        file = folder / name
        if not file.is_file():
            yield Problem(Position(shown(file)), RULE, f"签名的文件{LOST}")
        elif digest(file.read_bytes()) != known:
            yield Problem(Position(shown(file)), RULE, ALTERED)


def wrong(signature: Signature, seals: Seals, folder: Path, roots: bytes, now: datetime) -> Iterator[Problem]:
    """What does not hold of a proof whose files are as they were taken in."""
    place = Position(shown(folder / signature.file))
    content = read(folder / signature.of)
    if not content:
        yield Problem(Position(shown(folder / signature.of)), RULE, f"所签的文件{LOST}")
        return
    try:
        proof = proof_of(signature, seals.signed, folder, roots)
    except WrongProofError as error:
        yield Problem(place, RULE, str(error))
        return
    if (proof.who, proof.issuer) != (signature.who, signature.issuer):
        yield Problem(
            place, RULE, f"是{proof.who}签的（证书由{proof.issuer}签发），记录里写的是{signature.who}（{signature.issuer}）"
        )
    if proof.at and proof.at.strftime(MOMENT) != signature.at:
        yield Problem(place, RULE, f"时间是{in_beijing(proof.at)}，记录里写的是{in_beijing(signature.moment)}")
    if signature.moment > now:
        yield Problem(place, RULE, f"时间是{in_beijing(signature.moment)}，还没有到")
    copy = folder / base(signature, seals.signed)
    if copy.is_file():
        yield from (Problem(place, RULE, fault) for fault in other_seal(copy, signature, seals))


def proof_of(signature: Signature, signed: Sequence[Signature], folder: Path, roots: bytes) -> Proof:
    content, own = read(folder / signature.of), read(folder / signature.file)
    if signature.kind is Kind.STAMP:
        return check_stamp(content, own, roots)
    proven = stamped_at(signature, signed, folder, roots)
    if signature.kind is Kind.CMS:
        return check_cms(content, own, roots, proven)
    return check_raw(content, own, read(folder / certificate_file(signature.name)), roots, proven or signature.moment)


def stamped_at(signature: Signature, signed: Sequence[Signature], folder: Path, roots: bytes) -> datetime | None:
    """When a stamp that was put on the signature shows it to have been there; None where there is none that holds."""
    for stamp in signed:
        if stamp.kind is Kind.STAMP and stamp.of == signature.file:
            try:
                return check_stamp(read(folder / signature.file), read(folder / stamp.file), roots).at
            except WrongProofError:
                continue  # told at its own place
    return None


def base(signature: Signature, signed: Sequence[Signature]) -> str:
    """The copy of the seal that is at the bottom of it."""
    by_file = {each.file: each for each in signed}
    while signature.of in by_file and signature.of != signature.file:
        signature = by_file[signature.of]
    return signature.of


def other_seal(copy: Path, signature: Signature, seals: Seals) -> Iterator[str]:
    """What was signed has to stand in the seal as it is now: versions may have been added since, none altered or taken away."""
    text, _ = decoded(copy.read_bytes(), Position(shown(copy)))
    sealed, _ = seal_in(text, shown(copy)) if text else (None, [])
    now = seals.years.get(signature.year)
    if sealed is None or sealed.year != signature.year:
        yield "所签的不是这一年的封存记录"
    elif now is None:
        yield f"{signature.year} 年签过名的封存记录不见了；请从备份恢复"
    else:
        yield from (f"签名以后，封存记录里的 {each} 被改动或删去" for each in altered(sealed, now))
        if signature.moment.astimezone(BEIJING).date() < max(v.sealed for each in sealed.reports.values() for v in each):
            yield f"时间（{in_beijing(signature.moment)}）早于封存的日期"


def altered(sealed: Seal, now: Seal) -> Iterator[str]:
    for agency, versions in sealed.reports.items():
        for number, version in enumerate(versions):
            if now.reports.get(agency, ())[number : number + 1] != (version,):
                yield f"{agency} 第 {version.version} 版"


def copy_of(seal: bytes, signed: Sequence[Signature], folder: Path) -> Iterator[Signature]:
    """The proofs that stand on exactly this seal, in their order."""
    for each in signed:
        if read(folder / base(each, signed)) == seal:
            yield each
