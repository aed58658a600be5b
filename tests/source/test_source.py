"""YAML as an office types it, and what it is told: one sentence, at the place to look at."""

from __future__ import annotations

import os
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.source.nodes import Items, Scalar, Table, plain, position_of
from gongkai.source.reference import composed_quickly, parse_yaml, read_yaml
from gongkai.source.text import LARGEST_FILE, read_text

FOLDER = Path(__file__).parent
CASES = [(file.stem, case) for file in sorted(FOLDER.glob("*.yml")) for case in yaml.safe_load(file.read_text("utf-8"))]


def typed_bytes(case: dict[str, Any]) -> bytes:
    """`typed` in its `encoding`, with `then` after it as many `times`; or the `bytes` themselves."""
    if "bytes" in case:
        return bytes.fromhex(case["bytes"])
    text = case["typed"] + case.get("then", "") * case.get("times", 1)
    return bytes(text.encode(case.get("encoding", "utf-8")))


def bare(value: object) -> object:
    """As a case writes it: a list is a list, a decimal says that it is one."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [bare(each) for each in value]
    return f"Decimal {value}" if isinstance(value, Decimal) else value


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case['name']}") for file, case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.yml").write_bytes(typed_bytes(case))
    started = time.perf_counter()
    node, problems = read_yaml(Path("report.yml"))
    assert time.perf_counter() - started < 5
    assert [str(problem) for problem in problems] == case["findings"]
    if "read" in case:
        assert bare(plain(node)) == case["read"]


def refusal(path: Path) -> str:
    node, problems = read_yaml(path)
    assert node is None
    return "\n".join(map(str, problems))


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("gone").symlink_to("nowhere")
    Path("circle").symlink_to("circle")
    Path("file").write_text("", "utf-8")
    os.mkfifo("pipe")
    with Path("large").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert refusal(Path("missing.yml")) == "missing.yml: 找不到这个文件 [yaml]"
    assert refusal(Path("folder")) == "folder: 这是一个文件夹，不是文件 [yaml]"
    assert refusal(Path("gone")) == "gone: 找不到这个文件 [yaml]"
    assert refusal(Path("file/report.yml")) == "file/report.yml: 找不到这个文件 [yaml]"
    assert refusal(Path("pipe")) == "pipe: 这不是普通的文件 [yaml]"
    assert refusal(Path("large")) == "large: 文件超过 20 MB，不像是报告数据 [yaml]"
    assert refusal(Path("circle")).startswith("circle: ")


def held_elsewhere() -> OSError:
    """As Windows refuses a file that another program has open."""
    error = PermissionError(13, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "Permission denied"), "没有权限"),
        (FileNotFoundError(2, "No such file or directory"), "找不到"),
        (OSError(5, "Input/output error"), "磁盘读写出错"),
        (OSError("?"), "系统不允许"),
        (held_elsewhere(), "正被别的程序打开；请关闭后再试"),
    ],
)
def test_what_the_system_refuses(error: OSError, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    monkeypatch.chdir(tmp_path)
    Path("report.yml").write_text("year: 2020\n", "utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refusal(Path("report.yml")) == f"report.yml: 读不了这个文件：{why} [yaml]"


def test_every_value_knows_its_place() -> None:
    node, problems = parse_yaml("年份: 2020\nletter:\n  body:\n    - 甲\n    - {乙: 1, 丙: [2, 3]}\n", "report.yml")
    assert not problems
    assert isinstance(node, Table)
    places = {
        ("年份",): (1, 5),
        ("letter", "body", 0): (4, 7),
        ("letter", "body", 1, "丙", 1): (5, 21),
        ("letter", "body", 7): (4, 5),
        ("letter", "signer"): (3, 3),
        ("nothing",): (1, 1),
    }
    for path, (line, column) in places.items():
        place = position_of(node, path)
        assert (place.line, place.column) == (line, column), path


def test_the_text_is_what_was_typed() -> None:
    node, _ = parse_yaml("a: [1.40, +12, '010', null, 22961.413万元]", "report.yml")
    assert isinstance(node, Table)
    items = node.entries["a"]
    assert isinstance(items, Items)
    assert [item.text for item in items.items if isinstance(item, Scalar)] == ["1.40", "+12", "010", "", "22961.413万元"]


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_any_whole_number_comes_back(number: int) -> None:
    for typed in (f"a: {number}", f"a: {{b: {number}}}", f"- {number}"):
        node, problems = parse_yaml(typed, "report.yml")
        assert not problems
        assert plain(node) in ({"a": number}, {"a": {"b": number}}, (number,))


@given(st.decimals(-(10**6), 10**6, places=3))
def test_any_decimal_comes_back(number: Decimal) -> None:
    node, problems = parse_yaml(f"a: {number:f}", "report.yml")
    assert problems or plain(node) == {"a": number}
    assert not problems or (number == 0 and number.is_signed())


@given(st.text())
def test_no_text_is_too_strange_to_be_read_or_refused(text: str) -> None:
    node, problems = parse_yaml(text, "report.yml")
    assert node is not None or len(problems) == 1
    assert all("\n" not in str(problem) for problem in problems)


@given(
    st.lists(st.sampled_from([*"{}[]:,-?&*!|>'\"%@`#\\ \n：，｛ a1", "a: ", "\n  ", "---", "<<: ", "0", "。"]), max_size=12).map(
        "".join
    )
)
def test_no_heap_of_marks_is_too_strange_to_be_read_or_refused(text: str) -> None:
    node, problems = parse_yaml(text, "report.yml")
    assert node is not None or len(problems) == 1
    lines = text.split("\n")
    for problem in problems:
        assert problem.position.line <= len(lines)
        assert problem.position.line == 0 or problem.position.column <= len(lines[problem.position.line - 1]) + 1


@given(st.binary(max_size=60))
def test_no_bytes_are_too_strange_to_be_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yml"
    file.write_bytes(raw)
    text, problems = read_text(file)
    assert text is not None or problems


SPECIAL = [
    *list(":,-{}[]'\"#\n  ?|>%@`~=\t：，\u3000\xa0ab01.&*!"),
    "\n\n",
    "  ",
    "- ",
    ": ",
    "---\n",
    "...\n",
    "'\n'",
    "\n  ",
    "\n    ",
]
SMALL = "a: 1\nb: {c: 2, d: [x, y]}\ne:\n  - f: 'q'\n    g: \"z\"\n  - h\nz: 中文：说明\n"


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.sampled_from(SPECIAL)), min_size=1, max_size=3))
def test_the_quick_way_reads_just_what_the_reference_reads(typed: list[tuple[int, str]]) -> None:
    """Values, what is wrong, and every place: with something typed where it does not belong."""
    text = SMALL
    for place, character in typed:
        text = text[:place] + character + text[place:]
    with pytest.MonkeyPatch.context() as patch:
        quick = parse_yaml(text, "report.yml")
        patch.setattr("gongkai.source.reference.composed_quickly", lambda _: None)
        assert quick == parse_yaml(text, "report.yml")


def test_a_report_is_read_the_quick_way() -> None:
    text = (Path(__file__).parents[2] / "data/reports/2020/zhengning/report.yml").read_text("utf-8")
    assert composed_quickly(text) is not None
