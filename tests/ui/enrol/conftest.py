# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A booth with a real store, and the enrolment page that a person sits at."""

from functools import partial

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from fieldkit.protocol.codec import to_raw
from fieldkit.protocol.messages import Change
from fieldkit.protocol.rows import MemberRow
from fieldkit.seals import tags
from fieldkit.ui.enrol.page import EnrolPage
from tests.support.booths import CLERK, MAIN, VOLUNTEER, Booth, draft_of, known, make_store
from tests.support.enrolling import Volunteer

KNOWN = 41
TAG_KEY = bytes(range(32, 64))  # of tests.support.booths.make_store


def with_document(number, name):
    """Return a member of the briefing who is known by the document of ``draft_of(number)``."""
    change = known(number, name)
    assert change.row is not None
    document = draft_of(number).document_number
    tag = tags.document_tag(TAG_KEY, "resident", document).hex()
    row = msgspec.structs.replace(msgspec.json.decode(change.row, type=MemberRow), tag=tag)
    return Change(table=change.table, key=change.key, row=to_raw(row))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "store"
    members = [known(11, "王伟"), known(12, "王伟"), known(13, "张丽"), with_document(KNOWN, "示例丙")]
    make_store(place, members=members).close()
    return place


@pytest.fixture
def open_booth(qtbot, folder):
    """Open the booth's store as often as a test wants, one after the other."""
    stood, faces = [], []

    def open_it(operator=VOLUNTEER):
        for booth in stood:
            booth.close()
        faces.append(QWidget())
        qtbot.addWidget(faces[-1])
        stood.append(Booth(qtbot, folder, faces[-1], operator=operator, desk=MAIN))
        return stood[-1]

    yield open_it
    for booth in stood:
        booth.close()


@pytest.fixture
def booth(open_booth):
    return open_booth()


@pytest.fixture
def clerks_booth(open_booth):
    return open_booth(CLERK)


@pytest.fixture
def sit_down(qtbot):
    """Open the page of a booth and sit down at it."""

    def sit(booth, size=(1158, 600)):
        page = EnrolPage(booth.session)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.entered()
        booth.run(lambda _store: None)  # what an earlier start has left is on the screen by now
        return page

    return sit


@pytest.fixture
def page(sit_down, booth):
    return sit_down(booth)


@pytest.fixture
def stored(booth):
    """Return rows of the booth's store by SQL."""

    def read(sql, store):
        with store.reading() as db:
            return db.conn.execute(sql).fetchall()

    return lambda sql: booth.run(partial(read, sql))


@pytest.fixture
def volunteer(qtbot, page):
    return Volunteer(qtbot, page)
