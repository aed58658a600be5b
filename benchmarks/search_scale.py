"""Measures the search at the size of a county's and of a province's catalogue: `python benchmarks/search_scale.py 20000 230000`.

Makes records like those of a disclosure catalogue (no office's own words), builds their index, and asks it in Chromium from the
folder itself, a fresh page for each question. Prints CPU seconds, peak memory, bytes and files of the index, and per question
the bytes fetched before the first answers stand. Needs the packages of the `test` extra and Debian's Chromium.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from gongkai.render.fragments import fragment
from gongkai.search import Part, build_index, write_index

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "overrides" / "assets" / "search.js"
KIND = "目录事项"
FIELDS = (
    "重大建设项目 公共资源交易 财政预决算 安全生产 税收管理 征地补偿 国有土地上房屋征收 保障性住房 农村危房改造 生态环境 公共文化服务 公共法律服务 扶贫 "
    "救灾 食品药品监管 城市综合执法 就业 社会保险 社会救助 养老服务 户籍管理 涉农补贴 义务教育 医疗卫生 市政服务 新闻出版"
).split()
SUBJECTS = (
    "项目批准 招标公告 资金分配 救助对象名单 申请条件 办理流程 办理结果 监督检查 行政处罚决定 行政许可决定 政策文件 政策解读 补贴标准 发放公示 招生计划 "
    "学区划分 设施建设 应急预案 风险预警 抽检结果 评审结论 补偿方案 安置方案 登记事项 服务指南 投诉举报 年度计划 资格审核 轮候情况 分配结果 危险化学品 "
    "环境影响评价 排污许可 污染源监测 图书借阅 法律援助 人民调解 防返贫监测 受灾情况 药品抽检 餐饮服务 占道经营 技能培训 失业登记 参保登记 待遇申领 "
    "最低生活保障 临时救助 特困人员供养 高龄津贴 居住证 身份证 耕地地力保护 农机购置 控辍保学 助学金 疫苗接种 献血 供水 供热 出版物零售 记者站"
).split()
THINGS = "办法 通知 公告 公示 名单 指南 清单 规划 结果 方案 目录 标准 台账 报告 统计 意见 计划 流程图 联系方式 说明".split()
LAWS = (
    "中华人民共和国政府信息公开条例 中华人民共和国预算法 中华人民共和国安全生产法 中华人民共和国土地管理法 社会救助暂行办法 中华人民共和国义务教育法 "
    "中华人民共和国食品安全法 关于全面推进政务公开工作的意见 中华人民共和国环境保护法 保障农民工工资支付条例 国有土地上房屋征收与补偿条例"
).split()
CHANNELS = "政府网站 政府公报 两微一端 发布会听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 入户现场 社区公示栏 精准推送".split()
PLACES = "东西南北中上下新大小长安永和平兴宁清石龙河山林泉阳庆".strip()
QUESTIONS = (
    "行政许可决定 公示 2023 政府信息公开 公开 最低生活保障 低保 社会救助办理流程 危险化学品应急预案 排污许可2021 耕地地力保护补贴标准 "
    "正府信息公开 zdshbz yiwujiaoyu 学区划分方案 教育局招生计划 献血名单 安永县 国有土地上房屋征收补偿方案 行政处罚决定结果 通知 大熊猫 污染源监测年度报告"
).split(" ")


def records(count: int) -> Iterator[Part]:
    """Counties one after another, in each its agencies' entries by year and field."""
    chance = random.Random(4711)  # noqa: S311 - the same records every time
    for number in range(count):
        county = PLACES[number // 2300 % len(PLACES)] + PLACES[number // 2300 // len(PLACES) % len(PLACES)] + "县"
        place = number % 2300
        field, year = FIELDS[place * len(FIELDS) // 2300], 2024 - number % 5
        subject, thing = chance.choice(SUBJECTS), chance.choice(THINGS)
        agency = f"{county}{field[:2]}局"
        basis = "、".join(f"《{law}》第{chance.randint(1, 80)}条" for law in chance.sample(LAWS, 2))
        text = (
            f"公开内容：{subject}的{thing}，{chance.choice(SUBJECTS)}，{chance.choice(SUBJECTS)}{chance.choice(THINGS)}。公开依据：{basis}。"
            f"公开时限：自信息形成或者变更之日起{chance.choice((2, 5, 7, 10, 20))}个工作日内。公开主体：{agency}。"
            f"公开渠道：{'、'.join(chance.sample(CHANNELS, 3))}。公开对象：全社会。索引号：{county}-{number:06d}。数量{chance.randint(1, 99999)}件。"
        )
        title = f"{county}{chance.choice(PLACES)}{chance.choice(PLACES)}镇{subject}{thing}"
        yield Part(f"fdzdgknr/{number // 100}/{number}/", "", title, text, page=field, year=year, agency=agency, kind=KIND)


def measure(count: int, folder: Path, browser: Browser) -> None:
    start = time.process_time()
    index = build_index(records(count))
    built = time.process_time()
    size = write_index(index, folder / "jiansuo" / "index")
    done = time.process_time()
    files = len(list((folder / "jiansuo" / "index").rglob("*.js")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} 条：建索引 {built - start:.1f} s，写出 {done - built:.1f} s CPU，内存 {peak:.0f} MiB，{size / 1e6:.1f} MB，{files} 个文件")
    page_for(folder)
    for question in QUESTIONS:
        print("  " + asked(question, folder, browser))


def page_for(folder: Path) -> None:
    view = {"root": "../", "index": "index/", "filters": [], "lists": [], "telephone": "", "office": ""}
    shutil.copy(SCRIPT, folder / "search.js")
    page = f'<!doctype html><meta charset="utf-8">{fragment("search", view)}<script src="../search.js"></script>'
    (folder / "jiansuo" / "index.html").write_text(page, "utf-8")


def asked(question: str, folder: Path, browser: Browser) -> str:
    """One line: bytes, files and time until the first answers stand, and what is said."""
    page = browser.new_page()
    fetched: list[int] = []
    page.on("request", lambda request: fetched.append(bytes_of(request.url)))
    start = time.perf_counter()
    page.goto(f"file://{folder}/jiansuo/index.html?q={quote(question)}")
    page.wait_for_function("document.querySelector('.gk-search__status').textContent.match(/找到|没有取到/)")
    took = time.perf_counter() - start
    said = page.locator(".gk-search__status").inner_text()
    first = page.locator(".gk-search__title").first.inner_text() if page.locator(".gk-search__hit").count() else "—"
    page.close()
    return f"{question}：{sum(fetched) / 1000:.0f} KB，{sum(map(bool, fetched))} 个文件，{took:.2f} s；{said} {first}"


def bytes_of(url: str) -> int:
    path = Path(url.split("?")[0].removeprefix("file://"))
    return path.stat().st_size if "/index/" in url and path.is_file() else 0


def main(counts: list[int]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for count in counts:
            with tempfile.TemporaryDirectory() as folder:
                measure(count, Path(folder), browser)
        browser.close()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [20_000])
