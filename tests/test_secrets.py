# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No key and no password of anybody in a file that git knows; numbers of people are looked for in ``test_hygiene``."""

import re

import pytest

from tests.test_files import ROOT, committed, text_of

SECRETS = {
    "private key (PEM)": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40}"),
    "age identity": re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}"),
    "token of a forge": re.compile(
        r"\b(?:gh[opusr]_[A-Za-z0-9]{30}|glpat-[A-Za-z0-9_-]{20}|github_pat_[A-Za-z0-9_]{30})"
    ),
    "access key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    "password in an address": re.compile(r"\b(?:postgres(?:ql)?|https?)://[^\s/:@{}]+:[^\s/@{}<$]+@"),
}
SYNTHETIC = {
    "tests/golden/protocol/sealed.1.json": {"age identity"},
    "tests/district/test_postgres.py": {"password in an address"},
}
"""Keys that were made for golden files and open nothing else; a password that must not be repeated."""

PLANTED = {
    "private key (PEM)": "-----BEGIN EC " + "PRIVATE KEY-----\n" + "MHcCAQEE" * 6,
    "age identity": "AGE-SECRET-KEY-" + "1" + "Q" * 58,
    "token of a forge": "gh" + "p_" + "a" * 36,
    "access key of a cloud": "AK" + "IA" + "A2" * 8,
    "password in an address": "postgresql://fieldkit:" + "secret@db.example/x",
}


def secrets_in(text: str) -> set[str]:
    """Return the kinds of secrets that ``text`` holds."""
    return {name for name, pattern in SECRETS.items() if pattern.search(text)}


def test_no_file_in_git_holds_a_secret_but_for_those_made_up():
    found = {file.relative_to(ROOT).as_posix(): secrets_in(text_of(file) or "") for file in committed()}
    assert {file: kinds for file, kinds in found.items() if kinds} == SYNTHETIC


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found(name):
    assert secrets_in(f"x = '{PLANTED[name]}'\n") == {name}
