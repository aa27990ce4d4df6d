# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What tests of the outbox page do in its window: sign in, enrol, exchange, hear a refusal."""

import dataclasses
import datetime as dt

from PySide6.QtWidgets import QFileDialog, QLineEdit

from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.store.identity import identity, keep_identity, keep_nonce, nonce
from fieldkit.work import Touched
from sync.district import open_district
from sync.intake.parcels import parcel
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of, rejected
from tests.support.told import hear
from tests.support.windows import PIN, WAIT, do, try_pin


def noon():
    return NOON


def sign_in_without_desk(qtbot, window):
    try_pin(qtbot, window, CLERK, PIN)
    qtbot.waitUntil(lambda: window.cover is None and window.session is not None, timeout=WAIT)


def round_of(qtbot, window):
    with qtbot.waitSignal(window.session.rounds.ended, timeout=WAIT) as ended:
        window.session.rounds.sync_now()
    return ended.args[0]


def enrolled(qtbot, window, *numbers, **changed):
    session = window.session
    made = [
        do(
            qtbot,
            window,
            enrol,
            uid=new_uid(),
            draft=draft_of(number, name_of(number), **changed),
            operator=session.operator,
            desk=session.desk,
            now=session.now(),
        )
        for number in numbers
    ]
    session.touched.emit(Touched.of("members", "outbox"))
    return made


def refuse(qtbot, window, operation, code, **more):
    def settle(store):
        hear(store, (rejected(operation, code, **more),))

    do(qtbot, window, settle)
    window.session.touched.emit(Touched.of("outbox"))


def page_of(window):
    return window.work.go("outbox")


def numbers(window):
    return [
        getattr(window.work.header.numbers, name).text() for name in ("recorded", "confirmed", "attention")
    ]


def redirect(store, address, **changed):
    """Let the store's device dial another address."""
    kept = dataclasses.asdict(identity(store))
    kept.pop("life")
    word = nonce(store)
    keep_identity(store, **{**kept, **changed, "address": address})
    keep_nonce(store, word)


def choose(qtbot, page, *files):
    """Choose ``files``, or a folder, in the dialog that the page has opened."""
    qtbot.waitUntil(lambda: page.findChild(QFileDialog, "places") is not None)
    dialog = page.findChild(QFileDialog, "places")
    if dialog.fileMode() == QFileDialog.FileMode.Directory:
        dialog.setDirectory(str(files[0]))
        dialog.selectFile(str(files[0]))
    else:
        dialog.setDirectory(str(files[0].parent))
        dialog.findChild(QLineEdit, "fileNameEdit").setText(" ".join(f'"{file.name}"' for file in files))
    dialog.accept()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog, "places") is None)


def read_in(district, file):
    """Read the parcel ``file`` in at the district, later than all it said by wire; return the answer beside it."""
    opened = open_district(district.folder)
    try:
        answer, _ = parcel(opened, file.read_bytes(), NOON + dt.timedelta(hours=1))
    finally:
        opened.close()
    beside = file.with_suffix(".answer")
    beside.write_bytes(answer)
    return beside
