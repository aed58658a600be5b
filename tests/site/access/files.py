"""What can be read off the built file of a page, without a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlparse

from lxml import html

LOADED = (
    "//script/@src | //img/@src | //link[@rel!='canonical']/@href | //iframe/@src | //source/@src | //video/@src | //audio/@src"
)
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")


def parsed(text: str) -> html.HtmlElement:
    return html.fromstring(text, parser=html.HTMLParser(encoding="utf-8")) if isinstance(text, bytes) else html.fromstring(text)


def file_findings(page: html.HtmlElement) -> list[str]:
    return [*language_and_title(page), *zoom(page), *ids(page), *fields(page), *inline(page), *skip_link(page)]


def language_and_title(page: html.HtmlElement) -> Iterator[str]:
    if page.get("lang") != "zh-CN":
        yield f"语言是 {page.get('lang')}"
    for name, found in (("标题", page.xpath("//head/title")), ("一级标题", page.xpath("//h1"))):
        if len(found) != 1 or not found[0].text_content().strip():
            yield f"{name}有 {len(found)} 个，或者是空的"
    if not page.xpath("string(//meta[@name='description']/@content)").strip():
        yield "没有说明"


def zoom(page: html.HtmlElement) -> Iterator[str]:
    said = page.xpath("string(//meta[@name='viewport']/@content)")
    if "maximum-scale" in said or "user-scalable" in said or "width=device-width" not in said:
        yield f"不让放大：{said}"


def ids(page: html.HtmlElement) -> Iterator[str]:
    """Each once, and every reference leads to one."""
    counted = Counter(page.xpath("//@id"))
    yield from (f"id 重复：{id}" for id, times in counted.items() if times > 1)
    for attribute in REFERENCES:
        for value in page.xpath(f"//@{attribute}"):
            yield from (f"{attribute} 指向没有的 {id}" for id in value.split() if id not in counted)
    yield from (
        f"链接到本页没有的 {link}" for link in page.xpath("//a[starts-with(@href, '#')]/@href") if link[1:] not in counted
    )


def fields(page: html.HtmlElement) -> Iterator[str]:
    """A field has a label of its own; what stands in an empty field is no label."""
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        label = page.xpath("//label[@for=$id]", id=field.get("id", "")) or field.xpath("ancestor::label")
        if not label or not label[0].text_content().strip():
            yield f"没有标签的输入项：{field.get('name')}"


def inline(page: html.HtmlElement) -> Iterator[str]:
    """Nothing that `default-src 'self'` would refuse, nothing from another host, no order or key of its own."""
    yield from (f"写在页面里的样式：<{element.tag}>" for element in page.xpath("//*[@style] | //style"))
    yield from (
        f"写在页面里的脚本：<{element.tag}>"
        for element in page.xpath("//script[not(@src)][not(@type='application/ld+json')] | //*[@onclick or @onload]")
    )
    yield from (f"从外面取的 {address}" for address in page.xpath(LOADED) if urlparse(address).netloc)
    yield from (f"自定的按键或次序：<{element.tag}>" for element in page.xpath("//*[@accesskey] | //*[@tabindex > 0]"))


def skip_link(page: html.HtmlElement) -> Iterator[str]:
    first = page.xpath("(//body//a | //body//button | //body//input)[1]")
    if not first or first[0].get("href") != "#content" or not page.xpath("//main[@id='content']"):
        yield "第一个链接不是跳到正文"


def same_twice(pages: Mapping[str, html.HtmlElement]) -> list[str]:
    """Titles and descriptions that two pages share."""
    findings = []
    for name, expression in (("标题", "string(//title)"), ("说明", "string(//meta[@name='description']/@content)")):
        counted = Counter(page.xpath(expression) for page in pages.values())
        findings += [f"{name}有 {times} 页相同：{text}" for text, times in counted.items() if times > 1]
    return findings
