"""The documents of the county: what documents.yml lists, a list for each year and a folder for each that has a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from gongkai.catalogue.writing import record_text

from .catalogue import FICTION, retyped
from .county import county, facts_in

PUBLISHED_AFTER, EFFECTIVE_AFTER = timedelta(days=6), timedelta(days=30)
NORMATIVE = "行政规范性文件"
LEAD = ["一", "二", "三", "四", "五", "六"]


class Made(NamedTuple):
    """A document without its id, what stands in its folder, and what others are called by it."""

    year: int
    values: dict[str, str | tuple[str, ...]]
    files: dict[str, str]
    key: str
    replaces: str = ""
    interprets: str = ""


def document_files() -> dict[str, str]:
    """Every file of the documents by its path in the data folder."""
    made = sorted(all_made(), key=lambda one: (one.year, one.values.get("published", ""), one.key))
    ids: dict[str, str] = {}
    counts: defaultdict[int, int] = defaultdict(int)
    for one in made:
        counts[one.year] += 1
        ids[one.key] = f"{one.year}-{counts[one.year]:04}"
    new = {one.replaces: ids[one.key] for one in made if one.replaces}
    lists: defaultdict[int, list[str]] = defaultdict(list)
    files: dict[str, str] = {}
    for one in made:
        values = {"id": ids[one.key], **one.values}
        if one.key in new:
            values["replaced_by"] = new[one.key]
        if one.interprets:
            values["interprets"] = ids[one.interprets]
        lists[one.year].append(record_text(values.items()))
        files |= {f"documents/{ids[one.key]}/{name}": text for name, text in one.files.items()}
    texts = {f"documents/{year}.yml": f"{FICTION}documents:\n" + "\n".join(own) + "\n" for year, own in lists.items()}
    return with_mistakes(texts | files)


def with_mistakes(files: dict[str, str]) -> dict[str, str]:
    """As the list has them: one place of a file typed otherwise, or a file that nobody asked for."""
    for entry in facts_in("documents.yml")["mistakes"]:
        name = f"documents/{entry['file']}"
        files[name] = entry["added"] if "added" in entry else retyped(files[name], entry)
    return files


def all_made() -> Iterator[Made]:
    facts = facts_in("documents.yml")
    numbers: defaultdict[tuple[str, int], int] = defaultdict(int)
    for policy in facts["policies"]:
        for place, year in enumerate(policy["years"]):
            numbers[policy["word"], year] += 3
            yield from versions(policy, place, numbers[policy["word"], year])
    for notice in facts["notices"]:
        for year in county().years:
            yield noticed(notice, year)


def versions(policy: Mapping[str, Any], place: int, number: int) -> Iterator[Made]:
    """One year's text of a policy, and what explains it."""
    year, *later = policy["years"][place:]
    written = date(year, *policy["day"])
    ended = date(later[0], *policy["day"]) + EFFECTIVE_AFTER if later else None
    name = f"示例县{policy['name']}" + ("（试行）" if place == 0 and len(policy["years"]) > 1 else "")
    issuer = name_of(policy["agency"])
    values: dict[str, Any] = {
        "title": f"{issuer}关于印发{name}的通知",
        "agency": policy["agency"],
        "document_number": f"{policy['word']}〔{year}〕{number}号",
        "kind": NORMATIVE,
        "genre": "通知",
        "topic": policy["topic"],
        "written": written.isoformat(),
        "published": (written + PUBLISHED_AFTER).isoformat(),
        "effective": (written + EFFECTIVE_AFTER).isoformat(),
        "repealed": ended.isoformat() if ended else "",
        "validity": "废止" if ended else "有效",
        "keywords": tuple(policy["keywords"]),
        "summary": policy["summary"],
        "entry": "" if ended else policy["entry"],
        "item": str(policy.get("item", "")),
        "figures": tuple(policy.get("figures", ())),
    }
    files = {"text.md": text_of(policy["parts"], name, issuer, written)}
    if "form" in policy:
        form, columns = policy["form"]
        values["attachments"] = (form,)
        files[form] = "\ufeff" + ",".join(columns) + "\r\n"
        files["text.md"] += f"\n附件：[{form.partition('.')[0]}]({form})\n"
    key = f"{policy['name']} {year}"
    before = f"{policy['name']} {policy['years'][place - 1]}" if place else ""
    yield Made(year, values, files, key, replaces=before)
    yield explained(policy, name, written, key)


def explained(policy: Mapping[str, Any], name: str, written: date, of: str) -> Made:
    values: dict[str, Any] = {
        "title": f"一问一答：{name}",
        "agency": policy["agency"],
        "kind": "政策解读",
        "genre": "解读",
        "topic": policy["topic"],
        "published": (written + PUBLISHED_AFTER).isoformat(),
        "keywords": tuple(policy["keywords"]),
    }
    text = "\n\n".join(f"## {question}\n\n{answer}" for question, answer in policy["asks"].items())
    return Made(written.year, values, {"text.md": f"{text}\n"}, f"{of} 解读", interprets=of)


def text_of(parts: Mapping[str, Sequence[str]], name: str, issuer: str, written: date) -> str:
    blocks = ["各乡镇人民政府，县政府各部门：", f"《{name}》已经研究同意，现印发给你们，请认真贯彻执行。"]
    number = 0
    for lead, (heading, articles) in zip(LEAD, parts.items(), strict=False):
        blocks.append(f"## {lead}、{heading}")
        for article in articles:
            number += 1
            blocks.append(f"第{number}条　{article}")
    signed = f"{written.year}年{written.month}月{written.day}日"
    return "\n\n".join([*blocks, issuer, signed]) + "\n"


def noticed(notice: Mapping[str, Any], year: int) -> Made:
    def said(text: str) -> str:
        return text.replace("{年}", str(year)).replace("{上年}", str(year - 1))

    day = date(year, *notice["day"])
    values: dict[str, Any] = {
        "title": said(notice["title"]),
        "agency": notice["agency"],
        "kind": notice["kind"],
        "genre": notice["genre"],
        "topic": notice["topic"],
        "published": day.isoformat(),
        "summary": "",
    }
    return Made(year, values, {"text.md": f"{said(notice['text'])}\n"}, f"{notice['title']} {year}")


def name_of(id: str) -> str:
    return next(agency.name for agency in (county().government, *county().organs) if agency.id == id)
