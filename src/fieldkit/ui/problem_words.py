# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A title and an advice for each problem code; ``code/why`` and ``code+fact`` are closer words for a known cause.

``doing:code`` are the words while that is done.
"""

from __future__ import annotations

from fieldkit.ui.district_words import DISTRICT_PROBLEMS
from fieldkit.ui.key_words import KEY_PROBLEMS
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.parcel_words import PARCEL_PROBLEMS
from fieldkit.ui.printer_words import PRINTER_PROBLEMS

BUG = (
    QT_TRANSLATE_NOOP("problems", "程序出错了，已保存的记录都还在。"),
    QT_TRANSLATE_NOOP(
        "problems", "请再做一次；还是不行，请关闭程序重新打开，并把日志文件 fieldkit.log 交给技术人员。"
    ),
)

_NOT_TO_BE_VOIDED = (
    QT_TRANSLATE_NOOP("problems", "这一类记录已经记下，不能直接作废。"),
    QT_TRANSLATE_NOOP("problems", "请再做一次正确的登记，以后一次为准；区里退回的可以在“上报”页作废。"),
)
_CHECK_THE_PRINTER = QT_TRANSLATE_NOOP("problems", "请检查电源、连线和纸张，再到“打印”页重打；登记已经保存。")
_MEND_THE_FORM = QT_TRANSLATE_NOOP(
    "problems", "请改好数据文件夹里的 forms/member_form.toml；移走它，就用程序自带的版式。"
)
_MEND_THE_LAYOUT = QT_TRANSLATE_NOOP(
    "problems", "请在“设置”的“卡片版式”里看看是哪几处，改好或换一个版式，再打印。"
)

PROBLEMS: dict[str, tuple[str, str]] = {
    **KEY_PROBLEMS,
    **DISTRICT_PROBLEMS,
    **PARCEL_PROBLEMS,
    **PRINTER_PROBLEMS,
    # The store and its key
    "store-missing": (
        QT_TRANSLATE_NOOP("problems", "这个文件夹里没有本机的档案库。"),
        QT_TRANSLATE_NOOP("problems", "请确认数据文件夹没有被移走；确实是新设备，请按步骤新建。"),
    ),
    "store-locked": (
        QT_TRANSLATE_NOOP("problems", "另一个 FieldKit 正开着同一个档案库。"),
        QT_TRANSLATE_NOOP("problems", "请切换到已打开的那个窗口；刚刚才关闭的，请等半分钟再试。"),
    ),
    "store-damaged": (
        QT_TRANSLATE_NOOP("problems", "本机的档案库有损坏，打不开。"),
        QT_TRANSLATE_NOOP(
            "problems", "请不要删除任何文件，换一台设备继续工作，并把这台设备交给区里的技术人员恢复。"
        ),
    ),
    "store-too-new": (
        QT_TRANSLATE_NOOP("problems", "这个档案库是更新版本的 FieldKit 写的。"),
        QT_TRANSLATE_NOOP("problems", "请先升级这台设备上的程序，再打开。"),
    ),
    "disk-full": (
        QT_TRANSLATE_NOOP("problems", "磁盘满了，刚才这一步没有保存。"),
        QT_TRANSLATE_NOOP("problems", "屏幕上的内容都还在：请删掉一些别的文件，腾出空间，再保存一次。"),
    ),
    "disk-refused": (
        QT_TRANSLATE_NOOP("problems", "磁盘写不进去，刚才这一步没有保存。"),
        QT_TRANSLATE_NOOP(
            "problems", "屏幕上的内容都还在：请检查数据文件夹是否只读、移动硬盘是否拔掉，再保存一次。"
        ),
    ),
    "disk-refused/read": (
        QT_TRANSLATE_NOOP("problems", "磁盘刚才没有读出来；已重新读过，档案库是好的。"),
        QT_TRANSLATE_NOOP(
            "problems", "请再做一次刚才这一步。又出现请尽快上报、另存一份，并请技术人员检查磁盘。"
        ),
    ),
    "wrong-pin": (
        QT_TRANSLATE_NOOP("problems", "PIN 不对。"),
        QT_TRANSLATE_NOOP("problems", "请重新输入。"),
    ),
    "wrong-pin+tries_left": (
        QT_TRANSLATE_NOOP("problems", "PIN 不对，还可以再试 {tries_left} 次。"),
        QT_TRANSLATE_NOOP("problems", "请看清选的是不是自己的名字，再重新输入。"),
    ),
    "wrong-pin+wait_seconds": (
        QT_TRANSLATE_NOOP("problems", "输错的次数太多，请等 {wait_seconds} 秒再试。"),
        QT_TRANSLATE_NOOP("problems", "忘记 PIN 的，请另一位操作员登录后在设置里重新添加。"),
    ),
    "wrong-pin/passphrase": (
        QT_TRANSLATE_NOOP("problems", "口令不对。"),
        QT_TRANSLATE_NOOP("problems", "请重新输入。"),
    ),
    "wrong-pin/passphrase+tries_left": (
        QT_TRANSLATE_NOOP("problems", "口令不对，还可以再试 {tries_left} 次。"),
        QT_TRANSLATE_NOOP("problems", "请看清选的是不是自己的名字，再重新输入。"),
    ),
    "wrong-pin/passphrase+wait_seconds": (
        QT_TRANSLATE_NOOP("problems", "输错的次数太多，请等 {wait_seconds} 秒再试。"),
        QT_TRANSLATE_NOOP("problems", "忘记口令的，请另一位操作员登录后在设置里重新添加。"),
    ),
    "pin-too-short": (
        QT_TRANSLATE_NOOP("problems", "PIN 至少要 {least} 位数字。"),
        QT_TRANSLATE_NOOP("problems", "请重新设一个，不要用生日或连号。"),
    ),
    "pin-too-short/passphrase": (
        QT_TRANSLATE_NOOP("problems", "口令至少要 {least} 个字符。"),
        QT_TRANSLATE_NOOP("problems", "可以用几个不相关的词连在一起，又长又好记。"),
    ),
    "keyring-gone": (
        QT_TRANSLATE_NOOP("problems", "系统钥匙串打不开，本机的密钥取不出来。"),
        QT_TRANSLATE_NOOP(
            "problems", "请确认用的是平时的系统账号，解锁系统钥匙串后再试；记录都还在，没有丢失。"
        ),
    ),
    "key-file-damaged": (
        QT_TRANSLATE_NOOP("problems", "密钥文件 keys.json 读不出来。"),
        QT_TRANSLATE_NOOP(
            "problems", "请不要删除任何文件，换一台设备继续工作，并把这台设备交给区里的技术人员恢复。"
        ),
    ),
    # Who may do what
    "not-signed-in": (
        QT_TRANSLATE_NOOP("problems", "现在没有人登录。"),
        QT_TRANSLATE_NOOP("problems", "请先登录，再做一次。"),
    ),
    "not-allowed": (
        QT_TRANSLATE_NOOP("problems", "这一步要由镇街干部来做。"),
        QT_TRANSLATE_NOOP("problems", "请镇街干部登录后处理。"),
    ),
    "not-allowed/void": (
        QT_TRANSLATE_NOOP("problems", "志愿者只能在 10 分钟内作废自己的记录。"),
        QT_TRANSLATE_NOOP("problems", "请镇街干部登录后作废。"),
    ),
    "not-allowed/void-transfer": _NOT_TO_BE_VOIDED,
    "not-allowed/void-update": _NOT_TO_BE_VOIDED,
    "not-allowed/void-withdraw": _NOT_TO_BE_VOIDED,
    "not-allowed/void-amend": _NOT_TO_BE_VOIDED,
    "not-allowed/void-void": _NOT_TO_BE_VOIDED,
    "not-briefed": (
        QT_TRANSLATE_NOOP("problems", "这台设备还没有拿到活动资料，不能登记。"),
        QT_TRANSLATE_NOOP("problems", "请在“设置”里加入区里并更新资料，再选择点位。"),
    ),
    # Members and goods
    "faulty": (
        QT_TRANSLATE_NOOP("problems", "还有几处要改，没有保存。"),
        QT_TRANSLATE_NOOP("problems", "请看各栏下面的红字，改好后再保存。"),
    ),
    "already-member": (
        QT_TRANSLATE_NOOP("problems", "这位职工已经是会员，不能再次入会。"),
        QT_TRANSLATE_NOOP("problems", "请改办会籍接转、信息更新，或者只登记服务。"),
    ),
    "unknown": (
        QT_TRANSLATE_NOOP("problems", "这台设备上找不到要办的这一条。"),
        QT_TRANSLATE_NOOP("problems", "请核对编号，或先上报一次以更新资料，再查一遍。"),
    ),
    "unknown/operator": (
        QT_TRANSLATE_NOOP("problems", "本机的档案库里没有这位操作员。"),
        QT_TRANSLATE_NOOP("problems", "请另一位操作员登录，在“设置”里重新添加。"),
    ),
    "unknown/district": (
        QT_TRANSLATE_NOOP("problems", "这台设备还没有加入区里。"),
        QT_TRANSLATE_NOOP("problems", "请在“设置”里用入网票加入；记录先存在本机。"),
    ),
    "unknown/card": (
        QT_TRANSLATE_NOOP("problems", "这个编号读不出来，或不是会员卡上的编号。"),
        QT_TRANSLATE_NOOP("problems", "请再扫一次，或照卡上的数字输入。"),
    ),
    "already-taken": (
        QT_TRANSLATE_NOOP("problems", "“{goods}”每人一份，这位会员已经领过了（{at}，{site}）。"),
        QT_TRANSLATE_NOOP("problems", "请向本人说明；登记有误的，请镇街干部作废上一条。"),
    ),
    "not-entitled": (
        QT_TRANSLATE_NOOP("problems", "按规定，这位会员不能领“{goods}”。"),
        QT_TRANSLATE_NOOP("problems", "请核对领取对象：新会员物资要先完成入会登记。"),
    ),
    "out-of-stock": (
        QT_TRANSLATE_NOOP("problems", "“{goods}”不够了，本点位还剩 {left} 份。"),
        QT_TRANSLATE_NOOP("problems", "请补货并由镇街干部登记入库，或改发其他物资。"),
    ),
    "already-voided": (
        QT_TRANSLATE_NOOP("problems", "这条记录早已作废。"),
        QT_TRANSLATE_NOOP("problems", "不用再处理。"),
    ),
    "conflicted": (
        QT_TRANSLATE_NOOP("problems", "区里已有一条编号相同、内容不同的记录，不能更正或作废。"),
        QT_TRANSLATE_NOOP(
            "problems", "请镇街干部在“上报”页选“以新编号重报”：内容不变，换一个编号；会员卡要重打。"
        ),
    ),
    "conflicted/in-doubt": (
        QT_TRANSLATE_NOOP(
            "problems", "要更正或作废的那条记录，区里在同一编号下有两种内容，分不清指的是哪一种。"
        ),
        QT_TRANSLATE_NOOP("problems", "请把这一条作废，并把正确的内容告诉区里的技术人员。"),
    ),
    # Paper
    "form-layout-refused": (  # of which only the code was kept
        QT_TRANSLATE_NOOP("problems", "登记表的版式文件有问题，没有打印。"),
        _MEND_THE_FORM,
    ),
    "form-layout-refused+place": (
        QT_TRANSLATE_NOOP("problems", "登记表的版式文件有问题，没有打印。出错的地方：{place}。"),
        _MEND_THE_FORM,
    ),
    "layout-refused": (  # of which only the code was kept
        QT_TRANSLATE_NOOP("problems", "卡片版式有问题，没有打印。"),
        _MEND_THE_LAYOUT,
    ),
    "layout-refused+name": (
        QT_TRANSLATE_NOOP("problems", "卡片版式“{name}”有问题，没有打印。"),
        _MEND_THE_LAYOUT,
    ),
    "printer-refused": (  # of which only the code was kept
        QT_TRANSLATE_NOOP("problems", "打印机没有接收这张纸。"),
        _CHECK_THE_PRINTER,
    ),
    "printer-refused+printer": (
        QT_TRANSLATE_NOOP("problems", "打印机“{printer}”没有接收这张纸。"),
        _CHECK_THE_PRINTER,
    ),
    "print-unsure/crashed": (
        QT_TRANSLATE_NOOP("problems", "程序在打印时中断了，有的纸不知道打出来没有。"),
        QT_TRANSLATE_NOOP("problems", "请看看打印机“{printer}”，再到“打印”页回答一下。"),
    ),
    "print-unsure/stalled": (
        QT_TRANSLATE_NOOP("problems", "打印机“{printer}”收下了一张纸，很久没有打完。"),
        QT_TRANSLATE_NOOP("problems", "请看看打印机，再到“打印”页回答；回答之前不会再往它送别的纸。"),
    ),
    "already-printed": (
        QT_TRANSLATE_NOOP("problems", "这张纸已经打印过。"),
        QT_TRANSLATE_NOOP(
            "problems", "要再打一联，请到“打印”页选中它，写明原因。会员卡也可以到“会员查询”页补打。"
        ),
    ),
    "print-moved-on": (
        QT_TRANSLATE_NOOP("problems", "这张纸的情况刚刚变了，这一步没有做。"),
        QT_TRANSLATE_NOOP("problems", "请看看“打印”页上现在的情况，再决定。"),
    ),
    "not-called-back": (
        QT_TRANSLATE_NOOP("problems", "没能从打印机“{printer}”撤回刚才那张纸。"),
        QT_TRANSLATE_NOOP("problems", "它以后可能还会自己打出来：打出来的请作废，不要发给会员。"),
    ),
    "clock-doubtful": (
        QT_TRANSLATE_NOOP("problems", "本机的时间可能不对。"),
        QT_TRANSLATE_NOOP(
            "problems", "请在系统里校对日期和时间。可以照常登记，记录会注明时间存疑，年龄按活动那天算。"
        ),
    ),
    "fonts-missing": (
        QT_TRANSLATE_NOOP("problems", "打印用的字体没有装好。"),
        QT_TRANSLATE_NOOP("problems", "请运行 ./run setup 重新安装字体，再到“打印”页重打；登记已经保存。"),
    ),
}
