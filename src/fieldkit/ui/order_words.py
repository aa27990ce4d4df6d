# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a paper on its way stands, in words, and what of it is trouble."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fieldkit.domain.print_orders import BY_ITSELF, CRASHED, FAULT, STALLED, UNSURE, Order, OrderState
from fieldkit.printers.ticket import WHYS
from fieldkit.problems import PrinterNotReady, PrintUnsure, Problem
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.printer_words import why_words
from fieldkit.ui.problems import outcome_sentence
from fieldkit.ui.strings import from_table

OUTCOMES = {
    "queued": QT_TRANSLATE_NOOP("orders", "等待打印"),
    "sending": QT_TRANSLATE_NOOP("orders", "正在送往打印机"),
    "sent": QT_TRANSLATE_NOOP("orders", "已送到打印机"),
    "printed": QT_TRANSLATE_NOOP("orders", "已打印"),
    "saved": QT_TRANSLATE_NOOP("orders", "已存为 PDF"),
    "unknown": QT_TRANSLATE_NOOP("orders", "不知道打出来没有"),
    "not-printed": QT_TRANSLATE_NOOP("orders", "没有打出来"),
    "cancelled": QT_TRANSLATE_NOOP("orders", "已取消"),
    "skipped": QT_TRANSLATE_NOOP("orders", "跳过，没有打"),
    "fault": QT_TRANSLATE_NOOP("orders", "程序出错，没有打"),
}
"""By a ledger line's outcome; any other is a problem's code."""
MUTE = "mute"
BUSY = "busy"
HANDED_OVER = QT_TRANSLATE_NOOP("orders", "已送到，没有回报")
_ASKED = {
    CRASHED: QT_TRANSLATE_NOOP("orders", "程序在送出时中断了"),
    STALLED: QT_TRANSLATE_NOOP("orders", "打印机收下很久了，一直没有打完"),
    UNSURE: QT_TRANSLATE_NOOP("orders", "送到一半断了"),
    FAULT: QT_TRANSLATE_NOOP("orders", "送出时程序出错了"),
}

_REASONS = (
    QT_TRANSLATE_NOOP("orders", "本人遗失"),
    QT_TRANSLATE_NOOP("orders", "已经损坏"),
    QT_TRANSLATE_NOOP("orders", "字迹不清"),
    QT_TRANSLATE_NOOP("orders", "卡纸或缺纸，没打好"),
    QT_TRANSLATE_NOOP("orders", "信息更正后重打"),
    QT_TRANSLATE_NOOP("orders", "临时编号换成正式编号"),
)


def copy_reasons() -> tuple[str, ...]:
    """Return the usual reasons for a further copy; the ledger keeps the one that was chosen."""
    return tuple(from_table("orders", words) for words in _REASONS)


def outcome_words(outcome: str, why: str = "") -> str:
    """Return how a line of the ledger stands; what is known of it only because the printer took it is not printed."""
    words = HANDED_OVER if outcome == "printed" and why == MUTE else OUTCOMES.get(outcome)
    return from_table("orders", words) if words else outcome_sentence(outcome).title.rstrip("。.")


def order_words(order: Order) -> str:
    """Return where an order stands, and why, in a few words."""
    if order.state is OrderState.FAILED:
        state = from_table("orders", QT_TRANSLATE_NOOP("orders", "没有送出"))
        why = why_of(order) or outcome_sentence(order.why).title.rstrip("。.")
        if order.why in BY_ITSELF:
            state = from_table("orders", QT_TRANSLATE_NOOP("orders", "会自动再送"))
    else:
        state, why = outcome_words(order.state.value, order.why), why_of(order)
    return QCoreApplication.translate("orders", "{0}（{1}）").format(state, why) if why else state


def why_of(order: Order) -> str:
    """Return why an order stands where it does, in a few words; '' where there is nothing to say."""
    why = order.facts.get("why", order.why)
    if order.state is OrderState.UNKNOWN and order.why in _ASKED and why not in WHYS:
        return from_table("orders", _ASKED[order.why])
    return why_words(why) if why in WHYS and why != MUTE else ""


def trouble_of(order: Order) -> Problem | None:
    """Return what to tell an operator at once about an order that moved, or None where all is well."""
    if order.state is OrderState.FAILED:
        return None if waits_its_turn(order) else told(order)
    if order.state is OrderState.UNKNOWN:
        return PrintUnsure(printer=order.printer, **_why(order))
    if order.state is OrderState.SENT and order.why in WHYS:
        return PrinterNotReady(printer=order.printer, why=order.why)
    return None


def wants_somebody(order: Order) -> bool:
    """Return True while somebody has to do something about an order, or go to its printer."""
    if waits_its_turn(order):
        return False
    return order.state in (OrderState.FAILED, OrderState.UNKNOWN) or (
        order.state is OrderState.SENT and order.why in WHYS
    )


def waits_its_turn(order: Order) -> bool:
    """Return True where a printer took nothing only because it is at another paper: it is asked again by itself."""
    return order.state is OrderState.FAILED and order.why in BY_ITSELF and order.facts.get("why") == BUSY


def told(order: Order) -> Problem:
    """Return the problem by which an order failed."""
    failed = Problem(**order.facts)
    failed.code = order.why
    return failed


def _why(order: Order) -> dict[str, str]:
    why = order.facts.get("why", order.why)
    return {"why": why} if why in WHYS or why in (CRASHED, STALLED) else {}
