# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Titles and advice for what goes wrong between this device and its district, and for who answers in its place."""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

_REVOKED = (
    QT_TRANSLATE_NOOP("problems", "区里已停用这台设备，会员名单已锁上。"),
    QT_TRANSLATE_NOOP(
        "problems", "不能再登记和打印。请保管好设备，联系区里；没有送到的记录仍可在“上报”页上报或装包。"
    ),
)
_QUARANTINE_FULL = (
    QT_TRANSLATE_NOOP("problems", "这台设备被区里扣留待决的内容已满，这次上报没有收下。"),
    QT_TRANSLATE_NOOP(
        "problems", "记录都还在本机，没有丢：请联系区里先处理扣留的内容，处理好后再点“立即上报”。"
    ),
)
_TOO_OLD = (
    QT_TRANSLATE_NOOP("problems", "这台设备上的程序太旧，区里已经不收它的记录。"),
    QT_TRANSLATE_NOOP("problems", "请先升级程序，再点“立即上报”；记录都还在本机。"),
)
_TOO_NEW = (
    QT_TRANSLATE_NOOP("problems", "这台设备上的程序比区里的服务器新，两边说不通。"),
    QT_TRANSLATE_NOOP("problems", "记录都还在本机；请告诉区里的技术人员升级服务器。"),
)

DISTRICT_PROBLEMS: dict[str, tuple[str, str]] = {
    "district-unreachable": (
        QT_TRANSLATE_NOOP("problems", "连不上区里。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记：记录都存在本机，网络恢复后会自动上报。"),
    ),
    "district-unreachable/no-network": (
        QT_TRANSLATE_NOOP("problems", "这台设备没有联网。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记：记录都存在本机，联网后会自动上报。"),
    ),
    "district-unreachable/name": (
        QT_TRANSLATE_NOOP("problems", "找不到区里的服务器。"),
        QT_TRANSLATE_NOOP("problems", "请检查网络；不影响登记，网络恢复后会自动上报。"),
    ),
    "district-unreachable/refused": (
        QT_TRANSLATE_NOOP("problems", "网络通了，但区里的服务器没有开。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记，程序会自动再试；一直这样请告诉区里的技术人员。"),
    ),
    "district-unreachable/timeout": (
        QT_TRANSLATE_NOOP("problems", "网络太慢，区里没有及时答复。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记，程序会自动再试；可以换个信号好的位置，或用手机热点。"),
    ),
    "district-unreachable/cut": (
        QT_TRANSLATE_NOOP("problems", "上报到一半，网络断了。"),
        QT_TRANSLATE_NOOP("problems", "已确认的不会重报，没确认的还在本机，程序会自动再试。"),
    ),
    "district-not-trusted": (
        QT_TRANSLATE_NOOP("problems", "答复的不是区里的服务器，什么也没有发出去。"),
        QT_TRANSLATE_NOOP("problems", "请换一个网络再试；一直这样请告诉区里的技术人员。"),
    ),
    "district-not-trusted/certificate": (
        QT_TRANSLATE_NOOP("problems", "对方的证书不是区里的，什么也没有发出去。"),
        QT_TRANSLATE_NOOP(
            "problems", "请换一个网络再试，不要使用要看广告或登录的公共无线网；一直这样请告诉区里的技术人员。"
        ),
    ),
    "district-not-trusted/not-yet-valid": (
        QT_TRANSLATE_NOOP("problems", "这台设备的时间不对，无法确认区里的身份。"),
        QT_TRANSLATE_NOOP("problems", "请把系统日期和时间调准，再点“立即上报”。"),
    ),
    "district-not-trusted/expired": (
        QT_TRANSLATE_NOOP("problems", "区里服务器的证书已过期，或这台设备的时间快了，什么也没有发出去。"),
        QT_TRANSLATE_NOOP(
            "problems", "请核对系统日期和时间；时间没有错，请告诉区里的技术人员换证书。记录都在本机。"
        ),
    ),
    "district-not-trusted/other-address": (
        QT_TRANSLATE_NOOP("problems", "对方的证书是区里的，但不是这个地址的，什么也没有发出去。"),
        QT_TRANSLATE_NOOP(
            "problems", "请告诉区里的技术人员：服务器换了地址，证书上要添上新地址。记录都在本机。"
        ),
    ),
    "district-not-trusted/signature": (
        QT_TRANSLATE_NOOP("problems", "答复上没有区里的签名，一条也没有算作确认。"),
        QT_TRANSLATE_NOOP("problems", "请换一个网络再试，并告诉区里的技术人员。"),
    ),
    "district-not-trusted/certificate+name": (
        QT_TRANSLATE_NOOP("problems", "答复的是“{name}”，不是区里的服务器，什么也没有发出去。"),
        QT_TRANSLATE_NOOP("problems", "请换一个网络再试，例如手机热点；“{name}”要告诉区里的技术人员。"),
    ),
    "district-not-trusted/not-fieldkit": (
        QT_TRANSLATE_NOOP("problems", "答复看不懂，不是区里的服务器发的，一条也没有算作确认。"),
        QT_TRANSLATE_NOOP("problems", "请换一个网络再试，例如手机热点；一直这样请告诉区里的技术人员。"),
    ),
    "district-not-trusted/portal": (
        QT_TRANSLATE_NOOP("problems", "这个网络要先登录：答复的是“{name}”的网页，不是区里的服务器。"),
        QT_TRANSLATE_NOOP(
            "problems", "请打开浏览器完成上网登录，或换一个网络，再点“立即上报”；记录都在本机。"
        ),
    ),
    "district-not-trusted/trust-older": (
        QT_TRANSLATE_NOOP("problems", "收到的信任名单比本机的旧，没有采用。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记；请换一个网络再试，一直这样请告诉区里的技术人员。"),
    ),
    "district-not-trusted/trust-jump": (
        QT_TRANSLATE_NOOP("problems", "收到的信任名单编号跳得太远，没有采用。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记；请告诉区里的技术人员：要由区里的根密钥签发。"),
    ),
    "district-not-trusted/other-request": (
        QT_TRANSLATE_NOOP("problems", "收到的是另一次上报的答复，一条也没有算作确认。"),
        QT_TRANSLATE_NOOP("problems", "程序会自动再试；一直这样请换一个网络。"),
    ),
    "district-refused": (  # of which only the code was kept
        QT_TRANSLATE_NOOP("problems", "区里没有接收这次上报。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机；请再点“立即上报”，会说明原因。"),
    ),
    "district-refused+why": (
        QT_TRANSLATE_NOOP("problems", "区里没有接收这次上报（{why}）。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机；请把括号里的代码告诉区里的技术人员。"),
    ),
    "district-refused/quarantine-full": _QUARANTINE_FULL,
    "take-answer:district-refused/quarantine-full": (
        _QUARANTINE_FULL[0],
        QT_TRANSLATE_NOOP(
            "problems",
            "记录都还在本机，没有丢：请联系区里先处理扣留的内容，再请区里把同一个包裹读一次，带回新的回执。",
        ),
    ),
    "device-revoked": _REVOKED,
    "district-refused/revoked": _REVOKED,
    "district-refused/stale": (
        QT_TRANSLATE_NOOP("problems", "这次上报的凭据过时了，区里没有接收。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机：请再点“立即上报”；一直这样请告诉区里的技术人员。"),
    ),
    "district-refused/malformed": (
        QT_TRANSLATE_NOOP("problems", "区里读不出这次上报的内容。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机；请告诉区里的技术人员核对两边程序的版本。"),
    ),
    "district-refused/unknown-device": (
        QT_TRANSLATE_NOOP("problems", "区里不认识这台设备。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机；请向区里要一张新的入网票。"),
    ),
    "district-refused/too-old-protocol": _TOO_OLD,
    "district-refused/too-new-protocol": _TOO_NEW,
    "district-refused/signature": (
        QT_TRANSLATE_NOOP("problems", "区里认不出这台设备的签名。"),
        QT_TRANSLATE_NOOP("problems", "记录都还在本机；请告诉区里的技术人员，可能要重新加入。"),
    ),
    "district-failing": (
        QT_TRANSLATE_NOOP("problems", "区里的服务器自己出了故障。"),
        QT_TRANSLATE_NOOP("problems", "不影响登记，程序会自动再试；一直这样请告诉区里的技术人员。"),
    ),
    "joining-refused": (
        QT_TRANSLATE_NOOP("problems", "入网票没有被接受。"),
        QT_TRANSLATE_NOOP("problems", "请向区里要一张新的入网票。"),
    ),
    "joining-refused/unreadable": (
        QT_TRANSLATE_NOOP("problems", "入网票读不出来。"),
        QT_TRANSLATE_NOOP("problems", "请整行复制，从 FK1 开始到最后一个字符，不要漏掉或换行。"),
    ),
    "joining-refused/used": (
        QT_TRANSLATE_NOOP("problems", "这张入网票已经用过。"),
        QT_TRANSLATE_NOOP("problems", "一张入网票只能加入一台设备，请向区里要一张新的。"),
    ),
    "joining-refused/expired": (
        QT_TRANSLATE_NOOP("problems", "这张入网票已经过期。"),
        QT_TRANSLATE_NOOP("problems", "请向区里要一张新的入网票。"),
    ),
    "joining-refused/joined": (
        QT_TRANSLATE_NOOP("problems", "这台设备早已加入区里。"),
        QT_TRANSLATE_NOOP("problems", "不用再加入；要换到别的区，请新建一个数据文件夹。"),
    ),
    "joining-refused/revoked": (
        QT_TRANSLATE_NOOP("problems", "区里已停用这台设备，不能再加入。"),
        QT_TRANSLATE_NOOP("problems", "请停止登记，保管好设备，并联系区里；记录都还在本机。"),
    ),
    "joining-refused/signature": (
        QT_TRANSLATE_NOOP("problems", "区里认不出这台设备以前的证书，没有让它加入。"),
        QT_TRANSLATE_NOOP(
            "problems", "记录都还在本机，入网票也没有作废；请告诉区里的技术人员，核对是不是原来的区。"
        ),
    ),
    "joining-refused/malformed": (
        QT_TRANSLATE_NOOP("problems", "区里读不出这台设备的入网申请。"),
        QT_TRANSLATE_NOOP("problems", "请告诉区里的技术人员核对两边程序的版本。"),
    ),
    "joining-refused/too-old-protocol": (
        QT_TRANSLATE_NOOP("problems", "这台设备上的程序太旧，不能加入区里。"),
        QT_TRANSLATE_NOOP("problems", "请先升级程序，再用入网票加入。"),
    ),
    "joining-refused/too-new-protocol": _TOO_NEW,
    "joining-refused/unknown": (
        QT_TRANSLATE_NOOP("problems", "区里没有发过这张入网票。"),
        QT_TRANSLATE_NOOP("problems", "请核对是不是别的区的入网票，或向区里要一张新的。"),
    ),
}
