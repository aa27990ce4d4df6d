# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's OpenAPI page as a file. After a change: ``python -m sync.serving.openapi docs/openapi.json``."""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from pathlib import Path

from sync.district import District, found_district
from sync.serving.app import make_app


def page_of(district: District) -> bytes:
    """Return the page that ``district`` serves, laid out for readers; its version is the protocol's."""
    app = make_app(district, _now, _now)
    told = app.openapi()
    told["info"]["version"] = "1"
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def main(file: Path) -> None:
    """Write the page into ``file``."""
    with tempfile.TemporaryDirectory() as folder:
        district = found_district(Path(folder), now=_now())
        try:
            file.write_bytes(page_of(district))
        finally:
            district.close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
