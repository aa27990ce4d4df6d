# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How characters are read."""

import subprocess
import sys

import pytest

from fieldkit.store import readings


@pytest.mark.parametrize(
    ("surname", "initials"),
    [
        *(
            (surname, initial)
            for surname, initial in zip(
                "单曾仇解盖区朴查翟缪种冼华任牟纪燕秘繁贠", "SZQXGOPZZMCXHRMJYBPY", strict=True
            )
        ),
        ("尉迟", "YC"),
        ("万俟", "MQ"),
        ("单于", "CY"),
        ("长孙", "ZS"),
    ],
)
def test_a_surnames_own_reading_comes_first(surname, initials):
    first = readings.ways(surname + "一")[0]
    assert "".join(syllable[0] for syllable in first[: len(initials)]).upper() == initials


@pytest.mark.parametrize(
    ("surname", "both"), [("覃", {"qin", "tan"}), ("乐", {"yue", "le"}), ("吕", {"lv", "lu"})]
)
def test_both_readings_of_a_surname_are_known(surname, both):
    assert both <= {way[0] for way in readings.ways(surname + "一")}


def test_other_readings_of_a_surname_are_found_too():
    assert {way[0] for way in readings.ways("单")} >= {"shan", "dan", "chan"}


def test_a_character_without_a_reading_is_silent():
    assert readings.of_character("𡊤") == ()
    assert readings.ways("王𡊤") == [("wang", ""), *readings.ways("王𡊤")[1:]]


def test_a_compatibility_character_is_read_like_its_twin():
    assert readings.of_character("\uf92c") == readings.of_character("郎")


def test_tones_and_the_two_dots_go():
    assert readings.of_character("女")[0] == "nv"
    assert all(
        syllable.isascii() for character in "绿玥龑喆" for syllable in readings.of_character(character)
    )


def test_a_long_name_is_not_read_in_every_way():
    ways = readings.ways("乐" * 50)
    assert len(ways) <= readings.WAYS
    assert all(len(way) == 50 for way in ways)


def test_no_name_has_one_empty_way():
    assert readings.ways("") == [()]


def test_importing_the_store_loads_no_dictionary():
    script = "import fieldkit.acts.look_up, sys; print([m for m in ('pypinyin', 'sqlite_utils') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
