"""Pages of old portals as people saved them: five shapes of content management systems, all names invented."""

from pathlib import Path

FOOT = (
    '<div class="footer"><p>主办：示例县人民政府办公室　版权所有</p><p>网站标识码：0000000000　示ICP备00000000号</p>'
    "<p>本站内容如有错误请来电指正。建议使用较新的浏览器。示例县人民政府门户网站。</p></div>"
)
MENU = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div>'


def state_standard() -> str:
    """With the labels of the State's standard, a table of metadata, and the text in TRS_Editor; mirrored, UTF-8."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例县人民政府关于印发临时救助办法的通知_示例县人民政府</title>
<meta name="SiteName" content="示例县人民政府"><meta name="ColumnName" content="行政规范性文件">
<meta name="ArticleTitle" content="示例县人民政府关于印发临时救助办法的通知"><meta name="PubDate" content="2020-03-05 09:30">
<meta name="ContentSource" content="示例县民政局"><script>document.title = "别的";</script></head><body>{MENU}
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./">行政规范性文件</a></div>
<table class="xxgk"><tr><td>索 引 号：</td><td>000014349/2020-00005</td><td>发文机关：</td><td>示例县人民政府</td></tr>
<tr><td>发文字号：</td><td>示政发〔2020〕5号</td><td>成文日期：</td><td>2020年3月1日</td></tr>
<tr><td>发布日期：</td><td>2020-03-05</td><td>有 效 性：</td><td>有效</td></tr></table>
<h1>示例县人民政府关于印发临时救助办法的通知</h1>
<p class="tool">浏览次数：<span id="hits">12</span> 【字体：大 中 小】 【打印】</p>
<div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style><p align="center">示政发〔2020〕5号</p><p>各乡镇人民政府：</p>
<p>现将《临时救助办法》印发给你们，请遵照执行。</p><p>一、对象</p><p>遭遇火灾、每户损失*较大*的家庭，按下表救助。</p>
<table border="1"><tr><td>类别</td><td>标准</td></tr><tr><td>城市</td><td>600元</td></tr></table>
<p>解读见<a href="../jd/t20200306_2.shtml">一图读懂</a>，原办法见<a href="./t20150102_9.shtml">试行办法</a>，
国家规定见<a href="https://www.gov.cn/zhengce/1.htm">国务院文件</a>。<a href="javascript:alert(1)">点我</a></p>
<p>附件：<a href="./P020200305.docx">1.申请表.docx</a></p><p><img src="./W020200305.png" alt="流程图：申请、核对、公示"></p>
<p>示例县人民政府</p><p>2020年3月1日</p><p onclick="alert(2)">　　</p></div>
<div class="prenext"><p>上一篇：<a href="./t20150102_9.shtml">试行办法</a></p></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="https://other.example/">某网</a></li></ul></div>{FOOT}</body></html>"""


def tried_out() -> str:
    return f"""<html><head><meta charset="utf-8"><title>示例县临时救助试行办法_示例县人民政府</title>
<meta name="articletitle" content="示例县临时救助试行办法"><meta name="pubdate" content="2015-01-05 10:00"></head><body>{MENU}
<ul class="info"><li><b>索引号：</b>000014349/2015-00009</li><li><b>发布机构：</b>示例县人民政府</li><li><b>文号：</b>示政发〔2015〕1号</li>
<li><b>成文日期：</b>2015-01-02</li><li><b>有效性：</b>废止</li></ul>
<div class="TRS_Editor"><p>遭遇火灾的家庭，可以申请临时救助，由乡镇受理。</p><p>示例县人民政府</p><p>2015年1月2日</p></div>{FOOT}</body></html>"""


def explained() -> str:
    """In another column; canonical says where it stood."""
    return f"""<html><head><meta charset="utf-8"><link rel="canonical" href="https://old.example/zwgk/jd/t20200306_2.shtml">
<title>一图读懂临时救助办法</title><meta name="ArticleTitle" content="一图读懂临时救助办法"><meta name="PubDate" content="2020-03-06">
<meta name="ContentSource" content="民政局"></head><body>{MENU}<div class="crumb">您的位置：首页 &gt; 政策解读</div>
<div class="content"><h1>一图读懂临时救助办法</h1><p>来源：民政局　发布时间：2020-03-06 08:00</p>
<p>谁能申请：遭遇火灾、交通事故的家庭。怎样申请：到乡镇民政窗口。</p><p>文件见<a href="/zwgk/gfxwj/t20200305_1.shtml">这里</a>。</p></div>{FOOT}</body></html>"""


def by_hanweb() -> str:
    """Cells lay the page out; the text stands between two remarks; GB2312, saved by a mirror with the server's name as a folder."""
    return """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>东镇人民政府关于防火的通告</title></head>
<body><table width="1000"><tr><td><img src="/images/logo.gif"></td><td><a href="/">首页</a> | <a href="/col/col1/">政务公开</a></td></tr></table>
<table width="1000"><tr><td><table><tr><td class="title" align="center">东镇人民政府关于防火的通告</td></tr>
<tr><td align="center">发布日期：2019-04-02　信息来源：东镇人民政府　浏览次数：<script>hits()</script>88次　字体：[ <a href="javascript:big()">大</a> 中 小 ]</td></tr>
<tr><td class="bt_content"><div id="zoom"><!--<$[信息内容]>begin--><p>四月是防火期，禁止野外用火，违者依法处理。</p>
<ol><li>不烧荒。</li><li>不带火种进山。</li></ol><p>通告详见<a href="/picture/0/tonggao.pdf">PDF 文件</a>。</p><p>东镇人民政府</p><p>2019年4月1日</p><!--<$[信息内容]>end--></div></td></tr>
<tr><td>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table></td></tr></table>
<table><tr><td>版权所有：东镇人民政府</td></tr></table></body></html>"""


def by_boda() -> str:
    """A program's address with a query; 上一条 and 下一条 below the text."""
    return """<html><head><meta charset="UTF-8"><title>2021年度部门预算公开-示例县民政局</title><base href="https://mz.old.example/"></head><body>
<div class="winstyle"><a href="index.htm">首页</a> &gt;&gt; <a href="yjs.htm">财政预算决算</a></div>
<form name="_newscontent_fromname"><div class="main"><h2>2021年度部门预算公开</h2>
<div class="tit">2021年02月08日 10:21&nbsp;&nbsp;作者：张某某&nbsp;&nbsp;点击：[<span>31</span>]</div><p>发布时间：2021年02月08日 10:21</p>
<div id="vsb_content"><div class="v_news_content"><p>按照预算法，现将本部门2021年度预算公开，收支总表见附件。</p></div></div>
<ul><li>附件【<a href="system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=1">预算公开表.xlsx</a>】已下载<span>5</span>次</li></ul>
<div>上一条：<a href="1038.htm">2020年度部门决算公开</a></div><div>下一条：<a href="1001.htm">2019年度部门决算公开</a></div></div></form></body></html>"""


def by_frontpage() -> str:
    """Made by hand twenty years ago, saved by Internet Explorer, GBK without saying so."""
    return """<!-- saved from url=(0043)http://old.example/ReadNews.asp?NewsID=1024 -->
<HTML><HEAD><TITLE>关于征收城镇垃圾处理费的公告</TITLE></HEAD><BODY bgColor=#ffffff><CENTER><TABLE width=760><TBODY><TR><TD>
<FONT color=red>示例县政府信息网</FONT></TD></TR><TR><TD align=middle><B><FONT size=5>关于征收城镇垃圾处理费的公告</FONT></B><BR>
发布日期：2006-7-8 点击：1314</TD></TR><TR><TD><FONT size=3>&nbsp;&nbsp;&nbsp; 从2006年8月1日起征收城镇垃圾处理费，每户每月5元。<BR>
&nbsp;&nbsp;&nbsp; 由县住建局负责征收，票据由县财政局统一印制。<BR>&nbsp;&nbsp;&nbsp; 特此公告。<BR><BR>二OO六年七月八日</FONT></TD></TR>
<TR><TD align=right><A href="javascript:window.close()">关闭窗口</A></TD></TR></TBODY></TABLE></CENTER></BODY></HTML>"""


def list_page() -> str:
    rows = "".join(
        f'<li><a href="./{name}" title="{title}">{title[:9]}…</a><span>{day}</span></li>'
        for name, title, day in (
            ("t20200305_1.shtml", "示例县人民政府关于印发临时救助办法的通知", "2020-03-05"),
            ("t20150102_9.shtml", "示例县临时救助试行办法", "2015-01-05"),
            ("t20180101_3.shtml", "关于公布行政许可事项的通知", "2018-01-01"),
        )
    )
    return f'<html><head><meta charset="utf-8"><title>行政规范性文件_示例县人民政府</title></head><body>{MENU}<ul class="list">{rows}</ul>{FOOT}</body></html>'


def undated() -> str:
    """The page itself says no day; the list that leads to it does."""
    return f"""<html><head><meta charset="utf-8"><title>关于公布行政许可事项的通知_示例县人民政府</title></head><body>{MENU}
<div class="article"><h1>关于公布行政许可事项的通知</h1><div id="zoom"><p>现公布本县行政许可事项，共十二项，自公布之日起施行。</p></div></div>{FOOT}</body></html>"""


def save(folder: Path) -> Path:
    """A mirror of https://old.example/zwgk/ with pages that other people saved beside it."""
    put(folder / "gfxwj/index.shtml", list_page())
    put(folder / "gfxwj/t20200305_1.shtml", state_standard())
    put(folder / "gfxwj/t20150102_9.shtml", tried_out())
    put(folder / "gfxwj/t20180101_3.shtml", undated())
    put(folder / "gfxwj/P020200305.docx", "PK")
    put(folder / "gfxwj/W020200305.png", "\x89PNG")
    put(folder / "jd/t20200306_2.shtml", explained())
    put(
        folder / "tzgg/t20200305_1.shtml",
        state_standard().replace("./t2015", "../gfxwj/t2015").replace("./P02", "../gfxwj/P02").replace("./W02", "../gfxwj/W02"),
    )
    put(folder / "www.east.example/art/2019/4/2/art_12_345.html", by_hanweb(), "gb18030")
    put(folder / "www.east.example/picture/0/tonggao.pdf", "%PDF")
    put(folder / "垃圾费.htm", by_frontpage(), "gb18030")
    return folder


def put(file: Path, text: str, encoding: str = "utf-8") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))
