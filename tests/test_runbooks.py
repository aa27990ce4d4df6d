# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the runbooks tell people to type is what the programs understand; each of them fits on one page."""

import re
import shlex
from pathlib import Path

import pytest

from tests.support.rooms import ROOT

FILES = sorted((ROOT / "docs" / "runbooks").glob("*.md"))
LINES = [
    (file.name, line.strip())
    for file in FILES
    for line in re.findall(
        r"(?:^ {4,}|`)(fieldkit(?:-district|-registrar)? [^`\n]+)", file.read_text("utf-8"), re.MULTILINE
    )
]


def understood(line):
    """Let the program that ``line`` calls read the words behind it; return what it understood."""
    from fieldkit.app.console import _parser as of_a_device
    from fieldkit.registrar.console import _parser as of_a_registrar
    from sync.commands.words import parser as of_the_district

    program, *words = shlex.split(line)
    parsers = {
        "fieldkit": of_a_device,
        "fieldkit-district": of_the_district,
        "fieldkit-registrar": of_a_registrar,
    }
    return parsers[program]().parse_args(
        [*words, *({"fieldkit-registrar": ["--name", "x"]}.get(program, []))]
    )


def test_there_are_four():
    assert [file.name[0] for file in FILES] == ["1", "2", "3", "4"]
    assert len(LINES) > 25


@pytest.mark.parametrize(("file", "line"), LINES)
def test_every_line_is_understood(file, line):
    understood(line)


@pytest.mark.parametrize(("file", "line"), [one for one in LINES if one[1].startswith("fieldkit-district ")])
def test_every_line_for_the_district_names_its_folders(file, line):
    asked = understood(line)
    if asked.work.__name__ != "do_restore":  # a new folder, which --to names
        assert asked.data == Path("district-data")
        assert "--data" in line
    elif not asked.check:
        assert asked.to == Path("district-data")
    if asked.work.__name__ == "do_add_device":  # the registrar's folder went to the stick
        assert asked.registrar_folder is not None


@pytest.mark.parametrize(
    "line", ["fieldkit-district dance", "fieldkit-district restore", "fieldkit lost D07"]
)
def test_a_line_that_no_program_knows_is_caught(line):
    with pytest.raises(SystemExit):
        understood(line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_is_one_page_and_says_what_is_seen_and_what_when_it_does_not_work(file):
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 66
    assert "**看到**" in text
    assert "**做不成怎么办**" in text
