# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is chosen for cards: the layout, where it is printed and how its backs, the sample to look at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from fieldkit.domain.card_forms import Backs, CardForm
from fieldkit.domain.papers import MemberCard
from fieldkit.ui.cards.looking import Offered, Seen
from fieldkit.ui.parts.frame import label, label_of, say
from fieldkit.ui.strings import moment_text

CARD, SHEET = "card", "sheet"
ROOM = 14  # characters of a title that the box shows
BESIDE = 48  # what a list keeps free beside its words


class Choices(QWidget):
    """Boxes for the layout, the output and the sample.

    Signals:
        layout_chosen: another layout is chosen.
        changed: the output, the start or the sample is another one.
    """

    layout_chosen = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layouts = self._box("card_layout", self.layout_chosen)
        self.outputs = self._box("card_output", self.changed)
        self.people = self._box("card_sample", self.changed)
        self.which = label("", "hint", self)
        self.layouts.currentIndexChanged.connect(self._say_which)
        self.start = QSpinBox(self)
        self.start.setObjectName("card_start")
        self.start.setRange(1, 10)
        self.start.valueChanged.connect(self.changed)
        for words, kind, backs in (
            (self.tr("单张卡，正反两面"), CARD, Backs.BOTH),
            (self.tr("单张卡或标签，只印正面"), CARD, Backs.NONE),
            (self.tr("整版纸，只印正面"), SHEET, Backs.NONE),
            (self.tr("整版纸，双面，长边翻转"), SHEET, Backs.LONG_EDGE),
            (self.tr("整版纸，双面，短边翻转"), SHEET, Backs.SHORT_EDGE),
        ):
            self.outputs.addItem(words, (kind, backs))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for words, box in (
            (self.tr("版式（&1）"), self.layouts),
            (self.tr("印在什么上（&2）"), self.outputs),
            (self.tr("用过的纸，从第几个位置开始（&3）"), self.start),
            (self.tr("样例（&4）"), self.people),
        ):
            column.addWidget(label_of(box, words, self))
            column.addWidget(box)
            if box is self.layouts:
                column.addWidget(self.which)

    @property
    def layout_now(self) -> Offered | None:
        """Return the layout that is chosen."""
        found = self.layouts.currentData()
        return found if isinstance(found, Offered) else None

    @property
    def person(self) -> MemberCard | None:
        """Return the sample that is chosen."""
        found = self.people.currentData()
        return found if isinstance(found, MemberCard) else None

    @property
    def on_sheets(self) -> bool:
        """Return True where cards are to lie on sheets."""
        return bool(self.outputs.currentData()[0] == SHEET)

    def title_of(self, name: str) -> str:
        """Return what a layout that is offered is called here, else its name."""
        return next((self._called(one) for one in self._offered() if one.name == name), name)

    def is_shipped(self, name: str) -> bool:
        """Return True where the layout of this name came with the program; what is offered must be known."""
        return not self.layouts.count() or any(one.name == name and not one.own for one in self._offered())

    def choose_layout(self, name: str) -> None:
        """Choose the layout of this name, if it is offered."""
        for place, one in enumerate(self._offered()):
            if one.name == name:
                self.layouts.setCurrentIndex(place)

    def _offered(self) -> list[Offered]:
        return [self.layouts.itemData(place) for place in range(self.layouts.count())]

    def _called(self, one: Offered) -> str:
        return self.tr("本区：{0}（{1}）").format(one.title, one.name) if one.own else one.title

    def form(self) -> CardForm:
        """Return the form that is chosen."""
        chosen = self.layout_now
        form = CardForm(backs=self.outputs.currentData()[1])
        if chosen is not None:
            form = replace(form, layout=chosen.name)
        return replace(form, start=self.start.value()) if self.on_sheets else form

    def show_layouts(self, found: tuple[Offered, ...], chosen: str) -> None:
        """Offer these layouts; ``chosen`` is the name of the one to show."""
        self.layouts.blockSignals(True)
        self.layouts.clear()
        for one in found:
            self.layouts.addItem(self._called(one), one)
        self.layouts.view().setMinimumWidth(self.layouts.view().sizeHintForColumn(0) + BESIDE)
        names = [one.name for one in found]
        self.layouts.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self.layouts.blockSignals(False)
        self._say_which()

    def show_people(self, people: tuple[MemberCard, ...]) -> None:
        """Offer these samples."""
        self.people.blockSignals(True)
        self.people.clear()
        for person in people:
            self.people.addItem(person.name, person)
        self.people.blockSignals(False)

    def show_form(self, form: CardForm, *, on_sheets: bool) -> None:
        """Show the form in use."""
        backs = form.backs
        if on_sheets and backs is Backs.BOTH:
            backs = Backs.LONG_EDGE
        for place in range(self.outputs.count()):
            if self.outputs.itemData(place) == (SHEET if on_sheets else CARD, backs):
                self.outputs.setCurrentIndex(place)
        self.start.setValue(form.start)

    def fit_to(self, seen: Seen) -> None:
        """Let only what the layout can: places up to a sheet's last, none of a label."""
        self.start.setMaximum(max(seen.places, 1))
        self.start.setEnabled(self.on_sheets and seen.places > 0)

    def _say_which(self) -> None:
        """Say whose layout this is, and of the district's own which file and of when."""
        one = self.layout_now
        if one is None:
            say(self.which, "")
            return
        if one.own:
            words = self.tr("本区版式，文件 {0}，{1} 保存。").format(one.file.name, moment_text(one.kept))
        else:
            words = self.tr("随程序来的版式。")
        called = self._called(one)
        say(self.which, f"{called}\n{words}" if len(called) > ROOM else words, "hint")

    def _box(self, name: str, changed: SignalInstance) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(changed)
        return box
