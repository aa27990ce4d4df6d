# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day as the lines of a briefing file, which the district's console takes in.

``./run briefing FILE`` writes one, to try a district with or to see what the office's own file must look like.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fieldkit.sample.day import SampleDay, sample_day
from fieldkit.sample.people import KnownMember

Line = dict[str, Any]


def briefing_lines(day: SampleDay) -> Iterator[Line]:
    """Return every row of ``day``'s briefing but its members, organisations first."""
    for org in day.organisations:
        yield _line("organisation", org.code, org, "code parent level name name_en division_code")
    event = day.event
    row = _row(event, "code title short_title level organiser")
    row |= {"day": event.day.isoformat(), "starts": event.starts.isoformat(), "ends": event.ends.isoformat()}
    yield {"table": "event", "key": event.code, "row": row}
    for site in day.sites:
        yield _line(
            "site", site.code, site, "code event role org_code name venue venue_kind theme booths name_en"
        )
    for service in day.services:
        yield _line("service", service.code, service, "code group name name_en named active")
    for goods in day.goods:
        row = _row(goods, "code name name_en audience once face_value active") | {
            "components": list(goods.components)
        }
        yield {"table": "goods", "key": goods.code, "row": row}
    for stock in day.stocks:
        yield _line("stock", f"{stock.site}/{stock.goods}", stock, "site goods opening")
    for code in day.codes:
        row = _row(code, "table code name name_en version") | {"flags": sorted(code.flags)}
        yield {"table": "code", "key": f"{code.table}/{code.code}", "row": row}
    for text in day.consent_texts:
        yield _line("consent_text", text.kind, text, "kind version title text title_en text_en")
    for item in day.programme:
        row = _row(item, "site order title kind") | {"starts": item.starts.isoformat()}
        yield {"table": "programme", "key": f"{item.site}/{item.order}", "row": row}
    for name, value in day.settings:
        yield {"table": "setting", "key": name, "row": {"name": name, "value": value}}


def member_lines(members: Iterable[KnownMember]) -> Iterator[Line]:
    """Return the rows of known ``members``.

    They carry document and phone numbers: the console turns these into tags and tails and keeps neither.
    """
    for known in members:
        row = _row(known, "uid name serial certificate_number org_code employer employment_group")
        row |= {
            "sex": int(known.sex),
            "standing": known.standing.value,
            "birth_date": known.birth_date.isoformat(),
            "document_kind": known.document_kind,
            "document_number": known.document_number,
            "phone": known.phone,
        }
        yield {"table": "member", "key": known.uid, "row": row}


def write_briefing(file: Path, lines: Iterable[Line]) -> Path:
    """Write ``lines`` to ``file`` as JSON lines; return it."""
    with file.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return file


def main(words: Sequence[str] | None = None) -> int:
    """Write the sample day's briefing, known members included, to the file that is named."""
    parser = argparse.ArgumentParser(prog="run briefing", description="Write the sample day's briefing file.")
    parser.add_argument("file", type=Path, metavar="FILE")
    day = sample_day()
    write_briefing(parser.parse_args(words).file, [*briefing_lines(day), *member_lines(day.known_members)])
    return 0


def _line(table: str, key: str, value: object, fields: str) -> Line:
    return {"table": table, "key": key, "row": _row(value, fields)}


def _row(value: object, fields: str) -> Line:
    return {name: getattr(value, name) for name in fields.split()}


if __name__ == "__main__":
    sys.exit(main())
