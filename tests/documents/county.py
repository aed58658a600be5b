"""A county with a few documents: one that replaced another, one that explains it, one with its text and an attachment."""

from pathlib import Path

from gongkai.build.project import Project
from tests.build.county import small_county, write

LIST = """\
documents:
  - id: 2016-0003
    title: 低保办法（试行）
    agency: county
    document_number: 示政发〔2016〕3号
    kind: 行政规范性文件
    genre: 办法
    topic: 民政
    written: 2016-03-01
    repealed: 2021-06-01
    validity: 废止
    replaced_by: 2021-0002
  - id: 2021-0002
    index_number: 示/2021-2
    title: 关于印发低保办法的通知 & <新>
    agency: county
    document_number: 示政发〔2021〕7号
    kind: 行政规范性文件
    genre: 通知
    topic: 民政
    written: 2021-05-20
    published: 2021-05-28
    effective: 2021-06-01
    validity: 有效
    keywords: [低保, 社会救助]
    summary: 低保怎样申请。
    entry: social-assistance/e1
    attachments: 申请表.csv
"""
MORE = """\
documents:
  - id: 2022-0001
    title: 一图读懂低保办法
    agency: civil
    kind: 政策解读
    published: 2022-01-05
    interprets: 2021-0002
    link: https://www.example.gov.cn/jd.html
"""
TEXT = """\
各乡镇人民政府：

现将《低保办法》印发给你们。

## 一、对象

遭遇火灾的家庭。<script>alert(1)</script>

| 类别 | 标准 |
|---|---|
| 城市 | 600元 |

见[申请表](申请表.csv)。

示例县人民政府

2021年5月20日
"""


def with_documents(folder: Path) -> Project:
    county = small_county(folder)
    write(county.data / "documents/2021.yml", LIST)
    write(county.data / "documents/2022.yml", MORE)
    write(county.data / "documents/2021-0002/text.md", TEXT)
    write(county.data / "documents/2021-0002/申请表.csv", "姓名\n")
    return county
