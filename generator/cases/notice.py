"""The `notice` case 公文案卷: a document in 文件格式 (GB/T 9704—2012) as plain structured text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.cases.agreement import SealImages
from generator.cases.base import Case, Model, Text
from generator.cases.dates import Date
from generator.cases.handed import DocumentFile, read_file_name
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK
from generator.i18n import N_


class Issuer(Model):
    """One of those who issue the document 发文机关."""

    name: OrGap[Text] = Field(
        title="发文机关", description=N_("full legal name, as signed and sealed")
    )
    mark: Text | None = Field(
        None, title="发文机关标志", description=N_("where the red mark has another name 规范化简称")
    )
    seal: SealImages | None = Field(None, title="印章图片")


class Enclosed(Model):
    """What the document issues 印发件: printed behind it, before the annexes."""

    title: OrGap[Text] = Field(title="印发件标题", description=N_("a line for each line in print"))
    body: tuple[Text, ...] = Field(title="印发件正文", min_length=1)


class NoticeAnnex(Model):
    """An annex 附件: text of its own, a form filled from another case, a PDF, or only listed."""

    title: Text = Field(
        title="附件名称", description=N_("as the list and the annex itself have it")
    )
    number: Text | None = Field(
        None, title="附件编号", description=N_("where the annexes are not numbered 1, 2, 3: 4-1")
    )
    text: tuple[Text, ...] = Field((), title="附件正文")
    case: Annotated[Text, AfterValidator(read_file_name)] | None = Field(
        None, title="附件案卷", description=N_("another case file, relative to this one")
    )
    form: Text | None = Field(
        None, title="附件表", description=N_("id of the form: of the case, or empty without one")
    )
    record: Text | None = Field(
        None, title="附件记录", description=N_("key of the case's record, if not the first")
    )
    file: DocumentFile | None = Field(
        None, title="附件文件", description=N_("a PDF or picture, relative to this case file")
    )

    @property
    def is_bound(self) -> bool:
        """Whether pages of another document are the annex."""
        return self.form is not None or self.file is not None


class Imprint(Model):
    """What stands below on the last page 版记."""

    copies_to: tuple[Text, ...] = Field((), title="抄送机关")
    office: OrGap[Text] = Field(title="印发机关")
    day: OrGap[Date] = Field(title="印发日期")


class NoticeCase(Case):
    """A document in 文件格式: notice 通知, plan 方案, report 报告."""

    kind: Literal["notice"] = Field("notice", title="类型")
    issuers: Annotated[tuple[Issuer, ...], Field(min_length=1)] = Field(
        title="发文机关", description=N_("of several the one in charge 主办 comes first")
    )
    mark_word: Literal["文件", ""] = Field(
        "文件", title="标志用字", description=N_("behind the names in the red mark")
    )
    copy_number: Text | None = Field(
        None, title="份号", pattern=r"^\d{6}$", description=N_("six figures, if needed")
    )
    secrecy: Text | None = Field(None, title="密级和保密期限", description=N_("as 秘密★1年"))
    urgency: Literal["特急", "加急"] | None = Field(None, title="紧急程度")
    number: OrBlank[Text] = Field(
        BLANK, title="发文字号", description=N_("as 云卫医发〔2022〕5号; absent: not yet given")
    )
    signers: tuple[Text, ...] = Field(
        (), title="签发人", description=N_("only of what goes to a superior 上行文")
    )
    title: OrGap[Text] = Field(title="标题", description=N_("a line for each line in print"))
    to: OrGap[Text] = Field(title="主送机关")
    body: tuple[Text, ...] = Field(
        title="正文",
        min_length=1,
        description=N_("a paragraph each; 一、 （一） 1. （1） before a heading makes it one"),
    )
    contacts: tuple[Text, ...] = Field(
        (), title="联系人", description=N_("lines before the signature")
    )
    enclosed: Enclosed | None = Field(None, title="印发件")
    annexes: tuple[NoticeAnnex, ...] = Field(
        (), title="附件", description=N_("those of text first, then those bound in")
    )
    signed: OrGap[Date] = Field(title="成文日期")
    sealed: bool = Field(True, title="加盖印章")
    note: OrBlank[Text] = Field(BLANK, title="附注", description=N_("without its brackets"))
    imprint: Imprint | None = Field(None, title="版记")
