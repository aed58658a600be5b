"""OpenSSL as a program of its own: every signature, certificate and time stamp is judged by it, none by code of ours.

Its words are fixed, the files that it reads lie in a passing folder under names of our own, and no shell reads any of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SECONDS = 20
ABSENT = "这台电脑没有 OpenSSL（openssl 命令），做不了也核对不了签名和时间戳；请装好再运行"
SLOW = f"OpenSSL 过了 {SECONDS} 秒没有答复；请再运行一次"
ID_OF_SM2 = "distid:1234567812345678"  # GM/T 0009-2012: the signer's name where none was agreed on
FROM_SYSTEM = ("-no-CApath", "-no-CAstore")  # this machine's own list of authorities is not asked
NAME = re.compile(r"^\s+(commonName|organizationName)\s+= (.*)$", re.MULTILINE)
PEM = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n?", re.DOTALL)


class NoOpenSSLError(Exception):
    """It is not there, or does not answer; the message says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What it printed, and whether it agreed."""

    agreed: bool
    text: str
    complaint: str


@dataclass(frozen=True, slots=True)
class Bench:
    """A passing folder with the files that OpenSSL is to look at."""

    folder: Path

    def ask(self, *words: str) -> Answer:
        program = shutil.which("openssl")
        if program is None:
            raise NoOpenSSLError(ABSENT)
        plain = {**os.environ, "LC_ALL": "C"}
        plain.pop("OPENSSL_CONF", None)  # a setting of this machine would make it judge otherwise than elsewhere
        try:
            done = subprocess.run(  # noqa: S603 - fixed words, and names that `bench` gave
                [program, *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env=plain,
            )
        except subprocess.TimeoutExpired as error:
            raise NoOpenSSLError(SLOW) from error
        except OSError as error:
            raise NoOpenSSLError(ABSENT) from error
        return Answer(done.returncode == 0, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def made(self, name: str) -> bytes:
        file = self.folder / name
        return file.read_bytes() if file.is_file() else b""


@contextmanager
def bench(files: Mapping[str, bytes]) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        yield Bench(Path(place))


def certificates(pem: bytes) -> list[bytes]:
    """The certificates of a PEM file, one by one."""
    return [found.rstrip("\n").encode() + b"\n" for found in PEM.findall(pem.decode("utf-8", "replace"))]


def names(certificate: bytes) -> tuple[str, str]:
    """Whose certificate it is, and who issued it: 示例县人民政府 张三; as much as it says."""
    with bench({"one.pem": certificate}) as at:
        shape = ("-noout", "-nameopt", "multiline,utf8,-esc_msb")
        whose, _, issued = at.ask("x509", "-in", "one.pem", *shape, "-subject", "-issuer").text.partition("\nissuer=")
        return one_name(whose), one_name(issued)


def one_name(text: str) -> str:
    said = dict(NAME.findall(text))
    person, body = said.get("commonName", "").strip(), said.get("organizationName", "").strip()
    if person and body and body not in person:
        return f"{body} {person}"
    return person or body or "没有写明名称的证书"


def moment(text: str) -> datetime | None:
    """`Apr  1 08:00:00.5 2022 GMT`, as OpenSSL prints a time; None for anything else."""
    found = re.search(r"([A-Z][a-z]{2}) +(\d+) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT", text)
    if not found:
        return None
    return datetime.strptime(" ".join(found.groups()), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
