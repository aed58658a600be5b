"""The target of style and scripts, which every site has, and of the files of the county's own face."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gongkai.build.inputs import code_digest
from gongkai.build.manifest import digest
from gongkai.build.target import File, Target
from gongkai.html.setting import Setting


def asset_target(setting: Setting) -> Target:
    of = digest(code_digest(), repr(setting.face), repr(setting.around))
    return Target("assets", of, partial(style_and_scripts, setting), setting)


def style_and_scripts(setting: Setting) -> Iterator[File]:
    for asset in setting.around.assets(setting.face):
        yield File(asset.name, asset.content.encode())
    for file in setting.face.files:
        yield File(file.address, file.content)
