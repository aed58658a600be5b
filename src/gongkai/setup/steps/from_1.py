"""From 1 to 2. What 0.1.0 kept in every county's folder (frame, hooks, words) is in the package; mkdocs.yml names its plugin.

0.1.0 came as a whole tree, so a county's mkdocs.yml, macros/ and theme/ were copies of the package's. What is still as it came
goes; what people wrote stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib import resources

import yaml

from gongkai.problems import Position, Problem
from gongkai.setup.steps.county_words import WORDS, unusable_words, with_present_words
from gongkai.setup.steps.step import Change, Files, Step, StepResult, after
from gongkai.setup.yaml_blocks import BlockFile, NotBlocksError, cut, names, without_items
from gongkai.source.package_data import load_package_data

RULE = "upgrade"
SETTINGS, SITE, HOOKS = "mkdocs.yml", "data/site.yml", "macros/hooks.py"
DIGITS = 16
FIRST_KEY = re.compile(r"^(?=[^#\s\-%])", re.MULTILINE)
STATED = re.compile(r"^data_version:.*\r?\n", re.MULTILINE)
SAID = "外框、栏目的程序和网页里可用的词都在程序包里了，本县的文件夹里不再放一份；mkdocs.yml 只写插件和主题的名字"
Finding = Change | Problem | str
"""What becomes of a file, what only a person can decide, or a remark."""


def run(files: Files) -> StepResult:
    found: list[Finding] = [*package_files(files), *words(files), *settings(files), *site(files)]
    changes = tuple(each for each in found if isinstance(each, Change))
    found += unusable_words(after(files, changes), came_with().keys() - {WORDS})
    problems = tuple(each for each in found if isinstance(each, Problem))
    return StepResult(changes, tuple(each for each in found if isinstance(each, str)), problems)


STEP = Step(1, SAID, run)


# ---- Copies of the package's files


def package_files(files: Files) -> Iterator[Finding]:
    """Those that are as they came go; of one that somebody changed it is said that nothing reads it any more."""
    for path in sorted(came_with()):
        if is_as_it_came(path, files):
            yield Change(path, None, "程序包里已有")
        elif path in files and path != WORDS:
            yield f"{path} 改过，原样留着；新版本不再用它"


def is_as_it_came(path: str, files: Files) -> bool:
    return path in files and sha256(files[path].replace(b"\r\n", b"\n")).hexdigest()[:DIGITS] in came_with()[path]


@cache
def came_with() -> dict[str, frozenset[str]]:
    """The files that came with 0.1.0, each with the digests of the contents that it ever had."""
    found = load_package_data((resources.files("gongkai") / "setup" / "steps" / "from_1.yml").read_text("utf-8"))
    return {path: frozenset(digests) for path, digests in found.items()}


def words(files: Files) -> Iterator[Finding]:
    """The county's own words, with the package's registered as they are now; nothing where there are none of its own."""
    if WORDS not in files or is_as_it_came(WORDS, files):
        return
    if text := with_present_words(files[WORDS].decode("utf-8", "replace").replace("\r\n", "\n")):
        yield Change(WORDS, text.encode(), "本县自己的词照旧，程序包的词改为现在的写法")


# ---- mkdocs.yml


def is_above(node: yaml.Node) -> bool:
    return str(node.value).startswith("../")


KNOWN_THEME = {"name", "custom_dir", "static_templates"}
# What every mkdocs.yml of 0.1.0 said and the plugin now knows: whole settings, and items of those that are lists.
KNOWN: Mapping[str, Callable[[yaml.Node], bool]] = {
    "docs_dir": lambda node: bool(node.value == "docs"),
    "site_dir": lambda node: bool(node.value == "site"),
    "use_directory_urls": lambda node: bool(node.value == "true"),
    "validation": lambda node: {*names(node)} <= {"nav", "links"},
    "INHERIT": is_above,
}
KNOWN_ITEMS: Mapping[str, Callable[[yaml.Node], bool]] = {
    "hooks": lambda node: str(node.value).endswith(HOOKS),
    "watch": lambda node: node.value in ("data", "theme"),
    "markdown_extensions": lambda node: {*names(node)} <= {"attr_list", "md_in_html", "tables", "def_list", "toc"},
}
NEEDED = {"site_name": "site_name: 政府信息公开\n", "strict": "strict: true\n"}


def settings(files: Files) -> Iterator[Finding]:
    """The plugin and the theme in the place of what they do; whatever else people set stays as it is typed."""
    if SETTINGS not in files:
        return
    try:
        file = cut(files[SETTINGS].decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    except NotBlocksError as error:
        yield Problem(Position(SETTINGS, error.line, 1), RULE, "读不懂这个文件：应是一行一条“名称: 内容”；改好再运行")
        return
    yield from unused(file)
    text = re.sub(r"\n{3,}", "\n\n", with_the_plugin(without_known(file)).text()).rstrip("\n") + "\n"
    yield Change(SETTINGS, text.encode(), "写上插件 gongkai 和主题 gongkai，去掉它们已经知道的设置")


def unused(file: BlockFile) -> Iterator[str]:
    """What people set that nothing can read any more."""
    theme, above = file.block("theme"), file.block("INHERIT")
    if theme and (own := {*names(theme.value)} - KNOWN_THEME - {"gongkai"}):
        yield f"{SETTINGS} 的 theme 里写过 {'、'.join(sorted(own))}，新版本不再用"
    if above and is_above(above.value):
        yield f"{SETTINGS} 不再继承 {above.value.value}，那是原来放程序的文件夹里的"


def without_known(file: BlockFile) -> BlockFile:
    for key, is_known in KNOWN.items():
        block = file.block(key)
        if block and is_known(block.value):
            file = file.with_text(key, "")
    for key, is_known in KNOWN_ITEMS.items():
        file = file.with_text(key, without_items(file, key, is_known))
    return file


def with_the_plugin(file: BlockFile) -> BlockFile:
    file = file.with_text("theme", "theme: gongkai\n").with_text("plugins", plugins(file))
    for key, line in NEEDED.items():
        if file.block(key) is None:
            file = file.with_text(key, line)
    return file


def plugins(file: BlockFile) -> str:
    """Without mkdocs-macros, whose work the plugin does; one more where the county has plugins of its own."""
    own = without_items(file, "plugins", lambda node: names(node) in (("macros",), ("gongkai",)), ("gongkai",))
    return "plugins: [gongkai]\n" if own == "plugins:\n  - gongkai\n" else own


# ---- site.yml


def site(files: Files) -> Iterator[Finding]:
    """The version, above what is stated first; remarks stay where they are."""
    text = STATED.sub("", files[SITE].decode("utf-8-sig", "replace")) if SITE in files else ""
    first = FIRST_KEY.search(text)
    if first is None:
        yield Problem(Position(SITE), RULE, "找不到这个文件，或里面没有内容；请在县的文件夹里运行")
        return
    ending = "\r\n" if "\r\n" in text else "\n"
    yield Change(SITE, f"{text[: first.start()]}data_version: 2{ending}{text[first.start() :]}".encode(), "写上第 2 版")
