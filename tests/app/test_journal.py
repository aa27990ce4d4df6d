# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The log holds what is on the list and nothing else, whoever writes to it, whatever an exception says."""

import ast
import logging

import pytest

from fieldkit.app.journal import HAPPENINGS, LOG_FILE, open_journal
from tests.support.rooms import ROOT

NUMBER, NAME, PHONE = "119999199001010012", "欧阳示例", "1380000" + "0000"
CALLS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture
def written(tmp_path, caplog):
    handler = open_journal(tmp_path)
    yield lambda: (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    logging.getLogger("fieldkit").removeHandler(handler)
    handler.close()


def logged(source):
    """Yield the first argument and the number of the others of each call that logs."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "log":
                yield (
                    ast.literal_eval(node.args[0]) if isinstance(node.args[0], ast.Constant) else None,
                    len(node.args) - 1,
                )


def test_everything_that_the_program_says_is_on_the_list_and_nothing_on_it_is_unsaid():
    said = {}
    for file in (ROOT / "src/fieldkit").rglob("*.py"):
        for template, count in logged(file.read_text(encoding="utf-8")):
            assert template in HAPPENINGS, (
                f"{file.name} says {template!r}, which is not on the journal's list"
            )
            assert len(HAPPENINGS[template]) == count, template
            said[template] = file
    assert set(said) == set(HAPPENINGS)


def test_a_planted_line_is_found():
    assert list(logged('log.info(f"saved {name}")\nlog.info("saved %s", name)')) == [
        (None, 0),
        ("saved %s", 1),
    ]


def test_what_fits_is_written(written):
    log = logging.getLogger("fieldkit.ui.window")
    log.info("signed in: operator %s", "P01")
    log.warning("settings not kept: errno %s", 28)
    log.error("fault %s at %s", "ValueError", "acts/enrol.py:41 enrol < ui/lanes.py:190 in_lane")
    text = written()
    for part in (
        "INFO fieldkit.ui.window: signed in: operator P01\n",
        "settings not kept: errno 28\n",
        "fault ValueError at acts/enrol.py:41 enrol < ui/lanes.py:190 in_lane\n",
    ):
        assert part in text


@pytest.mark.parametrize(
    "value", [NUMBER, NAME, PHONE, "MARIA GARCIA", "a\nb", "", "x" * 70 + "y" * 500, ["P01"], NUMBER[::-1]]
)
@pytest.mark.parametrize("template", [one for one, kinds in HAPPENINGS.items() if kinds])
def test_no_field_takes_a_name_or_a_number(written, template, value):
    kinds = HAPPENINGS[template]
    told = str(value)
    if "words" in kinds and told == "MARIA GARCIA":
        return  # the interpreter's own words for a crash, from a file that holds no values
    logging.getLogger("fieldkit").info(template, *[value] * len(kinds))
    line = written()
    assert "…" in line
    if told:
        assert told not in line.split(": ", 1)[1]


def test_what_is_not_on_the_list_leaves_only_its_place(written):
    log = logging.getLogger("fieldkit.store")
    for told in ((f"row {NUMBER} of {NAME}",), ("row %s", NUMBER)):
        log.handle(log.makeRecord(log.name, logging.ERROR, __file__, 7, told[0], told[1:], None))
    text = written()
    assert NUMBER not in text
    assert NAME not in text
    assert text.count("unlisted at test_journal:7") == 2


def test_an_exception_is_its_type_and_our_frames(written):
    from fieldkit.domain.serials import code_of

    log = logging.getLogger("fieldkit")
    try:
        try:
            code_of(NAME)
        except Exception as inner:
            raise LookupError(f"{NUMBER} of {NAME}") from inner
    except LookupError:
        log.exception("closed")
    text = written()
    assert "LookupError at " in text
    assert NUMBER not in text
    assert NAME not in text
