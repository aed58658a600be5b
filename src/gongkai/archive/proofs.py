"""Whether a signature or time stamp is right: of these bytes, by a certificate that somebody trusted has issued, in its time.

A detached CMS signature (RFC 5652), a time stamp (RFC 3161), or a raw signature with its certificate beside it, as Ed25519 and
SM2 keys make it where OpenSSL's CMS has no word for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.archive.openssl import FROM_SYSTEM, ID_OF_SM2, Answer, bench, certificates, moment, names
from gongkai.reports.signatures import SM3

OTHER_BYTES = "签的不是这份封存记录，或签名已损坏"
OTHER_STAMP = "时间戳盖的不是这份封存记录，或已损坏"
COMPLAINTS = (
    ("certificate has expired", "证书当时已经过期"),
    ("certificate is not yet valid", "证书当时还没有生效"),
    ("certificate revoked", "证书已被吊销"),
    ("certificate signature failure", "证书不是它写的签发机构签发的"),
    ("unsuitable certificate purpose", "证书不是用来做这件事的"),
    ("unsupported certificate purpose", "证书不是用来做这件事的"),
)
UNTRUSTED = "证书不受信任：不是 certificates.pem 里的机构签发的"
SHA_2 = ("sha256", "sha384", "sha512")


class WrongProofError(Exception):
    """Why it does not hold, in Chinese."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Who signed, whose word that is, and when; `at` is None where the proof does not say. `sum`, `issued`: as in `Signature`."""

    who: str
    issuer: str
    at: datetime | None
    sum: str | None = None
    issued: str | None = None


def trusting(at: datetime) -> tuple[str, ...]:
    """Words that make OpenSSL judge certificates by the roots named, as of that moment. `ts` asks nobody else anyhow."""
    return ("-CAfile", "roots.pem", "-attime", str(int(at.timestamp())))


def why(answer: Answer) -> str:
    return next((said for words, said in COMPLAINTS if words in answer.complaint), UNTRUSTED)


def people(pem: bytes) -> tuple[str, str]:
    """Of everybody who signed."""
    each = [names(certificate) for certificate in certificates(pem)]
    who, issuers = (list(dict.fromkeys(column)) for column in zip(*each, strict=True)) if each else ([], [])
    return "、".join(who) or "未写明", "、".join(issuers) or "未写明"


def check_cms(content: bytes, signature: bytes, roots: bytes, proven: datetime | None = None) -> Proof:
    """`proven` is when a time stamp shows that the signature was there; without one its own word on the time has to do."""
    with bench({"content": content, "signature": signature, "roots.pem": roots}) as at:
        given = ("-inform", "DER", "-in", "signature")
        detached = ("cms", "-verify", "-binary", *given, "-content", "content", "-out", "plain")
        said = signing_time(at.ask("cms", "-cmsout", "-print", "-noout", *given).text)
        when = proven or said
        if when is None and at.ask(*detached, "-noverify").agreed:
            raise WrongProofError("签名里没有写时间；请另加时间戳，或用会写签名时间的程序签")
        if when is None:
            raise WrongProofError(OTHER_BYTES)
        answer = at.ask(*detached, "-signer", "who.pem", "-purpose", "any", *FROM_SYSTEM, *trusting(when))
        if not answer.agreed:
            raise WrongProofError(why(answer) if at.ask(*detached, "-noverify").agreed else OTHER_BYTES)
        return Proof(*people(at.made("who.pem")), said or when)


def signing_time(printed: str) -> datetime | None:
    found = re.search(r"object: signingTime[^\n]*\n(?:[^\n]*\n){0,2}?[^\n]*(?:UTCTIME|GENERALIZEDTIME):([^\n]+)", printed)
    return moment(found.group(1)) if found else None


def check_raw(content: bytes, signature: bytes, certificate: bytes, roots: bytes, when: datetime) -> Proof:
    """A signature that is nothing but itself. `when` is the moment as of which its certificate is judged."""
    chain = certificates(certificate)
    if not chain:
        raise WrongProofError("没有签名人的证书（PEM 格式）")
    files = {"content": content, "signature": signature, "who.pem": chain[0], "more.pem": b"".join(chain), "roots.pem": roots}
    with bench(files) as at:
        printed = at.ask("x509", "-in", "who.pem", "-noout", "-text").text
        way = next((sum for sum in sums(printed) if at.ask(*asked_by(sum)).agreed), OTHER_BYTES)
        if way == OTHER_BYTES:
            raise WrongProofError(OTHER_BYTES)
        issued = SM3 if "Signature Algorithm: SM2" in printed else None
        own_id = ("-vfyopt", ID_OF_SM2) if issued else ()
        answer = at.ask("verify", "-purpose", "any", *FROM_SYSTEM, *trusting(when), *own_id, "-untrusted", "more.pem", "who.pem")
        if not answer.agreed:
            raise WrongProofError(why(answer))
        return Proof(*names(chain[0]), None, way, issued)


def sums(printed: str) -> Sequence[str | None]:
    """By what a key of that kind signs: Ed25519 the bytes themselves (None), SM2 by SM3, others by a sum of the SHA-2 family."""
    if "Public Key Algorithm: ED" in printed:
        return (None,)
    return (SM3,) if "ASN1 OID: SM2" in printed else SHA_2


def asked_by(sum: str | None) -> tuple[str, ...]:
    words = ("pkeyutl", "-verify", "-rawin", "-certin", "-inkey", "who.pem", "-in", "content", "-sigfile", "signature")
    by = ("-digest", sum) if sum else ()
    return (*words, *by, *(("-pkeyopt", ID_OF_SM2) if sum == SM3 else ()))


def check_stamp(content: bytes, stamp: bytes, roots: bytes) -> Proof:
    """The authority's certificate is judged as of the moment of the stamp: it may have ended since."""
    with bench({"content": content, "stamp": stamp, "roots.pem": roots}) as at:
        printed = at.ask("ts", "-reply", "-in", "stamp", "-text")
        when = moment(after(printed.text, "Time stamp:"))
        if not printed.agreed or when is None:
            raise WrongProofError("不是时间戳机构的答复，或它没有盖章")
        answer = at.ask("ts", "-verify", "-data", "content", "-in", "stamp", *trusting(when))
        if not answer.agreed:
            raise WrongProofError(wrong_stamp(answer))
        at.ask("ts", "-reply", "-in", "stamp", "-token_out", "-out", "token")
        at.ask("cms", "-verify", "-inform", "DER", "-in", "token", "-noverify", "-signer", "who.pem", "-out", "plain")
        return Proof(*people(at.made("who.pem")), when)


def wrong_stamp(answer: Answer) -> str:
    """A certificate that is not trusted, or a stamp that is of something else."""
    if "imprint" in answer.complaint or "certificate verify error" not in answer.complaint:
        return OTHER_STAMP
    return why(answer)


def after(text: str, label: str) -> str:
    return text.partition(label)[2].partition("\n")[0]


def readable(roots: bytes) -> bool:
    """Whether these are certificates that OpenSSL can read, each of them."""
    found = certificates(roots)
    if not found:
        return False
    with bench({f"{number}.pem": each for number, each in enumerate(found)}) as at:
        return all(at.ask("x509", "-in", f"{number}.pem", "-noout").agreed for number in range(len(found)))


def as_der(signature: bytes) -> bytes:
    """A CMS signature in binary, as it is kept; what a program wrote as text (PEM) is made that."""
    if not signature.lstrip().startswith(b"-----BEGIN"):
        return signature
    with bench({"signature": signature}) as at:
        at.ask("cms", "-cmsout", "-inform", "PEM", "-in", "signature", "-outform", "DER", "-out", "binary")
        return at.made("binary")
