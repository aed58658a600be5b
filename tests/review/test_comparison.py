"""Two drafts compared: every cell that differs and every sentence, whatever files they are."""

from __future__ import annotations

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
