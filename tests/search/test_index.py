"""Parts cut from pages, numbers written short, and files that are the same for the same parts."""

import json
import re
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search import Rank, SearchPart, index_files, joined, prepared, segments_of
from gongkai.search.coding import ALPHABET, BASE, chunks_of, encoded, pages_of
from gongkai.search.cutting import parts_of_page
from gongkai.search.files import place_of, spread
from gongkai.search.folding import folded, simplified, squeezed
from gongkai.search.keys import readings
from gongkai.search.lists import HEAD, PAGE
from gongkai.search.words import words

CASES = yaml.safe_load((Path(__file__).parent / "parts.yml").read_text("utf-8"))
LIKE = SearchPart(address="zfxxgknb/2020/", anchor="", title="", text="", year=2020, agency="示例县人民政府", kind="年度报告")
NUMBERS = st.sets(st.integers(0, 300_000), max_size=400).map(sorted)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_page_is_cut_into_its_parts(case):
    found = [f"{part.anchor} | {part.title} | {' '.join(part.path)} | {part.text}" for part in parts_of_page(case["page"], LIKE)]
    assert [re.sub(r"\s+", "", part) for part in found] == [re.sub(r"\s+", "", part) for part in case["parts"]]


def read(text: str) -> list[int]:
    """What a browser reads out of a list."""
    numbers, last, run, value, scale = [], -1, False, 0, 1
    for character in text:
        digit = ALPHABET.index(character)
        value, scale = value + digit % BASE * scale, scale * BASE
        if digit < BASE:
            if run:
                numbers += range(last + 1, last + value + 1)
            elif value:
                numbers.append(last + value)
            last = numbers[-1] if numbers else last
            run, value, scale = not run and value == 0, 0, 1
    return numbers


@given(NUMBERS)
def test_numbers_come_back_as_they_were(numbers):
    assert read(encoded(numbers)) == numbers


@given(st.lists(NUMBERS.filter(bool), max_size=4), st.integers(8, 200))
def test_pages_of_a_list_are_the_list(lists, size):
    """Also where it comes from several segments, each of which counts from 0."""
    starts = [place * 300_001 for place in range(len(lists))]
    chunks = [(start, chunk) for start, own in zip(starts, lists, strict=True) for chunk in chunks_of(own, size=size)]
    cut = pages_of(chunks, size, 2 * size)
    numbers = [start + number for start, own in zip(starts, lists, strict=True) for number in own]
    assert [number for _, text in cut for number in read(text)] == numbers
    assert all(read(text)[0] == start for start, text in cut)
    assert all(count == len(read(encoded([first]) + gaps)) for _, (first, _, count, gaps) in chunks)


def test_neighbours_cost_next_to_nothing():
    assert len(encoded(range(230_000))) < 8


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("正政辦發［２０２０］２號", "正政办发〔2020〕2号"),
        ("正政办发(2020) 2 号", "正政办发〔2020〕2号"),
        ("1，250 条", "1250条"),
        ("一千二百五十条", "1250条"),
        ("二〇二〇年", "2020年"),
        ("第三十三条", "第33条"),
        ("ＡＰＰ客户端", "app客户端"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ("行政复议、行政诉讼", "行政复议行政诉讼"),
    ],
)
def test_what_is_written_differently_is_the_same(written, meant):
    assert squeezed(written) == squeezed(meant)


@pytest.mark.parametrize(("one", "other"), [("1.5", "15"), ("2020-01", "202001"), ("百姓", "100姓"), ("三公", "3公")])
def test_what_is_not_the_same_stays_apart(one, other):
    assert squeezed(one) != squeezed(other)


def test_no_simplified_character_is_folded_again():
    assert {simple for simple in simplified().values() if ord(simple) in simplified()} == set()


def test_every_common_character_has_a_reading():
    assert len(readings()) == 6763
    assert set(readings()["行"]) == {"xing", "hang"}


def index(parts):
    return joined(segments_of(map(prepared, parts)))


def parts():
    page = SearchPart("a/", "", "示例县2020年年报", "依申请公开29件", year=2020, agency="示例县", kind="年度报告", rank=Rank.PAGE)
    rows = [
        SearchPart("a/", f"r{n}", "行政许可", f"处理决定数量 {n}", "示例县2020年年报", year=2020, rank=Rank.ROW)
        for n in range(900)
    ]
    return [*rows, page]


def files(parts, names=None):
    return dict(index_files(index(parts), names))


def data_of(made):
    """By what a file is called before its version, what it hands over."""
    calls = (re.fullmatch(r'gongkaiSearch\("([^"]+)",(.*)\)\n', text.decode(), re.DOTALL) for text in made.values())
    return {call[1]: json.loads(call[2]) for call in calls}


def test_a_group_without_any_part_is_no_segment():
    assert segments_of([]) == []


def test_a_file_is_called_by_its_content():
    one, again, other = (files(made) for made in (parts(), parts(), [*parts(), SearchPart("b/", "", "新的一页", "文字")]))
    assert one == again
    assert {name for name, text in one.items() if other.get(name, text) != text} == {"manifest.js"}
    assert one.keys() != other.keys()


def test_a_figure_that_changes_renames_a_few_files():
    before, after = parts(), parts()
    after[450] = replace(after[450], text="处理决定数量 77123")
    one, other = files(before), files(after)
    assert 2 <= len(other.keys() - one.keys()) <= 5


def test_a_longer_text_moves_no_more_than_its_neighbours():
    pages = [SearchPart(f"a{n}/", "", f"事项{n}", "公开内容" * 80, rank=Rank.RECORD) for n in range(3000)]
    longer = [replace(page, text=page.text * 2) if page.address == "a500/" else page for page in pages]
    kept = set(index(pages).texts) & set(index(longer).texts)
    assert len(index(pages).texts) - len(kept) <= 3
    assert len(kept) > 50


def test_another_pair_moves_the_ends_of_its_group_only():
    """Pairs are put into groups by where they stand first; where a group ends is told by a pair."""
    pages = [SearchPart(f"a{n}/", "", f"事项{n}", words_like(n), rank=Rank.RECORD) for n in range(2500)]
    other = [replace(page, text=page.text + "。龘靐") if page.address == "a700/" else page for page in pages]
    one, two = ({name for name in files(made) if name[0] == "g"} for made in (pages, other))
    assert len(one) > 4
    assert len(one - two) <= 2


def words_like(number):
    """Some characters that hardly any other part has in this order."""
    return "".join(chr(0x4E00 + (number * step + number // 7) % 5000) for step in (3, 5, 11, 17, 29, 41, 59, 83))


def test_segments_are_an_index_like_that_of_all_parts_together():
    """Whatever is inverted together: the lists of every key have the same numbers, if parts of one order keep their order."""
    made = sorted([*parts(), *parts_of_years()], key=attrgetter("order"))
    apart = [segment for own in (made[:300], made[300:700], made[700:]) for segment in segments_of(map(prepared, own))]
    assert numbers_of(joined(apart)) == numbers_of(index(made))


def parts_of_years():
    return [
        SearchPart(f"{year}/", f"n{n}", f"行政处罚{n}", f"{year}年{n * 7}件", year=year, rank=Rank.ROW)
        for year in range(2015, 2020)
        for n in range(60)
    ]


def numbers_of(index):
    found = {("shelves",): sum(size for _, size in index.shelves)}
    for name, lists in (("everywhere", index.everywhere), ("in_title", index.in_title)):
        for key, placed in lists.items():
            pages = pages_of(((start, chunk) for start, own in placed for chunk in own), HEAD, PAGE)
            found[name, key] = [number for _, text in pages for number in read(text)]
    return found


def test_every_file_calls_the_one_function_and_a_key_stands_where_it_is_looked_for():
    data = data_of(files(parts()))
    manifest = data["manifest"]
    assert {kind: len(letters) // 5 for kind, letters in manifest["files"].items()}.keys() == {
        "g",
        "n",
        "c",
        "s",
        "w",
        "t",
        "sounds",
        "meanings",
        "subjects",
    }
    characters, *runs = manifest["pairs"].split(" ")
    following = {first: "".join(characters[at] for at in read(run)) for first, run in zip(characters, runs, strict=True)}
    assert "可" in following["许"]
    assert read(data["g0"]["许可"].split(" ")[0]) == list(range(1, 901))
    assert read(manifest["few"]["=y2020"]) == list(range(901))
    assert manifest["files"]["w"] == "", "the manifest holds all words and years"
    numbers = len(manifest["files"]["n"]) // 5
    assert "450" in data[f"n{spread(place_of('450')) % numbers}"]
    [[_, pages, places, sentences, rows]] = data["t0"]
    assert pages[0][:2] == ["a/", ""]
    assert places[rows[0][1]][1] == "示例县2020年年报", "the page stands before its rows"
    assert (sentences[rows[7][2]], rows[7][3]) == ("处理决定数量 \x7f", "6"), "what all rows say stands once"


def test_what_readers_choose_stands_among_the_words_where_it_is_too_much_for_the_manifest():
    made = [SearchPart(f"{n}/", "", "年报", "", agency=f"第{n}局", kind="报告") for n in range(3000)]
    data = data_of(files(made))
    assert data["manifest"]["few"] == {}
    words = len(data["manifest"]["files"]["w"]) // 5
    assert read(data[f"w{spread('=a第7局') % words}"]["=a第7局"]) == [7]


def test_words_have_files_of_their_own_where_they_are_too_many_for_the_manifest():
    made = [SearchPart(f"{n}/", "", f"第{n}期", f"word{n:04d}x 2019", year=2020, agency="县局", kind="报告") for n in range(3000)]
    data = data_of(files(made))
    assert data["manifest"]["few"].keys() == {"=y2020", "=a县局", "=k报告"}
    words = len(data["manifest"]["files"]["w"]) // 5
    assert words > 1
    assert read(data[f"w{spread('word0007x') % words}"]["word0007x"]) == [7]
    assert "2019" in data[f"w{spread('2019') % words}"]


def test_no_file_of_an_index_is_large():
    assert max(map(len, files(parts() * 20).values())) < 150_000


def test_what_leads_nowhere_is_not_sent():
    vocabulary = words(index(parts()), {"示例县": ["示例县年报"], "县水务局": ["示例县水务局"]})
    assert "低保" not in vocabulary["names"]
    assert vocabulary["names"]["审批"] == ["行政许可"]
    assert "县水务局" not in vocabulary["names"]
    assert "許许" in vocabulary["traditional"]
    assert "貓猫" not in vocabulary["traditional"]


def test_former_names_of_agencies_are_sent_where_there_is_such_an_agency():
    agencies = ("示例市生态环境局示例分局", "示例县自然资源局")
    vocabulary = words(index([SearchPart(f"{n}/", "", "年报", "", agency=agency) for n, agency in enumerate(agencies)]), {})
    assert (vocabulary["called"]["环保"], vocabulary["called"]["国土"]) == (["生态环境"], ["自然资源"])
    assert "工商" not in vocabulary["called"]
    assert vocabulary["asking"] == sorted(vocabulary["asking"], key=len, reverse=True), "多少件 goes before 多少"


def test_folding_leaves_no_capital_and_no_full_width():
    assert folded("ＰＤＦ　Word") == "pdf word"


def test_what_is_foremost_stands_first_and_what_repeats_others_last():
    kinds = {
        "目录事项": SearchPart("c/", "", "目录事项", ""),
        "某局": SearchPart("2020/j/", "", "某局", "", year=2020, rank=Rank.PAGE),
        "某局历年": SearchPart("h/", "", "某局历年", "", agency="某局", rank=Rank.REPEATED),
        "历年一行": SearchPart("l/", "r", "历年一行", "", rank=Rank.REPEATED),
        "历年": SearchPart("l/", "", "历年", "", rank=Rank.REPEATED, foremost=True),
        "全县": SearchPart("2020/", "r", "全县", "", year=2020, rank=Rank.ROW, foremost=True),
        "指南": SearchPart("z/", "", "指南", "", rank=Rank.PAGE, foremost=True),
    }
    made = index(kinds.values())
    assert titles_of(made) == [
        "指南",
        "全县",
        "某局",
        "目录事项",
        "历年",
        "历年一行",
        "某局历年",
    ]
    assert (made.foremost, made.repeats) == (2, 4)


def titles_of(index):
    """In the order of the parts, by the shelves on which they stand."""
    rows = [iter(row for row in json.loads(text)[4]) for text in index.texts]
    places = [json.loads(text)[2] for text in index.texts]
    return [places[text][next(rows[text])[1]][1] for text, size in index.shelves for _ in range(size)]


def test_a_short_list_of_everywhere_may_have_a_long_one_of_titles():
    """Every part holds the word, which makes one short run; every other has it in its title, which does not."""
    made = [SearchPart("a/", f"{n}", "年报" if n % 2 else "别的", "年报", rank=Rank.ROW) for n in range(14000)]
    data = data_of(files(made))
    heads, _, _, _, length, pages, starts = data["g0"]["年报"]
    titles = read(heads.split(" ")[1])
    for page in pages:
        titles += read(data[page])
    assert len(starts) == len(pages) > 0
    assert titles == list(range(1, 14000, 2))
    assert len(titles) == length


@given(st.text(alphabet="政府公開辦理 ，,。.09Ａ１二十百万㈠Éé\u0301_-𠮷", max_size=40))
def test_a_text_that_is_alike_already_is_folded_as_any_other(text):
    """The quick way past what needs no folding gives what the long way gives."""
    assert squeezed(f"{text} É").removesuffix("é").rstrip() == squeezed(text).rstrip()


def test_a_group_that_says_nothing_has_no_segment():
    """A county with no report yet has parts of the column on which a search finds nothing."""
    assert segments_of([]) == []
