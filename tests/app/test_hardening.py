# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a crash leaves: no core, a report of our frames, and not one value."""

import logging
import subprocess
import sys

import pytest

from fieldkit.app.hardening import CRASH_FILE, tell_of_last_crash
from fieldkit.app.journal import LOG_FILE, open_journal

NUMBER = "119999199001010012"
CRASHING = """
import sys, ctypes, resource
from pathlib import Path
from fieldkit.app.hardening import CrashReport, allow_no_cores
allow_no_cores()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
report = CrashReport(Path(sys.argv[1]))
from fieldkit.ui import traces
def held(number):
    traces.traceback = Fatal()
    traces.where(None)
class Fatal:
    def extract_tb(self, trace):
        ctypes.string_at(0)
held("119999199001010012")
"""
COMPLAINING = """
import threading
from fieldkit.app.hardening import keep_values_out_of_complaints
import logging
logging.basicConfig(format="%(message)s")
keep_values_out_of_complaints()
def fail():
    raise ValueError("119999199001010012")
thread = threading.Thread(target=fail); thread.start(); thread.join()
class Gone:
    def __del__(self):
        raise ValueError("119999199001010012")
gone = Gone(); del gone
"""


def run(program, *words, cwd):
    return subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False, cwd=cwd
    )


def test_a_crash_is_told_at_the_next_start_by_its_places(tmp_path, caplog):
    done = run(CRASHING, str(tmp_path), cwd=tmp_path)
    assert done.returncode < 0
    assert [file.name for file in tmp_path.iterdir()] == [CRASH_FILE]  # and no core
    assert (tmp_path / CRASH_FILE).stat().st_mode & 0o077 == 0
    handler = open_journal(tmp_path)
    tell_of_last_crash(tmp_path / CRASH_FILE)
    logging.getLogger("fieldkit").removeHandler(handler)
    handler.close()
    text = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert "crashed: Segmentation fault at ui/traces.py:" in text
    assert NUMBER not in text
    assert not (tmp_path / CRASH_FILE).exists()


@pytest.mark.parametrize("text", ["", "nonsense", "Fatal"])
def test_an_end_without_a_crash_is_told_by_nothing(tmp_path, text):
    (tmp_path / CRASH_FILE).write_text(text, encoding="utf-8")
    tell_of_last_crash(tmp_path / CRASH_FILE)
    tell_of_last_crash(tmp_path / CRASH_FILE)
    assert not (tmp_path / CRASH_FILE).exists()


def test_what_goes_wrong_unheard_is_told_without_what_it_says(tmp_path):
    said = run(COMPLAINING, cwd=tmp_path).stderr
    assert said.count("unheard ValueError at elsewhere") == 2
    assert NUMBER not in said
