# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The name that a card has where fonts lack a character: seen beside the person's own, behind the mask only."""

import pytest
from PySide6.QtWidgets import QLabel

from fieldkit.acts.day import day_book
from fieldkit.acts.enrol import enrol
from fieldkit.store import members
from fieldkit.ui.members.details import MemberDetails
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, draft, make_store


@pytest.mark.parametrize(
    ("print_as", "shown"), [("", "王𠅤"), ("王𠅤", "王𠅤"), ("王芒", "王𠅤（卡上印作 王芒）")]
)
def test_the_printed_name_is_seen_beside_the_persons_own(qtbot, tmp_path, print_as, shown):
    store = make_store(tmp_path / "store")
    enrol(store, uid="u1", draft=draft(1, name="王𠅤", print_as=print_as), operator=CLERK, desk=DESK, now=TEN)
    with store.reading() as db:
        member = members.whole(db, "u1").member
    details = MemberDetails()
    qtbot.addWidget(details)
    details.show_member(member, day_book(store))
    name = details.findChild(QLabel, "member_name")
    assert name.text() == "王*"
    details.show_unmasked(member)
    assert name.text() == shown
    store.close()
