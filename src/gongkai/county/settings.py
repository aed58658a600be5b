"""What is wrong with a county's mkdocs.yml, said to the office: its generator would say it in English, or pass over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from pathlib import Path

import yaml

from gongkai.problems import Position, Problem, Severity, shown
from gongkai.source.messages import TOO_DEEP
from gongkai.source.reference import stumbled
from gongkai.source.text import read_text, shortened

RULE = "mkdocs"
FILE = "mkdocs.yml"
PLUGIN = "gongkai"
THEMES = "mkdocs.themes"
OFF = ("false", "no", "off")
OWN_THEME = "gongkai"
# The column's own frame, and the themes in whose pages it can stand.
FRAMES = frozenset((OWN_THEME, "material", "mkdocs", "readthedocs"))


def wrong_settings(file: Path, themes: Collection[str] = ()) -> Iterator[Problem]:
    """A file that cannot be read, options that the plugin does not have, a theme that is none of `themes` (where any are given),
    pages without folders of their own in another theme than ours, no folder of pages. Nothing where there is no file.
    """
    top, problems = read_settings(file)
    yield from problems
    for key in options(top):
        message = f"插件 {PLUGIN} 没有“{shortened(str(key.value))}”这个选项；它没有选项，各县的不同写在 data/ 里"
        yield Problem(place(file, key), RULE, message)
    named = named_theme(top)
    if themes and isinstance(named, yaml.ScalarNode) and named.value not in themes:
        yield unknown_theme(place(file, named), named.value, themes)
    folders = value_of(top, "use_directory_urls")
    if isinstance(folders, yaml.ScalarNode) and folders.value.lower() in OFF and (named is None or named.value != OWN_THEME):
        yield Problem(place(file, folders), RULE, "专栏的网址都以“/”结尾，use_directory_urls 不能关；请删去这一行")
    docs = value_of(top, "docs_dir")
    if top and not (file.parent / (docs.value if docs else "docs")).is_dir():
        folder = "docs_dir 写的" if docs else "docs "
        message = f"没有 {folder}文件夹；没有自己写的网页也要有它，空的就行，不然 mkdocs 不生成"
        yield Problem(place(file, docs), RULE, message, Severity.WARNING)


def named_theme(top: yaml.Node | None) -> yaml.Node | None:
    theme = value_of(top, "theme")
    return value_of(theme, "name") if isinstance(theme, yaml.MappingNode) else theme


def theme_of(file: Path) -> str:
    """As the file names it; empty where it names none."""
    named = named_theme(read_settings(file)[0])
    return str(named.value) if isinstance(named, yaml.ScalarNode) else ""


def unknown_theme(place: Position, name: str, themes: Collection[str]) -> Problem:
    return Problem(place, RULE, f"没有“{shortened(name)}”这个主题；可以写 {'、'.join(sorted(themes))}")


def installed_themes() -> frozenset[str]:
    """Those that can frame the column; empty where no site generator is installed, so that nobody can say which there are."""
    names = frozenset(entry.name for entry in entry_points(group=THEMES))
    return names & FRAMES if "mkdocs" in names else frozenset()


def read_settings(file: Path) -> tuple[yaml.Node | None, list[Problem]]:
    """The file's keys and values; None, and why, where it has none. Tags such as `!!python/name` are the generator's own."""
    if not file.exists():
        return None, []
    text, problems = read_text(file)
    if text is None:
        return None, problems
    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [stumbled(error, text, shown(file))]
    except RecursionError:
        return None, [Problem(Position(shown(file)), RULE, TOO_DEEP)]
    if not isinstance(top, yaml.MappingNode):
        return None, [Problem(place(file, top), RULE, "这个文件应是一行一条“名称: 内容”，例如“site_name: 政府信息公开”")]
    return top, []


def pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, value in pairs(node) if name.value == key), None)


def options(top: yaml.Node | None) -> Iterator[yaml.Node]:
    """What is typed below the plugin's name, in either way of listing plugins."""
    plugins = value_of(top, "plugins")
    for listed in plugins.value if isinstance(plugins, yaml.SequenceNode) else (plugins,):
        given = value_of(listed, PLUGIN)
        yield from (key for key, _ in pairs(given))
        if isinstance(given, yaml.ScalarNode) and given.value:
            yield given


def place(file: Path, node: yaml.Node | None) -> Position:
    return Position(shown(file), *((node.start_mark.line + 1, node.start_mark.column + 1) if node else ()))
