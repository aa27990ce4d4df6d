# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A title and an advice for the problems of trust: lists, vouched keys, revoked devices."""

from __future__ import annotations

from fieldkit.ui.noop import QT_TRANSLATE_NOOP

TRUST_PROBLEMS: dict[str, tuple[str, str]] = {
    "district-not-trusted/trust-older": (
        QT_TRANSLATE_NOOP("problems", "收到的信任名单比本机的旧，没有采用。"),
        QT_TRANSLATE_NOOP("problems", "程序会自动再试；一直这样请告诉区里的技术人员。"),
    ),
    "district-not-trusted/trust-jump": (
        QT_TRANSLATE_NOOP("problems", "收到的信任名单编号跳得太远，没有采用。"),
        QT_TRANSLATE_NOOP("problems", "请告诉区里的技术人员：要由区根密钥签名才能采用。"),
    ),
    "device-revoked": (
        QT_TRANSLATE_NOOP("problems", "区里已经停用这台设备，人员名单已锁定。"),
        QT_TRANSLATE_NOOP("problems", "已录入的内容仍可上报或用U盘交回；请联系区里。"),
    ),
}
