"""The words of one county: what an office types into words.yml, and what it is told."""

from pathlib import Path

import pytest
import yaml

from gongkai.county.own_words import leading_nowhere, read_own_words

FIELDS = {"elderly-care": ["通用政策", "机构管理"]}
ADDRESSES = {"", "ysqgk/", "guanyu/", "verify.html"}
ANCHORS = {"ysqgk/": {"收费"}}
CASES = yaml.safe_load((Path(__file__).parent / "own_words.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_words_of_a_county(case, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("words.yml").write_text(case["words"], "utf-8")
    words, problems = read_own_words(Path())
    found = [*problems, *leading_nowhere(words, FIELDS, ADDRESSES, ANCHORS.get)]
    assert [str(problem) for problem in found] == case.get("problems", [])


def test_a_county_may_have_none(tmp_path):
    assert read_own_words(tmp_path) == ((), [])
