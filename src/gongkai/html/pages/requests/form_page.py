"""The page of the application form: filled in there and printed, or taken away as a file. It sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.collection import Collection
from gongkai.county.addresses import FORM, REQUESTS, TERMS, agencies_address, up_from
from gongkai.county.agencies import Agency
from gongkai.county.portal import Contact, Site
from gongkai.html.assets import assets
from gongkai.html.blocks import NOTHING, PageBlock, component, heading, links, page_of, paragraph, unsaid
from gongkai.html.content import Heading, PageContent, PageFile
from gongkai.html.elements import CONTACT, Download, file_size
from gongkai.html.pages.agencies import has_agency_pages, there
from gongkai.statute.request_form import FieldGroup, RequestForm, request_form

TITLE = "政府信息公开申请表"
SAYS = (
    "在这里填写，打印出来签名，交给行政机关。填写的内容只在这台电脑、手机上，本页什么也不发送，也不保存。"
    "要留着下次接着填，可以存到本机。"
)
WHOM = "向制作这份信息的行政机关提出；行政机关从公民、法人和其他组织获取的信息，向保存它的行政机关提出。"
ABOUT = {
    "docx": ("Word 文件", "在电脑上填写，或者打印以后用笔填写"),
    "pdf": ("PDF 文件", "各栏可以直接填写，也可以打印以后用笔填写"),
}


def form_page(collection: Collection, site: Site, files: Sequence[PageFile]) -> PageContent:
    """`files` are the form as Word and PDF, as far as they could be made."""
    here = f"{REQUESTS}/{FORM}"
    own = there(collection)
    ways = [("怎样申请、怎样收费、不服怎么办", REQUESTS), ("多久答复：算一算期限", f"{REQUESTS}/{TERMS}")]
    ways += [("各部门、各乡镇的联系方式", agencies_address())] if has_agency_pages(collection) else []
    blocks = (
        paragraph(SAYS),
        unsaid("request-form", view(here, request_form(), own if len(own) > 1 else [])),
        heading("where", "交到哪里"),
        paragraph(WHOM),
        office(site.contact),
        downloads(files),
        links("依申请公开", here, ways),
    )
    contents = (Heading("where", "交到哪里", 2), *([Heading("downloads", "下载", 2)] if files else []))
    return page_of(TITLE, f"{site.county}{TITLE}，可以在网页上填写、打印，也可以下载 Word、PDF。", blocks, contents)


def office(contact: Contact) -> PageBlock:
    """How to reach the office that receives requests, as far as it is stated."""
    stated = [(label, getattr(contact, field)) for field, label in CONTACT.items()]
    shown = [{"label": label, "text": text, "time": ""} for label, text in stated if text]
    return component("document-bar", shown) if shown else NOTHING


def downloads(files: Sequence[PageFile]) -> PageBlock:
    """The files with their sizes; nothing where none could be made."""
    listed = []
    for file in files:
        label, about = ABOUT[file.name.rpartition(".")[2]]
        listed.append(Download(file.name, f"{TITLE}（{label}）", f"{about}（{file_size(len(file.content))}）"))
    return replace(component("downloads", listed), files=tuple(files)) if listed else NOTHING


def view(here: str, form: RequestForm, agencies: Sequence[Agency]) -> dict[str, object]:
    return {
        "script": up_from(here) + assets()["request-form"].name,
        "title": form.title,
        "filler": [{"id": id, "name": name} for id, name in form.filler.items()],
        "groups": [group_view(group) for group in form.groups if not group.only_paper],
        "agencies": [{"id": each.id, "name": each.name, "contact": reached(each)} for each in agencies],
    }


def group_view(group: FieldGroup) -> dict[str, object]:
    names = ("id", "label", "kind", "options", "required", "lines", "hint", "autocomplete", "pattern", "looks", "needs")
    fields = [{name: getattr(field, name) for name in names} for field in group.fields]
    return {"title": group.title, "applicant": group.applicant, "fields": fields}


def reached(agency: Agency) -> str:
    """Where the agency receives a request, in one line; empty where it states nothing."""
    stated = ((label, getattr(agency.contact, field)) for field, label in CONTACT.items())
    return "；".join(f"{label}：{text}" for label, text in stated if text)
