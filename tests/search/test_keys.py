"""What a text can be found by: two Chinese characters side by side, words, numbers, and a title's single characters."""

from __future__ import annotations

import pytest

from gongkai.search.keys import keys_of, keys_of_title, of_pair, written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("收费22961.413万元", ["22961.413", "22961", "~2:5", "~22:5"]),
        ("处理决定1236件", ["1236", "~1:4", "~12:4"]),  # 一千多, 一千二百多
        ("共100件", ["100", "~1:3", "~10:3"]),
        ("共99件", ["99"]),
        ("PDF 文件", ["pdf"]),
        ("ＰＤＦ　文件", ["pdf"]),
        ("没有数", []),
    ],
)
def test_words_and_numbers(text: str, words: list[str]) -> None:
    assert list(keys_of(text).others) == words


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("行政许可", {"行政", "政许", "许可"}),
        ("政府、公报", {"政府", "府公", "公报"}),
        ("共12件", {"共\n", "\n件"}),  # a number stands between
        ("县", set()),
    ],
)
def test_pairs_of_characters(text: str, pairs: set[str]) -> None:
    assert set(written(keys_of(text).pairs)) == pairs


def test_a_title_can_be_found_by_each_of_its_characters() -> None:
    pairs = written(keys_of_title("年度报告").pairs)
    assert [one for pair in pairs for one in of_pair(pair)] == ["年", "报", "度", "告"]
