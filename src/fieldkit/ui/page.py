# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every page of the window is: a widget that knows its session and what concerns it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fieldkit.ui.session import Session
from fieldkit.work import Touched


class Page(QWidget):
    """One task's page. ``NAME`` is its stable name; ``CONCERNS`` the kinds of change that make it refresh."""

    NAME = ""
    CONCERNS: frozenset[str] = frozenset()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.touched.connect(self._offer)

    def title(self) -> str:
        """Return the page's name for the navigation, in the operator's language."""
        raise NotImplementedError

    def entered(self) -> None:
        """Be ready for the next person: called each time the page comes to the front; focus the first field."""

    def refresh(self) -> None:
        """Read again what is shown; called when something of ``CONCERNS`` was touched."""

    def open_member(self, uid: str) -> None:
        """Show the member ``uid``; called when another page sends the operator here."""

    def open_amend(self, operation: str) -> None:
        """Take up the enrolment ``operation`` for correction; called when another page sends a clerk here."""

    def _offer(self, touched: Touched) -> None:
        if touched.any_of(self.CONCERNS):
            self.refresh()
