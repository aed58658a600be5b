"""A channel is one of the 13 of the official table or one that the county has declared (国办发〔2019〕54号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Problem, Severity
from gongkai.statute.catalogue_standard import standard

ID = "channel"
TITLE = "公开渠道和载体用官方名称"
BASIS = "国办发〔2019〕54号附件：13 种公开渠道和载体；本地另加的在 site.yml 的 catalogue.channels 里写明"


def check(collection: Collection) -> Iterator[Problem]:
    own = collection.site.catalogue.channels if collection.site else ()
    official = {channel.name for channel in (*standard().channels, *standard().local_channels)} | set(own)
    meant = {alias: channel.name for channel in (*standard().channels, *standard().local_channels) for alias in channel.aliases}
    for entry in collection.catalogue.entries:
        names = [channel.name for channel in entry.channels]
        if official.issuperset(names) and len({*names}) == len(names):
            continue
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Problem(entry.position("channels"), ID, f"渠道“{name}”写了两次", Severity.WARNING, entry.address)
            elif name not in official:
                hint = f"官方名称是“{meant[name]}”" if name in meant else "本地自加的渠道请写进 site.yml 的 catalogue.channels"
                yield Problem(entry.position("channels"), ID, f"不认识渠道“{name}”；{hint}", Severity.WARNING, entry.address)
