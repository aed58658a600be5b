"""The macros of the MkDocs peer: a record as Markdown tables."""

import json
from pathlib import Path

HEADS = ("number", "field", "matter", "submatter", "time_limit", "publisher", "channels", "levels")


def define_env(env):
    folder = Path(env.project_dir)
    pages = json.loads((folder / "pages.json").read_text("utf-8"))
    rows = json.loads((folder / "rows.json").read_text("utf-8"))

    @env.macro
    def entry(address):
        view = pages[address]["view"]
        told = ["| 项目 | 内容 |", "|---|---|"]
        told += [f"| {one['label']} | {cell(one['text'])} |" for one in view["bar"]]
        told += [
            f"| {one['label']} | {cell(one['text'])} {'可读作：' + one['note'] if one['note'] else ''} |" for one in view["facts"]
        ]
        told += ["", "必选（■）", "", *(f"- {channel}" for channel in view["required"])]
        told += ["", "可选（□）", "", *(f"- {channel}" for channel in view["optional"])]
        for item in view["published"]:
            told += ["", f"{item['title']} 索引号：{item['index']} 发布日期：{item['date']} {item['status']}"]
        links = [view["before"], view["after"], view["field"], *view["agencies"]]
        told += ["", *(f"- [{link['text']}]({link['href']}index.md)" for link in links if link["href"])]
        return "\n".join(told)

    @env.macro
    def list(address):
        page = pages[address]
        view, up = page["view"], page["frame"]["up"]
        names = [name for name in HEADS if view.get(name)]
        told = [view["lead"], "", "| " + " | ".join(view[name] for name in names) + " |", "|" + "---|" * len(names)]
        for key in (key for part in view["parts"] for key in part["rows"]):
            row = rows[key]
            cells = [f"[{row[name]}]({up}{row['href']}index.md)" if name == "submatter" else cell(row[name]) for name in names]
            told.append("| " + " | ".join(cells) + " |")
        return "\n".join(told)

    @env.macro
    def other(address):
        return pages[address]["view"]["html"]


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")
