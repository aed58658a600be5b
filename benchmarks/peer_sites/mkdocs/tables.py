"""The macros of the MkDocs peer: a record as Markdown tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol, TypeVar

HEADS = ("number", "field", "matter", "submatter", "time_limit", "publisher", "channels", "levels")


Macro = TypeVar("Macro")


class Environment(Protocol):
    """What mkdocs-macros hands over."""

    project_dir: str

    def macro(self, function: Macro) -> Macro: ...


def define_env(env: Environment) -> None:
    folder = Path(env.project_dir)
    pages: dict[str, Any] = json.loads((folder / "pages.json").read_text("utf-8"))
    rows: dict[str, Any] = json.loads((folder / "rows.json").read_text("utf-8"))

    @env.macro
    def entry(address: str) -> str:
        view = pages[address]["view"]
        lines = ["| 项目 | 内容 |", "|---|---|"]
        lines += [f"| {one['label']} | {cell(one['text'])} |" for one in view["bar"]]
        lines += [
            f"| {one['label']} | {cell(one['text'])} {'可读作：' + one['note'] if one['note'] else ''} |" for one in view["facts"]
        ]
        lines += ["", "必选（■）", "", *(f"- {channel}" for channel in view["required"])]
        lines += ["", "可选（□）", "", *(f"- {channel}" for channel in view["optional"])]
        for item in view["published"]:
            lines += ["", f"{item['title']} 索引号：{item['index']} 发布日期：{item['date']} {item['status']}"]
        links = [view["near"]["before"], view["near"]["after"], view["field"], *view["agencies"]]
        lines += ["", *(f"- [{link['text']}]({link['href']}index.md)" for link in links if link["href"])]
        return "\n".join(lines)

    @env.macro
    def list(address: str) -> str:
        page = pages[address]
        view, up = page["view"], page["frame"]["up"]
        names = [name for name in HEADS if view.get(name)]
        lines = [view["lead"], "", "| " + " | ".join(view[name] for name in names) + " |", "|" + "---|" * len(names)]
        for key in (key for part in view["parts"] for key in part["rows"]):
            row = rows[key]
            cells = [f"[{row[name]}]({up}{row['href']}index.md)" if name == "submatter" else cell(row[name]) for name in names]
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)

    @env.macro
    def other(address: str) -> str:
        return str(pages[address]["view"]["html"])


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
