# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The whole form: what is typed as one draft, each fault beside its field, and the way of the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.documents import CARRYING
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.faults import Fault
from fieldkit.ui.enrol.agreement import AgreementPart
from fieldkit.ui.enrol.already import LikenessNote
from fieldkit.ui.enrol.more import MorePart
from fieldkit.ui.enrol.offers import KIND, offers_of
from fieldkit.ui.enrol.person import PersonPart
from fieldkit.ui.parts.field import Field
from fieldkit.ui.problems import fault_sentence

GAP = 24
ROOMY_HEIGHT = 720
Said = tuple[Fault, str]


class EnrolmentForm(QWidget):
    """Left who the person is, right what they agree to.

    Signals:
        typed: something is another value now.
        left: a field was left (its name in the draft).
        submitted: Enter on the last field, or Ctrl+Enter anywhere.
        large_asked: the notice is wanted in large type.
    """

    typed = Signal()
    left = Signal(str)
    submitted = Signal()
    large_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.person = PersonPart(self)
        self.more = MorePart(self)
        self.agreement = AgreementPart(self)
        self.likeness = LikenessNote(self)
        self._undrawn = False
        self._lay_out()
        self._connect()
        self.fold(True)
        self._order()

    # -- values ---------------------------------------------------------------------------------------------

    def draft(self) -> EnrolmentDraft:
        """Return what stands in the form, trimmed; no rule here."""
        return self.agreement.filled(self.more.filled(self.person.filled(EnrolmentDraft())))

    def show_draft(self, draft: EnrolmentDraft) -> None:
        """Show ``draft``, and unfold what is seldom used where it uses that."""
        self._showing = True
        for part in (self.person, self.more, self.agreement):
            part.show_draft(draft)
        seldom = draft.introducer or draft.occurred_at or draft.sex_reason
        self.fold(not (seldom or draft.employment_state != EnrolmentDraft().employment_state))
        self._showing = False
        self.typed.emit()

    def show_book(self, book: DayBook, *, clerk: bool) -> None:
        """Offer the district's code tables and texts."""
        self._showing = True
        self.person.show_book(book)
        self.more.show_book(book, clerk=clerk)
        self.agreement.show_book(book)
        self._showing = False

    def carried_on(self, last: EnrolmentDraft) -> EnrolmentDraft:
        """Return what the next person's form begins with: nothing, or the group and employer of ``last``."""
        if not self.person.carry_on.isChecked():
            return EnrolmentDraft()
        return EnrolmentDraft(
            employment_group=last.employment_group, platform=last.platform, employer=last.employer
        )

    def choose_kind(self, kind: str) -> None:
        """Take ``kind`` as the document and go on with what it asks for."""
        self.person.kind.choose(kind)
        self.start()

    def type_on(self, text: str) -> None:
        """Put ``text``, typed elsewhere, into the number."""
        if text:
            self.person.number.insert(text)
            self.person.number.settle()

    def settle(self) -> None:
        """Tidy every line now, for a save does not wait until the line is left."""
        self.person.settle()

    # -- faults ---------------------------------------------------------------------------------------------

    def show_faults(self, faults: Sequence[Fault]) -> tuple[Fault, ...]:
        """Show each fault beside its field; return those that have no field here."""
        homeless = []
        by_field: dict[Field, list[Said]] = {field: [] for field in self._fields()}
        agreed: list[Said] = []
        for fault in faults:
            field = self._field_of(fault.field)
            if field is not None:
                by_field[field].append((fault, fault_sentence(fault)))
            elif fault.field.startswith("consent_") or fault.field in ("notice_read", "signature"):
                agreed.append((fault, fault_sentence(fault)))
            else:
                homeless.append(fault)
        for field, said in by_field.items():
            field.show_faults(said)
            field.line.offer(offers_of([fault for fault, _ in said]))
        self.person.fit_carried()
        self.agreement.show_faults(agreed)
        if any(fault.stops and fault.field in self.more.fields for fault in faults):
            self.fold(False)
        return tuple(homeless)

    def ask_print_as(self, undrawn: bool) -> None:
        """Ask for another printed form of a name that no font can draw."""
        self._undrawn = undrawn
        if not self.person.print_as.hasFocus():  # nothing goes from under the cursor
            self._fit_print_as()

    def take_offer(self) -> bool:
        """Take what the field with the focus offers, else what any field offers; return False for nothing."""
        focused = [field for field in self._fields() if field.inner.hasFocus()]
        return any(field.line.take() for field in (*focused, *self._fields()))

    def go_to(self, faults: Sequence[Fault]) -> None:
        """Put the focus on the first field, in the order of the form, that one of ``faults`` is about."""
        places = [place for fault in faults if (place := self._place_of(fault.field)) is not None]
        order = self._in_order()
        for widget in sorted(places, key=order.index)[:1]:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Be ready for the next person."""
        line = self.person.number if self.person.number.isVisibleTo(self) else self.person.name
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def let_enter(self, may: bool) -> None:
        """Take input, or none; it can be scrolled and read all the same."""
        for part in (self.person, self.more, self.agreement, self.likeness):
            part.setEnabled(may)

    def fold(self, folded: bool) -> None:
        """Fold what is seldom asked away, or unfold it."""
        self.more.setVisible(not folded)
        self._fit_print_as()
        words = self.tr("更多项目 ▸") if folded else self.tr("收起 ▾")
        self.person.unfold.setText(f"<a href='#' style='text-decoration: none'>{words}</a>")

    def _fit_print_as(self) -> None:
        self.person.ask_print_as(self._undrawn or self.more.isVisibleTo(self))

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the halves one above the other where they do not fit side by side."""
        beside = self.width() >= self._least_width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
        self.agreement.read_large(beside and self.height() >= ROOMY_HEIGHT)

    def _least_width(self) -> int:
        """Return from what width on both halves fit side by side, in whatever language."""
        halves = self.person.minimumSizeHint().width() + self.agreement.minimumSizeHint().width()
        return halves + GAP + self._area.verticalScrollBar().sizeHint().width()

    # -- keys -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._at_end():
            self.submitted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.focusPreviousChild()
        else:
            self.focusNextChild()

    def _at_end(self) -> bool:
        """Return True where Enter means save: on the pad once it is signed, and on the tick after it."""
        signed = self.agreement.pad.hasFocus() and bool(self.agreement.pad.png)
        return signed or self.agreement.on_paper.hasFocus()

    def _in_order(self) -> list[QWidget]:
        return [*self.person.in_order(), *self.more.in_order(), *self.agreement.in_order()]

    def _order(self) -> None:
        """Lay the tab order: the number first, the kind of document last, for it is mostly right."""
        chain: list[QWidget] = []
        for widget in (*self._in_order(), self.person.kind):
            buttons = widget.findChildren(QPushButton) if widget.focusProxy() else []
            chain.extend(buttons or [widget])
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # -- within ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget(self)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.person)
        left.addWidget(self.likeness)
        left.addWidget(self.more)
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(GAP)
        self._columns.addLayout(left, 4)
        self._columns.addWidget(self.agreement, 5)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def _connect(self) -> None:
        for part in (self.person, self.more, self.agreement):
            part.typed.connect(self._typed)
        for part in (self.person, self.more):
            part.left.connect(self.left)
        self.agreement.large_asked.connect(self.large_asked)
        self.person.unfold.linkActivated.connect(self._toggle_more)
        for name in ("document_number", "name"):
            self.person.fields[name].taken.connect(self._taken)

    def toggle_more(self) -> None:
        """Fold or unfold what is seldom asked."""
        folded = self.more.isVisibleTo(self)
        self.fold(folded)
        if not folded:
            self.person.print_as.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_more(self, _link: str) -> None:
        self.toggle_more()

    def _typed(self) -> None:
        if not self._showing:
            self.typed.emit()

    def _taken(self, what: str) -> None:
        """Put what was taken where it belongs; the offer names a kind or is the text itself."""
        if what.startswith(KIND):
            self.person.kind.choose(what.removeprefix(KIND))
            return
        line = self.person.name if self.sender() is self.person.fields["name"] else self.person.number
        line.setText(what)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> tuple[Field, ...]:
        seldom = (field for name, field in self.more.fields.items() if name != "sex")
        return (*self.person.fields.values(), *seldom, self.more.fields["sex"])

    def _field_of(self, name: str) -> Field | None:
        """Return where faults of ``name`` are shown."""
        if name == "document_kind":
            name = "document_number"
        if name == "sex" and self.person.kind.code() in CARRYING:
            return self.more.fields["sex"]
        return self.person.fields.get(name) or self.more.fields.get(name)

    def _place_of(self, name: str) -> QWidget | None:
        """Return what takes the focus for faults of ``name``."""
        field = self._field_of(name)
        if field is not None:
            return field.inner
        places: dict[str, QWidget] = {
            "notice_read": self.agreement.notice_read,
            "signature": self.agreement.pad,
        }
        for kind, row in self.agreement.consents.rows.items():
            places[f"consent_{kind.value}"] = row.choice
        return places.get(name)
