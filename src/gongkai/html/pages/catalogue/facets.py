"""By what a list of entries can be narrowed down: level, channel, time limit, agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from gongkai.catalogue.entries import Entry
from gongkai.catalogue.limits import TimeLimit, read_limit
from gongkai.county.agencies import Agency
from gongkai.html.pages.facets import Facet, FacetKind, facet_of, number_of
from gongkai.statute.catalogue_standard import standard

UNSAID = "未写明"
OTHER = "其他"
KINDS = {
    "standing": "长期公开",
    "at_once": "实时或及时公开",
    "yearly": "定期公开",
    "quarterly": "定期公开",
    "monthly": "定期公开",
    "shown": "公示若干日",
}
KNOWN_LEVELS = {"县级": "xian", "乡级": "xiang"}
KNOWN_LIMITS = {
    UNSAID: "weixie",
    OTHER: "qita",
    "长期公开": "changqi",
    "实时或及时公开": "jishi",
    "定期公开": "dingqi",
    "公示若干日": "gongshi",
}


def facets_of(entries: Sequence[Entry], agencies: Mapping[str, Agency], *, with_agency: bool = True) -> tuple[Facet, ...]:
    """Each with the choices that some entries have and others have not."""
    words = {agency.name: id for id, agency in agencies.items()}

    def names(ids: Sequence[str]) -> Iterable[str]:
        return [agencies[id].name for id in ids if id in agencies]

    kinds = [
        FacetKind("l", "cengji", "公开层级", attrgetter("levels"), levels, level_word),
        FacetKind("c", "qudao", "必选渠道", attrgetter("channels.required_names"), tuple, channel_word),
        FacetKind("t", "shixian", "公开时限", attrgetter("time_limit"), limit_groups, limit_word),
    ]
    if with_agency:
        kinds.append(FacetKind("a", "jigou", "机构", attrgetter("agencies"), names, words.__getitem__))
    found = (facet_of(kind, entries) for kind in kinds)
    return tuple(facet for facet in found if facet.choices)


def levels(stated: Sequence[str]) -> Sequence[str]:
    return stated or (UNSAID,)


def limit_groups(written: str) -> Sequence[str]:
    return (limit_group(written),)


@lru_cache(maxsize=4096)
def limit_group(written: str) -> str:
    """The group of a time limit, by what can be read of it.

    >>> limit_group("信息形成或者变更之日起20个工作日内"), limit_group("长期公开"), limit_group("视情况而定"), limit_group("")
    ('20个工作日内', '长期公开', '其他', '未写明')
    """
    if not written:
        return UNSAID
    limits = read_limit(written).limits
    within = next((limit for limit in limits if limit.kind == "within"), None)
    if within:
        return days_in_words(within) + "内"
    return KINDS[limits[0].kind] if limits else OTHER


def days_in_words(limit: TimeLimit) -> str:
    return f"{limit.days}个工作日" if limit.working else f"{limit.days}日"


def level_word(level: str) -> str:
    return KNOWN_LEVELS.get(level) or number_of(level)


@lru_cache(maxsize=1024)
def channel_word(channel: str) -> str:
    """Its number in the State's order, which does not change; of another channel a number made of its name."""
    names = [known.name for known in standard().channels]
    return str(names.index(channel) + 1) if channel in names else number_of(channel)


def limit_word(group: str) -> str:
    return KNOWN_LIMITS.get(group) or group.replace("个工作日内", "-gongzuori").replace("日内", "-ri")
