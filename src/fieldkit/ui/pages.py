# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""All pages of the work face, in the order of the navigation; imported when somebody signs in."""

from __future__ import annotations

from fieldkit.ui.cards.page import CardsPage
from fieldkit.ui.check.page import CheckPage
from fieldkit.ui.documents.page import DocumentsPage
from fieldkit.ui.enrol.page import EnrolPage
from fieldkit.ui.members.page import MembersPage
from fieldkit.ui.outbox.page import OutboxPage
from fieldkit.ui.packs.page import PacksPage
from fieldkit.ui.page import Page
from fieldkit.ui.prints.page import PrintsPage
from fieldkit.ui.serve.page import ServePage
from fieldkit.ui.setup.settings_page import SettingsPage

PAGES: tuple[type[Page], ...] = (
    EnrolPage,
    MembersPage,
    ServePage,
    PacksPage,
    CheckPage,
    OutboxPage,
    DocumentsPage,
    PrintsPage,
    SettingsPage,
    CardsPage,
)
PLACES = (
    ("enrol", "enrol", "F2"),
    ("members", "members", "F3"),
    ("serve", "serve", "F4"),
    ("packs", "packs", "F5"),
    ("check", "card-check", "F10"),
    ("outbox", "outbox", "F6"),
    ("prints", "prints", "F7"),
    ("documents", "documents", "F8"),
)
"""Page, icon and key, as the navigation shows them."""
