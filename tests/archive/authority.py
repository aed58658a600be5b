"""An authority of the tests' own, made by OpenSSL: roots, offices with keys of every kind, and a service of time stamps."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

ID = "distid:1234567812345678"
WHERE = "/C=CN/O=示例县人民政府/CN="
CONFIGURED = """
[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
organizationName = optional
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[office]
keyUsage = digitalSignature
[stamping]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = service
[service]
serial = tsaserial
default_policy = 1.2.3.4.1
digests = sha256, sha512
signer_digest = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
PAST = ("-startdate", "20200101000000Z", "-enddate", "20210101000000Z")
LONG = ("-startdate", "20200101000000Z", "-enddate", "20990101000000Z")
KEYS = {
    "rsa": ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
    "ec": ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
    "ed25519": ("-algorithm", "ED25519"),
    "sm2": ("-algorithm", "SM2"),
}


@dataclass(frozen=True)
class Authority:
    """`folder` holds root.pem, other.pem (a foreign root), sm2root.pem; and for each office <name>.key and <name>.pem."""

    folder: Path

    def openssl(self, *words: object, fails: bool = False) -> str:
        done = subprocess.run(["openssl", *map(str, words)], cwd=self.folder, capture_output=True, text=True, check=False)
        assert fails is (done.returncode != 0), done.stderr
        return done.stdout + done.stderr

    def root(self, name: str, said: str, key: str = "ec") -> None:
        by = ("-sm3", "-sigopt", ID) if key == "sm2" else ("-sha256",)
        self.openssl("genpkey", *KEYS[key], "-out", f"{name}.key")
        self.openssl("req", "-new", "-utf8", "-key", f"{name}.key", *by, "-subj", f"/O=示例/CN={said}", "-out", f"{name}.csr")
        own = ("-vfyopt", ID, "-sigopt", ID, "-md", "sm3") if key == "sm2" else ()
        words = ("ca", "-batch", "-utf8", "-notext", "-config", "own.cnf", "-rand_serial", "-extensions", "root", *LONG, *own)
        self.openssl(*words, "-selfsign", "-keyfile", f"{name}.key", "-in", f"{name}.csr", "-out", f"{name}.pem")

    def office(
        self, name: str, key: str, said: str, root: str = "root", *, use: str = "office", time: tuple[str, ...] = LONG
    ) -> None:
        by = ("-sm3", "-sigopt", ID) if key == "sm2" else ()
        own = ("-vfyopt", ID, "-sigopt", ID, "-md", "sm3") if root.startswith("sm2") else ()
        self.openssl("genpkey", *KEYS[key], "-out", f"{name}.key")
        self.openssl("req", "-new", "-utf8", "-key", f"{name}.key", *by, "-subj", f"{WHERE}{said}", "-out", f"{name}.csr")
        words = ("ca", "-batch", "-utf8", "-notext", "-config", "own.cnf", "-rand_serial", "-extensions", use, *time, *own)
        self.openssl(*words, "-cert", f"{root}.pem", "-keyfile", f"{root}.key", "-in", f"{name}.csr", "-out", f"{name}.pem")

    def cms(self, content: Path, by: str, to: Path, *more: object) -> Path:
        words = ("cms", "-sign", "-binary", "-md", "sha256", "-in", content, "-signer", f"{by}.pem", "-inkey", f"{by}.key")
        self.openssl(*words, "-outform", "DER", "-out", to, *more)
        return to

    def raw(self, content: Path, by: str, to: Path) -> Path:
        how = {"sm2": ("-digest", "sm3", "-pkeyopt", ID), "ed25519": ()}.get(by.partition("-")[0], ("-digest", "sha256"))
        self.openssl("pkeyutl", "-sign", "-rawin", *how, "-inkey", f"{by}.key", "-in", content, "-out", to)
        return to

    def stamp(self, request: Path, to: Path, by: str = "tsa") -> Path:
        words = ("ts", "-reply", "-config", "own.cnf", "-queryfile", request, "-signer", f"{by}.pem", "-inkey", f"{by}.key")
        self.openssl(*words, "-out", to)
        return to

    def query(self, content: Path, to: Path) -> Path:
        self.openssl("ts", "-query", "-data", content, "-sha512", "-cert", "-no_nonce", "-out", to)
        return to


def authority_in(folder: Path) -> Authority:
    (folder / "own.cnf").write_text(CONFIGURED, "utf-8")
    (folder / "index.txt").touch()
    (folder / "tsaserial").write_text("01\n", "utf-8")
    made = Authority(folder)
    made.root("root", "示例根证书")
    made.root("other", "外来根证书")
    made.root("sm2root", "国密根证书", "sm2")
    for key in ("rsa", "ec", "ed25519"):
        made.office(key, key, f"办公室 {key}")
    made.office("sm2", "sm2", "国密办公室", "sm2root")
    made.office("rsa-foreign", "rsa", "外来的人", "other")
    made.office("ed25519-foreign", "ed25519", "外来的人", "other")
    made.office("ec-ended", "ec", "过期的人", time=PAST)
    made.office("ed25519-ended", "ed25519", "过期的人", time=PAST)
    made.office("tsa", "ec", "时间戳服务", use="stamping")
    made.office("tsa-foreign", "ec", "外来时间戳", "other", use="stamping")
    made.office("tsa-ended", "ec", "过期时间戳", use="stamping", time=PAST)
    (folder / "roots.pem").write_bytes((folder / "root.pem").read_bytes() + (folder / "sm2root.pem").read_bytes())
    return made
