"""A folder as an office has it, in which the examples of the documents are run, and what some of them need there first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from tests.catalogue.workbooks import workbook
from tests.examples.filling import fill_in
from tests.forms.office import put
from tests.province.province import reporting_county
from tests.site.conftest import copy_project, run_build
from tests.site.kept import ROOT

AROUND = ("Makefile", "requirements.txt", "requirements-test.txt", "pyproject.toml", "schemas")
SERVER = "../srv"


def make_office(folder: Path) -> None:
    """The county's own project, built once, with the environment of the tests as its `.venv`."""
    copy_project(folder)
    for name in AROUND:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy2(source, folder / name)
    done = run_build(folder, folder / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr


def enter(office: Path) -> None:
    """After a copy: what a copy cannot hold. `site-ready` is newer than what it is made from, so nothing is installed."""
    environment = office / ".venv"
    environment.mkdir()
    for name in ("bin", "lib"):
        (environment / name).symlink_to(Path(sys.prefix) / name)
    if (Path(sys.prefix) / "pyvenv.cfg").exists():
        shutil.copy(Path(sys.prefix) / "pyvenv.cfg", environment)
    for name in ("site-ready", "test-ready"):
        (environment / name).touch()


def run(command: str, folder: Path, office: Path, *, fonts: bool = False) -> subprocess.CompletedProcess[str]:
    """As typed into a shell; what is said to standard error stands with the rest. `fonts`: there are Chinese ones for PDF."""
    path = os.pathsep.join((str(office / ".venv/bin"), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {} if fonts else {"GONGKAI_FONTS": "/nowhere"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def called(office: Path, command: str) -> str:
    done = run(command, office, office)
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


def filled_in(office: Path) -> None:
    """Every form that is empty as yet."""
    for report in sorted(office.glob("data/reports/*/*/report.yml")):
        if "\nproposed:" in report.read_text("utf-8"):
            fill_in(report.parent)


def stated(office: Path) -> None:
    """What the county of the example has not stated yet, and what a release asks for."""
    site, report = office / "data/site.yml", office / "data/reports/2020/zhengning/report.yml"
    if "\nportal:" not in site.read_text("utf-8"):
        with site.open("a", encoding="utf-8") as file:
            file.write("portal: 示例门户\ndomain: www.example.gov.cn\nsite_code: '0000000000'\n")
        with report.open("a", encoding="utf-8") as file:
            file.write("published: 2021-01-28\n")


def draft_of_2021(office: Path) -> None:
    if not (office / "data/reports/2021/zhengning").exists():
        called(office, "gongkai new 2021 zhengning")
        filled_in(office)


def report_of_2021(office: Path) -> None:
    stated(office)
    if not (office / "data/reports/2021/zhengning").exists():
        draft_of_2021(office)
        called(office, "gongkai ready 2021 zhengning --published 2022-01-28 --yes")


def published_2021(office: Path) -> None:
    report_of_2021(office)
    with (office / "data/addresses.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("zfxxgknb/2021/\n")


def withdrawn_2021(office: Path) -> None:
    published_2021(office)
    called(office, "gongkai withdraw 2021 zhengning --date 2022-05-06 --why 误发 --yes")


def word(office: Path) -> None:
    """The report of 2021 came as a Word file and is nowhere else."""
    report_of_2021(office)
    called(office, "gongkai export docx data/reports/2021/zhengning --into .word")
    (file,) = (office / ".word").rglob("*.docx")
    file.rename(office / "报告.docx")
    shutil.rmtree(office / "data/reports/2021")


def older_draft(office: Path) -> None:
    shutil.copy(office / "报告.docx", office / "原稿.docx")


def imported(office: Path) -> None:
    """A report that a program has read and nobody has compared yet."""
    if not (office / "data/reports/2021/zhengning/import-record.csv").exists():
        word(office)
        called(office, "gongkai import 报告.docx --into data/reports/2021/zhengning")


def ticked_sheet(office: Path) -> None:
    """Its sheet, with a tick in every line."""
    imported(office)
    (office / "核对表.xlsx").unlink(missing_ok=True)  # the example before it made one, of the report as it was
    called(office, "gongkai tick --to 核对表.xlsx --report data/reports/2021/zhengning")
    book = openpyxl.load_workbook(office / "核对表.xlsx")
    for row in range(3, book.active.max_row + 1):
        book.active.cell(row, 7).value = "√"
    book.save(office / "核对表.xlsx")


def sealed_year(office: Path) -> None:
    stated(office)
    called(office, "gongkai archive 2020 --date 2021-04-01 --without pdf")
    done = run_build(office, office / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr


def kept_page(office: Path) -> None:
    """The archive's page as it was saved."""
    shutil.copy(office / "site/zfxxgknb/guidang/index.html", office / "存下的旧网页.html")


def signature(office: Path) -> None:
    """Of the year's seal, by a certificate that is its own authority."""
    key = "openssl req -x509 -newkey rsa:2048 -nodes -keyout 私钥.pem -subj /CN=office -out 根证书.pem"
    sign = "openssl cms -sign -binary -in data/seals/2020.yml -signer 根证书.pem -inkey 私钥.pem -outform DER -out 2020.p7s"
    for command in (key, sign):
        subprocess.run(command.split(), cwd=office, check=True, capture_output=True)
    shutil.rmtree(office / "archive/signatures", ignore_errors=True)


def table(office: Path) -> None:
    workbook(office / "目录.xlsx")


def guide_table(office: Path) -> None:
    workbook(office / "指引.xlsx")


def document_list(office: Path) -> None:
    """A list of two documents, one of which has its text and an attachment in a folder; nobody has read them yet."""
    text = "低保办法\n\n正政发〔2021〕7号\n\n各乡镇：\n\n现印发低保办法。\n\n2021年5月20日\n"
    for folder in (office / "文件", office):  # --files says where they lie; otherwise they lie beside the list
        folder.mkdir(exist_ok=True)
        (folder / "低保办法.txt").write_text(text, "utf-8")
        (folder / "申请表.csv").write_text("姓名\n", "utf-8")
    book = openpyxl.Workbook()
    for row in (
        ("标题", "发文机关", "发文字号", "信息种类", "成文日期", "原文件", "附件"),
        ("低保办法", "正宁县人民政府", "正政发〔2021〕7号", "规范性文件", "2021-05-20", "低保办法.txt", "申请表.csv"),
        ("一图读懂低保办法", "正宁县人民政府", "", "政策解读", "2021-06-01", "", ""),
    ):
        book.active.append(row)
    book.save(office / "文件清单.xlsx")
    shutil.rmtree(office / "data/documents", ignore_errors=True)


def saved_column(office: Path) -> None:
    """A page of an old portal, and the column's address, to which old ones lead on."""
    page = (
        '<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="防火通告"><meta name="PubDate" content="2021-03-01">'
        "<title>防火通告</title></head><body><p>禁止野外用火。</p></body></html>"
    )
    (office / "旧站").mkdir(exist_ok=True)
    (office / "旧站/1.html").write_text(page, "utf-8")
    site = office / "data/site.yml"
    stated = "column_url: https://www.example.gov.cn/zwgk/\n"
    site.write_text(site.read_text("utf-8").replace(stated, "") + stated, "utf-8")
    for made in ("清单.xlsx", "空白清单.xlsx"):
        (office / made).unlink(missing_ok=True)


def documents(office: Path) -> None:
    document_list(office)
    called(office, "gongkai documents import 文件清单.xlsx --files 文件")


def agency_list(office: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("名称", "类别", "上级", "联系电话"), ("财政局", "部门", "县政府", "010-12345678"), ("榆河镇", "乡镇", "", "")):
        book.active.append(row)
    book.save(office / "名单.xlsx")


def catalogue(office: Path) -> None:
    if not (office / "data/catalogue").exists():
        table(office)
        called(office, "gongkai catalogue import 目录.xlsx")


def earlier_catalogue(office: Path) -> None:
    catalogue(office)
    called(office, "gongkai catalogue keep 2025")


def counties(office: Path) -> None:
    reporting_county(office / "各县/east", "东县", {})


def two_releases(office: Path) -> None:
    """The second one says something else, and comes after what the example published, if it published anything."""
    stated(office)
    if not (office / SERVER / "current").exists():
        called(office, f"gongkai publish site {SERVER}")
    page = office / "docs/fdzdgknr/index.md"
    page.write_text(page.read_text("utf-8") + "\n\n第二版。\n", "utf-8")
    done = run_build(office, office / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    called(office, f"gongkai publish site {SERVER}")


def uploaded(office: Path) -> None:
    stated(office)
    if not (office / "全站.zip").exists():
        called(office, "gongkai publish site --zip 全站.zip")


def returned(office: Path) -> None:
    """The year's form with a figure in it, by itself and in the folder of those that came back."""
    file = office / "交回.xlsx"
    if not file.exists():
        called(office, f"gongkai form export 2025 zhengning -o {file.name}")
        file.write_bytes(put(file.read_bytes(), {"二!B9": 3}))
    (office / "填报表").mkdir(exist_ok=True)
    for old in (office / "填报表").iterdir():
        old.unlink()
    shutil.copy(file, office / "填报表")


def new_county(office: Path) -> None:
    called(office, "gongkai init 示例县")


def release(office: Path) -> Path:
    """A folder to be in instead of the office's."""
    stated(office)
    called(office, f"gongkai publish site {SERVER}")
    (folder,) = (office / SERVER / "releases").iterdir()
    return folder


PREPARATIONS: Mapping[str, Callable[[Path], Path | None]] = {
    "the form filled in": filled_in,
    "a report of 2021": report_of_2021,
    "a draft of 2021": draft_of_2021,
    "a published report of 2021": published_2021,
    "a withdrawn report of 2021": withdrawn_2021,
    "what a portal states": stated,
    "a workbook that came back": returned,
    "a report in Word": word,
    "an older draft": older_draft,
    "an imported report": imported,
    "a sheet ticked off": ticked_sheet,
    "a sealed year": sealed_year,
    "its signature": signature,
    "a page that was kept": kept_page,
    "a workbook": table,
    "the table of a guide": guide_table,
    "a list of agencies": agency_list,
    "a list of documents": document_list,
    "documents": documents,
    "a saved column": saved_column,
    "a catalogue": catalogue,
    "an earlier catalogue": earlier_catalogue,
    "counties": counties,
    "two releases": two_releases,
    "a zip that was uploaded": uploaded,
    "a new county": new_county,
    "a release to stand in": release,
}
