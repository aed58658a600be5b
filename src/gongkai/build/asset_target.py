"""The target of style and scripts, which every site has."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.build.inputs import code_digest
from gongkai.build.target import File, Target
from gongkai.html.assets import assets
from gongkai.html.setting import Setting


def asset_target(setting: Setting) -> Target:
    return Target("assets", code_digest(), style_and_scripts, setting)


def style_and_scripts() -> Iterator[File]:
    for asset in assets().values():
        yield File(asset.name, asset.content.encode())
