# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Section 12 of docs/protocol.md and the message classes say the same: whoever changes one must change the other."""

import re

import msgspec
import pytest

from fieldkit.protocol import rows
from fieldkit.seals import packing
from tests.support.page import (
    PAGE,
    ROOMS,
    Cells,
    bounds_of,
    every_form,
    every_message,
    fields_of,
    tables_of_the_page,
)

FORMS = every_form()
TABLES = tables_of_the_page()
MESSAGES = {kind.__name__: kind for kind in every_message()}
LINES: dict[str, Cells] = {line[0].strip("`"): line for line in TABLES.get("12.1 Forms", [])}


def test_the_page_has_every_message_and_every_form_and_no_other():
    assert set(TABLES) - {"12.1 Forms"} == set(MESSAGES)
    assert set(LINES) == set(FORMS)
    assert len(MESSAGES) > len(ROOMS)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_table_has_the_fields_of_its_message(name):
    written = TABLES[name]
    assert [line[:3] for line in written] == fields_of(MESSAGES[name])
    assert all(len(line) == 4 and line[3] for line in written)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_the_bounds_that_it_has(name):
    _, bounds, meaning, like, unlike = LINES[name]
    assert bounds == bounds_of(FORMS[name])
    assert meaning
    assert taken(like, name)
    assert not taken(unlike, name)


def test_the_page_has_the_words_that_both_sides_know():
    section = PAGE.read_text(encoding="utf-8").partition("\n## 13. ")[2]
    lines = section.partition("```text\n")[2].partition("\n```")[0].split("\n")
    assert "".join(lines).encode("ascii") == packing.WORDS


def taken(cell: str, form: str) -> bool:
    """Return whether the example in ``cell`` is of that form."""
    said = (
        "" if cell == "''" else cell.strip("`").encode().decode("unicode_escape" if "\\" in cell else "utf-8")
    )
    raw = said if re.fullmatch(r"-?[0-9]+", said) else msgspec.json.encode(said)
    try:
        msgspec.json.decode(raw, type=FORMS[form])
    except (msgspec.ValidationError, msgspec.DecodeError):
        return False
    return True


@pytest.mark.parametrize("table", rows.ROWS)
def test_a_row_names_its_table_and_its_key(table):
    key = ", ".join(f"`{name}`" for name in rows._KEYS[table])
    heading = f"#### `{rows.ROWS[table].__name__}`: table `{table}`, key {key}\n"
    assert heading in PAGE.read_text(encoding="utf-8")


def test_the_bounds_that_the_page_names_elsewhere_are_those_of_the_program():
    page = PAGE.read_text(encoding="utf-8").partition("\n## 12. ")[0]
    messages = ROOMS[1]
    assert (
        f"at most {messages.MAX_OPERATIONS} operations, {messages.MAX_BATCH_BYTES >> 20} MiB unpacked" in page
    )
    assert f"at most {messages.MAX_OPERATION_BYTES:,} of them" in page
    assert f"at most {messages.MAX_PART_BYTES >> 10} KiB each" in page
    assert re.search(
        rf"a batch {messages.MAX_BATCH_BYTES >> 20} MiB, an answer.* {messages.MAX_REPLY_BYTES >> 20} MiB",
        page,
    )
