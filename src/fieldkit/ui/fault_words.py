# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line under a field, by fault code: what is wrong and what to do about it.

A key with ``+suggestion`` is used when the rule knows what was probably meant. Places are filled by the fault's
facts; nothing here repeats what was typed beyond a suggestion.
"""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

FAULTS: dict[str, str] = {
    "age-card": QT_TRANSLATE_NOOP(
        "faults", "{age} 岁，超过互助服务卡的年龄线（{limit} 岁），可以入会，办卡以银行答复为准。"
    ),
    "age-high": QT_TRANSLATE_NOOP("faults", "{age} 岁，年龄偏大，请再核对一次；情况属实可以继续。"),
    "age-minor": QT_TRANSLATE_NOOP(
        "faults", "{age} 岁，属未成年工，可以入会，请提醒本人和单位遵守未成年工保护规定。"
    ),
    "age-under-16": QT_TRANSLATE_NOOP("faults", "未满 16 周岁，不能入会；请核对证件号码和出生日期。"),
    "birth-date-differs": QT_TRANSLATE_NOOP(
        "faults", "出生日期与证件号码不一致，证件上是 {document}；请核对。"
    ),
    "birth-date-future": QT_TRANSLATE_NOOP("faults", "出生日期晚于今天，请核对。"),
    "birth-date-invalid": QT_TRANSLATE_NOOP(
        "faults", "出生日期不是有效的日期，请按 年-月-日 填写，例如 1990-01-31。"
    ),
    "birth-date-missing": QT_TRANSLATE_NOOP("faults", "这种证件号码里没有出生日期，请填写。"),
    "channel-unknown": QT_TRANSLATE_NOOP("faults", "入会渠道不在区里下发的代码表中，请重新选择。"),
    "consent-text-unknown": QT_TRANSLATE_NOOP(
        "faults", "同意书没有版本号，无法留存依据；请先联网更新资料，再请本人确认。"
    ),
    "consent-unanswered": QT_TRANSLATE_NOOP("faults", "请本人逐项选择“同意”或“不同意”。"),
    "consent-upper-union-needed": QT_TRANSLATE_NOOP(
        "faults", "不同意提供给上级工会，就不能在这里登记；可请本人改用小程序自行申请。"
    ),
    "credit-code-characters": QT_TRANSLATE_NOOP(
        "faults", "统一社会信用代码里有不该出现的字符（没有 I、O、Z、S、V）。"
    ),
    "credit-code-check-digit": QT_TRANSLATE_NOOP("faults", "统一社会信用代码的校验位不对，请逐位核对。"),
    "credit-code-check-digit+suggestion": QT_TRANSLATE_NOOP(
        "faults", "统一社会信用代码的校验位不对，是不是 {suggestion}？请逐位核对。"
    ),
    "credit-code-length": QT_TRANSLATE_NOOP(
        "faults", "统一社会信用代码应为 {expected} 位，现在是 {length} 位。"
    ),
    "credit-code-organisation": QT_TRANSLATE_NOOP(
        "faults", "代码中的组织机构代码校验位不符，老代码可能如此，请核对后继续。"
    ),
    "document-birth-future": QT_TRANSLATE_NOOP(
        "faults", "证件号码里的出生日期晚于今天，请核对第 7 至 14 位。"
    ),
    "document-characters": QT_TRANSLATE_NOOP("faults", "第 {positions} 位不是数字；只有最后一位可以是 X。"),
    "document-characters+suggestion": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 位不是数字，是不是 {suggestion}？请与证件核对。"
    ),
    "document-check-digit": QT_TRANSLATE_NOOP("faults", "校验位不对，至少有一位输错了，请与证件逐位核对。"),
    "document-check-digit+suggestion": QT_TRANSLATE_NOOP(
        "faults", "校验位不对，是不是 {suggestion}？请与证件逐位核对。"
    ),
    "document-county-unknown": QT_TRANSLATE_NOOP(
        "faults", "号码前六位 {county} 不在区划代码表中，老证件可能如此，请核对后继续。"
    ),
    "document-date": QT_TRANSLATE_NOOP("faults", "第 7 至 14 位不是有效的日期，请核对。"),
    "document-form": QT_TRANSLATE_NOOP("faults", "号码不符合“{kind}”的格式，请核对号码，或改选证件类型。"),
    "document-kind-other": QT_TRANSLATE_NOOP("faults", "从号码看这是“{kind}”，请改选证件类型，或核对号码。"),
    "document-kind-unknown": QT_TRANSLATE_NOOP("faults", "请选择证件类型。"),
    "document-later": QT_TRANSLATE_NOOP(
        "faults", "没带证件可以先登记，请尽快补录；补录之前不能判断是否重复入会。"
    ),
    "document-length": QT_TRANSLATE_NOOP("faults", "应为 {expected} 位，现在是 {length} 位。"),
    "document-missing": QT_TRANSLATE_NOOP("faults", "请输入证件号码；没带证件请把证件类型改为“证件后补”。"),
    "document-old-15": QT_TRANSLATE_NOOP("faults", "15 位的旧身份证已停用，请使用 18 位的号码。"),
    "document-passport-long": QT_TRANSLATE_NOOP(
        "faults", "护照号码有 {length} 位，比通常的长，请核对后继续。"
    ),
    "document-province": QT_TRANSLATE_NOOP("faults", "前两位 {province} 不是省级代码，请核对。"),
    "document-sequence-zero": QT_TRANSLATE_NOOP("faults", "顺序码是 000，很少见，请核对后继续。"),
    "document-upper-union-confirms": QT_TRANSLATE_NOOP(
        "faults", "这种证件能否入会，由上级工会确认；可以先登记。"
    ),
    "employer-missing": QT_TRANSLATE_NOOP("faults", "请填写工作单位；平台从业人员可以只填平台或站点。"),
    "employment-group-missing": QT_TRANSLATE_NOOP("faults", "请选择就业群体。"),
    "employment-group-unknown": QT_TRANSLATE_NOOP("faults", "就业群体不在区里下发的代码表中，请重新选择。"),
    "employment-state-unknown": QT_TRANSLATE_NOOP("faults", "就业状况不在区里下发的代码表中，请重新选择。"),
    "mode-unknown": QT_TRANSLATE_NOOP("faults", "入会方式不在区里下发的代码表中，请重新选择。"),
    "name-characters": QT_TRANSLATE_NOOP("faults", "姓名里有不能用于姓名的符号（{code_points}），请删去。"),
    "name-missing": QT_TRANSLATE_NOOP("faults", "请输入姓名。"),
    "name-not-drawn": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 字（{code_points}）字库里没有；按原样保存。"
    ),
    "name-one-character": QT_TRANSLATE_NOOP("faults", "姓名只有一个字，请核对；属实可以继续。"),
    "name-private-known": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 字（{code_points}）是待核字（老系统自造），多半是“{standard}”，请核对后改。"
    ),
    "name-private-use": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 字（{code_points}）是待核字（老系统自造）；按原样保存。"
    ),
    "name-private-use+suggestion": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 字（{code_points}）是待核字（老系统自造）；是不是“{suggestion}”？"
    ),
    "name-separator-unsure": QT_TRANSLATE_NOOP(
        "faults", "是不是“{suggestion}”？少数民族姓名中间用间隔号“·”。"
    ),
    "name-too-long": QT_TRANSLATE_NOOP("faults", "姓名最长 {limit} 个字，现在有 {length} 个。"),
    "notice-unread": QT_TRANSLATE_NOOP(
        "faults", "请先让本人看过个人信息告知书，再勾选“已向本人出示或宣读，本人已知悉”。"
    ),
    "occurred-at-future": QT_TRANSLATE_NOOP("faults", "填表日期晚于今天，请核对。"),
    "occurred-at-invalid": QT_TRANSLATE_NOOP("faults", "填表时间不是有效的日期时间，请重新填写。"),
    "organisation-unknown": QT_TRANSLATE_NOOP("faults", "所选工会不在区里下发的名单中，请重新选择。"),
    "phone-characters": QT_TRANSLATE_NOOP("faults", "手机号只能是数字。"),
    "phone-landline": QT_TRANSLATE_NOOP("faults", "这是固定电话，请填写手机号。"),
    "phone-length": QT_TRANSLATE_NOOP("faults", "手机号应为 {expected} 位，现在是 {length} 位。"),
    "phone-missing": QT_TRANSLATE_NOOP("faults", "请输入手机号。"),
    "phone-range": QT_TRANSLATE_NOOP("faults", "手机号应以 13 至 19 开头，请核对。"),
    "phone-unallocated": QT_TRANSLATE_NOOP("faults", "{prefix} 号段没有公开启用的记录，请与本人核对后继续。"),
    "print-as-not-drawn": QT_TRANSLATE_NOOP(
        "faults", "第 {positions} 字（{code_points}）也印不出来，请换一个字。"
    ),
    "sex-differs": QT_TRANSLATE_NOOP(
        "faults", "性别与证件号码不一致，证件上是“{document}”；确实不同请镇街干部写明原因。"
    ),
    "sex-invalid": QT_TRANSLATE_NOOP("faults", "请选择性别。"),
    "sex-overridden": QT_TRANSLATE_NOOP("faults", "性别与证件号码不同，已写明原因。"),
    "sex-unknown": QT_TRANSLATE_NOOP("faults", "这种证件号码里没有性别，请选择。"),
    "signature-missing": QT_TRANSLATE_NOOP("faults", "请本人签名。"),
    "signature-too-large": QT_TRANSLATE_NOOP("faults", "签名图太大，请清除后重签。"),
    "signature-unreadable": QT_TRANSLATE_NOOP("faults", "签名图读不出来，请清除后重签。"),
    "text-characters": QT_TRANSLATE_NOOP("faults", "内容里有看不见的控制字符，请删去后重新输入。"),
    "text-too-long": QT_TRANSLATE_NOOP("faults", "最多 {limit} 个字，现在有 {length} 个。"),
}
