"""Two drafts compared: every cell that differs and every sentence, whatever files they are."""

from __future__ import annotations

import copy
from pathlib import Path

import docx
import openpyxl
import pytest

from gongkai.cli import main
from gongkai.review.comparison import Difference, compare
from gongkai.review.package import read_package
from gongkai.review.sources import sources
from tests.checks.reading import written
from tests.review.handed_in import word


def differences(old: Path, new: Path) -> list[Difference]:
    with sources([old]) as older, sources([new]) as newer:
        return list(compare(read_package(older), read_package(newer)).differences)


def test_a_draft_is_the_same_as_word_and_as_data(tmp_path: Path) -> None:
    written({"base": "2021"}, tmp_path / "县")
    assert differences(tmp_path / "县/reports/2022/demo", word({}, tmp_path / "年报.docx")) == []


def test_cells_and_sentences(tmp_path: Path) -> None:
    old = word({"cells": {"fees.administrative_fees.amount": 0}}, tmp_path / "原稿.docx")
    changes = {
        "没有收取信息处理费。": "全年没有收取信息处理费。没有其他需要报告的事项。",
        "公开的力度还不够大，下一步将加强培训。": "公开的力度还不够大，下一步将加强培训和考核。",
    }
    cells = {"requests.received.other": 2, "fees.administrative_fees.amount": None}
    new = word({"cells": cells, "edit": changes}, tmp_path / "新稿.docx")
    assert [(one.kind, one.label, one.place, one.was, one.now) for one in differences(old, new)] == [
        ("改数", "行政事业性收费 › 行政事业性收费 › 本年收费金额（单位：万元）", "第 4 个表第 3 行第 2 格", "0", ""),
        (
            "改数",
            "收到和处理政府信息公开申请情况 › 一、本年新收政府信息公开申请数量 › 申请人情况 › 法人或其他组织 › 其他",
            "第 5 个表第 4 行第 7 格",
            "1",
            "2",
        ),
        (
            "改字",
            "五、存在的主要问题及改进情况",
            "第 27 段",
            "公开的力度还不够大，下一步将加强培训。",
            "公开的力度还不够大，下一步将加强培训和考核。",
        ),
        ("改字", "六、其他需要报告的事项", "第 29 段", "没有收取信息处理费。", "全年没有收取信息处理费。"),
        ("新增", "六、其他需要报告的事项", "第 29 段", "", "没有其他需要报告的事项。"),
    ]


def test_a_blank_that_became_a_zero_is_a_difference(tmp_path: Path) -> None:
    old = word({"cells": {"requests.granted.other": None}}, tmp_path / "原稿.docx")
    (one,) = differences(old, word({}, tmp_path / "新稿.docx"))
    assert str(one) == (
        "云溪县2022年度 收到和处理政府信息公开申请情况 › 三、本年度办理结果 › （一）予以公开 › 申请人情况 › 法人或其他组织 › 其他（第 5 个表第 6 行第 8 格）: 改数：（空） → “0”"
    )


def test_it_is_written_as_word_and_excel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = word({}, tmp_path / "原稿.docx")
    new = word({"cells": {"requests.received.other": 2}}, tmp_path / "新稿.docx")
    assert main(["review", str(new), "--against", str(old), "--into", str(tmp_path / "对比")]) == 0
    assert "共比较1份报告，改数1处。" in capsys.readouterr().err
    rows = list(openpyxl.load_workbook(tmp_path / "对比/两稿对比.xlsx").active.iter_rows(values_only=True))
    assert rows[2][1:4] == ("云溪县", 2022, "改数")
    assert rows[2][-2:] == (1, 2)
    table = docx.Document(str(tmp_path / "对比/两稿对比.docx")).tables[0]
    assert [cell.text for cell in table.rows[1].cells][-2:] == ["1", "2"]
    assert main(["review", str(new), "--against", str(old), "--into", str(tmp_path / "对比")]) == 1  # nothing is overwritten


def test_two_different_reports_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word({}, tmp_path / "原稿/2022.docx")
    word({"year": 2021}, tmp_path / "新稿/2021.docx")
    main(["review", str(tmp_path / "新稿"), "--against", str(tmp_path / "原稿"), "--into", str(tmp_path / "对比")])
    assert "注意：原稿是云溪县2022年度的，新稿是云溪县2021年度的，不像是同一份报告的两稿。" in capsys.readouterr().err


def test_a_report_that_has_no_other_draft_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word({}, tmp_path / "原稿/2022.docx")
    word({}, tmp_path / "新稿/2022.docx")
    word({"year": 2021}, tmp_path / "新稿/2021.docx")
    assert main(["review", str(tmp_path / "新稿"), "--against", str(tmp_path / "原稿"), "--into", str(tmp_path / "对比")]) == 1
    assert f"只有一稿、没有比较的：{(tmp_path / '新稿/2021.docx').as_posix()}。" in capsys.readouterr().err


def with_a_row_twice(file: Path, into: Path) -> Path:
    """The last row of what came in stands once more below itself, with 7 in each cell."""
    document = docx.Document(str(file))
    row = document.tables[4].rows[-2]
    row._tr.addnext(copy.deepcopy(row._tr))
    for cell in document.tables[4].rows[-1].cells[-7:]:
        cell.text = "7"
    document.save(str(into))
    return into


@pytest.mark.parametrize("side", ["原稿", "新稿"])
def test_a_draft_that_was_not_read_whole_is_never_without_difference(
    side: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = word({}, tmp_path / "甲.docx")
    other = with_a_row_twice(one, tmp_path / "乙.docx")
    old, new = (other, one) if side == "原稿" else (one, other)
    assert main(["review", str(new), "--against", str(old), "--into", str(tmp_path / "对比")]) == 1
    said = capsys.readouterr()
    assert "没有不同" not in said.err
    assert "注意：有的地方没有读全，那里两稿是否相同不能判断，见“未比”各行。" in said.err
    assert f"未比：{side}这里没有读全：" in said.out
    assert "一行出现了两次" in said.out
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "对比/两稿对比.docx")).paragraphs]
    assert not [text for text in words if "没有不同" in text or "都相同" in text]


def test_a_letter_in_a_figure_is_compared_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of the cell are there on both sides, so nothing was left out."""
    old = word({"cells": {"licensing.administrative_licensing.decisions": "8I22"}}, tmp_path / "原稿.docx")
    new = word({"cells": {"licensing.administrative_licensing.decisions": 8122}}, tmp_path / "新稿.docx")
    assert main(["review", str(new), "--against", str(old), "--into", str(tmp_path / "对比")]) == 0
    assert "改数：“8I22” → “8122”" in capsys.readouterr().out


def test_of_several_drafts_of_one_report_those_in_files_of_one_name_are_a_pair(tmp_path: Path) -> None:
    for folder, figures in (("原稿", {"甲": 5, "乙": 6}), ("新稿", {"乙": 6, "丙": 5, "甲": 5})):
        for name, figure in figures.items():
            word({"cells": {"requests.received.other": figure}}, tmp_path / folder / f"{name}.docx")
    with sources([tmp_path / "原稿"]) as older, sources([tmp_path / "新稿"]) as newer:
        found = compare(read_package(older), read_package(newer))
    assert (found.differences, [Path(name).name for name in found.alone]) == ((), ["丙.docx"])
    assert [[Path(each.name).name for each in pair] for pair in found.pairs] == [["乙.docx", "乙.docx"], ["甲.docx", "甲.docx"]]


def test_nothing_is_written_where_no_draft_could_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = word({}, tmp_path / "新稿.docx")
    assert main(["review", str(new), "--against", str(tmp_path / "没有.docx"), "--into", str(tmp_path / "对比")]) == 1
    assert "没有读到同一份报告的两稿，没有比较，也没有写结果。" in capsys.readouterr().err
    assert not (tmp_path / "对比").exists()


def test_of_two_rows_with_one_label_neither_is_left_out(tmp_path: Path) -> None:
    """Where the form prescribes no rows, an office may print the same words twice."""
    row = "{label: 其中：主动公开规范性文件数, unit: 条, figure: 31}"
    for name, figure in (("原稿", 7), ("新稿", 8)):
        again = f"{row}\n    - {row.replace('31', str(figure))}"
        written({"base": "2014", "edit": {row: again}}, tmp_path / name)
    (one,) = differences(tmp_path / "原稿/reports/2016/demo", tmp_path / "新稿/reports/2016/demo")
    assert (one.kind, one.label.rpartition(" › ")[0][-5:], one.was, one.now) == ("改数", "（第2次）", "7", "8")
