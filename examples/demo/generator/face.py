"""The fictional county's own face: an emblem drawn for it, its name as a picture, colours, the portal's top and bottom."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS = """\
face:
  emblem: 徽标.svg
  name_image: 名称.svg
  colours: {primary: "#7d1b1f", accent: "#8a2f1d", bar: "#6b1418", dark: {accent: "#f2b8a0"}}
  links:
    - {name: 门户首页, address: https://www.shili.example/}
    - {name: 要闻动态, address: https://www.shili.example/yaowen/}
    - {name: 办事服务, address: https://www.shili.example/banshi/}
    - {name: 互动交流, address: https://www.shili.example/hudong/}
  footer:
    - {text: 承办：示例县大数据中心}
    - {text: 示ICP备00000000号, address: https://beian.shili.example/}
    - {text: 示公网安备 00000000000000号, address: https://beian.shili.example/gongan/}
  style: 样式.css
  top: 页头.html
  bottom: 页脚.html
"""
EMBLEM = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
<title>示例县徽标（虚构）</title>
<circle cx="48" cy="48" r="46" fill="#f7e9c8" stroke="#d8b86a" stroke-width="3"/>
<path d="M14 62 L34 32 L47 50 L58 36 L82 62 Z" fill="#7d1b1f"/>
<path d="M12 68 Q26 60 40 68 T68 68 T84 68" fill="none" stroke="#7d1b1f" stroke-width="4" stroke-linecap="round"/>
<path d="M20 77 Q32 71 44 77 T68 77 T76 77" fill="none" stroke="#b58a2e" stroke-width="3" stroke-linecap="round"/>
<circle cx="68" cy="26" r="7" fill="#b58a2e"/>
</svg>
"""
NAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 330 44">
<text x="2" y="34" font-family="'Source Han Serif SC','Noto Serif CJK SC','Songti SC',SimSun,serif" font-size="34"
 font-weight="700" letter-spacing="4" fill="#ffffff">示例县人民政府</text>
</svg>
"""
STYLE = """\
/* 示例县的样式：写在本专栏的样式之后。颜色在 site.yml 的 face 里。 */
.gk-menu { border-top: 4px solid #d8b86a; }
.gk-brand__column { letter-spacing: .18em; }
"""
TOP = """\
<p>门户网站（虚构） · <a href="https://www.shili.example/changzhe/">长者专区</a>
 · <a href="https://www.shili.example/wangzhan/">网站地图</a></p>
"""
BOTTOM = """\
<nav aria-label="相关网站">
<ul>
<li><a href="https://www.shilishi.example/">示例市人民政府</a></li>
<li><a href="https://www.shili.example/bumen/">县直部门</a></li>
<li><a href="https://www.shili.example/xiangzhen/">乡镇</a></li>
</ul>
</nav>
"""


def face_files() -> Mapping[str, str]:
    """By their paths in the data folder."""
    return {
        "face/徽标.svg": EMBLEM,
        "face/名称.svg": NAME,
        "face/样式.css": STYLE,
        "face/页头.html": TOP,
        "face/页脚.html": BOTTOM,
    }
