"""A clerk's year: forms given out, filled in, taken back into the county's data."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.reports.import_record import read_record
from gongkai.reports.reading import read_report
from tests.checks.reading import written
from tests.forms.office import put
from tests.forms.reports import county

AGENCIES = """\
demo: {name: 云溪县人民政府, kind: government}
finance: {name: 云溪县财政局, short: 县财政局, kind: department}
water: {name: 云溪县水务局, short: 县水务局, kind: department}
gone: {name: 云溪县乡村振兴局, kind: department, until: 2023}
away: {name: 云溪县生态环境分局, kind: department, elsewhere: [{address: "https://example.cn/nb"}]}
"""
FINANCE, WATER = "2024-finance-县财政局.xlsx", "2024-water-县水务局.xlsx"
REPORT = Path("data/reports/2024/finance")
LICENSING = "licensing: {decisions: null}"
FILLED = {"二!B9": 12, "三!D6": 3, "三!J6": 3, "三!J7": "/", "三!J8": 0, "封面!B10": "张三", "封面!B12": "2025-01-10"}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    county(tmp_path / "data")
    (tmp_path / "data/agencies.yml").write_text(AGENCIES, "utf-8")
    return tmp_path


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]):
    def called(*words: str) -> tuple[int, list[str], list[str]]:
        capsys.readouterr()
        code = main(["form", *words])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return called


def fill(file: str, cells: dict[str, object] | None = None) -> None:
    """As somebody does who has the file open."""
    Path(file).write_bytes(put(Path(file).read_bytes(), FILLED if cells is None else cells))


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


# ---- One form


def test_a_form_that_was_filled_in_becomes_a_draft_with_its_document_and_its_record(run) -> None:
    assert run("export", "2024", "finance") == (0, [], [f"已写成 {FINANCE}；填好以后用 gongkai form import 读回"])
    fill(FINANCE)
    code, out, said = run("import", FINANCE)
    assert (code, out) == (0, [f"收下　云溪县财政局：填了 5 格，空着 195 格，写入 5 格 → {REPORT}（{FINANCE}）"])
    assert said == ["请运行 gongkai check，填好正文，再用 gongkai ready 定稿"]
    report, problems = read_report(REPORT, {})
    assert report
    assert problems == []
    cells = dict(report.tables["requests"].addressed())
    assert [cells[f"requests.{row}.total"].text for row in ("received", "carried_in", "granted", "partly_granted")] == [
        "3",
        "/",
        "0",
        "",
    ]
    assert (report.envelope.state, report.envelope.source_document) == ("draft", FINANCE)
    assert (REPORT / "source" / FINANCE).read_bytes() == Path(FINANCE).read_bytes()
    lines = {line.address: line for line in read_record(REPORT)[0] or ()}
    line = lines["requests.received.total"]
    assert (line.value, line.where) == ("3", "工作表“三、收到和处理政府信息公开申请情况”J6")
    assert (line.ticked, line.by) == (date.today().isoformat(), "张三")


def test_who_is_not_named_has_not_compared_anything(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE, {"二!B9": 12})
    run("import", FINANCE)
    assert {(line.ticked, line.by) for line in read_record(REPORT)[0] or ()} == {("", "")}
    assert "source_published" not in (REPORT / "report.yml").read_text("utf-8")


def test_a_form_with_a_fault_leaves_everything_as_it_was(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE, FILLED | {"二!B12": "十二"})
    before = files()
    code, out, said = run("import", FINANCE)
    assert (code, files()) == (1, before)
    assert out == [
        f"{FINANCE}: 工作表“二、主动公开政府信息情况”B12：行政处罚 › 本年处理决定数量：“十二”不是整数 [import]",
        f"退回　{FINANCE}：1 处要改，一格也没有写（{FINANCE}）",
    ]
    assert said == []


def test_a_form_nobody_filled_in_is_no_report(run) -> None:
    run("export", "2024", "finance")
    code, out, _ = run("import", FINANCE)
    assert (code, out[0]) == (1, f"{FINANCE}: 一格也没有填；没有发生的填 0 [import]")
    assert not REPORT.exists()


def test_only_the_form_that_was_asked_for_is_taken(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE)
    assert run("import", FINANCE, "--year", "2023")[1][0] == f"{FINANCE}: 这是 2024 年度的表，不是 2023 年度的 [import]"
    said = run("import", FINANCE, "--agency", "water")[1][0]
    assert said == f"{FINANCE}: 这是云溪县财政局（finance）的表，不是“water”的 [import]"
    assert not REPORT.exists()


def test_what_may_have_been_filled_in_is_never_written_over(run) -> None:
    run("export", "2024", "finance")
    assert run("export", "2024", "finance")[0] == 0  # the very same
    fill(FINANCE)
    filled = Path(FINANCE).read_bytes()
    code, out, _ = run("export", "2024", "finance")
    assert (code, out) == (1, [f"{FINANCE}: 已经有这个文件，里面可能填过数，不会覆盖；请换一个名字，或先把它移开 [import]"])
    assert Path(FINANCE).read_bytes() == filled
    assert run("export", "2024", "finance", "-o", "另一份.xlsx")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2024", "police"), "data/agencies.yml: 没有“police”这个机构；请先在这里写上它的名称 [import]"),
        (
            ("2024", "gone"),
            "data/agencies.yml: 云溪县乡村振兴局（gone）在 2024 年还没有或已经没有（见 since、until），不能建它的报告 [import]",
        ),
        (("2012", "finance"), "data/reports/2012/finance: 没有 2012 年的报告格式；可以导出 2014 年及以后的填报表 [import]"),
        (("2098", "finance"), "data: 2098 年还没有到，不能导出它的填报表 [import]"),
    ],
)
def test_there_is_no_form_for_what_can_be_no_report(run, words: tuple[str, ...], said: str) -> None:
    assert run("export", *words) == (1, [said], ["没有写入任何文件"])


# ---- A draft that is there


def drafted(run, typed: str = LICENSING) -> None:
    """A draft that somebody has begun, with a remark of their own."""
    assert main(["new", "2024", "finance"]) == 0
    file = REPORT / "report.yml"
    text = file.read_text("utf-8").replace(f"administrative_{LICENSING}", f"administrative_{typed}  # 待复核")
    file.write_text(text, "utf-8")
    assert "# 待复核" in text


def test_a_draft_keeps_what_people_typed_and_takes_what_was_blank(run) -> None:
    drafted(run, "licensing: {decisions: 12}")
    run("export", "2024", "finance")
    fill(FINANCE)
    before = (REPORT / "report.yml").read_text("utf-8").splitlines()
    code, out, _ = run("import", FINANCE, "--by", "李四")
    assert (code, out) == (0, [f"收下　云溪县财政局：填了 5 格，空着 195 格，写入 4 格 → {REPORT}（{FINANCE}）"])
    after = (REPORT / "report.yml").read_text("utf-8").splitlines()
    assert "    administrative_licensing: {decisions: 12}  # 待复核" in after
    assert len([line for line in after if line not in before]) == 4  # three rows, and the name of the document
    assert {line.by for line in read_record(REPORT)[0] or ()} == {"李四"}


def test_a_figure_that_differs_is_shown_with_both_and_kept_until_somebody_says_so(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE)
    drafted(run, "licensing: {decisions: 21}")
    before = files()
    code, out, _ = run("import", FINANCE)
    place = "工作表“二、主动公开政府信息情况”B9：行政许可 › 本年处理决定数量"
    assert (code, out[0]) == (1, f"{FINANCE}: {place}：报告里已经是“21”，表里是“12”；核对以后，以表为准的加上 --replace [import]")
    assert files() == before
    assert run("import", FINANCE, "--replace")[0] == 0
    assert "administrative_licensing: {decisions: 12}  # 待复核" in (REPORT / "report.yml").read_text("utf-8")


def test_a_blank_takes_nothing_away(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE, {"三!J6": 3})
    drafted(run, "licensing: {decisions: 21}")
    code, out, _ = run("import", FINANCE, "--replace")
    place = "工作表“二、主动公开政府信息情况”B9：行政许可 › 本年处理决定数量"
    assert (code, out[0]) == (0, f"{FINANCE}: 提醒：{place}：表里空着，报告里是“21”，没有改动 [import]")
    assert "{decisions: 21}" in (REPORT / "report.yml").read_text("utf-8")


def test_last_year_s_figures_are_asked_for_again_and_no_longer_proposed_once_they_are_filled_in(run) -> None:
    shutil.move(written({"base": "2021", "year": 2023}, Path("years")), "data/reports/2023/demo")
    Path("data/agencies.yml").write_text(AGENCIES, "utf-8")
    assert main(["new", "2024", "demo"]) == 0
    report = Path("data/reports/2024/demo/report.yml")
    assert "  - requests.carried_in\n" in report.read_text("utf-8")
    run("export", "2024", "demo", "-o", "表.xlsx")
    fill("表.xlsx", {f"三!{column}7": number for column, number in zip("DEFGHIJ", (1, 0, 0, 0, 0, 0, 1), strict=True)})
    code, out, _ = run("import", "表.xlsx")
    assert (code, out) == (0, ["收下　云溪县人民政府：填了 7 格，空着 193 格，写入 2 格 → data/reports/2024/demo（表.xlsx）"])
    text = report.read_text("utf-8")
    assert "proposed" not in text
    assert "figures: {}\n\n# 法定表格" in text


@pytest.mark.parametrize(
    ("find", "typed", "said"),
    [
        (
            "state: draft",
            "state: ready",
            "已经定稿；要用填报表里的数，先在 data/reports/2024/finance/report.yml 里把 state 改回 draft",
        ),
        ("state: draft", "published: 2025-01-20 #", "已公布，填报表不能改它；要改的数用 gongkai correct 改正，同时写更正"),
    ],
)
def test_a_report_that_is_no_draft_is_not_changed(run, find: str, typed: str, said: str) -> None:
    run("export", "2024", "finance")
    fill(FINANCE)
    drafted(run)
    text = (REPORT / "report.yml").read_text("utf-8")
    (REPORT / "report.yml").write_text(text.replace(find, typed), "utf-8")
    before = files()
    code, out, _ = run("import", FINANCE, "--replace")
    assert code == 1
    assert f"云溪县财政局 2024 年的报告{said}" in out[0]
    assert files() == before


def test_a_second_form_is_kept_beside_the_first(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE)
    run("import", FINANCE)
    fill(FINANCE, {"三!E6": 5})
    assert run("import", FINANCE)[0] == 0
    assert sorted(path.name for path in (REPORT / "source").iterdir()) == ["2024-finance-县财政局-2.xlsx", FINANCE]


@pytest.mark.parametrize("more", [False, True])
def test_the_free_rows_of_older_years_are_filled_in_and_added_to(run, more: bool) -> None:
    report = Path("data/reports/2016/finance/report.yml")
    assert main(["new", "2016", "finance"]) == 0
    run("export", "2016", "finance", "-o", "表.xlsx")
    added = {"政!A16": "指标", "政!B16": "其他", "政!C16": "次", "政!D16": 1.5} if more else {}
    fill("表.xlsx", {"政!D5": 2874, **added})
    code, out, _ = run("import", "表.xlsx")
    assert (code, out[0].partition("，")[0]) == (0, f"收下　云溪县财政局：填了 {2 if more else 1} 格")
    rows = read_report(report.parent, {})[0].tables["statistics"].generic
    assert [(row.label, row.cell.text) for row in rows if row.cell and row.cell.text] == [
        ("主动公开政府信息数", "2874"),
        *([("其他", "1.5")] if more else []),
    ]
    fill("表.xlsx", {"政!B5": "公开数"})
    code, out, _ = run("import", "表.xlsx")
    assert (code, out[0]) == (
        1,
        "表.xlsx: 表里的统计指标与报告里的不一样（第 2 行）；核对以后，以表为准的加上 --replace [import]",
    )
    assert run("import", "表.xlsx", "--replace")[0] == 0
    assert read_report(report.parent, {})[0].tables["statistics"].generic[1].label == "公开数"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"政!B5": None, "政!D5": 3}, "A5：这一行没有写统计指标的名称"),
        ({"政!A18": "指标", "政!B18": "其他"}, "B18：上面有空行；请把中间的空行补上或移走"),
        ({"政!A5": "分组", "政!D5": 3}, "A5：类别选了“分组”，却填了单位或数；有数的请选“指标”"),
        ({"政!A5": "小计", "政!D5": 3}, "A5：第 2 行类别：“小计”不能填，请选指标、分组"),
    ],
)
def test_a_free_row_that_says_two_things_is_refused(run, cells: dict[str, object], said: str) -> None:
    run("export", "2016", "finance", "-o", "表.xlsx")
    fill("表.xlsx", {"政!D6": 1} | cells)
    assert f"工作表“政府信息公开情况统计表”{said}" in run("import", "表.xlsx")[1][0]
    assert not Path("data/reports/2016").exists()


def test_a_record_that_cannot_be_read_is_not_written_over(run) -> None:
    run("export", "2024", "finance")
    fill(FINANCE)
    drafted(run)
    (REPORT / "import-record.csv").write_text("地址,名称\n甲,乙\n", "utf-8")
    before = files()
    code, out, _ = run("import", FINANCE)
    assert (code, out[0].partition("：")[0]) == (
        1,
        f"{REPORT}/import-record.csv: 这份导入记录是旧版程序写的，或读不懂，没有写入；请先把它移开 [import]",
    )
    assert files() == before


# ---- Many forms


def test_each_agency_that_owes_a_report_gets_a_form(run) -> None:
    code, _, said = run("export", "2024", "--each")
    assert (code, said) == (0, ["已写成 3 份，在 填报表 里；填好以后用 gongkai form import 读回"])
    assert sorted(path.name for path in Path("填报表").iterdir()) == ["2024-demo-云溪县人民政府.xlsx", FINANCE, WATER]


def test_an_agency_or_each_of_them(run) -> None:
    for words in (("export", "2024"), ("export", "2024", "finance", "--each")):
        code, _, said = run(*words)
        assert (code, said) == (
            2,
            ["命令写得不对：写一个机构代号，或者用 --each 每个机构一份；二者写一样。查看写法：gongkai form export --help"],
        )


def test_a_folder_is_taken_file_by_file_and_who_is_missing_is_told(run) -> None:
    run("export", "2024", "--each")
    fill(f"填报表/{FINANCE}")
    Path("填报表/~$表.xlsx").write_bytes(b"open elsewhere")
    Path("填报表/说明.txt").write_text("请查收", "utf-8")
    Path(f"填报表/{WATER}").unlink()
    code, out, said = run("import", "填报表", "--year", "2024")
    demo = "填报表/2024-demo-云溪县人民政府.xlsx"
    assert code == 1
    assert out == [
        f"{demo}: 一格也没有填；没有发生的填 0 [import]",
        f"退回　云溪县人民政府：1 处要改，一格也没有写（{demo}）",
        f"收下　云溪县财政局：填了 5 格，空着 195 格，写入 5 格 → {REPORT}（填报表/{FINANCE}）",
    ]
    assert said[:2] == ["收下 1 份，退回 1 份，没有交来的 1 个机构", "没有交来　云溪县水务局（water）"]


def test_two_forms_of_one_agency_are_taken_only_where_they_say_the_same(run) -> None:
    run("export", "2024", "--each")
    Path(f"填报表/{WATER}").unlink()
    Path("填报表/2024-demo-云溪县人民政府.xlsx").unlink()
    fill(f"填报表/{FINANCE}")
    shutil.copy(f"填报表/{FINANCE}", "填报表/财政局.xlsx")
    code, out, _ = run("import", "填报表")
    assert (code, out[1]) == (0, f"收下　云溪县财政局：与 填报表/{FINANCE} 内容相同，不重复收（填报表/财政局.xlsx）")
    fill("填报表/财政局.xlsx", {"三!D6": 4})
    before = files()
    code, out, _ = run("import", "填报表")
    assert code == 1
    assert f"云溪县财政局交来两份内容不同的表：填报表/{FINANCE}、填报表/财政局.xlsx；一份也没有收" in out[0]
    assert files() == before


def test_a_folder_with_forms_of_two_years_needs_a_year(run) -> None:
    run("export", "2024", "finance", "-o", "表/甲.xlsx")
    run("export", "2023", "finance", "-o", "表/乙.xlsx")
    assert run("import", "表")[:2] == (1, ["表: 里面有 2023、2024 几个年度的表；用 --year 写明收哪一年 [import]"])
    assert run("import", "没有")[:2] == (1, ["没有: 找不到这个文件或文件夹 [import]"])
    Path("空").mkdir()
    assert run("import", "空")[:2] == (1, ["空: 里面没有 Excel 文件 [import]"])
