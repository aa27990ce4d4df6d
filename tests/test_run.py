# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The script ``run``: it lists what it does, starts fast, and where it cannot go on it says what to type."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VERBS = [
    "demo",
    "app",
    "district",
    "registrar",
    "test",
    "lint",
    "shots",
    "briefing",
    "bench",
    "storm",
    "proof",
    "setup",
    "lock",
    "help",
]
TOOLS = [
    "sh",
    "cat",
    "cksum",
    "dirname",
    "basename",
    "mkdir",
    "rm",
    "uname",
    "sed",
    "sort",
    "tr",
    "tail",
    "sleep",
]
TOOLS += ["find", "head", "env", "touch"]
SCRIPTS = [ROOT / "run", ROOT / ".ci" / "run", *(ROOT / "packaging").glob("*.sh")]


@pytest.fixture
def machine(tmp_path):
    """A poor machine: a clone with nothing set up, and a path that holds the plainest tools only."""
    clone, tools = tmp_path / "clone", tmp_path / "bin"
    (clone / "packaging").mkdir(parents=True)
    tools.mkdir()
    fonts = [f"packaging/{name}" for name in ("fonts.py", "outlines.py", "fonts.lock")]
    for name in ("run", "pyproject.toml", "requirements.lock", *fonts):
        shutil.copy(ROOT / name, clone / name)
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    return Machine(clone, tools)


class Machine:
    """A clone and the few programs that it finds."""

    def __init__(self, clone, tools):
        self.clone, self.tools = clone, tools

    def has(self, name: str, script: str) -> None:
        """Put a program on the machine."""
        file = self.tools / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the clone's script with this machine's programs and no others."""
        # The script adds the folders of the system's programs for ldconfig; on this machine they are not there.
        script = (ROOT / "run").read_text(encoding="utf-8").replace(":/usr/sbin:/sbin", "")
        (self.clone / "run").write_text(script, encoding="utf-8")
        environment = {"PATH": str(self.tools), "HOME": str(self.clone.parent), "LANG": "C", **more}
        return subprocess.run(
            ["/bin/sh", self.clone / "run", *words],
            env=environment, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip


OLD_PYTHON = 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac'
NEW_PYTHON_WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1 ;; esac; exit 0'


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_plain_shell(script):
    assert subprocess.run(["/bin/sh", "-n", script], check=False).returncode == 0
    assert os.access(script, os.X_OK)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed here")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shellcheck_has_nothing_to_say(script):
    told = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)
    assert told.stdout == ""


def test_help_lists_every_verb(machine):
    told = machine.run("help")
    assert told.returncode == 0
    assert re.findall(r"^\./run (\w+)", told.stdout, re.MULTILINE) == VERBS


def test_an_unknown_verb_is_named_and_help_shown(machine):
    told = machine.run("dmeo")
    assert told.returncode == 1
    assert "there is no 'dmeo'" in told.stderr
    assert "./run demo" in told.stderr


def test_an_old_python_gets_one_sentence(machine):
    machine.has("python3", OLD_PYTHON)
    told = machine.run("demo")
    assert told.returncode == 1
    assert len(told.stderr.strip().splitlines()) == 1
    assert "needs Python 3.11, 3.12 or 3.13, and this machine has Python 3.9.2" in told.stderr


def test_no_python_at_all_gets_one_sentence(machine):
    told = machine.run("app")
    assert told.returncode == 1
    assert "this machine has no Python 3;" in told.stderr


def test_where_nothing_may_be_installed_one_sentence_holds_the_whole_command(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    machine.has("ldconfig", "echo 'libz.so.1 (libc6,x86-64) => /lib/libz.so.1'")
    machine.has("id", "echo 1000")
    machine.has("sudo", "exit 1")
    machine.has("apt-get", f"touch {machine.clone}/apt-was-called")
    told = machine.run("test")
    assert told.returncode == 1
    assert len(told.stderr.strip().splitlines()) == 1
    command = told.stderr.split("sudo apt-get install -y --no-install-recommends ")[1].split()
    assert {"python3-venv", "libegl1", "libxcb-cursor0", "xvfb", "openbox", "xauth", "poppler-utils"} <= set(
        command
    )
    assert "zlib1g" not in command
    assert not (machine.clone / "apt-was-called").exists()


def test_the_booth_alone_asks_for_no_virtual_screen(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    machine.has("ldconfig", "exit 0")
    machine.has("id", "echo 1000")
    machine.has("apt-get", "exit 1")
    told = machine.run("app")
    assert "libxcb-cursor0" in told.stderr
    assert "xvfb" not in told.stderr


def test_a_system_without_apt_is_told_the_names(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    machine.has("ldconfig", "exit 0")
    told = machine.run("district")
    assert told.returncode == 1
    assert "by Debian's names" in told.stderr
    assert "python3-venv" in told.stderr


def test_root_installs_what_is_missing_without_a_question(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    machine.has("ldconfig", "exit 0")
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$DEBIAN_FRONTEND $*" >>{machine.clone}/asked')
    machine.run("app")
    asked = (machine.clone / "asked").read_text()
    assert re.search(r"^noninteractive .* install -y .*python3-venv.*libegl1", asked, re.MULTILINE)


def test_a_second_start_waits_for_the_first(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    lock = machine.clone / ".run" / "lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(str(os.getpid()))
    with pytest.raises(subprocess.TimeoutExpired) as stopped:
        subprocess.run(
            ["/bin/sh", machine.clone / "run", "district"],
            env={"PATH": str(machine.tools), "HOME": str(machine.clone)},
            capture_output=True, timeout=1.5, check=False,
        )  # fmt: skip
    assert b"is setting up; waiting for it" in (stopped.value.stderr or b"")


def test_the_lock_of_a_start_that_died_is_taken_over(machine):
    machine.has("python3", NEW_PYTHON_WITHOUT_VENV)
    lock = machine.clone / ".run" / "lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text("99999999")
    told = machine.run("district")
    assert "waiting" not in told.stderr
    assert not lock.exists()


@pytest.mark.skipif(not (ROOT / ".venv" / ".fieldkit").is_dir(), reason="this clone was not set up by ./run")
def test_a_second_start_costs_next_to_nothing():
    began = time.perf_counter()
    told = subprocess.run([ROOT / "run", "setup"], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert time.perf_counter() - began < 2
