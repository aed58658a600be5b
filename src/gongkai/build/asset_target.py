"""The target of style and scripts, which every site has, and of the files of the county's own face."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gongkai.build.inputs import code_digest
from gongkai.build.manifest import digest
from gongkai.build.target import File, Target
from gongkai.county.face.reading import Face
from gongkai.html.assets import assets, face_style
from gongkai.html.setting import Setting


def asset_target(setting: Setting) -> Target:
    of = digest(code_digest(), repr(setting.face))
    return Target("assets", of, partial(style_and_scripts, setting.face), setting)


def style_and_scripts(face: Face) -> Iterator[File]:
    for asset in assets().values():
        yield File(asset.name, asset.content.encode())
    if style := face_style(face):
        yield File(style.name, style.content.encode())
    for file in face.files:
        yield File(file.address, file.content)
