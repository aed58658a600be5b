"""Every digest changes with what it stands for: with one letter, and with where one part ends and the next begins."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.archive.bags import pack
from gongkai.build.inputs import everything
from gongkai.build.manifest import digest
from gongkai.build.project import project_in
from gongkai.county.face.reading import Face, Picture
from gongkai.county.face.settings import Colours, FaceSettings, FooterText, NamedLink
from gongkai.html import assets
from gongkai.reports import seals
from gongkai.search import SearchPart, index_files, joined, prepared, segments_of

PARTS = st.lists(st.one_of(st.text("ab\0\x01县", max_size=3), st.binary(max_size=3)), max_size=4)


def as_bytes(parts: Iterable[str | bytes]) -> list[bytes]:
    return [part.encode() if isinstance(part, str) else part for part in parts]


# ---- What a build depends on


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("行政许可",), ("行政处罚",)),
        (("ab", "c"), ("a", "bc")),
        (("ab", ""), ("", "ab")),
        (("a", "b"), ("b", "a")),
        (("ab",), ("a", "b")),
        (("a",), ("a", "")),
        ((), ("",)),
        ((b"", b"a" * 248), ((248).to_bytes(8, "little") + b"a" * 248,)),  # 256 bytes that begin as a length
    ],
)
def test_other_parts_have_another_digest(one: tuple[str | bytes, ...], other: tuple[str | bytes, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_a_length_written_into_a_part_does_not_pass_for_the_length_of_the_next() -> None:
    length = (1).to_bytes(8, "little")
    assert digest(b"a" + length + b"b") != digest(b"a", b"b")


@given(PARTS, PARTS)
def test_digests_are_the_same_where_the_parts_are(one: list[str | bytes], other: list[str | bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (as_bytes(one) == as_bytes(other))


Tree = dict[str, str]
REPORT, PROSE = "reports/2021/demo/report.yml", "reports/2021/demo/narrative.md"
INPUTS: dict[str, tuple[Callable[[Path], str], Tree, Tree]] = {
    "a figure": ({REPORT: "issued: 2\n"}, {REPORT: "issued: 3\n"}),
    "a report that another agency gave": ({REPORT: "a"}, {REPORT.replace("demo", "other"): "a"}),
    "a line from the prose to the figures": ({PROSE: "a\nb\n", REPORT: "c"}, {PROSE: "a\n", REPORT: "b\nc"}),
    "an entry": ({"catalogue/a.yml": "id: x"}, {"catalogue/a.yml": "id: y"}),
    "an entry in the next field": (
        {"catalogue/a.yml": "a\nb\n", "catalogue/b.yml": "c\n"},
        {"catalogue/a.yml": "a\n", "catalogue/b.yml": "b\nc\n"},
    ),
    "a catalogue of another year": ({"catalogue-2024/a.yml": "a"}, {"catalogue-2025/a.yml": "a"}),
    "an index number": ({"index_numbers.yml": "a"}, {"index_numbers.yml": "b"}),
    "the site's name": ({"site.yml": "a"}, {"site.yml": "b"}),
    "a line of the agencies in the site": (
        {"site.yml": "a", "agencies.yml": "b"},
        {"site.yml": "ab", "agencies.yml": ""},
    ),
    "a file that is empty and one that is not there": ({"site.yml": ""}, {}),
}


@pytest.mark.parametrize("changed", INPUTS)
def test_a_build_sees_what_changed_in_the_data(changed: str, tmp_path: Path) -> None:
    first, second = ({f"data/{name}": content for name, content in tree.items()} for tree in INPUTS[changed])
    assert of(written(first, tmp_path / "one")) != of(written(second, tmp_path / "other"))
    assert of(tmp_path / "one") == of(written(first, tmp_path / "again"))


def test_a_build_sees_what_changed_around_the_data(tmp_path: Path) -> None:
    seen = [of(tmp_path)]
    for name in ("docs/index.md", "macros/__init__.py", "archive/2020/a.zip"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("a", "utf-8")
        seen.append(of(tmp_path))
    assert len(set(seen)) == len(seen)


def of(folder: Path) -> str:
    """Of everything that a build of that folder reads."""
    return everything(project_in(folder))


def written(tree: Tree, folder: Path) -> Path:
    folder.mkdir()
    for name, content in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


# ---- What was sealed


def test_a_seal_s_digest_is_the_one_that_sha512sum_gives() -> None:
    content = "示例县\n".encode() * 100_000
    assert seals.digest(content) == hashlib.sha512(content).hexdigest()
    assert seals.digest(content[:-1]) != seals.digest(content)


def test_each_file_of_a_report_has_its_own_digest(tmp_path: Path) -> None:
    folder = written({"report.yml": "issued: 2\n", "originals/a.docx": "甲", "originals/b.docx": "乙"}, tmp_path / "demo")
    before = seals.digests(folder)
    (folder / "originals/b.docx").write_text("丙", "utf-8")
    after = seals.digests(folder)
    assert list(before) == ["originals/a.docx", "originals/b.docx", "report.yml"]
    assert [name for name in before if before[name] != after[name]] == ["originals/b.docx"]


DAY = date(2022, 2, 1)
PACKED: dict[str, Tree] = {
    "a letter": {"data.csv": "甲1乙\n", "note.txt": "丙\n"},
    "a line in the next file": {"data.csv": "", "note.txt": "甲乙\n丙\n"},
    "a name": {"figures.csv": "甲乙\n", "note.txt": "丙\n"},
    "a file more": {"data.csv": "甲乙\n", "note.txt": "丙\n", "empty.txt": ""},
}


@pytest.mark.parametrize("changed", PACKED)
def test_one_digest_stands_for_all_that_is_in_a_bag(changed: str) -> None:
    def sealed(tree: Tree) -> tuple[str, str]:
        bag = pack("2021-demo-1", {name: content.encode() for name, content in tree.items()}, {}, DAY)
        return bag.tagmanifest, seals.digest(bag.content)

    first = sealed({"data.csv": "甲乙\n", "note.txt": "丙\n"})
    assert sealed({"data.csv": "甲乙\n", "note.txt": "丙\n"}) == first
    assert all(one != other for one, other in zip(first, sealed(PACKED[changed]), strict=True))


# ---- What a browser keeps for good under its name


def names_of(*parts: SearchPart) -> set[str]:
    return {name for name, _ in index_files(joined(segments_of(map(prepared, parts))))}


PART = SearchPart("2020/", "r1", "行政许可", "处理决定数量 12", year=2020, agency="示例县", kind="年度报告")
INDEXED = {
    "a figure": SearchPart("2020/", "r1", "行政许可", "处理决定数量 13", year=2020, agency="示例县", kind="年度报告"),
    "a title": SearchPart("2020/", "r1", "行政处罚", "处理决定数量 12", year=2020, agency="示例县", kind="年度报告"),
    "an address": SearchPart("2020/x/", "r1", "行政许可", "处理决定数量 12", year=2020, agency="示例县", kind="年度报告"),
    "an anchor": SearchPart("2020/", "r2", "行政许可", "处理决定数量 12", year=2020, agency="示例县", kind="年度报告"),
    "a year": SearchPart("2020/", "r1", "行政许可", "处理决定数量 12", year=2021, agency="示例县", kind="年度报告"),
    "an agency": SearchPart("2020/", "r1", "行政许可", "处理决定数量 12", year=2020, agency="云溪县", kind="年度报告"),
    "a word from the title to the text": SearchPart(
        "2020/", "r1", "行政", "许可处理决定数量 12", year=2020, agency="示例县", kind="年度报告"
    ),
}


@pytest.mark.parametrize("changed", INDEXED)
def test_an_index_with_other_words_has_files_of_other_names(changed: str) -> None:
    assert names_of(PART) == names_of(PART)
    assert names_of(PART) != names_of(INDEXED[changed])


def test_a_style_or_script_with_another_letter_has_another_name() -> None:
    names = [assets.named("css", content).name for content in ("a {}", "b {}", "a {} ", "")]
    assert len(set(names)) == len(names)
    assert all(assets.named(asset.name.rpartition(".")[2], asset.content) == asset for asset in assets.assets().values())


# ---- What the accessibility was measured on


@pytest.fixture
def components(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two components, as `fingerprint` reads them."""
    folder = written({"one/template.html": "<p>\n<b>\n", "two/template.html": "<i>\n", "two/page.js": "1"}, tmp_path / "html")
    monkeypatch.setattr(assets, "FOLDER", folder)
    return folder


def fingerprint() -> str:
    return assets.fingerprint.__wrapped__()


@pytest.mark.parametrize(("file", "content"), [("one/template.html", "<p>"), ("two/page.js", "2"), ("two/style.css", "p {}")])
def test_the_fingerprint_changes_with_every_template_style_and_script(file: str, content: str, components: Path) -> None:
    before = fingerprint()
    (components / file).write_text(content, "utf-8")
    assert fingerprint() != before


FACES = {
    "a colour": ({"settings": FaceSettings(colours=Colours(primary="#7a1f1f"))}, True),
    "an own rule": ({"style": "p {}"}, True),
    "the portal's top": ({"top": "<p>门户</p>"}, True),
    "an emblem": ({"emblem": Picture("assets/face-1.svg", 100, 100)}, True),
    "the first link": ({"settings": FaceSettings(links=(NamedLink(name="要闻", address="/a/"),))}, True),
    "nothing": ({}, False),
}


@pytest.mark.parametrize("face", FACES)
def test_the_fingerprint_changes_with_what_a_county_makes_of_the_look(face: str) -> None:
    changes, other = FACES[face]
    assert (assets.fingerprint_of(Face(**changes)) != assets.fingerprint_of(Face())) == other


def test_the_words_of_links_and_footer_lines_are_not_the_look() -> None:
    one, two = (Face(settings=FaceSettings(footer=(FooterText(text=text),))) for text in ("承办：甲", "承办：乙"))
    assert assets.fingerprint_of(one) == assets.fingerprint_of(two)


def test_the_fingerprint_changes_when_a_line_goes_from_one_template_to_the_next(components: Path) -> None:
    (components / "two/page.js").unlink()
    before = fingerprint()
    (components / "one/template.html").write_text("<p>\n", "utf-8")
    (components / "two/template.html").write_text("<b>\n<i>\n", "utf-8")
    assert fingerprint() != before
