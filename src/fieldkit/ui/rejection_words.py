# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's refusal of one operation, by its code (docs/protocol.md): what is wrong and what a clerk can do."""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

REJECTIONS: dict[str, tuple[str, str]] = {
    "already-member": (
        QT_TRANSLATE_NOOP("rejections", "这位职工已经是会员，不能再次入会。"),
        QT_TRANSLATE_NOOP(
            "rejections",
            "会籍跟着劳动关系走：请改为会籍接转；如果是看错了人，请更正证件号码；如果登记有误，请作废。",
        ),
    ),
    "already-member+union": (
        QT_TRANSLATE_NOOP("rejections", "这位职工已经是“{union}”的会员（编号 {serial}），不能再次入会。"),
        QT_TRANSLATE_NOOP(
            "rejections",
            "会籍跟着劳动关系走：请改为会籍接转；如果是看错了人，请更正证件号码；如果登记有误，请作废。",
        ),
    ),
    "already-voided": (
        QT_TRANSLATE_NOOP("rejections", "要更正或作废的那条记录，早已作废。"),
        QT_TRANSLATE_NOOP("rejections", "不用再处理那条记录，请把这一条也作废。"),
    ),
    "body-unreadable": (
        QT_TRANSLATE_NOOP("rejections", "区里读不出这条记录的内容。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正，核对每一栏后重新保存；仍不行请告诉区里的技术人员。"),
    ),
    "conflict": (
        QT_TRANSLATE_NOOP("rejections", "区里已有一条编号相同、内容不同的记录。"),
        QT_TRANSLATE_NOOP(
            "rejections",
            "可能有人用旧的备份恢复过这台设备，或复制过它的数据。请点“以新编号重报”，重新打印会员卡和凭条，并告诉区里的技术人员。",
        ),
    ),
    "conflict/replaces": (
        QT_TRANSLATE_NOOP(
            "rejections", "要更正或作废的那条记录，区里在同一编号下有两种内容，分不清指的是哪一种。"
        ),
        QT_TRANSLATE_NOOP(
            "rejections",
            "可能有人复制过这台设备的数据。能点“以新编号重报”的，请重报；不能重报的，请把这一条作废，并把正确的内容告诉区里的技术人员。",
        ),
    ),
    "consent-missing": (
        QT_TRANSLATE_NOOP("rejections", "缺少本人对“提供给上级工会”的单独同意，区里不能接收。"),
        QT_TRANSLATE_NOOP("rejections", "请联系本人补上同意，再更正；本人不同意的，请作废。"),
    ),
    "field": (
        QT_TRANSLATE_NOOP("rejections", "“{field}”一栏不符合区里的规则。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正，核对这一栏后重新保存。"),
    ),
    "already-taken": (
        QT_TRANSLATE_NOOP("rejections", "这位会员在别的点位已经领过这种物资。"),
        QT_TRANSLATE_NOOP("rejections", "请与本人和另一点位核对；重复发放的，请作废这一条并收回或登记说明。"),
    ),
    "malformed": (
        QT_TRANSLATE_NOOP("rejections", "这条记录的“{field}”写得不合规矩，区里读不懂。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正，核对这一栏后重新保存；仍不行请告诉区里的技术人员。"),
    ),
    "not-allowed": (
        QT_TRANSLATE_NOOP("rejections", "这台设备不能为这个点位或单位登记。"),
        QT_TRANSLATE_NOOP("rejections", "请核对点位；设备确实调换了点位的，请区里改设备所属的镇街后再更正。"),
    ),
    "out-of-sequence": (
        QT_TRANSLATE_NOOP("rejections", "这条记录前面少了几条，区里先不收。"),
        QT_TRANSLATE_NOOP(
            "rejections", "请先再上报一次；仍不行请告诉区里的技术人员，这台设备的档案库可能是旧备份。"
        ),
    ),
    "serial-not-yours": (
        QT_TRANSLATE_NOOP("rejections", "会员编号不在发给这台设备的号段里。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正后重新保存，程序会换一个编号；已打印的会员卡要收回重打。"),
    ),
    "serial-taken": (
        QT_TRANSLATE_NOOP("rejections", "会员编号已经被别的会员用了。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正后重新保存，程序会换一个编号；已打印的会员卡要收回重打。"),
    ),
    "serial-wrong": (
        QT_TRANSLATE_NOOP("rejections", "会员编号的校验位不对。"),
        QT_TRANSLATE_NOOP("rejections", "请打开更正后重新保存，程序会换一个编号；已打印的会员卡要收回重打。"),
    ),
    "too-large": (
        QT_TRANSLATE_NOOP("rejections", "这条记录太大，区里不收。"),
        QT_TRANSLATE_NOOP("rejections", "多半是签名图太大：请打开更正，清除签名后重签。"),
    ),
    "too-old-protocol": (
        QT_TRANSLATE_NOOP("rejections", "这台设备上的程序太旧，区里已经不收它的记录。"),
        QT_TRANSLATE_NOOP("rejections", "请先升级程序，再点“立即上报”；记录都还在这台设备上。"),
    ),
    "unknown-code": (
        QT_TRANSLATE_NOOP("rejections", "“{field}”一栏选的代码，区里的代码表中没有。"),
        QT_TRANSLATE_NOOP("rejections", "请先上报一次以更新资料，再打开更正，重新选择这一栏。"),
    ),
    "unknown-event": (
        QT_TRANSLATE_NOOP("rejections", "区里没有这场活动。"),
        QT_TRANSLATE_NOOP("rejections", "请在设置里重新选择活动和点位，再打开更正后重新保存。"),
    ),
    "unknown-goods": (
        QT_TRANSLATE_NOOP("rejections", "区里的物资目录中没有这种物资。"),
        QT_TRANSLATE_NOOP("rejections", "请与区里核对物资目录；登记有误的，请作废后重新发放登记。"),
    ),
    "unknown-kind": (
        QT_TRANSLATE_NOOP("rejections", "区里的服务器还不认识这一类记录。"),
        QT_TRANSLATE_NOOP("rejections", "请告诉区里的技术人员升级服务器，之后再处理；记录不会丢失。"),
    ),
    "unknown-member": (
        QT_TRANSLATE_NOOP("rejections", "区里找不到这位会员。"),
        QT_TRANSLATE_NOOP("rejections", "请核对会员编号；查无此人的，请作废，再按新会员登记。"),
    ),
    "unknown-operation": (
        QT_TRANSLATE_NOOP("rejections", "要更正或作废的那条记录，区里还没有。"),
        QT_TRANSLATE_NOOP("rejections", "请再上报一次；仍不行请作废这一条，重新更正。"),
    ),
    "unknown-organisation": (
        QT_TRANSLATE_NOOP("rejections", "区里没有所选的工会组织。"),
        QT_TRANSLATE_NOOP("rejections", "请先上报一次以更新资料，再打开更正，重新选择工会。"),
    ),
    "unknown-service": (
        QT_TRANSLATE_NOOP("rejections", "区里的服务目录中没有这项服务。"),
        QT_TRANSLATE_NOOP("rejections", "请与区里核对服务目录；登记有误的，请作废后重新登记。"),
    ),
    "unknown-site": (
        QT_TRANSLATE_NOOP("rejections", "区里没有这个点位。"),
        QT_TRANSLATE_NOOP("rejections", "请在设置里重新选择点位，再打开更正后重新保存。"),
    ),
    "voided": (
        QT_TRANSLATE_NOOP("rejections", "这条记录所依据的登记已经作废。"),
        QT_TRANSLATE_NOOP("rejections", "请核对后把这一条也作废。"),
    ),
}

OTHERWISE = (
    QT_TRANSLATE_NOOP("rejections", "区里退回了这条记录（代码 {code}）。"),
    QT_TRANSLATE_NOOP("rejections", "请核对后更正或作废；说不清原因的，请把这个代码告诉区里的技术人员。"),
)
