# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Names of things in the operator's language: kinds, standings, roles, fields, dates and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from fieldkit.domain.days import CHINA
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.operators import Role
from fieldkit.domain.papers import PaperKind
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.work import Step

_STANDINGS = {
    MemberStanding.APPLYING: QT_TRANSLATE_NOOP("strings", "申请中"),
    MemberStanding.NORMAL: QT_TRANSLATE_NOOP("strings", "正常"),
    MemberStanding.KEPT_RETIRED: QT_TRANSLATE_NOOP("strings", "保留会籍（退休）"),
    MemberStanding.KEPT_UNEMPLOYED: QT_TRANSLATE_NOOP("strings", "保留会籍（失业）"),
    MemberStanding.KEPT_OTHER: QT_TRANSLATE_NOOP("strings", "保留会籍"),
    MemberStanding.MOVING_OUT: QT_TRANSLATE_NOOP("strings", "转出中"),
    MemberStanding.MOVED_OUT: QT_TRANSLATE_NOOP("strings", "已转出"),
    MemberStanding.WITHDRAWN: QT_TRANSLATE_NOOP("strings", "已退会"),
    MemberStanding.DEEMED_WITHDRAWN: QT_TRANSLATE_NOOP("strings", "自动退会"),
    MemberStanding.EXPELLED: QT_TRANSLATE_NOOP("strings", "已开除"),
    MemberStanding.ENDED: QT_TRANSLATE_NOOP("strings", "已终止"),
}
_ROLES = {
    Role.VOLUNTEER: QT_TRANSLATE_NOOP("strings", "志愿者"),
    Role.CLERK: QT_TRANSLATE_NOOP("strings", "镇街干部"),
}
_PAPERS = {
    PaperKind.CARD: QT_TRANSLATE_NOOP("strings", "会员卡"),
    PaperKind.CARD_SHEET: QT_TRANSLATE_NOOP("strings", "会员卡（整版）"),
    PaperKind.RECEIPT: QT_TRANSLATE_NOOP("strings", "领取凭条"),
    PaperKind.APPLICATION: QT_TRANSLATE_NOOP("strings", "入会申请书"),
    PaperKind.MEMBER_FORM: QT_TRANSLATE_NOOP("strings", "会员登记表"),
    PaperKind.ROUTE: QT_TRANSLATE_NOOP("strings", "服务路线卡"),
    PaperKind.NUMBER_SLIP: QT_TRANSLATE_NOOP("strings", "排队号票"),
    PaperKind.NOTICE: QT_TRANSLATE_NOOP("strings", "个人信息告知书"),
    PaperKind.ISSUE_LIST: QT_TRANSLATE_NOOP("strings", "领取签收表"),
    PaperKind.DAY_END: QT_TRANSLATE_NOOP("strings", "日终统计表"),
    PaperKind.CUSTODY: QT_TRANSLATE_NOOP("strings", "物资设备交接单"),
    PaperKind.BULLETIN: QT_TRANSLATE_NOOP("strings", "活动简报"),
    PaperKind.OATH: QT_TRANSLATE_NOOP("strings", "入会誓词"),
    PaperKind.REPRESENTATIVES: QT_TRANSLATE_NOOP("strings", "新会员代表名单"),
    PaperKind.POSTER: QT_TRANSLATE_NOOP("strings", "扫码海报"),
    PaperKind.APPEAL: QT_TRANSLATE_NOOP("strings", "诉求交办单"),
    PaperKind.DATA_REQUEST: QT_TRANSLATE_NOOP("strings", "个人信息权利申请表"),
    PaperKind.RULER: QT_TRANSLATE_NOOP("strings", "标尺页"),
}
_OPERATIONS = {
    "enrol": QT_TRANSLATE_NOOP("strings", "入会登记"),
    "transfer": QT_TRANSLATE_NOOP("strings", "会籍接转"),
    "update": QT_TRANSLATE_NOOP("strings", "信息更新"),
    "serve": QT_TRANSLATE_NOOP("strings", "服务登记"),
    "issue": QT_TRANSLATE_NOOP("strings", "物资发放"),
    "withdraw": QT_TRANSLATE_NOOP("strings", "撤回同意"),
    "amend": QT_TRANSLATE_NOOP("strings", "更正"),
    "void": QT_TRANSLATE_NOOP("strings", "作废"),
}
_STEPS = {
    Step.PACKING: QT_TRANSLATE_NOOP("strings", "正在整理待上报的记录"),
    Step.SENDING: QT_TRANSLATE_NOOP("strings", "正在上报"),
    Step.SETTLING: QT_TRANSLATE_NOOP("strings", "正在核对区里的确认"),
    Step.APPLYING: QT_TRANSLATE_NOOP("strings", "正在接收区里的资料"),
    Step.PRINTING: QT_TRANSLATE_NOOP("strings", "正在打印"),
}
_SEXES = {"1": QT_TRANSLATE_NOOP("strings", "男"), "2": QT_TRANSLATE_NOOP("strings", "女")}
_SEX_UNKNOWN = QT_TRANSLATE_NOOP("strings", "未说明")
_DOCUMENTS = {
    "resident": QT_TRANSLATE_NOOP("strings", "居民身份证"),
    "hmt_resident": QT_TRANSLATE_NOOP("strings", "港澳台居民居住证"),
    "foreign_pr": QT_TRANSLATE_NOOP("strings", "外国人永久居留身份证"),
    "foreign_pr_2017": QT_TRANSLATE_NOOP("strings", "外国人永久居留身份证（2017 版）"),
    "hk_macau_pass": QT_TRANSLATE_NOOP("strings", "港澳居民来往内地通行证"),
    "taiwan_pass": QT_TRANSLATE_NOOP("strings", "台湾居民来往大陆通行证"),
    "passport": QT_TRANSLATE_NOOP("strings", "护照"),
    "later": QT_TRANSLATE_NOOP("strings", "证件后补"),
}
_FIELDS = {
    "document_kind": QT_TRANSLATE_NOOP("strings", "证件类型"),
    "document_number": QT_TRANSLATE_NOOP("strings", "证件号码"),
    "name": QT_TRANSLATE_NOOP("strings", "姓名"),
    "print_as": QT_TRANSLATE_NOOP("strings", "打印用字"),
    "sex": QT_TRANSLATE_NOOP("strings", "性别"),
    "sex_reason": QT_TRANSLATE_NOOP("strings", "性别不同的原因"),
    "birth_date": QT_TRANSLATE_NOOP("strings", "出生日期"),
    "phone": QT_TRANSLATE_NOOP("strings", "手机号"),
    "employment_group": QT_TRANSLATE_NOOP("strings", "就业群体"),
    "employment_state": QT_TRANSLATE_NOOP("strings", "就业状况"),
    "employer": QT_TRANSLATE_NOOP("strings", "工作单位"),
    "platform": QT_TRANSLATE_NOOP("strings", "平台或站点"),
    "org_code": QT_TRANSLATE_NOOP("strings", "所属工会"),
    "channel": QT_TRANSLATE_NOOP("strings", "入会渠道"),
    "mode": QT_TRANSLATE_NOOP("strings", "入会方式"),
    "introducer": QT_TRANSLATE_NOOP("strings", "介绍人"),
    "consents": QT_TRANSLATE_NOOP("strings", "单独同意"),
    "notice_read": QT_TRANSLATE_NOOP("strings", "个人信息告知书"),
    "signature": QT_TRANSLATE_NOOP("strings", "签名"),
    "serial": QT_TRANSLATE_NOOP("strings", "会员编号"),
    "provisional": QT_TRANSLATE_NOOP("strings", "临时编号"),
    "service": QT_TRANSLATE_NOOP("strings", "服务项目"),
    "goods": QT_TRANSLATE_NOOP("strings", "物资"),
    "quantity": QT_TRANSLATE_NOOP("strings", "数量"),
    "count": QT_TRANSLATE_NOOP("strings", "人次"),
    "collector": QT_TRANSLATE_NOOP("strings", "代领人"),
    "site": QT_TRANSLATE_NOOP("strings", "点位"),
    "booth": QT_TRANSLATE_NOOP("strings", "台位"),
    "event": QT_TRANSLATE_NOOP("strings", "活动"),
    "operator": QT_TRANSLATE_NOOP("strings", "操作员"),
    "at": QT_TRANSLATE_NOOP("strings", "时间"),
    "occurred_at": QT_TRANSLATE_NOOP("strings", "填表时间"),
    "uid": QT_TRANSLATE_NOOP("strings", "会员"),
    "replaces": QT_TRANSLATE_NOOP("strings", "原记录"),
    "reason": QT_TRANSLATE_NOOP("strings", "原因"),
}


class _Facts(dict[str, str]):
    """Facts that fill a missing place with nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def from_table(context: str, words: str) -> str:
    """Return ``words``, which a table marked with QT_TRANSLATE_NOOP, in the operator's language."""
    return QCoreApplication.translate(context, words)


def filled(words: str, facts: Mapping[str, str]) -> str:
    """Return ``words`` with their named places filled by ``facts``."""
    return words.format_map(_Facts(facts))


def speaks_chinese() -> bool:
    """Return True while the operator's language is Chinese."""
    return (
        QCoreApplication.translate("strings", "zh_CN", "The language's own tag: write en for English")
        == "zh_CN"
    )


def sentences(said: Iterable[str]) -> str:
    """Return sentences one behind the other: Chinese ones without a space between, others with one."""
    return ("" if speaks_chinese() else " ").join(one for one in said if one)


def listed(things: Iterable[str]) -> str:
    """Return short things as a list within a sentence."""
    return ("、" if speaks_chinese() else ", ").join(things)


def in_language(name: str, name_en: str) -> str:
    """Return the name of a thing in the operator's language; the Chinese one where it has no other."""
    return name if speaks_chinese() else name_en or name


def standing_name(standing: MemberStanding) -> str:
    """Return the name of a membership standing (会籍状态)."""
    return from_table("strings", _STANDINGS[standing])


def role_name(role: Role) -> str:
    """Return the name of an operator's role."""
    return from_table("strings", _ROLES[role])


def paper_name(kind: PaperKind) -> str:
    """Return the name of a kind of paper."""
    return from_table("strings", _PAPERS[kind])


def operation_name(kind: str) -> str:
    """Return the name of a kind of operation; an unknown kind is shown as it is."""
    return from_table("strings", _OPERATIONS[kind]) if kind in _OPERATIONS else kind


def step_name(step: Step) -> str:
    """Return what long work is doing now."""
    return from_table("strings", _STEPS[step])


def sex_name(code: str | int) -> str:
    """Return the name of a sex by its GB/T 2261.1 code."""
    return from_table("strings", _SEXES.get(str(int(code or 0)), _SEX_UNKNOWN))


def document_kind_name(kind: str) -> str:
    """Return the name of a document kind; an unknown one is shown as it is."""
    return from_table("strings", _DOCUMENTS[kind]) if kind in _DOCUMENTS else kind


def draft_field_name(field: str) -> str:
    """Return the name of a field of an operation's body; an unknown one is shown as it is."""
    last = field.rpartition(".")[2].lstrip("$") or field
    if last.startswith("consent_"):
        last = "consents"
    return from_table("strings", _FIELDS[last]) if last in _FIELDS else last


def date_text(date: dt.date | None) -> str:
    """Return a date as people write it: 2023年11月29日, or 29 Nov 2023."""
    if date is None:
        return ""
    if speaks_chinese():
        whole = QCoreApplication.translate("strings", "{0}年{1}月{2}日")
        return whole.format(date.year, date.month, date.day)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def time_text(moment: dt.datetime | None) -> str:
    """Return the time of day on the wall here."""
    return moment.astimezone(CHINA).strftime("%H:%M") if moment else ""


def moment_text(moment: dt.datetime | None, now: dt.datetime | None = None) -> str:
    """Return day and time on the wall here, the day in short; where ``now`` is in another year, that year too."""
    if moment is None:
        return ""
    here = moment.astimezone(CHINA)
    year = f"{here.year}" if now is not None and now.astimezone(CHINA).year != here.year else ""
    if speaks_chinese():
        short = QCoreApplication.translate("strings", "{0}月{1}日 {2}")
        day = short.format(here.month, here.day, f"{here:%H:%M}")
        return QCoreApplication.translate("strings", "{0}年{1}").format(year, day) if year else day
    return " ".join(one for one in (f"{here.day}", _MONTHS[here.month - 1], year, f"{here:%H:%M}") if one)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
