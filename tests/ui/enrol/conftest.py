# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A booth with a real store, and the enrolment page that a person sits at."""

from functools import partial

import pytest
from PySide6.QtWidgets import QWidget

from fieldkit.ui.enrol.page import EnrolPage
from tests.support.booths import CLERK, MAIN, VOLUNTEER, Booth, known, make_store
from tests.support.enrolling import Volunteer


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "store"
    make_store(place, members=[known(11, "王伟"), known(12, "王伟"), known(13, "张丽")]).close()
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
