"""A column of an old portal, saved page by page: what becomes of its documents, their links and their old addresses."""

import re
import shutil
import time

import openpyxl
import pytest

from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.documents.document import document_values
from gongkai.problems import errors
from tests.build.county import AGENCIES, SITE, built, small_county, write
from tests.documents import saved_pages
from tests.documents.saved_pages import put, save, state_standard

ADDRESS = ("--address", "https://old.example/zwgk/", "--agency", "县政府")


@pytest.fixture
def office(tmp_path, monkeypatch):
    write(tmp_path / "data/site.yml", SITE)
    write(tmp_path / "data/agencies.yml", AGENCIES.replace("name: 示例县民政局", "name: 示例县民政局, short: 民政局"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def taken(office, *more):
    assert main(["documents", "import", "旧站", *(more or ADDRESS)]) == 0
    return documents(office)


def documents(office):
    collection, problems = load_collection(office / "data")
    assert errors(problems) == []
    return {document.title: document for document in collection.documents.all}


def said(document):
    return {name: value for name, value in document_values(document) if value}


def test_pages_of_five_kinds_of_portals_become_documents(office):
    save(office / "旧站")
    found = taken(office)
    assert [said(one) for one in found.values()] == [
        {"id": "2020-0002", "title": "一图读懂临时救助办法", "agency": "civil", "kind": "政策解读", "published": "2020-03-06"},
        {
            "id": "2020-0001",
            "index_number": "000014349/2020-00005",
            "title": "示例县人民政府关于印发临时救助办法的通知",
            "agency": "county",
            "document_number": "示政发〔2020〕5号",
            "kind": "行政规范性文件",
            "written": "2020-03-01",
            "published": "2020-03-05",
            "validity": "有效",
            "source": "示例县民政局",
            "attachments": ("W020200305.png", "P020200305.docx"),
        },
        {
            "id": "2019-0001",
            "title": "东镇人民政府关于防火的通告",
            "agency": "east",
            "written": "2019-04-01",
            "published": "2019-04-02",
            "attachments": ("tonggao.pdf",),
        },
        {"id": "2018-0001", "title": "关于公布行政许可事项的通知", "agency": "county", "published": "2018-01-01"},
        {
            "id": "2015-0001",
            "index_number": "000014349/2015-00009",
            "title": "示例县临时救助试行办法",
            "agency": "county",
            "document_number": "示政发〔2015〕1号",
            "written": "2015-01-02",
            "published": "2015-01-05",
            "validity": "废止",
        },
        {"id": "2006-0001", "title": "关于征收城镇垃圾处理费的公告", "agency": "county", "published": "2006-07-08"},
    ]


def test_the_text_is_the_document_s_alone_and_its_links_lead_to_the_new_pages(office):
    save(office / "旧站")
    taken(office)
    assert (office / "data/documents/2020-0001/text.md").read_text("utf-8") == (
        "各乡镇人民政府：\n\n现将《临时救助办法》印发给你们，请遵照执行。\n\n## 一、对象\n\n"
        "遭遇火灾、每户损失\\*较大\\*的家庭，按下表救助。\n\n| 类别 | 标准 |\n|---|---|\n| 城市 | 600元 |\n\n"
        "解读见[一图读懂](../2020-0002/)，原办法见[试行办法](../2015-0001/)，国家规定见[国务院文件](https://www.gov.cn/zhengce/1.htm)。点我\n\n"
        "附件：[1.申请表.docx](P020200305.docx)\n\n![流程图：申请、核对、公示](W020200305.png)\n\n示例县人民政府\n\n2020年3月1日\n"
    )
    assert (office / "data/documents/2006-0001/text.md").read_text("utf-8") == (
        "从2006年8月1日起征收城镇垃圾处理费，每户每月5元。\n\n由县住建局负责征收，票据由县财政局统一印制。\n\n特此公告。\n\n二OO六年七月八日\n"
    )
    assert (office / "data/documents/2019-0001/text.md").read_text("utf-8") == (
        "四月是防火期，禁止野外用火，违者依法处理。\n\n1\\. 不烧荒。\n\n2\\. 不带火种进山。\n\n通告详见[PDF 文件](tonggao.pdf)。\n\n"
        "东镇人民政府\n\n2019年4月1日\n"
    )


def test_old_addresses_lead_on_in_all_columns(office):
    save(office / "旧站")
    taken(office)
    assert (office / "data/redirects.yml").read_text("utf-8") == (
        "gfxwj/t20150102_9.shtml: fdzdgknr/wenjian/2015-0001/\n"
        "gfxwj/t20180101_3.shtml: fdzdgknr/wenjian/2018-0001/\n"
        "gfxwj/t20200305_1.shtml: fdzdgknr/wenjian/2020-0001/\n"
        "tzgg/t20200305_1.shtml: fdzdgknr/wenjian/2020-0001/\n"
        "jd/t20200306_2.shtml: fdzdgknr/wenjian/2020-0002/\n"
        "/art/2019/4/2/art_12_345.html: fdzdgknr/wenjian/2019-0001/\n"
        "/ReadNews.asp?NewsID=1024: fdzdgknr/wenjian/2006-0001/\n"
    )


def test_what_is_left_out_and_what_stands_twice_is_told(office, capsys):
    save(office / "旧站")
    taken(office)
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "旧站/gfxwj/t20200305_1.shtml: 提醒：与 旧站/tzgg/t20200305_1.shtml 是同一件文件，只读入一次，2 个旧网址都转到它 [import]",
        "旧站: 提醒：列表页和不像文件的网页 1 个，没有作为文件读入：gfxwj/index.shtml [import]",
        "旧站: 提醒：网页上不属于文件的话没有读入：打印本页】、版权所有、示例县政府信息网、关闭窗口 [import]",
        "旧站: 提醒：正文里有些链接只留下了文字：指不到别处（脚本、网页内、没有存下来的） 1 处 [import]",
        "data/site.yml: 提醒：旧网址在 old.example、www.east.example；它们要指到本专栏的服务器，才会按 redirects.yml 转过来 [import]",
    ]
    assert told.err.splitlines() == [
        "已读入 6 件，写在 data/documents（2006.yml 1 件、2015.yml 1 件、2018.yml 1 件、2019.yml 1 件、2020.yml 2 件）；"
        "7 个旧网址转到新网页（redirects.yml）",
        "请对照原件核对，再运行 gongkai check",
        "要收回这一次：gongkai documents remove 2006-0001 2015-0001 2018-0001 2019-0001 2020-0001..2020-0002",
    ]


def test_a_file_beside_the_text_is_attached_and_has_to_be_there(office, capsys):
    put(office / "旧站/1040.htm", saved_pages.by_boda())
    assert main(["documents", "import", "旧站", "--agency", "民政局"]) == 1
    assert "旧站/1040.htm:6:1: 找不到附件“预算公开表.xlsx”（预算公开表.xlsx）；请把它放在 旧站 里" in capsys.readouterr().out
    assert not (office / "data/documents").exists()
    put(office / "旧站/预算公开表.xlsx", "PK")
    (found,) = taken(office, "--agency", "民政局").values()
    assert (found.kind, str(found.published), found.attachments) == ("财政预算决算", "2021-02-08", ("预算公开表.xlsx",))
    assert found.text == "按照预算法，现将本部门2021年度预算公开，收支总表见附件。\n\n附件：[预算公开表.xlsx](预算公开表.xlsx)\n"
    assert (office / "data/redirects.yml").read_text("utf-8") == "/1040.htm: fdzdgknr/wenjian/2021-0001/\n"


def test_pages_again_are_the_same_documents(office):
    """In → list and folder → in: nothing changes; the old addresses lead on already."""
    save(office / "旧站")
    taken(office)
    before = files(office)
    assert main(["documents", "export", "xlsx"]) == 0
    shutil.move(office / "data/documents", office / "before")
    assert main(["documents", "import", "export/documents.xlsx", "--files", "before"]) == 0
    after = files(office)
    assert after.keys() == before.keys()
    assert {name: after[name] for name in after if not name.endswith(".yml")} == {
        name: before[name] for name in before if not name.endswith(".yml")
    }
    main(["documents", "export", "csv"])
    first = (office / "export/documents.csv").read_bytes()
    shutil.rmtree(office / "data/documents")
    taken(office)
    assert main(["documents", "export", "csv"]) == 0
    assert (office / "export/documents.csv").read_bytes() == first


def files(office):
    data = office / "data"
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_what_is_in_doubt_is_written_into_a_list_to_fill_in(office, capsys):
    save(office / "旧站")
    for name in ("gfxwj/t20200305_1.shtml", "tzgg/t20200305_1.shtml"):
        file = office / "旧站" / name
        put(file, file.read_text("utf-8").replace("<td>示例县人民政府</td>", "<td>示例县政府办</td>"))
    assert main(["documents", "import", "旧站", *ADDRESS]) == 1
    told = capsys.readouterr()
    assert "t20200305_1.shtml:6:1: agencies.yml 里没有“示例县政府办”这个机构；是不是“示例县人民政府”？" in told.out
    assert "可以先写成清单，填好再读入：gongkai documents import 旧站 --list 清单.xlsx" in told.err
    assert not (office / "data/documents").exists()
    assert main(["documents", "import", "旧站", *ADDRESS, "--list", "清单.xlsx"]) == 0
    assert not (office / "data/documents").exists()
    assert (
        "已写出 清单.xlsx，共 6 件，要看的 5 件；填好以后运行 gongkai documents import 清单.xlsx --files 旧站"
        in capsys.readouterr().err
    )
    book = openpyxl.load_workbook(office / "清单.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    heads = [cell.value for cell in rows[0]]
    row = next(row for row in rows if row[heads.index("发布机构")].value == "示例县政府办")
    assert "是不是“示例县人民政府”？" in row[heads.index("需要核对")].value
    row[heads.index("发布机构")].value = "县政府"
    book.save(office / "清单.xlsx")
    assert main(["documents", "import", "清单.xlsx", "--files", "旧站"]) == 0
    listed = files(office)
    shutil.rmtree(office / "data/documents")
    (office / "data/redirects.yml").unlink()
    shutil.rmtree(office / "旧站")
    save(office / "旧站")
    taken(office)
    assert files(office) == listed


def test_a_dry_run_says_what_would_come_and_writes_nothing(office, capsys):
    save(office / "旧站")
    before = files(office)
    assert main(["documents", "import", "旧站", *ADDRESS, "--dry-run"]) == 0
    assert "会读入 6 件（2006.yml 1 件、" in (said := capsys.readouterr().err)
    assert "还没有写入任何文件" in said
    assert files(office) == before


def test_an_import_is_taken_back(office, capsys):
    write(office / "data/redirects.yml", "zfxxgknb/2020n/: zfxxgknb/2020/\n")
    put(office / "旧站/1.html", state_standard().replace("./P02", "P02").replace("./W02", "W02"))
    put(office / "旧站/P020200305.docx", "PK")
    put(office / "旧站/W020200305.png", "x")
    before = files(office)
    taken(office)
    words = re.search(r"gongkai documents remove (\S+)", capsys.readouterr().err)[1].split()
    assert main(["documents", "remove", *words]) == 0
    assert "会收回 1 件" in capsys.readouterr().err
    assert files(office) != before
    assert main(["documents", "remove", *words, "--yes"]) == 0
    assert files(office) == before


def test_what_was_public_or_is_pointed_to_is_not_taken_back(office, capsys):
    save(office / "旧站")
    taken(office)
    write(office / "data/addresses.txt", "fdzdgknr/wenjian/2006-0001/\n")
    before = files(office)
    assert main(["documents", "remove", "2006-0001", "2020-0002", "2001-0001", "--yes"]) == 1
    told = capsys.readouterr().out
    assert "2001-0001: 没有代号是这个的文件" in told
    assert "“关于征收城镇垃圾处理费的公告”已经公布过，网址不能没有" in told
    assert "“示例县人民政府关于印发临时救助办法的通知”指到要收回的 2020-0002；先改正它" in told
    assert files(office) == before


def test_remarks_and_other_documents_of_the_list_stay(office):
    save(office / "旧站")
    taken(office)
    file = office / "data/documents/2020.yml"
    write(file, "# 甲\n" + file.read_text("utf-8").replace("  - id: 2020-0002", "  # 乙\n  - id: 2020-0002"))
    assert main(["documents", "remove", "2015-0001..2015-0001", "2020-0001", "--yes"]) == 1  # pointed to by 2020-0002
    write(office / "data/documents/2020-0002/text.md", "无。\n")
    assert main(["documents", "remove", "2015-0001..2015-0001", "2020-0001", "--yes"]) == 0
    text = file.read_text("utf-8")
    assert text.startswith("# 甲\n")
    assert "  # 乙\n  - id: 2020-0002\n" in text
    assert "2020-0001" not in text
    assert not (office / "data/documents/2015.yml").exists()
    assert "2015-0001" not in (office / "data/redirects.yml").read_text("utf-8")


# ---- Three hundred at once


def test_three_hundred_pages_are_read_within_a_minute(office):
    for number in range(1, 301):
        page = state_standard().replace("临时救助办法", f"救助办法之{number}").replace("〔2020〕5号", f"〔2020〕{number}号")
        page = page.replace("2020-00005", f"2020-{number:05}").replace("../jd/t20200306_2", f"t{number % 300 + 1}")
        put(office / f"旧站/gfxwj/t{number}.shtml", page.replace("P020200305", f"P{number}").replace("W020200305", f"W{number}"))
        put(office / f"旧站/gfxwj/P{number}.docx", f"PK{number}")
        put(office / f"旧站/gfxwj/W{number}.png", f"PNG{number}")
    start = time.monotonic()
    found = taken(office)
    assert time.monotonic() - start < 60
    assert len(found) == 300
    first = found["示例县人民政府关于印发救助办法之1的通知"]
    second = found["示例县人民政府关于印发救助办法之2的通知"]
    assert first.attachments == ("W1.png", "P1.docx")
    assert f"[一图读懂](../{second.id}/)" in first.text
    assert len((office / "data/redirects.yml").read_text("utf-8").splitlines()) == 300


# ---- On the site


def test_old_addresses_lead_to_the_new_pages_of_the_built_site(tmp_path, monkeypatch):
    county = small_county(tmp_path)
    save(tmp_path / "旧站")
    put(
        tmp_path / "旧站/gfxwj/t20190101_5.html",
        saved_pages.undated()
        .replace("行政许可事项", "权责清单")
        .replace("<title>", '<meta name="PubDate" content="2019-01-01"><title>'),
    )
    monkeypatch.chdir(tmp_path)
    assert main(["documents", "import", "旧站", *ADDRESS]) == 0
    built(county)
    site = county.site
    moves = (site / "redirects.map").read_text("utf-8")
    assert "/zwgk/gfxwj/t20200305_1.shtml /zwgk/fdzdgknr/wenjian/2020-0001/;\n" in moves
    assert "/ReadNews.asp?NewsID=1024 /zwgk/fdzdgknr/wenjian/2006-0001/;\n" in moves
    stub = (site / "gfxwj/t20190101_5.html").read_text("utf-8")
    assert "../fdzdgknr/wenjian/2019-0001/" in stub
    page = (site / "fdzdgknr/wenjian/2020-0001/index.html").read_text("utf-8")
    assert '<a href="../2020-0002/">一图读懂</a>' in page
    assert "alert" not in page
    assert "P020200305.docx" in page


# ---- What may be wrong with pages


def one(office, page, encoding="utf-8", name="旧站/1.html"):
    put(
        office / name, f"<!-- saved from url=(0028)https://old.example/zwgk/1.html -->\n{page}" if "<" in page else page, encoding
    )
    return main(["documents", "import", "旧站", "--agency", "县政府"])


PLAIN = '<html><head><title>通知一</title><meta name="PubDate" content="2020-01-02"></head><body><h1>关于放假的通知</h1><p>{}</p></body></html>'


WRONG = [
    (
        "no day",
        PLAIN.format("放假三天。").replace("PubDate", "x"),
        "“关于放假的通知”没有成文日期，也没有发布日期；请在清单里写上一个",
    ),
    ("a day that is none", PLAIN.format("放假。").replace("2020-01-02", "2020-13-45"), "“2020-13-45”不是日期"),
    ("nested too deep", PLAIN.format("<div>" * 5000 + "放假。"), "网页的层次太深，不像是一件文件"),
    ("too many tags", PLAIN.format("<b>放</b>" * 80_000), "里面的行、格或标签太多，不像是一件文件"),
    ("thirty megabytes", PLAIN.format("放" * 10_500_000), "文件超过 20 MB，不像是一件文件"),
    ("empty", " ", "文件是空的"),
    ("no page", "只是文字", "不是网页文件"),
    ("an entity that turns the text", PLAIN.format("每户&#x202e;0002&#x202c;元。"), "U+202E"),
    ("an attachment that runs", PLAIN.format('见<a href="a.exe">附件</a>。'), "附件“a.exe”不是可以公布的种类"),
    ("an attachment outside", PLAIN.format('见<a href="../外面.docx">附件</a>。'), "找不到附件“外面.docx”（附件）"),
    ("an attachment that is not saved", PLAIN.format('见<a href="b.docx">附件</a>。'), "找不到附件“b.docx”（附件）"),
    ("an attachment behind a link", PLAIN.format('见<a href="链接.docx">附件</a>。'), "找不到附件“链接.docx”（附件）"),
    ("macros", PLAIN.format('见<a href="宏.xls">附件</a>。'), "附件“宏.xls”里有宏"),
    ("a private person", PLAIN.format("联系人手机13812345678。"), "手机号"),
]


@pytest.mark.parametrize(("page", "message"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_wrong_with_a_page_is_told_at_its_place(office, capsys, page, message):
    put(office / "外面.docx", "PK")
    put(office / "旧站/a.exe", "MZ")
    (office / "旧站/链接.docx").symlink_to(office / "外面.docx")
    (office / "旧站/宏.xls").write_bytes("_VBA_PROJECT".encode("utf-16-le"))
    code = one(office, page)
    told = capsys.readouterr().out
    assert message in told
    assert "旧站/1.html" in told
    told_only = message == WRONG[-1][-1]
    assert (code, (office / "data/documents").exists()) == ((0, True) if told_only else (1, False))


def test_what_runs_on_a_page_is_not_taken(office):
    page = PLAIN.format(
        '放<script>alert(1)</script>假&lt;script&gt;三天。<a href="JaVaScRiPt:alert(1)">这里</a><a href=" javascript:x">那里</a>'
        '<img src=x onerror=alert(1)><iframe src="https://bad.example/"></iframe><p style="display:none">看不见的话。</p>'
        '<a href="data:text/html,x">数据</a><a href="https://ok.example/a(1)|b">好的</a>\ue0100\ue011假的\ue012'
    )
    assert one(office, page) == 0
    (found,) = documents(office).values()
    assert found.text == "放假<script>三天。这里那里\n\n数据[好的](https://ok.example/a%281%29|b)0假的\n"
    assert "看不见" not in found.text
    assert "alert" not in found.text
    assert "javascript" not in found.text.lower()


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gb2312", "utf-8"), ("", "gb18030"), ("", "utf-8-sig"), ("utf-8", "utf-16")],
)
def test_a_page_is_read_in_the_letters_that_it_is_written_in(office, said, encoding):
    page = PLAIN.format("放假三天，㐀字也认得。").replace("<head>", f'<head><meta charset="{said}">' if said else "<head>")
    assert one(office, page, encoding) == 0
    (found,) = documents(office).values()
    assert (found.title, found.text) == ("关于放假的通知", "放假三天，㐀字也认得。\n")


def test_an_address_that_leads_elsewhere_already_is_refused(office, capsys):
    write(office / "data/redirects.yml", "tzgg/1.html: zfxxgknb/\n")
    put(office / "旧站/tzgg/1.html", PLAIN.format("放假。"))
    before = files(office)
    assert main(["documents", "import", "旧站", *ADDRESS]) == 1
    assert "旧网址“https://old.example/zwgk/tzgg/1.html”已经转到“zfxxgknb/”；一个旧网址只转到一处" in capsys.readouterr().out
    assert files(office) == before


def test_addresses_that_every_page_states_are_nobody_s(office):
    head = '<head><link rel="canonical" href="https://old.example/zwgk/same.html">'
    for name in ("a", "b"):
        put(
            office / f"旧站/tzgg/{name}.html",
            PLAIN.format(f"放假{name}。").replace("<head>", head).replace("放假的", f"放假{name}的"),
        )
    taken(office)
    assert (office / "data/redirects.yml").read_text("utf-8") == (
        "tzgg/a.html: fdzdgknr/wenjian/2020-0001/\ntzgg/b.html: fdzdgknr/wenjian/2020-0002/\n"
    )


def test_without_the_column_s_address_old_ones_cannot_lead_on(office, capsys):
    write(office / "data/site.yml", SITE.replace("column_url: https://www.example.gov.cn/zwgk/\n", ""))
    put(office / "旧站/tzgg/1.html", PLAIN.format("放假。"))
    assert main(["documents", "import", "旧站", *ADDRESS]) == 1
    assert (
        "data/site.yml: 旧网址（/zwgk/tzgg/1.html 等 1 个）要由服务器转到新网页，这里还没有写 column_url"
        in capsys.readouterr().out
    )
    assert not (office / "data/redirects.yml").exists()
