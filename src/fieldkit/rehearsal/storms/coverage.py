# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m fieldkit.rehearsal.storms.coverage NAME SECONDS``: atheris searches one decoder by coverage.

atheris is no dependency of ours: install it where this shall run. It must be there before what it shall see.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

_MOST_BYTES = 1 << 16


def search(name: str, seconds: int) -> None:
    """Let atheris search the decoder ``name``, beginning from its samples; this process ends with it."""
    import atheris  # type: ignore[import-untyped] # noqa: PLC0415 - see above

    with atheris.instrument_imports(include=["fieldkit", "sync", "cbor2"]):
        from fieldkit.rehearsal.storms.decoders import decoders  # noqa: PLC0415

    decoder = decoders()[name]

    def once(raw: bytes) -> None:
        try:
            decoder.read(raw)
        except decoder.refusals:
            pass

    with tempfile.TemporaryDirectory() as corpus:
        for number, sample in enumerate(decoder.samples):
            (Path(corpus) / str(number)).write_bytes(sample)
        limits = f"-max_total_time={seconds}", f"-max_len={_MOST_BYTES}", "-timeout=5", "-rss_limit_mb=512"
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={corpus}/", corpus], once)
        atheris.Fuzz()


if __name__ == "__main__":
    search(sys.argv[1], int(sys.argv[2]))
