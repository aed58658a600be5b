"""A build as a zip file, for a portal that is fed by upload: the whole site, or what differs from what was uploaded before.

The whole site is nothing but its files. Changes are `site/` with the files that are new or others, `delete.txt` with those that
are gone, `readme.txt` for whoever uploads them, and `changes.json` for programs: it tells which version they are based on, and
the sum of every file of the site after them, so that the next changes can be based on this zip.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.files import made_durably
from gongkai.problems import Position, Problem, shown
from gongkai.publish.build import RULE, preflight
from gongkai.publish.copying import CHANGED, sha256
from gongkai.publish.earlier import CHANGES, FORMAT, NoStateError, State, read_state, state_of
from gongkai.publish.layout import NAMED_BY_CONTENT, NotWholeError
from gongkai.publish.lost_addresses import lost_since
from gongkai.publish.places import wrong_site

INSIDE = "site/"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip file can say: the same site gives the same bytes on any day
RIGHTS = 0o100644 << 16
LEVEL = 6
UNIX = 3
MARK = "\ufeff"  # by which Windows' editors know UTF-8


@dataclass(frozen=True, slots=True)
class Changes:
    """From one version of a site to another: paths, in order. Both are the same when all three are empty."""

    before: State
    after: State

    @property
    def changed(self) -> list[str]:
        before = self.before.sums
        return [name for name, sum in self.after.sums.items() if name in before and before[name] != sum]

    @property
    def new(self) -> list[str]:
        return [name for name in self.after.sums if name not in self.before.sums]

    @property
    def deleted(self) -> list[str]:
        return [name for name in self.before.sums if name not in self.after.sums]

    @property
    def uploaded(self) -> list[str]:
        return sorted((*self.changed, *self.new))


@dataclass(frozen=True, slots=True)
class Uploadable:
    """A zip that was written, or of which there was no need: how many files to upload, their bytes, and the zip's.

    `changes` is None for a whole site.
    """

    state: State
    files: int
    size: int
    packed: int
    changes: Changes | None = None


def pack_site(site: Path, file: Path) -> tuple[Uploadable | None, list[Problem]]:
    """Writes the whole build into a zip file. With any problem nothing is written."""
    if problems := [*wrong_site(site), *wrong_file(site, file)] or [*preflight(site)]:
        return None, problems
    state = state_of(site)
    return written(site, file, state, list(state.sums))


def pack_changes(site: Path, before: Path, file: Path) -> tuple[Uploadable | None, list[Problem]]:
    """Writes what differs from what `before`, a zip or a folder, says was uploaded. Without a difference nothing is written."""
    if problems := [*wrong_site(site), *wrong_file(site, file)] or [*preflight(site)]:
        return None, problems
    try:
        changes = Changes(read_state(before), state_of(site))
    except NoStateError as error:
        return None, [Problem(Position(shown(before)), RULE, str(error))]
    if problems := [*lost_since(changes.before.sums, changes.after.sums, site), *same_name_other_content(site, changes)]:
        return None, problems
    if changes.before == changes.after:
        return Uploadable(changes.after, 0, 0, 0, changes), []
    return written(site, file, changes.after, changes.uploaded, changes)


def wrong_file(site: Path, file: Path) -> Iterator[Problem]:
    if file.suffix.lower() != ".zip":
        yield Problem(Position(shown(file)), RULE, "文件名应以 .zip 结尾")
    elif file.exists():
        yield Problem(Position(shown(file)), RULE, "已经有这个文件；它可能是以后算变动的依据，请换一个名字")
    elif not file.absolute().parent.is_dir():
        yield Problem(Position(shown(file.parent)), RULE, "没有这个文件夹")
    elif site.resolve() in file.resolve().parents:
        yield Problem(Position(shown(file)), RULE, "zip 文件不能放在网站文件夹里面")


def same_name_other_content(site: Path, changes: Changes) -> Iterator[Problem]:
    """Browsers keep such files for a year without asking."""
    for name in changes.changed:
        if NAMED_BY_CONTENT.fullmatch(name):
            yield Problem(Position(shown(site / name)), RULE, "名字应随内容改变，但以前上传过同名而内容不同的文件")


def written(
    site: Path, file: Path, state: State, names: list[str], changes: Changes | None = None
) -> tuple[Uploadable | None, list[Problem]]:
    size = sum((site / name).stat().st_size for name in names)
    try:
        with made_durably(file) as fresh, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as packed:
            for name, content in (*texts(changes, size).items(),) if changes else ():
                packed.writestr(entry(name), content)
            for name in names:
                content = (site / name).read_bytes()
                if sha256(content) != state.sums[name]:
                    raise NotWholeError(CHANGED)
                packed.writestr(entry(f"{INSIDE if changes else ''}{name}"), content)
    except NotWholeError as error:
        return None, [Problem(Position(shown(site)), RULE, str(error))]
    return Uploadable(state, len(names), size, file.stat().st_size, changes), []


def entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, EPOCH)
    made.create_system, made.external_attr, made.compress_type = UNIX, RIGHTS, zipfile.ZIP_DEFLATED
    return made


# ---- What stands beside the files


def texts(changes: Changes, size: int) -> dict[str, bytes]:
    listed = [f"# 上传完以后再删除的文件，一行一个，共 {len(changes.deleted)} 个", *changes.deleted]
    return {
        "readme.txt": as_text(readme(changes, size)),
        "delete.txt": as_text(listed),
        CHANGES: json.dumps(record(changes), ensure_ascii=False, indent=1).encode(),
    }


def as_text(lines: Iterable[str]) -> bytes:
    """As every editor of Windows reads it."""
    return (MARK + "".join(f"{line}\r\n" for line in lines)).encode()


def readme(changes: Changes, size: int) -> Iterator[str]:
    before, after = changes.before, changes.after
    yield "政府信息公开专栏：只含变动的上传包"
    yield ""
    yield f"依据的版本：{before.version}（{len(before.sums)} 个文件）"
    yield f"上传以后的版本：{after.version}（{len(after.sums)} 个文件）"
    yield ""
    yield "一、先看依据：门户网站上现在应当正是“依据的版本”，也就是生成它的那一次已经上传完。"
    yield "    那一次没有上传过，或上传以后又另外改动过，就不要用这个包；请改传整个网站。"
    yield f"二、把 site 文件夹里面的内容上传到专栏的根目录，文件夹层次不变，同名的覆盖。共 {len(changes.uploaded)} 个文件"
    yield f"    （改动 {len(changes.changed)} 个，新增 {len(changes.new)} 个），{size:,} 字节。"
    if changes.deleted:
        yield f"三、全部上传完以后，删除 delete.txt 列出的 {len(changes.deleted)} 个文件。先上传，后删除，读者才不会碰到缺页。"
    else:
        yield "三、没有要删除的文件。"
    yield "四、留好这个 zip 文件：下一次的变动以它为依据。"


def record(changes: Changes) -> dict[str, object]:
    return {
        "format": FORMAT,
        "based_on": changes.before.digest,
        "result": changes.after.digest,
        "changed": changes.changed,
        "new": changes.new,
        "delete": changes.deleted,
        "files": changes.after.sums,
    }
