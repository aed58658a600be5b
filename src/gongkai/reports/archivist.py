"""For whoever opens a bag in 2045 and has none of our programs: how everything is checked with a hash program, a ZIP program
and OpenSSL.

The same steps stand in every bag as plain text and on the page of the archive.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.reports.chain import FILE as CHAIN
from gongkai.reports.seals import bag_name
from gongkai.reports.signatures import ABOUT, ROOTS

NAME = "CHECK.txt"
HERE = "在这个文件夹里运行："
INSIDE = "在展开的文件夹 {bag} 里运行："


@dataclass(frozen=True, slots=True)
class Step:
    """`inside`: the commands are typed in the unpacked bag's folder. `then`: what has to be seen."""

    title: str
    why: str
    commands: tuple[str, ...]
    then: str
    inside: bool = False

    def where(self, bag: str) -> str:
        return INSIDE.format(bag=bag) if self.inside else HERE


def steps(year: int, agency: str, version: int) -> tuple[Step, ...]:
    """In the order in which each rests on the one before it; for the bag of that report."""
    bag, seal = bag_name(year, agency, version), f"{year}.yml"
    return (
        Step(
            "归档包没有换过",
            f"封存链 {CHAIN} 里有每个归档包和每个签名文件的 SHA-512。",
            (f"sha512sum -c --ignore-missing {CHAIN}",),
            f"{bag}.zip 和手里别的文件，每一行都应是 OK。",
        ),
        Step(
            "包里的每个文件没有改过",
            "归档包是 zip 文件，没有压缩；展开以后，清单里有每个文件的 SHA-512。",
            (f"unzip -q {bag}.zip",),
            "展开出一个同名的文件夹。",
        ),
        Step(
            "清单与文件相符",
            "",
            ("sha512sum -c manifest-sha512.txt", "sha512sum -c tagmanifest-sha512.txt", "sha512sum tagmanifest-sha512.txt"),
            f"前两个命令每一行都应是 OK；最后一串应与 {seal} 里 {agency} 第 {version} 版的 tagmanifest 相同。",
            inside=True,
        ),
        Step(
            "封存记录没有换过",
            f"{seal} 写着谁在哪一天封存了什么。",
            (f"sha512sum {seal}",),
            f"应与 {CHAIN} 里 {year} 年最后一条的 seal 后面一串相同。",
        ),
        Step(
            "封存链没有改过",
            "整个封存链的 SHA-256 叫链头，印在报告的纸质页、网页和订阅里，上级也存着。",
            (f"sha256sum {CHAIN}",),
            "应与当时的链头相同。手里的链头比较旧（第几条写在它前面）：用文本编辑器把封存链里那一条以后的各条删去，"
            "另存为 old.txt，运行 sha256sum old.txt，应与旧链头相同；不同，就是那以前封存的有改动。",
        ),
        Step(
            "是谁、什么时候封存的",
            f"签名（.p7s、.sig）、时间戳（.tsr）和 {ROOTS} 放在这个文件夹里；{ABOUT} 里写着核对每一个的 openssl 命令，逐行运行。",
            (f"openssl x509 -in {ROOTS} -noout -subject -fingerprint -sha256",),
            "印出的是签发机构的名称和指纹，请另向它核实。签名和时间戳证明：那时已有这份封存记录，"
            "以后 SHA-512 或证书不再可靠，也不影响。",
        ),
    )


def text(year: int, agency: str, version: int) -> str:
    """The plain text for that report's bag."""
    bag = bag_name(year, agency, version)
    lines = [
        f"怎样核对 {bag}：只用算摘要的程序（sha256sum、sha512sum）、解 zip 的程序（unzip）和 OpenSSL（3.0 或以后）",
        "",
        f"先把这几样放在同一个文件夹：归档包 {bag}.zip，封存链 {CHAIN}，封存记录 {year}.yml；",
        f"有签名的，连同签名、{ROOTS} 和 {ABOUT}。",
        f"封存单位存着它们（archive/{year}/、data/seals/、archive/signatures/），网站的归档页上也有，旧网站的存档里往往也能找到。",
        "Windows 上没有 sha512sum 的，用 certutil -hashfile 文件名 SHA512，逐个对照。",
        "",
    ]
    for number, step in enumerate(steps(year, agency, version), start=1):
        lines += [
            f"{number}. {step.title}",
            *([f"   {step.why}"] if step.why else []),
            f"   {step.where(bag)}",
            *(f"      {command}" for command in step.commands),
            f"   {step.then}",
            "",
        ]
    lines += ["缺了封存链或签名，仍可做第 2、3 步：它们说明包里的文件与封存时的清单相同，但不能说明包没有被整个换过。"]
    return "\n".join(lines) + "\n"
