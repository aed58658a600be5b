"""What a county's folder would have run on the machine that builds it: its words in `macros/`, hooks and plugins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from gongkai.county.settings import FILE, PLUGIN, pairs, read_settings

MACROS = "macros"
ALWAYS = ("hooks", "INHERIT")
AT_TIMES = ("theme", "markdown_extensions")
HARMLESS = frozenset((PLUGIN, "search"))  # ours, and the site generator's own


def own_code(folder: Path) -> Iterator[str]:
    """Each in a few words, as the operator of a province is told. Nothing of it is loaded to find out."""
    if any((folder / MACROS).rglob("*.py")):
        yield f"{MACROS}/"
    top, _ = read_settings(folder / FILE)
    set_to = [(str(key.value), value) for key, value in pairs(top)]  # a key may stand there twice
    others = [name for key, value in set_to if key == "plugins" for name in named_plugins(value) if name not in HARMLESS]
    if others:
        yield f"{FILE} 的插件 {'、'.join(others)}"
    for key, value in set_to:
        if key in ALWAYS or (key in AT_TIMES and runs(value)):
            yield f"{FILE} 的 {key}"


def named_plugins(plugins: yaml.Node) -> Iterator[str]:
    """In either way of listing them, and by whatever is no name."""
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for each in listed:
        if isinstance(each, yaml.MappingNode):
            yield from (str(key.value) for key, _ in each.value)
        elif isinstance(each, yaml.ScalarNode) and each.value:
            yield str(each.value)


def runs(top: yaml.Node) -> bool:
    """Whether it names something of Python's, or a folder of templates. A part named many times is looked at once."""
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag.startswith("tag:yaml.org,2002:python") or "." in str(node.value) or node.value == "custom_dir":
                return True
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        else:
            waiting += node.value
    return False
