"""Sentences put together from the usual parts: true ones raise no finding, and any one figure changed is found."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.checks.test_sentences import falsely_warned, missed

PARTS = (
    ("2023年，", "全年，", "", "2023年度", "本年度", "截至2023年12月31日，"),
    ("全县", "我县", "县政府", "全县各级行政机关", "县政府及各部门", "全县各部门、各乡镇"),
    (
        "共收到政府信息公开申请{128}件",
        "新收政府信息公开申请{128}件",
        "受理政府信息公开申请{128}件",
        "收到依申请公开{128}件",
        "接到政府信息公开申请共{128}件",
    ),
    ("，上年结转{9}件", "，结转上年{9}件", "（另有上年结转{9}件）", ""),
    ("，办结{124}件", "，答复{124}件", "，已办结{124}件", "，已答复{124}件", "，作出答复{124}件", "，实际办结{124}件", ""),
    (
        "，结转下年{13}件",
        "，结转下年度继续办理{13}件",
        "，结转至2024年{13}件",
        "，另有{13}件正在办理",
        "，其余{13}件结转下年",
        "",
    ),
    (
        "。其中予以公开{41}件，部分公开{23}件，不予公开{18}件",
        "。予以公开{41}件、部分公开{23}件、无法提供{24}件",
        "。予以公开及部分公开{64}件，占51.61%",
        "；予以公开（含部分公开）{64}件",
        "；予以公开或部分公开{64}件",
        "。其他处理{6}件，不予处理{12}件",
        "",
    ),
    (
        "。因政府信息公开被申请行政复议{11}件、被提起行政诉讼{14}件",
        "。行政复议{11}件，行政诉讼{14}件",
        "；政府信息公开行政诉讼{14}件",
        "",
    ),
)
FIGURE = re.compile(r"\{(\d+)\}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("patterns")


def patterns(number: int) -> list[str]:
    chosen = random.Random(35)
    return ["".join(chosen.choice(part) for part in PARTS) + "。" for _ in range(number)]


def test_true_sentences_raise_no_finding(folder: Path) -> None:
    assert list(falsely_warned({"right": [FIGURE.sub(r"\1", pattern) for pattern in patterns(150)]}, folder)) == []


def test_a_changed_figure_is_found(folder: Path) -> None:
    chosen = random.Random(16)
    wrong = []
    for pattern in patterns(150):
        figure = chosen.choice(list(FIGURE.finditer(pattern)))
        changed = f"⟦{int(figure[1]) + chosen.choice((-1, 1, 2, 10, 100))}⟧"
        wrong.append(FIGURE.sub(r"\1", f"{pattern[: figure.start()]}{changed}{pattern[figure.end() :]}"))
    assert list(missed({"wrong": wrong}, folder)) == []
