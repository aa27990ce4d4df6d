# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One door to every printer: what is handed over can be asked for, by a ticket of plain values."""

import json
from dataclasses import asdict
from pathlib import Path

from fieldkit.printers.roads import cancel, state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing, Ticket


def test_a_folder_takes_the_paper_and_the_ticket_says_where_it_lies(tmp_path):
    ticket = submit(b"%PDF-1", Printer("", Kind.FOLDER, str(tmp_path)), document="R-D07-000041")
    kept = Ticket(**json.loads(json.dumps(asdict(ticket))))
    assert kept == ticket
    assert Path(kept.job).read_bytes() == b"%PDF-1"
    assert state(kept) == Standing(JobState.DONE)
    cancel(kept)
    assert Path(kept.job).exists()
