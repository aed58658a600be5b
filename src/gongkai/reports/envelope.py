"""What stands around a report's tables: identity, letter, named figures, accepted findings, corrections."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from gongkai.source.allowed_values import MadeBy, Text
from gongkai.source.days import Day, Moment
from gongkai.source.shapes import Shape


def flag(value: object) -> object:
    """`true` or `false`, which our reader hands over as the words they are."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Flag = Annotated[bool, MadeBy(flag)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class Period(Shape):
    """统计期限, both days included."""

    start: Day = Field(alias="from", description="统计期限的第一天")
    end: Day = Field(alias="to", description="统计期限的最后一天")

    @model_validator(mode="before")
    @classmethod
    def two_days(cls, value: object) -> object:
        if isinstance(value, str):
            raise ValueError("统计期限要写两天：period: {from: 2021-01-01, to: 2021-12-31}")
        return value

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"统计期限的最后一天 {self.end} 早于第一天 {self.start}")
        return self


class Letter(Shape):
    """The letter with which the report was sent upward (上行文), as printed."""

    document_number: Text | None = Field(None, description="发文字号，例如 示政办发〔2021〕2号")
    signer: Text | None = Field(None, description="签发人")
    title: Text = Field(description="报送函的标题")
    addressee: Text | None = Field(None, description="主送机关")
    body: tuple[Text, ...] = Field(description="报送函正文，一段一项")
    signature: Text | None = Field(None, description="发文机关署名")
    date: Day | None = Field(None, description="成文日期")


class Colophon(Shape):
    """版记: who printed the document and when; `wording` is what stands after the day (印 or 印发)."""

    issuer: Text = Field(description="印发机关")
    date: Day = Field(description="印发日期")
    wording: Literal["印", "印发"] = Field("印发", description="日期后面的字")


class NamedFigure(Shape):
    """A figure of the prose. `approximate` for 100多; `unit` is the unit as the text prints it."""

    value: int | Decimal = Field(description="数，照原文的写法，例如 1.40")
    unit: Text = Field(description="单位，照原文")
    label: Text = Field(description="这个数说的是什么")
    approximate: Flag = Field(False, description="约数（100多、近千）写 true")


class Chart(Shape):
    """Named figures of one unit that the page of key figures draws side by side."""

    title: Text = Field(description="图的标题")
    figures: tuple[Text, ...] = Field(min_length=2, description="画进图里的数，写 figures 里的代号；单位要相同")


class Acceptance(Shape):
    """A finding the office has looked at and lets stand. `note` (校注) is shown on the page beside the figure.

    `as_printed`: an error that stands in a document which was public already, so that nobody may correct it now.
    """

    rule: Text = Field(description="提醒末尾方括号里的代号")
    subject: str = Field(description="提醒所说的单元格、数或章节，例如 licensing.administrative_licensing.decisions")
    reason: Text = Field(description="为什么不改")
    by: Text = Field(description="作说明的单位")
    date: Day | None = Field(None, description="作说明的日期")
    as_printed: Flag = Field(
        False, description="早已公布的原件里的错误，照原样保留，写 true；要写 date，并有 source_document 和 source_digest"
    )
    note: Text | None = Field(None, description="校注：在页面上显示在这个数旁边的话")


class Revision(Shape):
    """A correction after publication: of one figure (`cell`, its address) or of a sentence in a `section`.

    A sentence is quoted as narrative.md has it, so `was` and `now` both say enough to be found.
    """

    date: Day = Field(description="更正日期")
    cell: Text | None = Field(None, description="改了哪一格，写成“表.行.列”；正文的数写 figures.代号，标题等写 title 的样子")
    section: Text | None = Field(None, description="改的是一句话时，写它所在一节的代号，例如 overview；正文开头写 introduction")
    was: int | Decimal | str | None = Field(description="原来的数；改的是一句话时，照录原句")
    now: int | Decimal | str | None = Field(description="改成的数；改的是一句话时，照录新句")
    why: Text = Field(description="为什么更正")
    by: Text = Field(description="更正的单位")

    @model_validator(mode="after")
    def one_place(self) -> Self:
        if (self.cell is None) == (self.section is None):
            raise ValueError("“cell”（改了哪一格）和“section”（改了哪一节的一句话）要写其中一个，只写一个")
        if self.section is not None and not (isinstance(self.was, str) and isinstance(self.now, str) and self.was and self.now):
            raise ValueError("改的是一句话：“was”和“now”都要照录文字；增删一句，连同相邻的一句一起写")
        return self

    @property
    def place(self) -> str:
        """The address of what changed."""
        return self.cell or f"sections.{self.section}"


class Restatement(Shape):
    """This report states a figure of an earlier report differently; both stay (重述)."""

    cell: Text = Field(description="重述的是哪一格，写成“表.行.列”")
    year: int = Field(ge=2008, le=2099, description="原来在哪个年度的报告里")
    of: Text | None = Field(None, description="原来在哪个机构的报告里；本机构的不写")
    was: int | Decimal | str | None = Field(description="那份报告里的数")
    now: int | Decimal | str | None = Field(description="重述为多少")
    why: Text = Field(description="为什么不同")
    by: Text = Field(description="作重述的单位")


class AnsweredPromise(Shape):
    """Which words of this report answer a sentence of last year's; both are quoted, so that nothing is said twice."""

    made: Text = Field(description="上一年度报告里说要改进的一句，照录")
    answered: Text = Field(description="本报告正文里答复它的话，照录")


class Withdrawal(Shape):
    """The report was withdrawn after publication; its address stays and says so."""

    date: Day = Field(description="撤回日期")
    why: Text = Field(description="为什么撤回")
    by: Text = Field(description="撤回的单位")


class Envelope(Shape):
    """`scope`: whole_government (本级政府汇总) or this_organ (本机关). `published` is None when nobody stated the time.

    `state` is what the office says of a report that was never public; None in one that was there before it could say so.
    """

    year: int = Field(ge=2008, le=2099, description="报告年度（不是编写报告的那一年）")
    agency: Text = Field(description="机构代号，见 agencies.yml")
    format: Text = Field(description="报告所用的法定格式")
    title: Text = Field(description="报告标题")
    scope: Literal["whole_government", "this_organ"] = Field(
        description="统计范围：whole_government 本级政府汇总，this_organ 本机关"
    )
    period: Period | None = Field(None, description="统计期限")
    written: Day | None = Field(None, description="成文日期")
    published: Moment | None = Field(None, description="发布时间，例如 2021-01-28 09:30")
    index_number: Text | None = Field(None, description="索引号")
    state: Literal["draft", "ready"] | None = Field(
        None, description="草稿写 draft，定稿写 ready；公布、封存、撤回由网址记录、封存记录和 withdrawn 看出，不写在这里"
    )
    letter: Letter | None = Field(None, description="报送函")
    colophon: Colophon | None = Field(None, description="版记")
    source_document: Text | None = Field(None, description="原件在 source 文件夹里的文件名")
    source_digest: Digest | None = Field(None, description="原件的 SHA-512；照录原件的错误时要有，gongkai accept 会写上")
    figures: dict[str, NamedFigure] = Field(default_factory=dict, description="正文所引的数，代号用小写字母、数字和下划线")
    charts: tuple[Chart, ...] = Field((), description="要数图页上由正文的数画成的图")
    proposed: tuple[Text, ...] = Field((), description="从上一年度报告带入、尚待核对的行或格；核对一处，删去一处")
    accepted: tuple[Acceptance, ...] = Field((), description="办公室看过、决定不改的提醒")
    revisions: tuple[Revision, ...] = Field((), description="发布以后的更正")
    restates: tuple[Restatement, ...] = Field((), description="对以前报告里某个数的重述")
    promises: tuple[AnsweredPromise, ...] = Field((), description="上一年度报告说要改进的，本报告用哪一句话答复")
    withdrawn: Withdrawal | None = Field(None, description="报告公布后撤回：日期、理由、单位")
    source_published: Flag = Field(False, description="收到的原件随归档包公开，写 true；不公开的，封存记录里仍有它的摘要")
