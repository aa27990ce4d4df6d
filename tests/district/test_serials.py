# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Serials as the district gives them out agree with the program's, and no number is given twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain import serials as ours
from sync.db.notes import last_number, set_number
from sync.db.tables import serial_block, serial_use
from sync.district import found_district
from sync.outgoing import serials
from sync.safety.drill import look
from tests.support.district import District

NOW = "2023-11-29T04:00:00Z"
NUMBERS = st.integers(1, serials.HIGHEST)


@given(NUMBERS)
def test_both_sides_write_and_read_a_serial_alike(number):
    serial = ours.serial_of(number)
    assert serials.serial_of(number) == serial
    assert serials.number_of(serial) == serials.number_of(ours.digits_of(serial)) == number
    assert serials.check_digit(f"{number:08d}") == ours.check_digit(f"{number:08d}")
    assert serials.shown_number(ours.digits_of(serial)) == serial


@given(st.text(alphabet="FK-0123456789", max_size=14))
def test_both_sides_refuse_the_same(text):
    found = serials.number_of(text)
    assert found is None or ours.number_of(text) == found


@given(st.integers(1, 9999), st.integers(1, ours.HIGHEST_PROVISIONAL))
def test_a_provisional_number_is_read_from_its_symbol(device, number):
    shown = ours.provisional_of(f"D{device:02d}", number)
    assert serials.shown_number(ours.code_of(shown)) == serials.shown_number(shown) == shown
    assert serials.is_provisional(shown, f"D{device:02d}")
    assert not serials.is_provisional(shown, f"D{device + 1:02d}")


def test_the_highest_are_the_same():
    assert serials.HIGHEST == ours.HIGHEST


@pytest.fixture
def writing(tmp_path):
    district = found_district(tmp_path / "d", first_serial=1, block_size=100, now=dt.datetime.now(dt.UTC))
    with district.database.writing() as connection:
        yield connection
    district.close()


def test_numbers_of_known_members_are_passed_over(tmp_path):
    district = District(tmp_path / "d", block_size=100)
    members = [
        {"uid": f"m-{n}", "name": "示例", "tag": "", "serial": serials.serial_of(n)}
        for n in (7, 99, 150, 420)
    ]
    district.brief(tmp_path, {"member": members})
    from sync.district import open_district

    opened = open_district(district.folder)
    with opened.database.writing() as connection:
        blocks = [serials.refill(connection, f"D{n:02d}", 0, str(n), NOW)[0] for n in range(3)]
    opened.close()
    assert [(block.first, block.last) for block in blocks] == [(151, 250), (251, 350), (421, 520)]


def test_a_block_is_given_below_a_quarter_of_its_size(writing):
    assert serials.refill(writing, "D01", 25, "a", NOW) == ()
    assert len(serials.refill(writing, "D01", 24, "b", NOW)) == 1


def test_when_numbers_are_used_up_none_is_given(tmp_path):
    district = found_district(
        tmp_path / "e", first_serial=serials.HIGHEST - 5, block_size=4, now=dt.datetime.now(dt.UTC)
    )
    with district.database.writing() as connection:
        (block,) = serials.refill(connection, "D01", 0, "a", NOW)
        assert (block.first, block.last) == (serials.HIGHEST - 5, serials.HIGHEST - 2)
        assert serials.refill(connection, "D02", 0, "b", NOW) == ()
        assert serials.number_of(serials.single(connection, "D01", NOW)) == serials.HIGHEST - 1
        assert serials.number_of(serials.single(connection, "D01", NOW)) == serials.HIGHEST
        with pytest.raises(serials.SerialsUsedUp):
            serials.single(connection, "D01", NOW)
    district.close()


@pytest.fixture
def given(tmp_path):
    """Give a district that has given three blocks, one serial of which is on paper, and one single number."""
    district = found_district(tmp_path / "d", first_serial=1, block_size=100, now=dt.datetime.now(dt.UTC))
    with district.database.writing() as writing:
        for number in range(3):
            serials.refill(writing, f"D0{number}", 0, str(number), NOW)
        serials.single(writing, "D01", NOW)
        writing.execute(serial_use.insert().values(number=150, root="D01-aabbccdd-000001"))
    yield district
    district.close()


def seen(district):
    """Return what is found of numbers given, and by the drill."""
    with district.database.reading() as reading:
        (line,) = (one for one in look(reading) if one.what == "serials")
        return serials.went_back(reading), line.faults


OLD = {
    "the counter": (lambda writing: set_number(writing, "serial", 200), ("counter",)),
    "the last block": (lambda writing: forget(writing, 301), ("blocks",)),
    "a block in the middle": (lambda writing: forget(writing, 101), ("blocks",)),
    "all blocks": (lambda writing: forget(writing, 1, 101, 201, 301), ("blocks",)),
    "the count of blocks": (lambda writing: set_number(writing, serials.BLOCKS, 2), ("counter of blocks",)),
    "counter and blocks, not what is on paper": (
        lambda writing: (set_number(writing, "serial", 100), forget(writing, 101, 201, 301)),
        ("counter", "blocks"),
    ),
}


def forget(writing, *first):
    writing.execute(serial_block.delete().where(serial_block.c.first.in_(first)))


def test_what_agrees_is_not_complained_of(given):
    assert seen(given) == ((), ())


@pytest.mark.parametrize("which", OLD)
def test_where_an_old_page_was_put_back_the_drill_tells_it(given, which):
    put_back, said = OLD[which]
    with given.database.writing() as writing:
        put_back(writing)
    found, drilled = seen(given)
    assert found == said
    assert drilled[: len(said)] == said


@pytest.mark.parametrize(
    "which", ["the counter", "the last block", "all blocks", "counter and blocks, not what is on paper"]
)
def test_where_the_newest_is_old_no_number_is_given(given, which, expect_log):
    expect_log("serials went back")
    with given.database.writing() as writing:
        OLD[which][0](writing)
    with given.database.writing() as writing:
        assert serials.refill(writing, "D07", 0, "x", NOW) == ()
        with pytest.raises(serials.SerialsWentBack):
            serials.single(writing, "D01", NOW)


def test_a_number_on_paper_that_no_block_holds_is_told_by_the_drill(given):
    with given.database.writing() as writing:
        writing.execute(serial_use.insert().values(number=90, root="D00-aabbccdd-000001"))
        writing.execute(serial_block.update().where(serial_block.c.first == 1).values(last=50))
    assert seen(given)[1] == (serials.serial_of(90),)


def test_a_district_of_an_older_program_begins_to_count_with_the_blocks_it_has(given):
    with given.database.writing() as writing:
        set_number(writing, serials.BLOCKS, 0)
        assert serials.went_back(writing) == ()
        serials.refill(writing, "D07", 0, "x", NOW)
        assert last_number(writing, serials.BLOCKS) == 5
    assert seen(given) == ((), ())
