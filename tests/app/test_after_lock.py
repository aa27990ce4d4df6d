# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""X4: what a locked program still holds in its memory: not the store's key, in no form that opens it."""

import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from fieldkit import keyfile, keys
from tests.support.bare_stores import CLERK, PASSPHRASE, make
from tests.support.keyrings import NoKeyring

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="another system's memory is not read this way"
)


def memory_of(pid):
    """Yield what the process has in its memory, piece by piece. Raises PermissionError."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in place.split("-"))
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except (OSError, ValueError):
                continue


def seen(pid, key):
    forms = {"raw": key, "hex": key.hex().encode(), "HEX": key.hex().upper().encode()}
    found = dict.fromkeys(forms, 0)
    for piece in memory_of(pid):
        for name, form in forms.items():
            found[name] += piece.count(form)
    return found


def test_after_a_lock_the_key_is_nowhere_in_memory(tmp_path):
    keyring.set_keyring(NoKeyring())
    folder = tmp_path / "desk"
    key = make(folder, pin=PASSPHRASE)
    assert keyfile.read(folder).kind == keys.PASSPHRASE
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.locked_program", str(folder), CLERK.id, PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "open\n"
        try:
            before = seen(program.pid, key)
        except PermissionError:
            program.kill()
            pytest.skip("this system lets nobody read the memory of a process")
        program.stdin.write("\n")
        program.stdin.flush()
        assert program.stdout.readline() == "locked\n"
        after = seen(program.pid, key)
        program.communicate("\n")
    assert program.returncode == 0
    assert before["raw"] > 0, "the look finds nothing even where the key is"
    assert after == {"raw": 0, "hex": 0, "HEX": 0}, before
