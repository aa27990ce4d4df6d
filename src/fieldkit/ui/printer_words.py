# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What ails a printer, in words: why it takes no paper, why one may not have come out, and where a paper is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fieldkit.printers.ticket import JobState, Kind, Standing
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_LOOK = QT_TRANSLATE_NOOP("problems", "请先看出纸口：已经打出来的不要再打；没有打出来的，到“打印”页重打。")

_TITLES = {
    "paper-out": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”缺纸了。"),
    "jam": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”卡纸了。"),
    "cover-open": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”的盖子没有关好。"),
    "ink-out": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”的墨、碳粉或色带用完了。"),
    "offline": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”脱机了，或没有开机。"),
    "paused": QT_TRANSLATE_NOOP("problems", "系统里暂停了打印机“{printer}”。"),
    "authentication": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”要用户名和密码才肯打印。"),
    "trouble": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”报告有故障。"),
    "unplugged": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”的线没有插好。"),
    "no-answer": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”没有回答。"),
    "no-service": QT_TRANSLATE_NOOP("problems", "本机的打印服务没有开，打印机“{printer}”用不了。"),
    "unknown-name": QT_TRANSLATE_NOOP("problems", "系统里找不到打印机“{printer}”。"),
    "in-use": QT_TRANSLATE_NOOP("problems", "别的程序正占着打印机“{printer}”。"),
    "busy": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”正忙着打别的。"),
    "not-allowed": QT_TRANSLATE_NOOP("problems", "这个系统账号不能使用打印机“{printer}”。"),
    "format": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”看不懂送去的内容。"),
    "not-accepting": QT_TRANSLATE_NOOP("problems", "打印机“{printer}”现在不接收新的打印。"),
    "too-large": QT_TRANSLATE_NOOP("problems", "这份内容太大，打印机“{printer}”收不下。"),
    "too-wide": QT_TRANSLATE_NOOP("problems", "这张纸比打印机“{printer}”的纸宽，打不下。"),
    "cut": QT_TRANSLATE_NOOP("problems", "送到一半，和打印机“{printer}”的连接断了。"),
}
"""By ``why`` (``printers.ticket.WHYS``), as far as a problem can be raised with it."""

_ADVICE = {
    "paper-out": QT_TRANSLATE_NOOP("problems", "请装好纸、关上盖子。"),
    "jam": QT_TRANSLATE_NOOP("problems", "请按打印机的说明取出卡住的纸。"),
    "cover-open": QT_TRANSLATE_NOOP("problems", "请把纸装好，把盖子按到底。"),
    "ink-out": QT_TRANSLATE_NOOP("problems", "请换上新的墨盒、碳粉或色带。"),
    "offline": QT_TRANSLATE_NOOP("problems", "请检查电源和连线，按一下打印机的联机键。"),
    "paused": QT_TRANSLATE_NOOP("problems", "请在系统的打印机设置里恢复它。"),
    "authentication": QT_TRANSLATE_NOOP("problems", "请技术人员在系统的打印机设置里填好，或换一台打印机。"),
    "trouble": QT_TRANSLATE_NOOP("problems", "请看打印机上的灯和屏幕，关机再开一次。"),
    "unplugged": QT_TRANSLATE_NOOP("problems", "请插好打印机的线，打开电源。"),
    "no-answer": QT_TRANSLATE_NOOP("problems", "请检查打印机的电源和网线，核对“设置”里它的地址。"),
    "no-service": QT_TRANSLATE_NOOP("problems", "请重新启动电脑；还是不行，请技术人员检查打印服务（CUPS）。"),
    "unknown-name": QT_TRANSLATE_NOOP("problems", "请在“设置”里重新选打印机。"),
    "in-use": QT_TRANSLATE_NOOP("problems", "请关掉那个程序，等几秒钟。"),
    "busy": QT_TRANSLATE_NOOP("problems", "请等它打完；这一份在“打印”页排着队，会自动再送。"),
    "not-allowed": QT_TRANSLATE_NOOP(
        "problems", "请技术人员把这个系统账号加进打印机的用户组（Debian 上是 lp）。"
    ),
    "format": QT_TRANSLATE_NOOP("problems", "请在“设置”里核对它的类型：凭条机要选“凭条打印机”。"),
    "not-accepting": QT_TRANSLATE_NOOP("problems", "请在系统的打印机设置里允许它接收。"),
    "too-large": QT_TRANSLATE_NOOP("problems", "请分几次打印。"),
    "too-wide": QT_TRANSLATE_NOOP("problems", "请在“设置”里给这种单据选别的打印机，或改用卷纸的凭条。"),
    "cut": QT_TRANSLATE_NOOP("problems", "请检查打印机的电源和连线。"),
}

PRINTER_PROBLEMS: dict[str, tuple[str, str]] = {
    "printer-gone": (  # of which only the code was kept
        QT_TRANSLATE_NOOP("problems", "打印机连不上，没有送出。"),
        QT_TRANSLATE_NOOP("problems", "请检查打印机的电源和连线，再到“打印”页重打；登记已经保存。"),
    ),
    "printer-not-ready": (
        QT_TRANSLATE_NOOP("problems", "打印机没有准备好，没有送出。"),
        QT_TRANSLATE_NOOP("problems", "请到打印机前看一看，再到“打印”页重打；登记已经保存。"),
    ),
    "print-unsure": (
        QT_TRANSLATE_NOOP("problems", "打印到一半断了，不知道有没有打出来。"),
        _LOOK,
    ),
    **{
        f"{code}/{why}": (_TITLES[why], _ADVICE[why])
        for code in ("printer-gone", "printer-not-ready", "printer-refused")
        for why in _TITLES
    },
    **{f"print-unsure/{why}": (_TITLES[why], _LOOK) for why in _TITLES},
}

_STATES = {
    JobState.WAITING: QT_TRANSLATE_NOOP("printers", "等待打印"),
    JobState.PRINTING: QT_TRANSLATE_NOOP("printers", "打印中"),
    JobState.DONE: QT_TRANSLATE_NOOP("printers", "已打印"),
    JobState.STOPPED: QT_TRANSLATE_NOOP("printers", "停住了，请到打印机前看一看"),
    JobState.GONE: QT_TRANSLATE_NOOP("printers", "不会再打印"),
    JobState.UNKNOWN: QT_TRANSLATE_NOOP("printers", "不知道有没有打出来，请看出纸口"),
}
_WHYS = {
    "paper-out": QT_TRANSLATE_NOOP("printers", "缺纸"),
    "jam": QT_TRANSLATE_NOOP("printers", "卡纸"),
    "cover-open": QT_TRANSLATE_NOOP("printers", "盖子没有关好"),
    "ink-out": QT_TRANSLATE_NOOP("printers", "墨、碳粉或色带用完了"),
    "offline": QT_TRANSLATE_NOOP("printers", "打印机脱机或没有开机"),
    "paused": QT_TRANSLATE_NOOP("printers", "系统里暂停了这台打印机"),
    "authentication": QT_TRANSLATE_NOOP("printers", "打印机要用户名和密码"),
    "trouble": QT_TRANSLATE_NOOP("printers", "打印机报告有故障"),
    "unplugged": QT_TRANSLATE_NOOP("printers", "线没有插好"),
    "no-answer": QT_TRANSLATE_NOOP("printers", "打印机没有回答"),
    "no-service": QT_TRANSLATE_NOOP("printers", "打印服务没有开"),
    "unknown-name": QT_TRANSLATE_NOOP("printers", "系统里没有这台打印机"),
    "in-use": QT_TRANSLATE_NOOP("printers", "别的程序占着打印机"),
    "busy": QT_TRANSLATE_NOOP("printers", "打印机正忙着打别的"),
    "not-allowed": QT_TRANSLATE_NOOP("printers", "这个系统账号不能用它"),
    "format": QT_TRANSLATE_NOOP("printers", "打印机看不懂送去的内容"),
    "not-accepting": QT_TRANSLATE_NOOP("printers", "打印机现在不接收"),
    "too-large": QT_TRANSLATE_NOOP("printers", "内容太大"),
    "too-wide": QT_TRANSLATE_NOOP("printers", "比打印机的纸宽"),
    "mute": QT_TRANSLATE_NOOP("printers", "已全部送到；这台打印机不报告打完没有"),
    "cut": QT_TRANSLATE_NOOP("printers", "送到一半断了"),
    "never-printed": QT_TRANSLATE_NOOP("printers", "收下很久了，一直没有打完"),
    "cancelled": QT_TRANSLATE_NOOP("printers", "已取消"),
    "begun": QT_TRANSLATE_NOOP("printers", "取消时已经开始打了"),
    "given-up": QT_TRANSLATE_NOOP("printers", "打印服务放弃了"),
    "forgotten": QT_TRANSLATE_NOOP("printers", "打印服务里已经没有它了"),
}

_KINDS = {
    Kind.FOLDER: QT_TRANSLATE_NOOP("printers", "存为 PDF"),
    Kind.CUPS: QT_TRANSLATE_NOOP("printers", "系统打印机"),
    Kind.IPP: QT_TRANSLATE_NOOP("printers", "网络打印机（IPP）"),
    Kind.WINDOWS: QT_TRANSLATE_NOOP("printers", "Windows 打印机"),
    Kind.THERMAL: QT_TRANSLATE_NOOP("printers", "凭条打印机"),
    Kind.THERMAL_TEXT: QT_TRANSLATE_NOOP("printers", "凭条打印机（慢线，自带字库）"),
}
_PAPERS = {
    "": QT_TRANSLATE_NOOP("printers", "随单据"),
    "A5": QT_TRANSLATE_NOOP("printers", "A5 纸"),
    "A4": QT_TRANSLATE_NOOP("printers", "A4 纸"),
    "CR80": QT_TRANSLATE_NOOP("printers", "卡片（85.6 × 53.98 毫米）"),
    "80mm": QT_TRANSLATE_NOOP("printers", "80 毫米卷纸"),
    "58mm": QT_TRANSLATE_NOOP("printers", "58 毫米卷纸"),
}


def why_words(why: str) -> str:
    """Return a few words for a code of ``printers.ticket.WHYS``; '' for ''."""
    return from_table("printers", _WHYS[why]) if why else ""


def standing_words(standing: Standing) -> str:
    """Return where a paper is, and why, in a few words."""
    state = from_table("printers", _STATES[standing.state])
    if not standing.why:
        return state
    return QCoreApplication.translate("printers", "{0}（{1}）").format(state, why_words(standing.why))


def kind_words(kind: Kind) -> str:
    """Return what a kind of printer is called."""
    return from_table("printers", _KINDS[kind])


def paper_words(paper: str) -> str:
    """Return what a printer's paper is called; a size of one's own is its own name."""
    return from_table("printers", _PAPERS[paper]) if paper in _PAPERS else paper
