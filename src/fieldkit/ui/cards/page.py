# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of card layouts: choose one, see both sides of a sample, change the district's own, read what is wrong.

1. Reading, checking and drawing run on the paper lane; an answer to anything but the last question is dropped, so
   typing never waits.
2. What is shipped is only looked at; it is changed as a copy in the district's own folder.
3. A layout with a fault can be saved, not used.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from fieldkit.domain.card_forms import CardForm
from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.ui.cards import looking
from fieldkit.ui.cards.choices import Choices
from fieldkit.ui.cards.fault_list import FaultList
from fieldkit.ui.cards.looking import Offered, Seen
from fieldkit.ui.cards.pictures import Pictures
from fieldkit.ui.cards.words import place_of
from fieldkit.ui.page import Page
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.session import Session

CHOICES_WIDTH = 292
PAUSE = 300  # milliseconds after the last key until the text is looked at


class CardsPage(Page):
    """Shows layouts and lets one be used."""

    NAME = "cards"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("cards_page")
        self._own = Path(session.folder) / "cards"
        self._asked = 0
        self._saved = ""  # what the file said when it was read or written last
        self._shown: Offered | None = None
        self._seen: Seen | None = None
        self.choices = Choices(self)
        self.pictures = Pictures(self)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("layout_text")
        self.text.setAccessibleName(self.tr("版式文件"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.faults = FaultList(self)
        self.words = label("", "hint", self)
        self.used = label("", "hint", self)
        self.use = button(self.tr("采用（&U）"), "primary", self._use, self, object_name="layout_use")
        self.keep = button(self.tr("保存（&S）"), "plain", self._keep, self, object_name="layout_save")
        self.reread = button(self.tr("重新读取（&R）"), "plain", self._read, self, object_name="layout_read")
        self.copy = button(
            self.tr("复制成本区版式（&C）"), "plain", self._copy, self, object_name="layout_copy"
        )
        self.folder = button(
            self.tr("打开版式文件夹（&O）"), "quiet", self._open_folder, self, object_name="layout_folder"
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._files = QFileSystemWatcher(self)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return self.tr("卡片版式")

    def entered(self) -> None:
        self.refresh()
        self.choices.layouts.setFocus()

    def refresh(self) -> None:
        if self.isVisible():
            paper, fail = self.session.paper, self.session.fail
            paper.run(looking.samples, done=self._show_people, failed=fail)
            paper.run(partial(looking.offered, own=self._own), done=self._show_layouts, failed=fail)

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = panel(self)
        left.setFixedWidth(CHOICES_WIDTH)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(8)
        for part in (self.choices, self.use, self.used):
            inner.addWidget(part)
        inner.addStretch(1)
        for part in (self.copy, self.folder):
            inner.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.words, 1)
        buttons.addWidget(self.reread)
        buttons.addWidget(self.keep)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.text, 3)
        middle.addLayout(buttons)
        middle.addWidget(self.faults, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(14)
        row.addWidget(left)
        row.addLayout(middle, 4)
        row.addWidget(self.pictures, 5)

    def _connect(self) -> None:
        self.choices.layout_chosen.connect(self._read)
        self.choices.changed.connect(self._look)
        self.text.textChanged.connect(self._typed)
        self.faults.chosen.connect(self._go_to)
        self._pause.timeout.connect(self._look)
        self._files.fileChanged.connect(self._changed_on_disk)

    # -- reading --------------------------------------------------------------------------------------------

    def _show_people(self, people: object) -> None:
        if not self.choices.people.count() and isinstance(people, tuple):
            self.choices.show_people(people)

    def _show_layouts(self, found: tuple[Offered, ...]) -> None:
        settings = self.session.settings
        if self._shown is None:
            form = CardForm.of(settings.card_form)
            self.choices.show_form(form, on_sheets=False)
            self.choices.show_layouts(found, form.layout)
        else:
            self.choices.show_layouts(found, self._shown.name)
        self._say_used()
        if self._shown != self.choices.layout_now or not self._is_changed():
            self._read()

    def _read(self) -> None:
        """Read the chosen layout from the disk; what was typed and not saved is given up."""
        chosen = self.choices.layout_now
        if chosen is None:
            return
        self._shown = chosen
        if self._files.files():
            self._files.removePaths(self._files.files())
        self._files.addPath(str(chosen.file))
        task = partial(looking.read, file=chosen.file)
        self.session.paper.run(task, done=partial(self._show_text, chosen), failed=self.session.fail)

    def _show_text(self, chosen: Offered, text: str) -> None:
        if chosen != self._shown:
            return
        self._saved = text
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
            head = text.partition("\nformat")[0].count("\n")  # the notes at the top are read once
            self.text.verticalScrollBar().setValue(head + 1 if "\nformat" in text else 0)
        self.text.setReadOnly(not chosen.own)
        self.copy.setVisible(not chosen.own)
        self._say_text()
        self._look()

    def _changed_on_disk(self, file: str) -> None:
        if self._shown is None or Path(file) != self._shown.file:
            return
        if self._is_changed():
            say(self.words, self.tr("文件在磁盘上也改了。“重新读取”用磁盘上的，“保存”用这里的。"), "fault")
        else:
            QTimer.singleShot(PAUSE, self, self._read)  # whoever writes it may not have ended

    def _is_changed(self) -> bool:
        return self.text.toPlainText() != self._saved

    # -- looking --------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._say_text()
        self._pause.start()

    def _look(self) -> None:
        """Ask how what stands here comes out; the answer counts only while nothing else was asked."""
        person = self.choices.person
        if self._shown is None or person is None:
            return
        self._asked += 1
        task = partial(
            looking.look,
            text=self.text.toPlainText(),
            file=self._shown.file,
            form=self.choices.form(),
            on_sheets=self.choices.on_sheets,
            person=person,
        )
        self.session.paper.run(task, done=partial(self._show, self._asked), failed=self.session.fail)

    def _show(self, asked: int, seen: Seen) -> None:
        if asked != self._asked:
            return
        self._seen = seen
        self.choices.fit_to(seen)
        self.faults.show_faults(seen.faults)
        self.pictures.show_pages(seen.pictures, self.tr("{0} 页样张").format(len(seen.pictures)))
        self._say_text()
        self._say_used()

    def _go_to(self, fault: LayoutFault) -> None:
        """Put the cursor where the fault stands in the file."""
        text = self.text.toPlainText()
        at = place_of(text, fault.where)
        if at >= 0:
            cursor = self.text.textCursor()
            cursor.setPosition(len(text[:at].encode("utf-16-le")) // 2)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)
            self.text.setFocus()

    # -- acts -----------------------------------------------------------------------------------------------

    def _use(self) -> None:
        settings, form = self.session.settings, self.choices.form()
        if self.choices.on_sheets:
            settings = replace(settings, sheet_form=form.text)
        else:
            settings = replace(settings, card_form=form.text)
        self.session.keep_settings(settings)
        self._say_used()
        self.session.told.emit(self.tr("以后就用这个版式打印。"))

    def _keep(self) -> None:
        if self._shown is not None and self._shown.own:
            text = self.text.toPlainText()
            task = partial(looking.save, file=self._shown.file, text=text)
            self.session.paper.run(task, done=partial(self._kept, text), failed=self.session.fail)

    def _kept(self, text: str, file: Path) -> None:
        self._saved = text
        self._files.addPath(str(file))  # another file has its name now
        self._say_text()
        self._say_used()

    def _copy(self) -> None:
        if self._shown is not None:
            task = partial(looking.copy, name=self._shown.name, text=self.text.toPlainText(), own=self._own)
            self.session.paper.run(task, done=self._copied, failed=self.session.fail)

    def _copied(self, file: Path) -> None:
        self._shown = Offered(file.stem, file.stem, True, file)
        self.refresh()

    def _open_folder(self) -> None:
        self._own.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._own)))

    # -- words ----------------------------------------------------------------------------------------------

    def _say_text(self) -> None:
        own = self._shown is not None and self._shown.own
        changed = own and self._is_changed()
        self.keep.setVisible(own)
        self.keep.setEnabled(changed)
        if not own:
            say(self.words, self.tr("随程序来的版式，复制以后才能改。"), "hint")
        elif changed:
            say(self.words, self.tr("改了还没有保存。"), "hint")
        elif self._seen is not None and self._seen.faults:
            say(self.words, self.tr("有 {0} 处问题，改好才能采用。").format(len(self._seen.faults)), "fault")
        else:
            say(self.words, self.tr("没有问题。"), "good")

    def _say_used(self) -> None:
        settings, seen = self.session.settings, self._seen
        fits = seen is not None and not seen.faults and (bool(seen.places) or not self.choices.on_sheets)
        own = self._shown is not None and self._shown.own
        self.use.setEnabled(fits and not (own and self._is_changed()))
        title = self.choices.title_of
        card, sheet = CardForm.of(settings.card_form), CardForm.of(settings.sheet_form)
        words = self.tr("现在：单张卡用“{0}”，连张纸用“{1}”。")
        say(self.used, words.format(title(card.layout), title(sheet.layout)), "hint")
