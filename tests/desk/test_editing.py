"""What the clerk types and what the files say then: the same bytes as the command writes, and nothing else touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.desk.findings import findings_of
from tests.desk.conftest import Clerk, sat_down, words

HOME = "/reports/2022/demo/"
REPORT = "reports/2022/demo/report.yml"
CELL = "requests.granted.natural_person"


def report(clerk: Clerk) -> str:
    return (clerk.data / REPORT).read_bytes().decode()


def commanded(clerk: Clerk, tmp_path: Path, *command: str) -> str:
    """What the command makes of the same file."""
    copy = tmp_path / "copy/data"
    shutil.copytree(clerk.data, copy)
    assert main([*command, "--report", str(copy / "reports/2022/demo"), "--yes"]) == 0
    return (copy / REPORT).read_bytes().decode()


@pytest.mark.parametrize(("typed", "value"), [("12", "12"), ("0", "0"), ("/", "/"), ("不适用", "不适用"), ("——", "——")])
def test_a_figure_is_written_as_the_command_writes_it(clerk: Clerk, tmp_path: Path, typed: str, value: str) -> None:
    expected = commanded(clerk, tmp_path, "correct", CELL, value, "--why", "填写")
    assert clerk.type(CELL, typed).status_code == 303
    assert report(clerk) == expected


def test_a_blank_a_zero_a_stroke_and_not_applicable_look_different(clerk: Clerk) -> None:
    cells = {"natural_person": "0", "other": "/", "total": "不适用", "commercial_enterprise": "3"}
    for column, typed in cells.items():
        clerk.type(f"requests.granted.{column}", typed)
    page = clerk.look(f"{HOME}tables/requests/").text
    kinds = {
        "natural_person": "zero",
        "other": "words",
        "total": "words",
        "commercial_enterprise": "figure",
        "research_institution": "blank",
    }
    for column, kind in kinds.items():
        label = f'id="label-requests.granted.{column}"'
        assert f"gk-desk__cell--{kind}" in page.partition(label)[0].rpartition("<td")[2]


def test_a_figure_is_emptied(clerk: Clerk, tmp_path: Path) -> None:
    before = report(clerk)
    clerk.type(CELL, "12")
    expected = commanded(clerk, tmp_path, "correct", CELL, "null", "--why", "填写")
    assert clerk.type(CELL, "", seen="12").status_code == 303
    assert report(clerk) == expected == before


def test_what_is_no_figure_is_not_written_and_not_lost(clerk: Clerk) -> None:
    before = report(clerk)
    answer = clerk.type(CELL, "3O7")
    assert answer.status_code == 422
    assert "“3O7”不是整数" in words(answer)
    assert report(clerk) == before
    assert 'value="3O7"' in clerk.look(f"{HOME}tables/requests/").text
    again = sat_down(clerk.data)  # after a stop of the machine
    assert 'value="3O7"' in again.look(f"{HOME}tables/requests/").text
    again.send(f"{HOME}drop", {"place": CELL})
    assert 'value="3O7"' not in again.look(f"{HOME}tables/requests/").text


def test_what_is_being_typed_outlasts_a_stop(clerk: Clerk) -> None:
    text = "全年公开信息 3 条。\n\n还在写的半句"
    clerk.send(f"{HOME}keep", {"place": "sections.overview", "text": text, "seen": ""})
    again = sat_down(clerk.data)
    assert "还在写的半句" in words(again.look(f"{HOME}prose/overview/"))
    assert "还没有写入" in words(again.look(f"{HOME}prose/overview/"))


def test_the_second_window_sees_both_values(clerk: Clerk) -> None:
    clerk.type(CELL, "5")
    answer = clerk.type(CELL, "6")  # made from the blank that the first window has filled since
    assert answer.status_code == 422
    said = words(answer)
    assert "被别处改过" in said
    assert "文件里是“5”，您填的“6”还没有写入" in said
    assert f'name="seen.{CELL}" value="5"' in answer.text
    assert "granted: {natural_person: 5," in " ".join(report(clerk).split()).replace(",  ", ", ")
    assert clerk.type(CELL, "6", seen="5").status_code == 303  # they have seen it, and mean it
    assert "natural_person: 6" in report(clerk)


def test_a_file_changed_underneath_is_never_overwritten(clerk: Clerk) -> None:
    file = clerk.data / REPORT
    page = clerk.look(f"{HOME}tables/requests/")
    assert page.status_code == 200
    other = report(clerk).replace("# 统计期限", "# 统计期限，编辑器里加的话")
    file.write_text(other, "utf-8")
    assert clerk.type(CELL, "5").status_code == 303
    assert "编辑器里加的话" in report(clerk)
    file.write_text(report(clerk).replace("natural_person: 5", "natural_person: 8"), "utf-8")
    answer = clerk.type(CELL, "9", seen="5")
    assert answer.status_code == 422
    assert "文件里是“8”，您填的“9”还没有写入" in words(answer)
    assert "natural_person: 8" in report(clerk)


def test_comments_and_windows_line_ends_stay(clerk: Clerk) -> None:
    file = clerk.data / REPORT
    file.write_bytes(report(clerk).replace("\n", "\r\n").encode())
    before = file.read_bytes()
    clerk.type(CELL, "12")
    after = file.read_bytes()
    assert after.count(b"\r\n") == before.count(b"\r\n") == after.count(b"\n")
    changed = [pair for pair in zip(before.split(b"\r\n"), after.split(b"\r\n"), strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1


def test_each_step_is_undone_and_done_again(clerk: Clerk) -> None:
    states = [report(clerk)]
    for column, typed in (("natural_person", "1"), ("other", "2"), ("total", "3")):
        clerk.type(f"requests.granted.{column}", typed)
        states.append(report(clerk))
    for earlier in reversed(states[:-1]):
        clerk.send(f"{HOME}undo", {})
        assert report(clerk) == earlier
    assert "还没有可以撤销的改动" in words(clerk.look(HOME))
    for later in states[1:]:
        clerk.send(f"{HOME}redo", {})
        assert report(clerk) == later


def test_undo_outlasts_a_stop_and_never_takes_back_what_others_did(clerk: Clerk) -> None:
    before = report(clerk)
    clerk.type(CELL, "12")
    again = sat_down(clerk.data)
    (clerk.data / REPORT).write_text(report(clerk) + "# 别人的话\n", "utf-8")
    answer = again.send(f"{HOME}undo", {}, follow_redirects=True)
    assert "不能自动退回" in words(answer)
    assert report(clerk).endswith("# 别人的话\n")
    (clerk.data / REPORT).write_text(report(clerk).removesuffix("# 别人的话\n"), "utf-8")
    again.send(f"{HOME}undo", {})
    assert report(clerk) == before


# ---- Prose


def test_prose_cites_figures_by_their_names(clerk: Clerk) -> None:
    clerk.type("requests.received.total", "7")
    chip = "〔引数：一、本年新收政府信息公开申请数量 › 总计〕"
    assert chip in clerk.look(f"{HOME}prose/overview/").text
    text = f"新收申请 {chip} 件。\n〔小标题〕（一）机构\n没有变化。"
    answer = clerk.send(f"{HOME}prose/overview/", {"text": text, "seen": ""}, follow_redirects=True)
    assert "新收申请 7 件。" in words(answer)
    narrative = (clerk.data / "reports/2022/demo/narrative.md").read_text("utf-8")
    assert '新收申请 {{ figure("requests.received.total") }} 件。\n\n### （一）机构\n\n没有变化。\n\n## ' in narrative
    assert "{{" not in words(answer)


def test_a_name_that_stands_for_nothing_is_refused_and_kept(clerk: Clerk) -> None:
    answer = clerk.send(f"{HOME}prose/overview/", {"text": "共〔引数：没有的〕件。", "seen": ""})
    assert answer.status_code == 422
    assert "没有名为“没有的”的数或表" in words(answer)
    assert "共〔引数：没有的〕件。" in answer.text


def test_a_section_rewritten_leaves_the_others_as_they_were(clerk: Clerk, tmp_path: Path) -> None:
    file = clerk.data / "reports/2022/demo/narrative.md"
    before = file.read_text("utf-8")
    commanded(clerk, tmp_path, "correct", "sections.other_matters", "没有其他需要报告的事项。", "--whole", "--why", "填写")
    assert (tmp_path / "copy/data/reports/2022/demo/narrative.md").read_text(
        "utf-8"
    ) == f"{before.rstrip()}\n\n没有其他需要报告的事项。\n"
    clerk.send(f"{HOME}prose/other_matters/", {"text": "没有其他需要报告的事项。", "seen": ""})
    assert file.read_text("utf-8") == before.rstrip("\n") + "\n\n没有其他需要报告的事项。\n"
    clerk.send(f"{HOME}undo", {})
    assert file.read_text("utf-8") == before


def test_two_windows_on_one_section(clerk: Clerk) -> None:
    clerk.send(f"{HOME}prose/overview/", {"text": "第一个窗口写的。", "seen": ""})
    answer = clerk.send(f"{HOME}prose/overview/", {"text": "第二个窗口写的。", "seen": ""})
    assert answer.status_code == 422
    assert "第一个窗口写的。" in words(answer)
    assert "第二个窗口写的。" in words(answer)
    assert "第二个" not in (clerk.data / "reports/2022/demo/narrative.md").read_text("utf-8")


# ---- Named figures, facts, what was carried over


def test_a_figure_gets_a_name(clerk: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = {"label": "全年主动公开政府信息", "value": "161", "unit": "条"}
    options = ("--label", sent["label"], "--unit", sent["unit"], "--why", "填写")
    expected = commanded(clerk, tmp_path, "correct", "figures", "161", *options)
    old = ("--report", str(clerk.data / "reports/2021/demo"), "--yes")
    assert main(["correct", "figures", "161", "--unit", "条", "--why", "填写", *old]) == 1
    assert "没有写名称" in capsys.readouterr().out
    publish(clerk)
    assert main(["correct", "figures", "161", *options, *old]) == 1
    assert "已经公布过，不能再加正文引用的数" in capsys.readouterr().out
    assert clerk.send(f"{HOME}figures/", sent).status_code == 303
    assert report(clerk) == expected
    assert "figures: {figure_1: {value: 161, unit: 条, label: 全年主动公开政府信息}}" in report(clerk)
    assert "〔引数：全年主动公开政府信息〕" in clerk.look(f"{HOME}prose/overview/").text
    answer = clerk.send(f"{HOME}figures/", {"label": "没有数的", "value": "", "unit": "条"})
    assert (answer.status_code, "没有写数" in words(answer)) == (422, True)


def test_facts_are_typed(clerk: Clerk, tmp_path: Path) -> None:
    expected = commanded(clerk, tmp_path, "correct", "written", "2023-01-20", "--why", "填写")
    clerk.send(f"{HOME}facts/", {"fact.written": "2023-01-20", "seen.written": ""})
    assert report(clerk) == expected
    answer = clerk.send(f"{HOME}facts/", {"fact.written": "一月", "seen.written": "2023-01-20"})
    assert answer.status_code == 422
    assert report(clerk) == expected


def test_what_was_carried_over_is_confirmed(clerk: Clerk, tmp_path: Path) -> None:
    assert "requests.carried_in" in report(clerk).partition("proposed:")[2].partition("tables:")[0]
    page = words(clerk.look(f"{HOME}tables/requests/"))
    assert "由 2021 年度报告带入，还没有核对" in page
    expected = commanded(clerk, tmp_path, "tick", "requests.carried_in")
    clerk.send(f"{HOME}confirm", {"place": "requests.carried_in"})
    assert report(clerk) == expected
    assert "requests.carried_in" not in report(clerk).partition("proposed:")[2].partition("tables:")[0]


# ---- After publication


def test_a_finding_is_explained_as_the_command_explains_it(clerk: Clerk, tmp_path: Path) -> None:
    clerk.type("documents.normative_documents.in_force", "0")
    found = clerk.look(f"{HOME}findings/").text
    assert "说明" in found
    report_now, _ = clerk.desk.found(2022, "demo")
    assert report_now
    open_now = next(each for each in findings_of(report_now) if each.accept)
    assert clerk.look(open_now.accept).status_code == 200
    blank = clerk.send(open_now.accept, {"why": "", "by": "", "note": ""})
    assert (blank.status_code, "没有写为什么不改" in words(blank)) == (422, True)
    rule, subject = (part.partition("=")[2] for part in open_now.accept.partition("?")[2].split("&"))
    expected = commanded(clerk, tmp_path, "accept", rule, subject, "--why", "照实际情况")
    assert clerk.send(open_now.accept, {"why": "照实际情况", "by": "", "note": ""}).status_code == 303
    assert report(clerk) == expected


PUBLIC = "/reports/2021/demo/"


def publish(clerk: Clerk) -> None:
    (clerk.data / "addresses.txt").write_text("zfxxgknb/2021/\n", "utf-8")


def test_a_figure_of_a_published_report_is_corrected_for_all_to_see(clerk: Clerk, tmp_path: Path) -> None:
    publish(clerk)
    file = clerk.data / "reports/2021/demo/report.yml"
    before, copy = file.read_text("utf-8"), tmp_path / "public/data"
    stands = next(
        cell.text for address, cell in clerk.desk.found(2021, "demo")[0].report.tables["requests"].addressed() if address == CELL
    )  # type: ignore[union-attr]
    assert clerk.type(CELL, "77", seen=stands, report="2021/demo").status_code == 303
    assert file.read_text("utf-8") == before  # no cell of it is a field
    answer = clerk.send(f"{PUBLIC}correct?place={CELL}", {"now": "77", "seen": stands, "why": "", "by": ""})
    assert "读者会看到这个理由" in words(answer)
    shutil.copytree(clerk.data, copy)
    assert main(["correct", CELL, "77", "--why", "漏记", "--report", str(copy / "reports/2021/demo"), "--yes"]) == 0
    answer = clerk.send(f"{PUBLIC}correct?place={CELL}", {"now": "77", "seen": stands, "why": "漏记", "by": ""})
    assert answer.status_code == 303
    assert file.read_text("utf-8") == (copy / "reports/2021/demo/report.yml").read_text("utf-8")
    assert "why: 漏记" in file.read_text("utf-8")
    clerk.send(f"{PUBLIC}undo", {})
    assert file.read_text("utf-8") == before


def test_a_sentence_of_a_published_report_is_corrected(clerk: Clerk) -> None:
    publish(clerk)
    folder = clerk.data / "reports/2021/demo"
    sentence = next(
        p.text
        for p in clerk.desk.found(2021, "demo")[0].report.narrative.section("overview").paragraphs()
        if not any(piece.cited for piece in p.pieces)
    )  # type: ignore[union-attr]
    page = f"{PUBLIC}correct?place=sections.overview"
    answer = clerk.send(page, {"was": "没有这一句", "now": "新的一句", "why": "文字有误", "by": ""})
    assert (answer.status_code, "找不到这句话" in words(answer)) == (422, True)
    assert clerk.send(page, {"was": sentence, "now": f"{sentence}（订正）", "why": "文字有误", "by": ""}).status_code == 303
    assert f"{sentence}（订正）" in (folder / "narrative.md").read_text("utf-8")
    assert "section: overview" in (folder / "report.yml").read_text("utf-8")
    answer = clerk.send(f"{PUBLIC}prose/overview/", {"text": "整节换掉", "seen": ""})
    assert answer.status_code == 422
    assert "整节换掉" not in (folder / "narrative.md").read_text("utf-8")
