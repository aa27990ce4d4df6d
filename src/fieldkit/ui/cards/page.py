# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of card layouts: choose one, see both sides of a sample, change the district's own, read what is wrong.

1. Reading, checking and drawing run on the paper lane; an answer to anything but the last question is dropped, so
   typing never waits. While a line is being typed nothing new is called a fault, and what was drawn last stays.
2. What is shipped is only looked at; it is changed as a copy in the district's own folder.
3. What is typed is kept as a draft; only what has no fault is saved as the layout, and only what is saved is used.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from fieldkit.domain.card_forms import STANDARD, CardForm
from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.ui.cards import looking
from fieldkit.ui.cards.face import CardsFace
from fieldkit.ui.cards.looking import Content, Offered, Seen
from fieldkit.ui.cards.standing import Standing
from fieldkit.ui.parts.frame import say
from fieldkit.ui.session import Session

PAUSE = 300  # milliseconds after the last key until the text is looked at
JUDGED = 1_500  # until what is wrong with it is said: a line half typed is no fault


class CardsPage(CardsFace):
    """Shows layouts and lets one be used."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._own = Path(session.folder) / "cards"
        self._asked = 0
        self._saved = ""  # what the file said when it was read or written last
        self._refused = False  # what was last saved has faults and is a draft
        self._shown: Offered | None = None
        self._seen: Seen | None = None
        self._content: Content | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._judged = QTimer(self, singleShot=True, interval=JUDGED)
        self._files = QFileSystemWatcher(self)
        self._connect()

    def entered(self) -> None:
        self.refresh()
        self.choices.layouts.setFocus()

    def refresh(self) -> None:
        if self.isVisible():
            paper, fail = self.session.paper, self.session.fail
            paper.run(looking.samples, done=self._show_people, failed=fail)
            paper.run(partial(looking.offered, own=self._own), done=self._show_layouts, failed=fail)

    def _connect(self) -> None:
        self.choices.layout_chosen.connect(self._read)
        self.choices.changed.connect(self._look)
        self.keep_wanted.connect(self._keep)
        self.drop_wanted.connect(self._drop)
        self.copy_wanted.connect(self._copy)
        self.folder_wanted.connect(self._open_folder)
        self.in_use.taken.connect(self._use)
        self.in_use.given_back.connect(self._give_back)
        self.text.textChanged.connect(self._typed)
        self.easy.changed.connect(self.text.replace_text)
        self.faults.chosen.connect(self._go_to)
        self._pause.timeout.connect(self._look)
        self._judged.timeout.connect(self._judge)
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
        """Read the chosen layout from the disk, or its draft; what was just typed in another one is kept first."""
        chosen = self.choices.layout_now
        if chosen is None:
            return
        if self._pause.isActive():
            self._pause.stop()
            self._look()
        self._judged.stop()
        if self._shown is None or self._shown.file != chosen.file:
            self._asked += 1  # what is asked of another layout counts no more
            self._seen = None
            self._refused = False
            self.pictures.clear()
        self._shown = chosen
        if self._files.files():
            self._files.removePaths(self._files.files())
        self._files.addPath(str(chosen.file))
        task = partial(looking.read, file=chosen.file, own=chosen.own)
        self.session.paper.run(task, done=partial(self._show_text, chosen), failed=self.session.fail)

    def _show_text(self, chosen: Offered, content: Content) -> None:
        if chosen != self._shown:
            return
        self._saved, self._content = content.saved, content
        self.text.show_text(content.text)
        self.text.setReadOnly(not chosen.own or bool(content.faults))
        self.easy.show_layout(content.text, chosen.file, own=chosen.own and not content.faults)
        self.copy.setVisible(not chosen.own)
        if content.faults:
            self._asked += 1  # no answer to an earlier question counts
            self._show(self._asked, Seen((), content.faults, 0))
        else:
            self._say_text()
            self._look()

    def _changed_on_disk(self, file: str) -> None:
        if self._shown is None or Path(file) != self._shown.file:
            return
        if self._is_changed():
            say(self.words, self.tr("文件在磁盘上也改了。“放弃修改”用磁盘上的，“保存”用这里的。"), "fault")
        else:
            QTimer.singleShot(PAUSE, self, self._read)  # whoever writes it may not have ended

    def _is_changed(self) -> bool:
        return self.text.toPlainText() != self._saved

    # -- looking --------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._refused = False
        self._pause.start()
        self._judged.start()
        self._say_text()
        self._say_used()

    def _look(self) -> None:
        """Ask how what stands here comes out; the answer counts only while nothing else was asked."""
        person = self.choices.person
        if self._shown is None or person is None or self._content is None or self._content.faults:
            return
        self._asked += 1
        text = self.text.toPlainText()
        task = partial(
            looking.look,
            text=text,
            file=self._shown.file,
            form=self.choices.form(),
            on_sheets=self.choices.on_sheets,
            person=person,
            draft=self._shown.own and self._is_changed(),
        )
        self.session.paper.run(task, done=partial(self._show, self._asked), failed=self.session.fail)

    def _show(self, asked: int, seen: Seen) -> None:
        if asked != self._asked:
            return
        self._seen = seen
        self.choices.fit_to(seen)
        if seen.pictures:
            self.pictures.show_pages(seen.pictures, self.tr("{0} 页样张").format(len(seen.pictures)))
        else:
            self.pictures.keep_last()
        if self._judged.isActive():
            self.faults.keep_only(seen.faults)
        else:
            self._judge()
        self._say_text()
        self._say_used()

    def _judge(self) -> None:
        """Say all that is wrong: nobody types any more."""
        if self._seen is not None:
            self.faults.show_faults(self._seen.faults)
            self.easy.show_text(self.text.toPlainText())
            self._say_text()

    def _go_to(self, fault: LayoutFault) -> None:
        if self.tabs.currentWidget() is not self.easy or not self.easy.go_to(fault):
            self.tabs.setCurrentWidget(self.text)
            self.text.go_to(fault)

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

    def _give_back(self) -> None:
        task = partial(looking.give_back, own=self._own)
        self.session.paper.run(task, done=self._given_back, failed=self.session.fail)

    def _given_back(self, _nothing: object) -> None:
        settings = self.session.settings
        card = replace(CardForm.of(settings.card_form), layout=STANDARD)
        sheet = replace(CardForm.of(settings.sheet_form), layout=STANDARD)
        self.session.keep_settings(replace(settings, card_form=card.text, sheet_form=sheet.text))
        self.choices.choose_layout(STANDARD)
        self.refresh()
        self.session.told.emit(self.tr("以后用标准版式打印。"))

    def _keep(self) -> None:
        if self._shown is not None and self._shown.own:
            text = self.text.toPlainText()
            task = partial(looking.save, file=self._shown.file, text=text)
            self.session.paper.run(task, done=partial(self._kept, text), failed=self.session.fail)

    def _kept(self, text: str, faults: tuple[LayoutFault, ...]) -> None:
        self._judged.stop()
        self._judge()
        self._refused = bool(faults)
        if self._shown is not None and not faults:
            self._saved = text
            self._files.addPath(str(self._shown.file))  # another file has its name now
            self.refresh()
        self._say_text()
        self._say_used()

    def _drop(self) -> None:
        if self._shown is not None:
            self._pause.stop()
            task = partial(looking.drop, file=self._shown.file)
            self.session.paper.run(task, done=lambda _nothing: self._read(), failed=self.session.fail)

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
        for one in (self.keep, self.reread):
            one.setVisible(own)
            one.setEnabled(changed)
        seen = self._seen
        standing = Standing(
            own=own,
            changed=changed,
            typing=self._judged.isActive(),
            refused=self._refused,
            drafted=seen is None or seen.drafted,
            faults=0 if seen is None else len(seen.faults),
        )
        say(self.words, *standing.words)

    def _say_used(self) -> None:
        settings, seen = self.session.settings, self._seen
        fits = seen is not None and not seen.faults and (bool(seen.places) or not self.choices.on_sheets)
        own = self._shown is not None and self._shown.own
        fits = fits and not (own and self._is_changed()) and not self._judged.isActive()
        forms = (CardForm.of(settings.card_form), CardForm.of(settings.sheet_form))
        card, sheet = (self.choices.title_of(form.layout) for form in forms)
        other = any(not self.choices.is_shipped(form.layout) for form in forms)
        self.in_use.show_used(card, sheet, other=other, fits=fits)
