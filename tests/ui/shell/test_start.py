# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The start: light, and clear about what stands in its way."""

import subprocess
import sys

import pytest

from fieldkit import __version__
from tests.support.windows import make_device

SLOW = {
    "reportlab",
    "requests",
    "keyring",
    "sqlite_utils",
    "numpy",
    "PIL",
    "cryptography",
    "pypinyin",
    "qrcode",
    "msgspec",
}
FIRST_FACE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import fieldkit.app
after_import = set(sys.modules)
app, window = fieldkit.app.open_window(Path(sys.argv[1]), warm=False)
window.usable.connect(window.close)
app.exec()
print(*sorted({name.partition(".")[0] for name in after_import}))
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=60, check=False)


def test_the_version_is_told():
    assert run("-m", "fieldkit", "--version").stdout.strip() == f"FieldKit {__version__}"


def test_nothing_slow_is_imported_before_the_welcome(tmp_path):
    ended = run("-c", FIRST_FACE, str(tmp_path / "new"))
    imported, shown = ended.stdout.splitlines()
    assert SLOW & set(imported.split()) == set()
    assert SLOW & set(shown.split()) == set()


def test_nothing_that_only_work_needs_is_imported_before_sign_in(tmp_path):
    make_device(tmp_path / "device")
    ended = run("-c", FIRST_FACE, str(tmp_path / "device"))
    shown = set(ended.stdout.splitlines()[1].split())
    assert SLOW & shown == set()


@pytest.mark.parametrize("made", [False, True])
def test_the_first_window_is_painted_and_gone(tmp_path, made):
    if made:
        make_device(tmp_path / "device")
    ended = run("-m", "fieldkit", "--data", str(tmp_path / "device"), "--quit-when-usable")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_the_selftest_tries_every_part(tmp_path):
    ended = run("-m", "fieldkit", "--selftest")
    told = ended.stdout.splitlines()
    assert {line.split()[1] for line in told} == {"pages:", "store:", "paper:", "keyring:", "translation:"}
    assert all(line.startswith("ok ") for line in told), ended.stdout
