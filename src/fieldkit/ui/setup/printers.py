# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The printers of this device: which there are and how they are, what each is for, and a page to try one with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fieldkit.printers.ticket import JobState, Printer
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.printer_words import kind_words, paper_words, standing_words, why_words
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup import printer_tasks
from fieldkit.ui.setup.printer_form import PrinterForm
from fieldkit.ui.setup.printer_tasks import Tried
from fieldkit.ui.setup.printer_uses import PrinterUses

if TYPE_CHECKING:
    from fieldkit.printers.discovery import Found

LANE = "?"  # of no printer: what is asked about printers keeps none of them waiting
ROWS = 4  # of the list that are seen at once


class PrintersPanel(QWidget):
    """What each printer is for, the list of printers, and what can be done with one.

    Attributes:
        uses: what each printer is for.
        form: the fields of the printer that is being added or changed.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[Found, ...] = ()
        self._ailing: dict[str, str] = {}
        self.uses = PrinterUses(session, self)
        self.list = QListWidget(self)
        self.address = QLineEdit(self)
        self.form = PrinterForm(self)
        self.told = label("", "good", self)
        self._make()
        self._lay_out()
        self._show()

    def refresh(self) -> None:
        """Ask how the remembered printers are; the answer may take a while."""
        if printers := self._session.settings.devices:
            self._ask(partial(printer_tasks.ailments, printers=printers), self._take_ailments)

    def seek(self) -> None:
        """Look for printers."""
        self.seek_button.setEnabled(False)
        say(self.told, self.tr("正在查找打印机，要几秒钟……"), "note")
        self._ask(printer_tasks.found, self._take_found)

    def seek_address(self) -> None:
        """Look for the printer at the address that was typed."""
        self.add_button.setEnabled(False)
        say(self.told, self.tr("正在连接……"), "note")
        self._ask(partial(printer_tasks.at_address, typed=self.address.text()), self._take_addressed)

    def change(self) -> None:
        """Open the fields of the printer in the list."""
        if (printer := self._chosen()) is not None:
            self._open_form(printer)

    def take_away(self) -> None:
        """Forget the printer in the list; what it was for is saved as PDF from now on."""
        printer, settings = self._chosen(), self._session.settings
        if printer is None or not self._is_known(printer):
            return
        others = tuple(one for one in settings.devices if one.name != printer.name)
        uses = tuple(pair for pair in settings.printers if pair[1] != printer.name)
        self._keep(others, uses)
        say(self.told, self.tr("不再记住“{0}”。").format(printer.name), "good")

    def try_page(self) -> None:
        """Print a test page on the printer in the list."""
        printer = self._chosen()
        if printer is None:
            return
        self.try_button.setEnabled(False)
        say(self.told, self.tr("正在打印测试页……"), "note")
        lines = (
            self.tr("打印机测试页"),
            self.tr("打印机：{0}").format(printer.name),
            self.tr("类型：{0}，{1} dpi").format(kind_words(printer.kind), printer.dpi),
            self.tr("纸张：{0}").format(paper_words(printer.paper)),
            self.tr("右移 {0} 毫米，下移 {1} 毫米").format(*printer.offset_mm),
        )
        task = partial(printer_tasks.try_page, printer=printer, lines=lines)
        self._session.press(printer.name).run(task, done=self._take_tried, failed=self._failed)

    def _ask(self, task, done) -> None:
        self._session.press(LANE).run(task, done=done, failed=self._failed)

    # -- making ---------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.list.setObjectName("printer_list")
        self.list.setAccessibleName(self.tr("打印机"))
        self.list.setFixedHeight(ROWS * (self.list.fontMetrics().height() + 22))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._offer)
        self.list.itemActivated.connect(self.change)
        self.address.setObjectName("printer_address")
        self.address.setPlaceholderText(self.tr("192.0.2.7 或 192.0.2.7:9100"))
        self.address.returnPressed.connect(self.seek_address)
        self.form.kept.connect(self._keep_printer)
        self.form.left.connect(self._leave_form)
        self.form.hide()

    def _lay_out(self) -> None:
        make = partial(button, parent=self)
        self.seek_button = make(self.tr("查找打印机"), "plain", self.seek, object_name="seek_printers")
        self.change_button = make(self.tr("修改…"), "plain", self.change, object_name="change_printer")
        self.try_button = make(self.tr("打测试页"), "plain", self.try_page, object_name="try_printer")
        self.forget_button = make(self.tr("移走"), "quiet", self.take_away, object_name="forget_printer")
        self.add_button = make(self.tr("连接"), "plain", self.seek_address, object_name="add_printer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.uses)
        column.addSpacing(6)
        column.addWidget(self.list)
        column.addLayout(
            _in_a_row((self.forget_button, self.try_button, self.change_button, self.seek_button))
        )
        by_address = QHBoxLayout()
        by_address.addWidget(
            label_of(self.address, self.tr("网络打印机的地址"), self, wrap=False, name="hint")
        )
        by_address.addWidget(self.address, 1)
        by_address.addWidget(self.add_button)
        column.addLayout(by_address)
        column.addWidget(self.told)
        column.addWidget(self.form)
        self.told.hide()

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show what is remembered and what was found, and what each printer is for."""
        devices = self._session.settings.devices
        self.uses.show_uses()
        chosen = self._chosen()
        self.list.clear()
        for one in devices:
            self._add_line(one, self._ailing.get(one.name))
        roads = {one.road for one in devices}
        for new in self._found:
            if new.printer.road not in roads:
                self._add_line(new.printer, new.why, new=True)
        if chosen is not None:
            self._choose(chosen)
        self._offer()

    def _add_line(self, printer: Printer, why: str | None, *, new: bool = False) -> None:
        how = self.tr("没有问过") if why is None else why_words(why) or self.tr("就绪")
        words = self.tr("{0}：{1}，{2} dpi，{3}").format(
            printer.name, kind_words(printer.kind), printer.dpi, how
        )
        item = QListWidgetItem(self.tr("（新）{0}").format(words) if new else words, self.list)
        item.setData(Qt.ItemDataRole.UserRole, printer)
        item.setToolTip(printer.road)

    def _chosen(self) -> Printer | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def _choose(self, printer: Printer) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole).name == printer.name:
                self.list.setCurrentRow(row)

    def _is_known(self, printer: Printer) -> bool:
        return any(one.name == printer.name for one in self._session.settings.devices)

    def _offer(self) -> None:
        """Let only that be pressed which can be done with the printer in the list."""
        printer = self._chosen()
        self.change_button.setEnabled(printer is not None)
        self.try_button.setEnabled(printer is not None)
        self.forget_button.setEnabled(printer is not None and self._is_known(printer))
        new = printer is not None and not self._is_known(printer)
        self.change_button.setText(self.tr("使用这台…") if new else self.tr("修改…"))

    # -- keeping --------------------------------------------------------------------------------------------

    def _keep_printer(self, printer: Printer, before: str) -> None:
        """Remember a printer, under a name that no other has; what it was for it stays for."""
        settings = self._session.settings
        if printer.name != before and self._is_known(printer):
            self.form.refuse(self.tr("已经有一台叫这个名字，请换一个名称。"))
            return
        others = [printer if one.name == before else one for one in settings.devices]
        uses = tuple((group, printer.name if name == before else name) for group, name in settings.printers)
        self._keep(others if before else (*others, printer), uses)
        self._choose(printer)
        self._leave_form()
        say(
            self.told,
            self.tr("已记住“{0}”。请在上面选它打什么，再打一张测试页。").format(printer.name),
            "good",
        )
        self.refresh()

    def _keep(self, devices: Iterable[Printer], uses: tuple[tuple[str, str], ...]) -> None:
        session = self._session
        session.keep_settings(replace(session.settings, devices=tuple(devices), printers=uses))
        self._show()

    def _open_form(self, printer: Printer) -> None:
        self.form.show_printer(printer, known=self._is_known(printer))
        QTimer.singleShot(0, self, self._bring_form)

    def _bring_form(self) -> None:
        """Bring the fields into sight, once they have their place on the page."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.form)

    def _leave_form(self) -> None:
        self.form.hide()
        self.list.setFocus()

    # -- answers --------------------------------------------------------------------------------------------

    def _take_ailments(self, ailing: dict[str, str]) -> None:
        self._ailing |= ailing
        self._show()

    def _take_found(self, found: tuple[Found, ...]) -> None:
        self.seek_button.setEnabled(True)
        self._found = found
        self._ailing |= {one.printer.name: one.why for one in found if self._is_known(one.printer)}
        self._show()
        count = sum(not self._is_known(one.printer) for one in found)
        if count:
            words = self.tr("找到 {0} 台还没有记住的打印机：选中一台，再按“使用这台”。").format(count)
        else:
            words = self.tr("没有找到别的打印机。请检查电源和连线，或在下面写它的地址。")
        say(self.told, words, "good" if count else "note")

    def _take_addressed(self, found: Found | None) -> None:
        self.add_button.setEnabled(True)
        if found is None:
            say(self.told, self.tr("这不像一个地址，例如 192.0.2.7:9100。"))
            self.address.setFocus()
            return
        self._found = (*(one for one in self._found if one.printer.road != found.printer.road), found)
        self._show()
        words = self.tr("{0}：{1}").format(found.printer.name, why_words(found.why) or self.tr("连上了"))
        say(self.told, words, "fault" if found.why else "good")
        self._open_form(found.printer)

    def _take_tried(self, tried: Tried) -> None:
        self.try_button.setEnabled(True)
        well = tried.standing.state in (JobState.WAITING, JobState.PRINTING, JobState.DONE)
        if well:
            words = self.tr("测试页已送到“{0}”：{1}。请看尺子、文字和二维码是否完整。")
        else:
            words = self.tr("测试页已送到“{0}”，但是{1}。")
        how = standing_words(tried.standing)
        say(self.told, words.format(tried.printer.name, how), "good" if well else "fault")
        self.refresh()

    def _failed(self, fault: Exception) -> None:
        for one in (self.seek_button, self.add_button):
            one.setEnabled(True)
        self._offer()
        say(self.told, str(sentence(fault)))


def _in_a_row(widgets: Iterable[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for one in widgets:
        row.addWidget(one)
    return row
