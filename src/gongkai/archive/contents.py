"""What goes into a report's bag: its data as it is, every file made of it, its findings, and words that explain."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.archive.sealed_page import sealed_page
from gongkai.checks import sealed as seal_rule
from gongkai.checks.rules import check_report, grounds
from gongkai.collection import Collection
from gongkai.downloads.json_file import encoded, finding
from gongkai.downloads.report_files import FORMATS, OutputFile, files_in
from gongkai.downloads.report_html import NAME as PAGE
from gongkai.html.elements import chinese_day
from gongkai.problems import Severity
from gongkai.reports import archivist
from gongkai.reports.report import Report
from gongkai.reports.seals import Sealing, bag_name, data_files, digest

FINDINGS = "findings.json"
ABOUT = "README.txt"
SOURCE = "source/"
OWN = "html"  # a bag has a page of its own, which says that it is sealed


def payload(report: Report, collection: Collection, sealing: Sealing) -> Mapping[str, bytes]:
    """Every file of the bag by its path; CannotMakeError when a kind of file that is not left out cannot be made."""
    files = {name: (report.folder / name).read_bytes() for name in data_files(report.folder) if public(name, report)}
    kinds = [kind for kind in FORMATS if kind not in (*sealing.without, OWN)]
    outputs = [output for kind in kinds for output in files_in(kind, report)]
    files |= {output.name: output.content for output in outputs}
    files[PAGE] = sealed_page(report, collection, outputs, sealing).encode()
    files[FINDINGS] = findings(report, collection).encode()
    files[ABOUT] = about(report, outputs, sealing).encode()
    files[archivist.NAME] = archivist.text(report.year, report.agency_id, sealing.version).encode()
    return dict(sorted(files.items()))


def public(name: str, report: Report) -> bool:
    """The original stays with the office unless it says otherwise."""
    return report.envelope.source_published or not name.startswith(SOURCE)


def findings(report: Report, collection: Collection) -> str:
    """What the checks find, what the office accepted and why, and on what ground each rule stands."""
    found = [problem for problem in check_report(report, collection) if problem.rule != seal_rule.ID]
    rules = grounds()
    used = {problem.rule: {"title": rules[problem.rule].title, "basis": rules[problem.rule].basis} for problem in found}
    record = {
        "open": [finding(problem) for problem in found if problem.severity is not Severity.ACCEPTED],
        "accepted": [finding(problem) for problem in found if problem.severity is Severity.ACCEPTED],
        "rules": used,
    }
    return encoded(record) + "\n"


def about(report: Report, outputs: list[OutputFile], sealing: Sealing) -> str:
    """For whoever finds the bag and nothing else."""
    name = bag_name(report.year, report.agency_id, sealing.version)
    lines = [
        report.envelope.title,
        f"发布机构：{report.agency_name}    年度：{report.year}    报告格式：{report.format.instrument or report.format.id}",
        f"第 {sealing.version} 版，{chinese_day(sealing.day)}由{sealing.by}封存。",
        "",
        "这个文件夹是一个 BagIt 包（RFC 8493）。data/ 里的文件：",
        "",
        f"  {PAGE}  报告全文和法定表格，一个网页，不用联网，双击就能打开",
        *(f"  {output.name}  {output.label}：{output.about}" for output in outputs),
        f"  {FINDINGS}  封存时检查发现的问题、发布机关所作的说明",
        "  report.yml、narrative.md  编成以上各件的底稿：表格的数和正文（UTF-8 文本）",
        *source_lines(report),
        "",
        *(f"没有 {kind} 文件：封存时没有生成，由封存单位决定不放入。" for kind in sealing.without),
        "空白与 0 分别保留：空白是没有填写，0 是数过之后没有。",
        "",
        "怎样核对：在这个文件夹里运行  sha512sum -c manifest-sha512.txt  和  sha512sum -c tagmanifest-sha512.txt，",
        "每一行都应是 OK。两个清单之外不应有别的文件。",
        f"多年以后、手边没有本系统时怎样从头核对，写在 {archivist.NAME} 里。",
        f"再把 tagmanifest-sha512.txt 自己的 SHA-512 与公布的封存记录（{name}）对照，可知清单没有换过。",
    ]
    return "\n".join(lines) + "\n"


def kept_back(report: Report) -> list[str]:
    """The files of the original that stay with the office; none when it published them, or received none."""
    return [name for name in data_files(report.folder) if not public(name, report)]


def source_lines(report: Report) -> list[str]:
    names = kept_back(report)
    if not names:
        received = any(name.startswith(SOURCE) for name in data_files(report.folder))
        return ["  source/  收到的原件，一字未动"] if received else []
    digests = [f"    {name}  SHA-512 {digest((report.folder / name).read_bytes())}" for name in names]
    return ["  收到的原件由发布机关保存，不随包公开；它的摘要：", *digests]
