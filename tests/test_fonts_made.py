# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The fonts are fetched, never committed: exactly the bytes that are named, with their licences, or a word why not."""

import hashlib
import importlib.util
import subprocess
import sys
from dataclasses import replace

import pytest

from fieldkit.paths import resources
from tests.support.programs import needs_rare
from tests.support.rooms import ROOT


@pytest.fixture(scope="module")
def fonts():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))  # it is run as a program, from beside what it imports
        found = importlib.util.spec_from_file_location("fonts_made", ROOT / "packaging/fonts.py")
        module = importlib.util.module_from_spec(found)
        sys.modules["fonts_made"] = module
        found.loader.exec_module(module)
        yield module
        del sys.modules["fonts_made"], sys.modules["outlines"]


@pytest.fixture
def rare(fonts):
    """The font of rare characters, as if it were but a few bytes."""
    return replace(fonts.HANAMIN, sha256=hashlib.sha256(b"outlines").hexdigest())


def making(font, content, made=None):
    def make(folder):
        (folder / font.name).write_bytes(content)
        (folder / font.licence).write_text("do with it what you like", encoding="utf-8")
        if made is not None:
            made.append(folder)

    return make


def test_no_font_is_in_git():
    told = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "*.ttf", "*.otf", "*.woff*", "*.ttc"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        pytest.skip("this is no clone")
    assert told.stdout == ""


def test_each_font_that_is_here_has_its_licence_beside_it(fonts):
    needs_rare()
    here = resources() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (here / fonts.NOTO.licence).read_text(encoding="utf-8").upper()
    assert fonts.is_whole(here, fonts.HANAMIN)
    assert "hanazono" in (here / fonts.HANAMIN.licence).read_text(encoding="utf-8").lower()


def test_the_input_of_the_main_font_is_named_by_version_and_hash(fonts):
    lock = fonts.LOCK.read_text(encoding="utf-8")
    assert "==" in lock
    assert "--hash=sha256:" in lock


def test_what_was_made_once_is_taken_from_the_cache(fonts, rare, tmp_path):
    made = []
    fonts.provide(rare, making(rare, b"outlines", made), tmp_path / "one", tmp_path / "cache")
    fonts.provide(rare, making(rare, b"other", made), tmp_path / "two", tmp_path / "cache")
    assert len(made) == 1
    for clone in ("one", "two"):
        assert fonts.is_whole(tmp_path / clone, rare)


def test_what_is_there_is_neither_fetched_nor_written_again(fonts, rare, tmp_path):
    fonts.provide(rare, making(rare, b"outlines"), tmp_path, None)
    fonts.provide(rare, lambda _: pytest.fail("fetched again"), tmp_path, None)


@pytest.mark.parametrize("lost", ["name", "licence"])
def test_a_font_that_was_changed_or_has_lost_its_licence_is_fetched_again(fonts, rare, tmp_path, lost):
    fonts.provide(rare, making(rare, b"outlines"), tmp_path, None)
    (tmp_path / getattr(rare, lost)).unlink()
    fonts.provide(rare, making(rare, b"outlines"), tmp_path, None)
    (tmp_path / rare.name).write_bytes(b"outlineS")
    fonts.provide(rare, making(rare, b"outlines"), tmp_path, None)
    assert fonts.is_whole(tmp_path, rare)


def test_other_bytes_than_those_named_are_refused(fonts, rare, tmp_path):
    with pytest.raises(fonts.CannotFetch, match="SHA-256"):
        fonts.provide(rare, making(rare, b"something else"), tmp_path / "fonts", tmp_path / "cache")
    assert list((tmp_path / "fonts").iterdir()) == []
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    ("missing", "code", "told"), [("make_noto", 1, "nothing Chinese"), ("fetch_hanamin", 0, "code points")]
)
def test_only_the_font_of_everything_is_a_must(fonts, tmp_path, monkeypatch, capsys, missing, code, told):
    def make(font):
        return making(font, b"outlines")

    def nothing(_folder):
        raise fonts.CannotFetch("there is no network")

    for name in ("NOTO", "HANAMIN"):
        few = replace(getattr(fonts, name), sha256=hashlib.sha256(b"outlines").hexdigest())
        monkeypatch.setattr(fonts, name, few)
    monkeypatch.setattr(fonts, "make_noto", make(fonts.NOTO))
    monkeypatch.setattr(fonts, "fetch_hanamin", make(fonts.HANAMIN))
    monkeypatch.setattr(fonts, missing, nothing)
    assert fonts.main(["--to", str(tmp_path), "--no-cache"]) == code
    said = capsys.readouterr().err
    assert "there is no network" in said
    assert told in said
