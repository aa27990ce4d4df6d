# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that was made anew does not know this device: a ticket is entered once more, and nothing is lost."""

from sync.db.tables import device
from sync.district import open_district
from tests.support.outboxes import enrolled, round_of
from tests.support.windows import WAIT


def forget(district):
    """Let the district be one that never heard of its devices."""
    opened = open_district(district.folder)
    with opened.database.writing() as writing:
        writing.execute(device.delete())
    opened.close()


def test_a_ticket_is_entered_again_where_the_district_no_longer_knows_the_device(qtbot, joined, district):
    enrolled(qtbot, joined, 1, 2)
    panel = joined.work.go("settings").joining
    assert not panel.ticket.isVisible()
    number = joined.session.book.device
    forget(district)
    assert isinstance(round_of(qtbot, joined), Exception)
    assert panel.ticket.isVisible()
    panel.ticket.setPlainText(district.ticket(site="S1"))
    panel.join()
    panel.comparing.same.emit()
    qtbot.waitUntil(lambda: not panel.ticket.isVisible(), timeout=WAIT)
    assert joined.session.book.device == number
    assert number in panel.joined.text()
    qtbot.waitUntil(lambda: not joined.session.rounds.running, timeout=WAIT)
    round_of(qtbot, joined)
    (line,) = (line for line in district.facts("sites") if line["site"] == "S1")
    assert (line["enrolled"], line["rejected"]) == (2, 0)
