# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sheets by FieldKit's own printing room: ``python by_fieldkit.py FOLDER``.

Run as a file and not as a module, so that nothing is loaded that printing does not need.
"""

import datetime as dt
import json
import sys
import time
from pathlib import Path

from fieldkit.domain.card_forms import Backs
from fieldkit.domain.papers import MemberCard
from fieldkit.printing import cards

PDF = "fieldkit.pdf"


def read(file: Path) -> list[MemberCard]:
    """Return the cards of a file that ``sheets`` wrote."""
    with file.open(encoding="utf-8") as lines:
        return [
            MemberCard(name, number, code, union, dt.date.fromisoformat(issued), signed=signed)
            for name, number, code, union, issued, signed in map(json.loads, lines)
        ]


def main(folder: Path) -> None:
    """Draw the sheets of ``folder`` and tell how long it took."""
    people = read(folder / "members.jsonl")
    begun = time.perf_counter()
    pdf = cards.card_sheets(people, backs=Backs.LONG_EDGE)
    (folder / PDF).write_bytes(pdf)
    seconds = time.perf_counter() - begun
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
