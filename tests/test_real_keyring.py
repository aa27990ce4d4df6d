# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""X3: keys with the system's own keyring, a gnome-keyring on a message bus of its own; skipped where there is none."""

import os
import shutil
import subprocess
import sys

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

PLAY = """
import datetime as dt, subprocess, sys
from pathlib import Path
from fieldkit import heads, keys
from fieldkit.problems import KeyringGone, Unknown
folder, now = Path(sys.argv[1]), dt.datetime.now(dt.UTC)
def daemon(login):
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--replace", "--components=secrets"],
        input=login, text=True, check=True, capture_output=True)
daemon("a login")
assert keys.keyring_available()
key = keys.create_keys(folder, operator_id="P01", operator_name="x", pin="246810")
assert keys.secret_kind(folder) == "pin"
keys.add_slot(folder, key=key, operator_id="P02", operator_name="y", pin="135791")
heads.keep_head(folder, "1234abcd", 7, "00" * 32)
assert heads.kept_head(folder) == ("1234abcd", 7, "00" * 32)
assert keys.open_keys(folder, operator_id="P02", pin="135791", now=now) == key
code = keys.new_recovery_code(folder, key=key)
keys.remove_slot(folder, key=key, operator_id="P02")
try:
    keys.open_keys(folder, operator_id="P02", pin="135791", now=now)
except Unknown:
    print("removed slot dead")
held = b"".join(file.read_bytes() for file in Path(sys.argv[2]).rglob("*") if file.is_file())
assert key not in held and key.hex().encode() not in held
daemon("another login")
try:
    keys.open_keys(folder, operator_id="P01", pin="246810", now=now)
except KeyringGone:
    print("another login refused")
assert keys.open_with_code(folder, code=code) == key
print("recovered without the keyring")
"""


def test_a_real_keyring_holds_its_part_and_another_login_is_refused(tmp_path):
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
    }
    words = ["dbus-run-session", "--", sys.executable, "-c", PLAY, str(home / "desk"), str(home)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=surroundings)
    said = [
        line for line in done.stdout.splitlines() if not line.startswith("GNOME_KEYRING_")
    ]  # the daemon talks too
    assert said[:3] == [
        "removed slot dead",
        "another login refused",
        "recovered without the keyring",
    ], done.stderr
