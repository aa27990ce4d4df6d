# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""All pages of the work face, in the order of the navigation; imported when somebody signs in."""

from __future__ import annotations

import importlib

from PySide6.QtWidgets import QLabel, QVBoxLayout

from fieldkit.ui.page import Page

PLACES = (
    ("enrol", "enrol", "F2"),
    ("members", "members", "F3"),
    ("serve", "serve", "F4"),
    ("packs", "packs", "F5"),
    ("outbox", "outbox", "F6"),
    ("prints", "prints", "F7"),
)


def _load(module, name, key):  # interim: tolerate rooms that are still being written
    try:
        return getattr(importlib.import_module(module), name)
    except ImportError as e:
        words = str(e)

    class Missing(Page):
        NAME = key

        def __init__(self, session, parent=None):
            super().__init__(session, parent)
            QVBoxLayout(self).addWidget(QLabel(words))

        def title(self):
            return key

    return Missing


PAGES = (
    _load("fieldkit.ui.enrol.page", "EnrolPage", "enrol"),
    _load("fieldkit.ui.members.page", "MembersPage", "members"),
    _load("fieldkit.ui.serve.page", "ServePage", "serve"),
    _load("fieldkit.ui.packs.page", "PacksPage", "packs"),
    _load("fieldkit.ui.outbox.page", "OutboxPage", "outbox"),
    _load("fieldkit.ui.prints.page", "PrintsPage", "prints"),
    _load("fieldkit.ui.setup.settings_page", "SettingsPage", "settings"),
)
