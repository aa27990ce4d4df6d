# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The documents page: the papers at the left, the choices for one in the middle, how it will look at the right.

1. Looking costs nothing: a preview has no number and leaves no line in the ledger.
2. Printing goes by the desk that all papers go by; a form for the next person never keeps the name of the last.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fieldkit.acts import look_up
from fieldkit.domain.filing import About
from fieldkit.domain.members import Member
from fieldkit.domain.papers import PaperKind
from fieldkit.problems import DeviceRevoked, Problem
from fieldkit.ui.documents.offers import OFFERS, Needs, Offer
from fieldkit.ui.documents.options import Options
from fieldkit.ui.documents.preview import PreviewPane
from fieldkit.ui.page import Page
from fieldkit.ui.parts.frame import button, label, panel, say
from fieldkit.ui.parts.person import line_of
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session
from fieldkit.ui.strings import date_text, from_table, in_language, paper_name

NARROWEST, WIDEST, CHOICES_WIDTH = 216, 280, 372
LEAST_CHOICES, LEAST_PAPERS = 300, 120
EDGE, GAP = 20, 14
DPI = 110
LISTS = (PaperKind.ISSUE_LIST,)
BY_HAND = (Needs.SITE, Needs.PEOPLE)


class DocumentsPage(Page):
    """Chooses a paper, looks at it, prints it."""

    NAME = "documents"
    CONCERNS = frozenset({"stock", "services", "members", "briefing"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("documents_page")
        self._asked: tuple[Offer, About] | None = None
        self.papers = QListWidget(self)
        self.papers.setObjectName("document_list")
        self.options = Options(session, self)
        self.preview = PreviewPane(self)
        self._name = label("", "heading", self)
        self._words = label("", "hint", self)
        self._facts = label("", "hint", self)
        self._facts.setObjectName("document_facts")
        self.order = button(self.tr("打印（&P）"), "primary", self._print, self, object_name="document_print")
        self._lay_out()
        for offer in OFFERS:
            QListWidgetItem(paper_name(offer.kind), self.papers).setToolTip(paper_name(offer.kind))
        self.papers.currentRowChanged.connect(self._chosen)
        self.options.changed.connect(self._look)
        session.revoked_changed.connect(self.refresh)

    def title(self) -> str:
        return self.tr("单据")

    def entered(self) -> None:
        self._share_room()
        if self.papers.currentRow() < 0:
            self.papers.setCurrentRow(0)
        else:
            self.options.read_book()
            self._look()
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.isVisible() and self._shown() is not None:
            self.options.read_book()
            self._look()

    def open_member(self, uid: str) -> None:
        self.session.local.run(partial(look_up.member, uid=uid), done=self._opened, failed=self.session.fail)

    def _opened(self, member: Member) -> None:
        """Offer the papers of one person for ``member``: the one shown, where it is of that kind, else a route card."""
        offer = self._shown()
        if offer is None or offer.needs is not Needs.PERSON:
            self.choose(PaperKind.ROUTE)
        self.options.take_person(line_of(member))

    def choose(self, kind: PaperKind) -> None:
        """Show the paper of ``kind``."""
        self.papers.setCurrentRow(next(place for place, one in enumerate(OFFERS) if one.kind is kind))

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.papers.setAccessibleName(self.tr("单据种类"))
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._choices = panel(self)
        inner = QVBoxLayout(self._choices)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(8)
        for part in (self._name, self._words, self._facts):
            inner.addWidget(part)
        inner.addWidget(self.options, 1)
        inner.addStretch(0)
        inner.addWidget(self.order)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 14, EDGE, 14)
        row.setSpacing(GAP)
        row.addWidget(self.papers)
        row.addWidget(self._choices)
        row.addWidget(self.preview, 1)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Make list and choices as wide as they want to be, in a narrow window as the preview leaves them.

        The choices give first, then the list: of a name that is cut the rest stands in the tooltip.
        """
        longest = self.papers.sizeHintForColumn(0) + 2 * self.papers.frameWidth()
        papers = min(max(longest, NARROWEST), WIDEST)
        room = self.width() - 2 * EDGE - 2 * GAP - self.preview.minimumSizeHint().width()
        least = max(self._choices.minimumSizeHint().width(), LEAST_CHOICES)
        choices = min(max(room - papers, least), CHOICES_WIDTH)
        self._choices.setFixedWidth(choices)
        self.papers.setFixedWidth(max(min(papers, room - choices), LEAST_PAPERS))

    # -- choosing and looking -------------------------------------------------------------------------------

    def _shown(self) -> Offer | None:
        row = self.papers.currentRow()
        return OFFERS[row] if row >= 0 else None

    def _chosen(self, _row: int) -> None:
        offer = self._shown()
        if offer is None:
            return
        self._name.setText(paper_name(offer.kind))
        self._words.setText(from_table("offers", offer.words))
        self.options.show_offer(offer)
        self._share_room()
        self._look()

    def _look(self) -> None:
        """Ask for the preview of what is chosen now; an answer to anything else is dropped."""
        offer, about = self._shown(), self.options.about()
        if offer is None:
            return
        say(self._facts, self._said(offer, about), "hint")
        self.order.setEnabled(about is not None and not self.session.revoked)
        if self.session.revoked:  # lists of people are locked, and papers count no more
            self._asked = None
            self.preview.say_instead(sentence(DeviceRevoked(), self.session.book).title)
            return
        if about is None:
            self._asked = None
            self.preview.say_instead(self.options.wanted())
            return
        self._asked = (offer, about)
        task = partial(_look_at, kind=offer.kind, about=about.text, now=self.session.now(), own=self._own())
        self.session.paper.run(
            task, done=partial(self._show, offer, about), failed=partial(self._no_look, offer, about)
        )

    def _own(self) -> Path:
        """Return the folder where a form layout of the district's own may lie."""
        return Path(self.session.folder) / "forms"

    def _said(self, offer: Offer, about: About | None) -> str:
        """Return the facts the paper will stand on."""
        site = self.session.book.site(self.session.desk.site)
        if about is not None and about.site and site is not None:
            return f"{in_language(site.name, site.name_en)} · {date_text(self._day(about))}"
        if offer.needs in BY_HAND and site is None:
            return self.tr("还没有选点位，只能打印空白的。同步并在“设置”里选好点位，就会填好。")
        return ""

    def _day(self, about: About) -> dt.date:
        return dt.date.fromisoformat(about.day) if about.day else self.session.today()

    def _show(self, offer: Offer, about: About, seen: tuple[tuple[QImage, ...], int, int]) -> None:
        if self._asked != (offer, about):
            return
        pages, count, rows = seen
        told = ""
        if offer.kind in LISTS and about.site:
            told = self.tr("共 {0} 行。").format(rows)
            if rows == 0:
                told = self.tr("这一天在这里没有领取记录：现在打印出来是空白表。")
        if about.uids or rows:
            told = " ".join(
                part for part in (told, self.tr("预览遮住了姓名和号码，打印出来是全的。")) if part
            )
        self.preview.show_pages(pages, count, told)

    def _no_look(self, offer: Offer, about: About, fault: Exception) -> None:
        if self._asked != (offer, about):
            return
        if isinstance(fault, Problem):
            self.preview.say_instead(sentence(fault, self.session.book).title)
            self.order.setEnabled(False)
        else:
            self.session.fail(fault)

    # -- printing -------------------------------------------------------------------------------------------

    def _print(self) -> None:
        if self._asked is None:
            return
        offer, about = self._asked
        self.session.papers.print_paper(offer.kind, about.text)
        self.options.printed()


def _look_at(
    store: Any, *, kind: PaperKind, about: str, now: dt.datetime, own: Path
) -> tuple[tuple[QImage, ...], int, int]:
    """Slow. Return the first pages as pictures, and how many pages and rows the paper has."""
    from fieldkit.ui.documents.drawer import PREVIEW_PAGES, preview  # noqa: PLC0415 - slow to import
    from fieldkit.ui.paper_images import page_image  # noqa: PLC0415 - only paper needs it

    seen = preview(store, kind=kind, about=about, now=now, own=own)
    shown = range(min(seen.pages, PREVIEW_PAGES))
    return tuple(page_image(seen.pdf, dpi=DPI, page=page) for page in shown), seen.pages, seen.rows
