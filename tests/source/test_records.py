"""The fast reading of plain lines says the same as the reference, or leaves the file to it."""

from __future__ import annotations

import random

import pytest

from gongkai.source.records import Layout, Record, Records, parse_records, plainly, thoroughly

LAYOUT = Layout("entries", ("defaults",))

NASTY = [
    *(
        "1",
        "0",
        "-0",
        "01",
        "007",
        "1_000",
        "1:20",
        "0x1F",
        "1e3",
        "1.5",
        "-39",
        "+5",
        "１２",
        "1,234",
        "－5",
        ".inf",
        "1234567890123456",
    ),
    *(
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "N",
        "true",
        "null",
        "~",
        "Null",
        "no-1",
        "year",
        "nullable",
        ".",
        "...",
        "---",
        "--",
        "-",
        "- a",
    ),
    *(
        "a: b",
        "a:b",
        "a:",
        "a :b",
        "a ：b",
        "网址：http://x.cn/a",
        "http://x.cn:80/a#b",
        "a #b",
        "a#b",
        "#",
        "'",
        "''",
        "'a",
        "a'b",
        '"a"',
    ),
    *(
        "'a''b'",
        "'a' b",
        "'it''s: a #b'",
        "''''",
        "'a",
        '"a\\nb"',
        '"',
        "[",
        "[]",
        "[a]",
        "[a, b]",
        "[a,b]",
        "[a, ]",
        "[县级, 乡、村级]",
        "[no, b]",
        "[1]",
    ),
    *(
        "[a: b, c]",
        "{a: 1}",
        "{",
        "}",
        "]",
        "a]",
        "a, b",
        "&a b",
        "*a",
        "!a",
        "!!str a",
        "|",
        "|-",
        ">-",
        ">",
        "|+",
        "%a",
        "@a",
        "`a",
        "?",
        "? a",
        "?a",
    ),
    *(
        "=",
        "<<",
        "a=b",
        "<a>",
        "a ",
        " a",
        "  a",
        "a\t",
        "\ta",
        "a\tb",
        "\u3000a",
        "a\u3000",
        "\u00a0a",
        "\ufeffa",
        "a\ufeff",
        "\u200b",
        "1\u200b",
        "(1)",
        "（1）",
    ),
    *(
        "《条例》第十条",
        "■政府网站 □公报",
        "■",
        "“a”",
        "①甲",
        "a\\nb",
        "",
        " ",
        "2026-01-08",
        "12:30",
        "１",
        "一",
        "é",
        "😀",
        "甲：乙",
        "a、b",
        "、a",
    ),
]
BLOCKS = [
    "|-\n      a\n      b",
    "|-\n      a\n\n      b",
    "|-\n       a\n      b",
    "|-\n      a: b\n      # c",
    "|-\n",
    "|-\n      a ",
    "|-\n      a\n       # c",
]
NAMES = [
    "id",
    "title",
    "matter",
    "id ",
    "责任科室",
    "网址：",
    "no",
    "null",
    "x-y",
    "'id'",
    "责任（1）",
    "entries",
    "defaults",
    "-",
    "1",
    "",
]
REMARKS = [
    "# 说明",
    "    # a",
    "      # a",
    "",
    "  ",
    "      ",
    "        x",
    "      x",
    "  x",
    "---",
    "...",
    "- id: x",
    "  -",
    "  - ",
    "  - x",
    "k: v",
]
TAME = ["甲", "乙丙", "x-1", "'it''s'", "[县级, 乡级]", "1", "《条例》第十条", "■政府网站 □公报", "2026-01-08"]
LETTERS = "ab1 :#'\"[]{},-、：甲乙\\|&*"


class Clerk:
    """Types files, the same ones each time: mostly tame, now and then odd."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def seldom(self, times: int) -> bool:
        return self.chance.randrange(times) == 0

    def value(self) -> str:
        if self.seldom(25):
            return "".join(self.chance.choices(LETTERS, k=self.chance.randrange(7)))
        return self.chance.choice(NASTY if self.seldom(12) else TAME)

    def record(self, lead: str, first: str) -> str:
        names = self.chance.sample(["id", "title", "matter", "责任科室"], self.chance.randint(1, 4))
        names = [self.chance.choice(NAMES) if self.seldom(50) else name for name in names]
        block = self.chance.choice(BLOCKS)
        lines = [f"{lead}{name}: {block if self.seldom(8) else self.value()}" for name in names]
        lines[0] = first + lines[0][len(lead) :]
        if self.seldom(6):
            lines.insert(self.chance.randint(0, len(lines)), self.chance.choice(REMARKS))
        return "\n".join(lines)

    def document(self) -> str:
        head = [self.record("", "")] if self.seldom(2) else []
        group = ["defaults:", self.record("  ", "  ")] if self.seldom(3) else []
        entries = [self.record("    ", "  - ") for _ in range(self.chance.randint(1, 3))]
        end = self.chance.choice(["\n"] * 9 + ["", "\n\n", "\nk: v\n", "\n# a\n", "\n...\n"])
        return "\n".join([*head, *group, "entries:", *entries]) + end


def same(fast: Records, reference: Records) -> None:
    pairs = [(fast.head, reference.head), *zip(fast.records, reference.records, strict=True)]
    assert fast.groups.keys() == reference.groups.keys()
    for one, other in [*pairs, *((fast.groups[name], reference.groups[name]) for name in fast.groups)]:
        assert seen(one) == seen(other)


def seen(record: Record):
    return list(record.values.items()), record.place.position, [record.place.position_of(name) for name in record.values]


def test_plain_reading_agrees_with_the_reference():
    assert sum(agrees(Clerk(seed).document()) for seed in range(1_500)) > 250


@pytest.mark.audit
def test_plain_reading_agrees_with_the_reference_at_length():
    assert sum(agrees(Clerk(seed).document()) for seed in range(1_500, 60_000)) > 10_000


def agrees(text: str) -> bool:
    """Whether it is read the fast way; then with the same result."""
    fast = plainly(text, "f.yml", LAYOUT)
    if fast is None:
        return False
    reference, problems = thoroughly(text, "f.yml", LAYOUT)
    assert problems == [], text
    same(fast, reference)
    return True


@pytest.mark.parametrize("value", [*NASTY, *BLOCKS, *(f"'{text.replace(chr(39), chr(39) * 2)}'" for text in NASTY)])
def test_every_nasty_value_alone(value):
    agrees(f"title: 甲\ndefaults:\n  basis: 乙\nentries:\n  - id: x\n    matter: {value}\n    content: 丙\n")
    agrees(f"title: {value}\ndefaults:\n  basis: {value}\nentries:\n  - id: {value}\n    content: 丙\n")


PLAIN = """\
# 说明
title: 社会救助
levels: [县级, 乡、村级]

defaults:
  # 说明
  basis: 《条例》

entries:
  # 第一条
  - id: a
    number: '0001'
    content: |-
      1.法律
      2.规章
    matter: 甲：乙

  - id: b
    # 说明
    matter: 'it''s'
"""


def test_what_offices_write_is_read_the_fast_way():
    assert plainly(PLAIN, "f.yml", LAYOUT) is not None
    agrees(PLAIN)


def test_one_odd_line_sends_the_file_to_the_reference():
    text = PLAIN.replace("'it''s'", '"a\\tb"')
    assert plainly(text, "f.yml", LAYOUT) is None
    found, problems = parse_records(text, "f.yml", LAYOUT)
    assert (found.records[1].values["matter"], problems) == ("a\tb", [])
