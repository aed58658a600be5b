"""Accepting and correcting by command: the change is shown, then written, and nothing else of the file moves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.reports.published import record, state_of
from gongkai.source.editing import changed_lines
from tests.checks import reading

WHY = ("--why", "原件如此", "--by", "县政府办公室", "--date", "2024-03-01")
REPORT = Path("data/reports/2020/demo")
REMARK = "# 表格照原件，2021年1月核过\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A consistent report with a remark in it, and its document; the working folder is the county's."""
    reading.written({"base": "2019", "edit": {"tables:\n": f"{REMARK}tables:   # 法定表格\n"}}, tmp_path / "data")
    (tmp_path / REPORT / "source").mkdir()
    (tmp_path / REPORT / "source" / "年报.docx").write_bytes(b"as received")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text() -> str:
    return (REPORT / "report.yml").read_text("utf-8")


def replaced(old: str, new: str, file: str = "report.yml") -> None:
    typed = (REPORT / file).read_text("utf-8")
    assert typed.count(old) == 1
    (REPORT / file).write_text(typed.replace(old, new), "utf-8")


def published() -> None:
    from gongkai.collection import load_collection

    (report,) = load_collection(Path("data"))[0].reports
    record(Path("data"), {(report.year, report.agency_id): state_of(report)})


def called_ready() -> None:
    """With the word that such a report has had since there is one; its day of publication alone does not make it public."""
    replaced("scope: whole_government\n", "scope: whole_government\nstate: ready\n")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_finding_prints_what_to_paste_and_the_pasted_line_is_taken(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced("云政办发〔2021〕2号", "云政办发〔2020〕2号")
    _, out, _ = run(capsys, "check")
    paste = "- {rule: document-number, subject: letter.document_number, reason: , by: , date: }"
    assert f"    可写进 accepted：{paste}\n" in out
    (REPORT / "report.yml").write_text(text() + f"accepted:\n  {paste}\n", "utf-8")
    _, out, _ = run(capsys, "check")
    assert "“reason”后面没有写内容" in out
    replaced("reason: , by: , date: ", "reason: 原件如此, by: 县政府办公室, date: 2024-03-01")
    assert run(capsys, "check") == (0, "", "0 个错误，0 条提醒，1 条已说明\n")


def test_accepting_shows_the_change_and_writes_it_only_when_agreed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced("云政办发〔2021〕2号", "云政办发〔2020〕2号")
    before = text()
    words = ("accept", "document-number", "letter.document_number", "--report", str(REPORT), *WHY)
    code, out, said = run(capsys, *words)
    assert (code, text()) == (0, before)
    assert out.splitlines()[:2] == ["data/reports/2020/demo/report.yml", "   65 + accepted:"]
    assert said == "还没有改动；确认以后加上 --yes 再运行一次\n"
    assert run(capsys, *words, "--yes") == (0, out, "已写入 data/reports/2020/demo/report.yml\n")
    assert text().startswith(before)
    assert run(capsys, "check") == (0, "", "0 个错误，0 条提醒，1 条已说明\n")
    code, out, _ = run(capsys, *words, "--yes")
    assert (code, "已经说明过" in out) == (1, True)


def test_an_error_is_accepted_as_printed_with_the_document_s_digest(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced("pending: 1, total: 4}", "pending: 1, total: 5}")
    words = ("accept", "balance", "review_litigation.reconsideration.total", "--report", str(REPORT), *WHY, "--yes")
    before = text()
    code, out, _ = run(capsys, *words)
    assert (code, "确是这样的，加上 --as-printed" in out) == (1, True)
    code, out, _ = run(capsys, *words, "--as-printed")
    assert (code, "却没有写原件（source_document）" in out) == (1, True)
    assert text() == before
    replaced("written: 2021-01-12\n", "written: 2021-01-12\nsource_document: 年报.docx  # 扫描件\n")
    before = text()
    assert run(capsys, *words, "--as-printed")[0] == 0
    assert text().startswith(before)
    code, _, said = run(capsys, "check")
    assert (code, said) == (0, "0 个错误，1 条提醒，1 条已说明\n")  # the prose says 4


def test_what_cannot_be_accepted_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (REPORT / "report.yml").write_text(text() + "proposed: [requests.carried_in]\n", "utf-8")
    before = text()
    for words, message in {
        ("proposed", "requests.carried_in"): "是错误，不能用说明代替；请改正",
        ("balance", "requests.granted.total"): "现在没有“balance”（requests.granted.total）这一条",
    }.items():
        code, out, _ = run(capsys, "accept", *words, "--report", str(REPORT), *WHY, "--as-printed", "--yes")
        assert (code, message in out, text()) == (1, True, before)


def test_a_period_that_is_missing_is_written_by_the_command_that_ready_names(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called_ready()
    replaced("period: {from: 2020-01-01, to: 2020-12-31}\n", "")
    code, out, _ = run(capsys, "ready", "2020", "demo")
    assert (code, "请写一行 period: {from: 2020-01-01, to: 2020-12-31}，或运行 gongkai correct period " in out) == (1, True)
    command = out.partition("或运行 gongkai ")[2].partition("（")[0].split()
    assert command == ["correct", "period", "2020-01-01至2020-12-31", "--report", "2020/demo"]
    assert "要写两天，例如 2020-01-01至2020-12-31" in run(capsys, "correct", "period", "全年", *command[3:], *WHY)[1]
    wrong = run(capsys, "correct", "period", "2020-12-31至2020-01-01", *command[3:], *WHY, "--yes")
    assert (wrong[0], "统计期限的最后一天 2020-01-01 早于第一天 2020-12-31" in wrong[1]) == (1, True)
    assert run(capsys, *command, *WHY, "--yes")[0] == 0
    assert "period:\n  from: 2020-01-01\n  to: 2020-12-31\n" in text()
    assert "统计期限已经是 2020-01-01至2020-12-31" in run(capsys, *command, *WHY, "--yes")[1]
    assert run(capsys, "ready", "2020", "demo")[0] == 0


def test_a_period_that_was_public_is_corrected_as_any_other_statement(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    assert run(capsys, "correct", "period", "2020-01-01/2020-11-30", "--report", "2020/demo", *WHY, "--yes")[0] == 0
    assert "period: {from: 2020-01-01, to: 2020-11-30}\n" in text()
    assert text().count("cell: ") == 1
    assert "    cell: period.to\n    was: 2020-12-31\n    now: 2020-11-30\n" in text()
    assert run(capsys, "correct", "period", "2020-01-01/2020-12-31", "--report", "2020/demo", *WHY, "--yes")[0] == 0
    assert "revisions" not in text()


EMPTY = ("complete", "licensing.other_services.decisions")


def test_what_only_ready_asks_of_a_draft_is_accepted(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line that ready prints, by command and pasted."""
    replaced("scope: whole_government\n", "scope: whole_government\nstate: draft\n")
    replaced("items_last_year: 5, items_change: 0, decisions: 12}", "items_last_year: 5, items_change: 0, decisions: null}")
    code, out, _ = run(capsys, "ready", "2020", "demo")
    paste = f"- {{rule: {EMPTY[0]}, subject: {EMPTY[1]}, reason: , by: , date: }}"
    assert (code, f"    可写进 accepted：{paste}\n" in out) == (1, True)
    before = text()
    words = ("accept", *EMPTY, "--report", "2020/demo", *WHY, "--yes")
    code, out, _ = run(capsys, *words, "--as-printed")
    assert (code, text()) == (1, before)
    assert "却没有写原件（source_document）；没有收到的原件，不能照录错误；这一条不写 --as-printed 也能说明" in out
    assert run(capsys, *words)[0] == 0
    assert "已经说明过" in run(capsys, *words)[1]
    assert run(capsys, "ready", "2020", "demo")[0] == 0

    pasted = paste.replace("reason: , by: , date: ", "reason: 空着, by: 办公室, date: 2024-03-01")
    (REPORT / "report.yml").write_text(f"{before}accepted:\n  {pasted}\n", "utf-8")
    assert run(capsys, "ready", "2020", "demo")[0] == 0


def test_an_entry_that_was_pasted_is_completed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the digest that check misses; and without the word, where there is no document that has printed anything."""
    replaced("scope: whole_government\n", "scope: whole_government\nstate: draft\n")
    replaced("items_last_year: 5, items_change: 0, decisions: 12}", "items_last_year: 5, items_change: 0, decisions: null}")
    pasted = f"accepted:\n  - {{rule: {EMPTY[0]}, subject: {EMPTY[1]}, reason: 空着, by: 办公室, as_printed: true}}\n"
    (REPORT / "report.yml").write_text(text() + pasted, "utf-8")
    without, words = text(), ("accept", *EMPTY, "--report", "2020/demo", *WHY, "--yes")
    assert "却没有写原件（source_document）" in run(capsys, "ready", "2020", "demo")[1]
    assert run(capsys, *words)[0] == 0
    assert "as_printed: false" in text()
    assert run(capsys, "ready", "2020", "demo")[0] == 0

    (REPORT / "report.yml").write_text(without.replace("written:", "source_document: 年报.docx\nwritten:", 1), "utf-8")
    assert "（source_digest）；运行 gongkai accept 会写上" in run(capsys, "ready", "2020", "demo")[1]
    assert run(capsys, *words)[0] == 0
    assert ("as_printed: true" in text(), text().count("rule: complete")) == (True, 1)
    assert run(capsys, "ready", "2020", "demo")[0] == 0


def test_only_a_report_with_its_document_is_offered_to_stand_as_printed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replaced("pending: 1, total: 4}", "pending: 1, total: 5}")
    assert "rule: balance" not in run(capsys, "check")[1]
    replaced("written: 2021-01-12\n", "written: 2021-01-12\nsource_document: 年报.docx\n")
    assert (
        "rule: balance, subject: review_litigation.reconsideration.total, reason: , by: , date: , as_printed: true}"
        in (run(capsys, "check")[1])
    )


def test_a_figure_is_corrected_with_a_revision_once_it_is_public(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called_ready()
    words = ("licensing.other_services.decisions", "13", "--report", str(REPORT), *WHY, "--yes")
    before = text()
    code, _, said = run(capsys, "correct", *words)
    assert (code, "还没有记为已公布：只改数和文字，不写更正" in said) == (0, True)
    assert [line.split("{")[-1] for line in changed_lines(before, text())] == [
        "items_last_year: 5, items_change: 0, decisions: 12}",
        "items_last_year: 5, items_change: 0, decisions: 13}",
    ]
    published()
    assert run(capsys, "correct", words[0], "14", *words[2:])[0] == 0
    assert text().endswith(
        "revisions:\n  - date: 2024-03-01\n    cell: licensing.other_services.decisions\n    was: 13\n    now: 14\n"
        "    why: 原件如此\n    by: 县政府办公室\n"
    )
    assert REMARK in text()
    assert run(capsys, "check") == (0, "", "0 个错误，0 条提醒，0 条已说明\n")


def test_a_recorded_address_is_enough_to_be_public(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where nobody has noted yet what the report stated when it was published."""
    called_ready()
    Path("data/addresses.txt").write_text("zfxxgknb/2020/\n", "utf-8")
    assert run(capsys, "correct", "licensing.other_services.decisions", "13", "--report", str(REPORT), *WHY, "--yes")[0] == 0
    assert "revisions:\n" in text()


@pytest.mark.parametrize(
    ("word", "recorded", "is_public"),
    [
        ("state: ready\n", False, False),
        ("state: ready\n", True, True),
        ("", False, True),  # as every report.yml was before there were states: the day is all that tells
        ("state: draft\n", False, False),
    ],
)
def test_every_command_has_one_answer_to_whether_a_report_is_public(
    word: str, recorded: bool, is_public: bool, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day of publication is stated in each case."""
    replaced("scope: whole_government\n", f"scope: whole_government\n{word}")
    if recorded:
        Path("data/addresses.txt").write_text("zfxxgknb/2020/\n", "utf-8")
    before = text()
    _, out, _ = run(capsys, "ready", "--report", "2020/demo")
    assert ("这份报告已公布，早已不是草稿" in out) == is_public
    code, out, _ = run(capsys, "withdraw", "--report", "2020/demo", "--date", "2024-03-01", "--why", "误发")
    assert ((code, "没有公布过" in out) == (0, False)) == is_public
    _, out, said = run(capsys, "correct", "licensing.other_services.decisions", "13", "--report", "2020/demo", *WHY)
    assert ("revisions:" in out, "不写更正" in said) == (is_public, not is_public)
    _, _, said = run(capsys, "check")
    assert ("报告：" in said) != is_public  # only what is not public yet is counted
    assert text() == before


@pytest.mark.parametrize(
    "form", [("--report", str(REPORT)), ("--report", "2020/demo"), ("--report", "2020/demo", "--data", "data")]
)
def test_every_command_takes_the_report_the_same_way(
    form: tuple[str, ...], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tuple(word.replace("2020", "2019") for word in form)
    for words in (
        ("ready",),
        ("withdraw", "--date", "2024-03-01", "--why", "误发"),
        ("accept", "terms", "report", *WHY),
        ("correct", "written", "2021-01-13", *WHY),
        ("tick",),
    ):
        assert "没有这份报告" not in run(capsys, *words, *form)[1]
        assert run(capsys, *words, *elsewhere)[:2] == (1, "data/reports/2019/demo: 没有这份报告 [report]\n")


@pytest.mark.parametrize("words", [("2020", "demo"), ("2020/demo",), (str(REPORT),)])
def test_a_command_that_needs_nothing_else_takes_it_without_the_option(
    words: tuple[str, ...], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "这份报告已公布，早已不是草稿" in run(capsys, "ready", *words)[1]
    assert run(capsys, "withdraw", *words, "--date", "2024-03-01", "--why", "误发")[0] == 0


def test_every_kind_of_place_is_corrected(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    changes = {
        "procurement.government_procurement.amount": "22961.40万元",
        "procurement.government_procurement.projects": "null",
        "figures.news": "2061",
        "figures.news.label": "政务动态信息",
        "title": "云溪县2020年政府信息公开年度报告",
        "letter.signer": "李四",
        "licensing.administrative_licensing.items_change": "-40",
    }
    for place, new in changes.items():
        assert run(capsys, "correct", place, new, "--report", str(REPORT), *WHY, "--yes")[0] == 0, place
    _, out, said = run(capsys, "check")
    assert " 0 个错误" in f" {said}", out


def test_a_sentence_is_corrected_in_the_text_and_in_the_revisions(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    words = (
        "sections.problems_improvements",
        "公开的力度够大，下一步",
        "--was",
        "公开的力度还不够大，下一步",
        "--report",
        str(REPORT),
        *WHY,
    )
    code, out, _ = run(capsys, "correct", *words)
    assert code == 0
    assert "data/reports/2020/demo/narrative.md" in out
    assert "data/reports/2020/demo/report.yml" in out
    assert run(capsys, "correct", *words, "--yes")[0] == 0
    assert "公开的力度够大，下一步" in (REPORT / "narrative.md").read_text("utf-8")
    assert run(capsys, "check") == (0, "", "0 个错误，0 条提醒，0 条已说明\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("requests.granted", "3"), "报告里没有“requests.granted”"),
        (("requests.granted.total", "13"), "已经是“13”"),
        (("requests.granted.total", "3O7"), "“3O7”不是整数"),
        (("requests.granted.total", "-3"), "“-3”不能是负数"),
        (("written", "昨天"), "“昨天”不是日期"),
        (("sections.overview", "甲"), "要用 --was 照录原句"),
        (("sections.overview", "甲", "--was", "没有这句话"), "找不到这句话"),
        (("sections.overview", "甲", "--was", "办结"), "要能认出是哪一处"),
        (("sections.problems_improvements", "甲", "--was", "无其他需要报告的事项"), "这句话在别的一节里"),
        (("sections.problems_improvements", "", "--was", "公开的力度还不够大"), "没有写改成什么"),
        (("requests.granted.total", ""), "没有写改成什么；改成空白写 null"),
        (("title", " "), "没有写改成什么；改成空白写 null"),
        (("sections.none", "甲", "--was", "乙"), "报告里没有“none”这一节"),
        (("letter.body", "甲"), "报告里没有“letter.body”"),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_nothing_is_written(
    words: tuple[str, ...], message: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    before = text(), (REPORT / "narrative.md").read_bytes()
    code, out, said = run(capsys, "correct", *words, "--report", str(REPORT), *WHY, "--yes")
    assert (code, (text(), (REPORT / "narrative.md").read_bytes())) == (1, before)
    assert message in out
    assert said == "没有写入任何文件\n"


OTHERS = "licensing.other_services.decisions"


def sealed() -> None:
    reading.seal(2020, Path("data"))


def test_a_correction_that_nobody_has_seen_is_taken_back_or_says_the_newer_figure(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    before = text()
    assert run(capsys, "correct", OTHERS, "13", "--report", "2020/demo", *WHY, "--yes")[0] == 0
    assert run(capsys, "correct", OTHERS, "14", "--report", "2020/demo", *WHY, "--yes")[0] == 0
    assert text().count("cell: ") == 1
    assert "    was: 12\n    now: 14\n" in text()
    assert run(capsys, "correct", OTHERS, "12", "--report", "2020/demo", *WHY, "--yes")[0] == 0
    assert text() == before
    words = ("--report", "2020/demo", *WHY, "--yes")
    run(capsys, "correct", "sections.problems_improvements", "力度够大", "--was", "力度还不够大", *words)
    run(capsys, "correct", "sections.problems_improvements", "力度还不够大", "--was", "力度够大", *words)
    assert text() == before


def test_a_correction_that_was_public_stays(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    run(capsys, "correct", OTHERS, "13", "--report", "2020/demo", *WHY, "--yes")
    published()
    run(capsys, "correct", OTHERS, "12", "--report", "2020/demo", *WHY, "--yes")
    assert text().count("cell: ") == 2


@pytest.mark.parametrize("made_public", [published, sealed])
def test_what_was_changed_by_hand_is_explained_when_the_old_figure_is_said_right(
    made_public: Callable[[], None], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_public()
    replaced("items_last_year: 5, items_change: 0, decisions: 12}", "items_last_year: 5, items_change: 0, decisions: 13}")
    changed = text()
    words = ("--report", "2020/demo", *WHY, "--yes")
    assert "已经是“13”，公布时不是；用 --was 写公布时的数" in run(capsys, "correct", OTHERS, "13", *words)[1]
    assert "公布时不是“11”" in run(capsys, "correct", OTHERS, "13", "--was", "11", *words)[1]
    assert text() == changed
    assert run(capsys, "correct", OTHERS, "13", "--was", "12", *words)[0] == 0
    assert "    was: 12\n    now: 13\n" in text()
    assert " 0 个错误" in f" {run(capsys, 'check')[2]}"


def test_a_sentence_changed_by_hand_is_explained(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published()
    replaced("公开的力度还不够大", "公开的力度够大", "narrative.md")
    words = ("sections.problems_improvements", "公开的力度够大", "--report", "2020/demo", *WHY, "--yes")
    assert "找不到这句话" in run(capsys, "correct", *words, "--was", "公开的力度很小")[1]
    assert run(capsys, "correct", *words, "--was", "公开的力度还不够大")[0] == 0
    assert run(capsys, "check") == (0, "", "0 个错误，0 条提醒，0 条已说明\n")


@pytest.mark.parametrize("made_public", [published, sealed])
def test_a_withdrawal_is_taken_back_as_openly_as_it_was_made(
    made_public: Callable[[], None], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withdraw = ("withdraw", "2020", "demo", "--date", "2021-05-06", "--why", "误发", "--by", "县政府办公室", "--yes")
    undo = ("withdraw", "2020", "demo", "--undo", "--date", "2021-05-09", "--why", "核对无误", "--by", "县政府办公室", "--yes")
    made_public()
    before = text()
    assert "没有撤回（withdrawn），无从取消" in run(capsys, *undo)[1]
    assert run(capsys, *withdraw)[0] == 0
    code, _, said = run(capsys, *undo)
    assert (code, said, text()) == (0, "已取消撤回：下一次生成网站，报告就恢复公布\n", before)  # nobody has seen it

    assert run(capsys, *withdraw)[0] == 0
    assert "要取消，加上 --undo" in run(capsys, *withdraw)[1]
    assert "撤回用 gongkai withdraw" in run(capsys, "correct", "withdrawn", "null", "--report", "2020/demo", *WHY)[1]
    made_public()
    public = text()
    (REPORT / "report.yml").write_text(before, "utf-8")
    code, out, _ = run(capsys, "check")
    assert (code, "不见了；请恢复" in out or "现在是“”；请恢复" in out) == (1, True)
    (REPORT / "report.yml").write_text(public, "utf-8")
    early = tuple("2021-05-01" if word == "2021-05-09" else word for word in undo)
    assert "取消撤回的日期 2021-05-01 早于撤回的日期 2021-05-06" in run(capsys, *early)[1]
    assert run(capsys, *undo)[0] == 0
    assert text() == before + (
        "revisions:\n  - date: 2021-05-09\n    cell: withdrawn\n    was: 2021-05-06 误发 县政府办公室\n    now: null\n"
        "    why: 核对无误\n    by: 县政府办公室\n"
    )
    assert " 0 个错误" in f" {run(capsys, 'check')[2]}"
    assert run(capsys, *withdraw[:4], "2021-06-01", *withdraw[5:])[0] == 0
    code, out, said = run(capsys, "check")
    assert (code, " 0 个错误" in f" {said}") == (0, True), out


def test_a_file_that_cannot_be_read_is_told_and_left(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (REPORT / "report.yml").write_text("year: [2020\n", "utf-8")
    for words in (("accept", "a", "b"), ("correct", "a", "b")):
        code, out, said = run(capsys, *words, "--report", str(REPORT), *WHY, "--yes")
        assert (code, said, len(out.splitlines())) == (1, "没有写入任何文件\n", 1)
    code, out, _ = run(capsys, "correct", "a", "b", "--report", "nowhere", *WHY)
    assert (code, out) == (1, "nowhere/report.yml: 找不到这个文件；用 --report 写明报告的文件夹 [yaml]\n")


def test_windows_line_ends_stay(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called_ready()
    raw = b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode()
    (REPORT / "report.yml").write_bytes(raw)
    assert run(capsys, "correct", "requests.received.other", "2", "--report", str(REPORT), *WHY, "--yes")[0] == 0
    after = (REPORT / "report.yml").read_bytes()
    assert after == raw.replace(
        b"legal_service_organization: 2, other: 1, total: 29}\r\n    carried_in",
        b"legal_service_organization: 2, other: 2, total: 29}\r\n    carried_in",
    )
    shutil.rmtree(office / "data")


def test_a_report_alone_is_asked_what_the_county_asks_of_it(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was public, what was sealed, the other years; nothing of the rest of the county."""
    published()
    replaced("items_last_year: 5, items_change: 0, decisions: 12}", "items_last_year: 5, items_change: 0, decisions: 13}")
    earlier = {
        "licensing.administrative_licensing.items_last_year": 458,
        "review_litigation.reconsideration.total": 9,  # wrong, and of no concern here
    }
    reading.report({"base": "2019", "cells": earlier}, 2019, Path("data"))
    (REPORT / "report.yml").write_text(
        text() + "restates:\n  - {cell: documents.normative_documents.made, year: 2019, was: 3, now: 4, why: 漏记, by: 甲}\n",
        "utf-8",
    )
    code, out, said = run(capsys, "check", "--year", "2020", "--agency", "demo")
    assert (code, "公布以后有改动，没有写更正" in out, "两年应当衔接" in out) == (1, True, True)
    for form in (str(REPORT), "2020/demo"):
        alone = run(capsys, "check", form)
        assert alone[:2] == (code, out)
        assert alone[2].splitlines()[-1] == said.splitlines()[-1].partition("（")[0]
