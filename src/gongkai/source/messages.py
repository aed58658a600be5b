"""What an office is told where YAML stumbles over its text, or would quietly make something else of it."""

from __future__ import annotations

import re

INVISIBLE = r"\u00a0\u00ad\u200b-\u200f\u2060\u3000\ufeff"

SURPRISES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[-+]?0[0-9]+\Z"), "“{0}”以 0 开头，会被当作八进制数；请去掉前面的 0，若是编号请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*\Z"), "“{0}”里的下划线会被忽略；请写成不带下划线的数"),
    (re.compile(r"[-+]?[0-9]+(:[0-9]+)+\Z"), "“{0}”会被当作六十进制数；请加引号写成 '{0}'"),
    (re.compile(r"0[xob][0-9a-fA-F]+\Z"), "“{0}”会被当作十六进制或二进制数；数请写成十进制的，编号请加引号写成 '{0}'"),
    (re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+\Z"), "“{0}”会被当作科学计数；请写出完整的数"),
    (re.compile(r"[-+]?\.(inf|nan)\Z", re.IGNORECASE), "“{0}”不是数"),
    (re.compile(r"(yes|no|on|off|y|n)\Z", re.IGNORECASE), "“{0}”会被当作“是/否”；若是文字请加引号写成 '{0}'"),
    (re.compile(r"[-+－−＋]?(?=.*[０-９．])[０-９0-9.．，,]+\Z"), "“{0}”里有全角数字；请改用半角数字"),
    (re.compile(r"[-+]?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?\Z"), "“{0}”带千分位逗号；请写成不带逗号的数"),
    (re.compile(r"[－−–][0-9.]+\Z"), "“{0}”的负号不是半角减号；请改用 -"),
    (re.compile(r"-0(\.0+)?\Z"), "“{0}”：零没有负的；请写成 0"),
    (re.compile(rf"(?=.*[0-9])[-+0-9.,]*[{INVISIBLE}][-+0-9.,{INVISIBLE}]*\Z"), "“{0}”里有看不见的字符；请删去后重新输入"),
)

# What a Chinese keyboard types where YAML wants a half-width mark: a colon, a comma before the next name, a brace; or no space.
FULL_WIDTH = re.compile(
    r"\s*(- )?[\w.]+(?P<colon>：|:(?=[^ ]))|[^'\"]*\{[^'\"]*[\w.](?P<comma>，)\s*\w+:|\s*(- )?[\w.]+: *(?P<brace>[｛［])"
)

FULL_WIDTH_SAYS = {
    "：": "这里用了全角“：”；请改用半角“:”，并在后面空一格",
    ":": "冒号后面要空一格（半角空格）",
    "，": "这里用了全角“，”；请改用半角“,”，并在后面空一格",
    "｛": "这里用了全角“｛”；请改用半角“{”和“}”",
    "［": "这里用了全角“［”；请改用半角“[”和“]”",
}

ANCHOR = "“&”开头的内容在 YAML 里另有含义；请给这段文字加引号"
ALIAS = "“*”开头的内容在 YAML 里另有含义；请给这段文字加引号"
TAG = "“!”开头的内容在 YAML 里另有含义；请给这段文字加引号"
DIRECTIVE = "“%”开头的内容在 YAML 里另有含义；请给这段文字加引号"
BACKSLASH = "双引号里的“\\”在 YAML 里另有含义；请改用单引号"
DASH = "单独的“-”要加引号写成 '-'；若是列表，每项另起一行"
UNPAIRED = "这里开头的引号没有成对"
TOO_DEEP = "内容嵌套太深，不像是报告数据"
TOO_LONG = "“{0}”超过 15 位，电子表格会丢掉末尾的数字；若是编号请加引号"
TAB = "这里用了制表符（Tab）缩进；请改用空格"
NO_NAME = "冒号前面缺少名称"

SCANNER_SAYS: tuple[tuple[str, str], ...] = (
    ("found character '\\t'", "这里有制表符（Tab）；请改用空格"),
    ("while scanning an anchor", ANCHOR),
    ("while scanning an alias", ALIAS),
    ("while scanning a tag", TAG),
    ("found undefined tag handle", TAG),
    ("scanning a directive", DIRECTIVE),
    ("found incompatible YAML document", DIRECTIVE),
    ("scanning a block scalar", "“|”和“>”开头的内容在 YAML 里另有含义；若是文字请加引号"),
    ("escape", BACKSLASH),
    ("mapping values are not allowed", "这一行有不该出现的冒号；若是文字里的冒号，请给整段文字加引号"),
    ("sequence entries are not allowed", DASH),
    ("but found '-'", DASH),
    ("mapping keys are not allowed", "“?”开头的内容在 YAML 里另有含义；请给这段文字加引号"),
    ("could not find expected ':'", "这里缺少半角冒号“:”；冒号后要空一格，全角“：”不算"),
    ("expected ',' or '}'", "花括号 { } 里缺少逗号或右括号"),
    ("expected ',' or ']'", "方括号 [ ] 里缺少逗号或右括号"),
    ("found unexpected end of stream", UNPAIRED),
    ("found unexpected document separator", UNPAIRED),
    ("but found '}'", "多了一个右花括号“}”；请删去"),
    ("but found ']'", "多了一个右方括号“]”；请删去"),
    ("but found '<scalar>'", "引号或括号后面还有内容；请给整段文字加引号，或删去多余的部分"),
    ("expected <block end>, but found ':'", NO_NAME),
    ("expected <block end>", "缩进不对，或上一行没有写完；请与同级的行对齐"),
    ("expected the node content", "这里缺少内容，或多了一个标点"),
    ("cannot start any token", "这个字符不能放在开头；请给这段文字加引号"),
    ("expected a single document", "一个文件里只能有一份内容；请删去多余的“---”"),
    ("expected '<document start>'", "这一行没有与前面的行对齐，或前面的内容已用“...”结束"),
)
# Where YAML stumbles is not where these begin; the place to look at is the beginning.
BEGINS_BEFORE = ("while scanning an anchor", "while scanning an alias", "while scanning a quoted scalar", "while parsing a flow")
