# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The printers of this device: which there are and how they are, what each is for, and a page to try one with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from fieldkit.printers.ticket import JobState, Printer
from fieldkit.ui.parts.folding import FoldingRow
from fieldkit.ui.parts.frame import button, label, label_of, say
from fieldkit.ui.printer_words import kind_words, paper_words, standing_words, why_words
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.setup import printer_tasks
from fieldkit.ui.setup.printer_form import PrinterForm
from fieldkit.ui.setup.printer_list import PrinterList
from fieldkit.ui.setup.printer_tasks import Tried, name_apart
from fieldkit.ui.setup.printer_uses import PrinterUses

if TYPE_CHECKING:
    from fieldkit.printers.discovery import Found

T = TypeVar("T")

LANE = "?"  # of no printer: what is asked about printers keeps none of them waiting


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
        self._busy: set[str] = set()
        self.uses = PrinterUses(session, self)
        self.list = PrinterList(self)
        self.address = QLineEdit(self)
        self.form = PrinterForm(self)
        self.told = label("", "good", self)
        self._make()
        self._lay_out()
        self._show()

    def refresh(self) -> None:
        """Ask how the remembered printers are; the answer may take a while."""
        if printers := self._session.settings.devices:
            self._ask("", partial(printer_tasks.ailments, printers=printers), self._take_ailments)

    def seek(self) -> None:
        """Look for printers."""
        if self._begins("seek"):
            say(self.told, self.tr("正在查找打印机，要几秒钟……"), "note")
            self._ask("seek", printer_tasks.found, self._take_found)

    def seek_address(self) -> None:
        """Look for the printer at the address that was typed."""
        if self._begins("address"):
            say(self.told, self.tr("正在连接……"), "note")
            task = partial(printer_tasks.at_address, typed=self.address.text())
            self._ask("address", task, self._take_addressed)

    def change(self) -> None:
        """Open the fields of the printer in the list."""
        if (printer := self.list.chosen()) is not None:
            self._open_form(printer)

    def take_away(self) -> None:
        """Forget the printer in the list; what it was for is saved as PDF from now on."""
        printer, settings = self.list.chosen(), self._session.settings
        if printer is None or not self._is_known(printer):
            return
        others = tuple(one for one in settings.devices if one.name != printer.name)
        uses = tuple(pair for pair in settings.printers if pair[1] != printer.name)
        self.list.setFocus()
        self._keep(others, uses)
        say(self.told, self.tr("不再记住“{0}”。").format(printer.name), "good")

    def try_page(self) -> None:
        """Print a test page on the printer in the list."""
        printer = self.list.chosen()
        if printer is None or not self._begins("try"):
            return
        say(self.told, self.tr("正在打印测试页……"), "note")
        lines = (
            self.tr("打印机测试页"),
            self.tr("打印机：{0}").format(printer.name),
            self.tr("类型：{0}，{1} dpi").format(kind_words(printer.kind), printer.dpi),
            self.tr("纸张：{0}").format(paper_words(printer.paper)),
            self.tr("右移 {0} 毫米，下移 {1} 毫米").format(*printer.offset_mm),
        )
        task = partial(printer_tasks.try_page, printer=printer, lines=lines)
        self._run(printer.name, "try", task, self._take_tried)

    # -- asking ---------------------------------------------------------------------------------------------

    def _begins(self, what: str) -> bool:
        """Tell whether ``what`` may begin; pressed twice it is done once.

        The button is not greyed meanwhile: the focus would jump from it to the next, which forgets a printer.
        """
        begins = what not in self._busy
        self._busy.add(what)
        return begins

    def _ask(self, what: str, task: Callable[[Any], T], done: Callable[[T], None]) -> None:
        self._run(LANE, what, task, done)

    def _run(self, lane: str, what: str, task: Callable[[Any], T], done: Callable[[T], None]) -> None:
        self._session.press(lane).run(
            task, done=partial(self._ended, what, done), failed=partial(self._failed, what)
        )

    def _ended(self, what: str, done: Callable[[T], None], answer: T) -> None:
        self._busy.discard(what)
        done(answer)

    def _failed(self, what: str, fault: Exception) -> None:
        self._busy.discard(what)
        say(self.told, str(sentence(fault)))

    # -- making ---------------------------------------------------------------------------------------------

    def _make(self) -> None:
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
        self.seek_button = make(self.tr("查找打印机（&F）"), "plain", self.seek, object_name="seek_printers")
        self.change_button = make(self.tr("修改…（&U）"), "plain", self.change, object_name="change_printer")
        self.try_button = make(self.tr("打测试页（&P）"), "plain", self.try_page, object_name="try_printer")
        self.forget_button = make(
            self.tr("移走（&0）"), "quiet", self.take_away, object_name="forget_printer"
        )
        self.add_button = make(self.tr("连接"), "plain", self.seek_address, object_name="add_printer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.uses)
        column.addSpacing(6)
        column.addWidget(self.list)
        buttons = FoldingRow(self, spacing=6)
        buttons.add(_pair(self.forget_button, self.try_button))
        buttons.add(_pair(self.change_button, self.seek_button), 0)
        column.addWidget(buttons)
        by_address = QHBoxLayout()
        by_address.addWidget(
            label_of(self.address, self.tr("网络打印机的地址（&C）"), self, wrap=False, name="hint")
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
        roads = {one.road for one in devices}
        new = (one for one in self._found if one.printer.road not in roads)
        self.list.show_printers(devices, new, self._ailing)
        self._offer()

    def _apart(self, found: Found) -> Found:
        """Return what was found under a name that no other has: two printers may be at one address."""
        taken = {one.name for one in self._session.settings.devices} | {
            one.printer.name for one in self._found
        }
        return replace(found, printer=replace(found.printer, name=name_apart(found.printer, taken)))

    def _is_known(self, printer: Printer) -> bool:
        return any(one.name == printer.name for one in self._session.settings.devices)

    def _offer(self) -> None:
        """Let only that be pressed which can be done with the printer in the list."""
        printer = self.list.chosen()
        self.change_button.setEnabled(printer is not None)
        self.try_button.setEnabled(printer is not None)
        self.forget_button.setEnabled(printer is not None and self._is_known(printer))
        new = printer is not None and not self._is_known(printer)
        self.change_button.setText(self.tr("使用这台…（&U）") if new else self.tr("修改…（&U）"))

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
        self.list.choose(printer)
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

    def _leave_form(self) -> None:
        self.form.hide()
        self.list.setFocus()

    # -- answers --------------------------------------------------------------------------------------------

    def _take_ailments(self, ailing: dict[str, str]) -> None:
        self._ailing |= ailing
        self._show()

    def _take_found(self, found: tuple[Found, ...]) -> None:
        known = {one.road: one.name for one in self._session.settings.devices}
        self._ailing |= {known[one.printer.road]: one.why for one in found if one.printer.road in known}
        self._found = ()
        for one in found:
            if one.printer.road not in known:
                self._found = (*self._found, self._apart(one))
        self._show()
        count = len(self._found)
        if count:
            words = self.tr("找到 {0} 台还没有记住的打印机：选中一台，再按“使用这台”。").format(count)
        else:
            words = self.tr("没有找到别的打印机。请检查电源和连线，或在下面写它的地址。")
        say(self.told, words, "good" if count else "note")

    def _take_addressed(self, found: Found | None) -> None:
        if found is None:
            say(self.told, self.tr("这不像一个地址，例如 192.0.2.7:9100。"))
            self.address.setFocus()
            return
        known = next((one for one in self._session.settings.devices if one.road == found.printer.road), None)
        if known is not None:
            found = replace(found, printer=known)
            self._ailing[known.name] = found.why
        else:
            others = tuple(one for one in self._found if one.printer.road != found.printer.road)
            self._found = others
            found = self._apart(found)
            self._found = (*others, found)
        self._show()
        self.list.choose(found.printer)
        words = self.tr("{0}：{1}").format(found.printer.name, why_words(found.why) or self.tr("连上了"))
        say(self.told, words, "fault" if found.why else "good")
        self._open_form(found.printer)

    def _take_tried(self, tried: Tried) -> None:
        well = tried.standing.state in (JobState.WAITING, JobState.PRINTING, JobState.DONE)
        if well:
            words = self.tr("测试页已送到“{0}”：{1}。请看尺子、文字和二维码是否完整。")
        else:
            words = self.tr("测试页已送到“{0}”，但是{1}。")
        how = standing_words(tried.standing)
        say(self.told, words.format(tried.printer.name, how), "good" if well else "fault")
        self.refresh()


def _pair(*buttons: QWidget) -> QWidget:
    """Return ``buttons`` side by side, at the right."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return pair
