# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sheets by FieldKit's own printing room. ``python -m benchmarks.cards.by_fieldkit FOLDER``."""

import json
import sys
import time
from pathlib import Path

from benchmarks.cards import sheets
from fieldkit.domain.card_forms import Backs
from fieldkit.printing import cards


def main(folder: Path) -> None:
    """Draw the sheets of ``folder`` and tell how long it took."""
    people = sheets.read(folder / "members.jsonl")
    begun = time.perf_counter()
    pdf = cards.card_sheets(people, backs=Backs.LONG_EDGE)
    (folder / "fieldkit.pdf").write_bytes(pdf)
    seconds = time.perf_counter() - begun
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
