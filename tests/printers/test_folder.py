# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper without a printer: saved whole, under a name that says nothing, never over another."""

import errno
import os
import signal
import subprocess
import sys
from threading import Thread

import pytest

from fieldkit.printers.folder import EARLY, LATE, found, save, sweep
from fieldkit.problems import DiskFull, DiskRefused


def test_a_saved_paper_is_never_overwritten(tmp_path):
    names = [save(bytes([count]), name="临-D07-0003", folder=tmp_path).name for count in range(3)]
    assert names == ["临-D07-0003.pdf", "临-D07-0003-2.pdf", "临-D07-0003-3.pdf"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"\0", b"\1", b"\2"]


def test_a_stick_that_knows_no_links_takes_the_paper_too(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    names = [save(b"%PDF", name="R-1", folder=tmp_path).name for _ in range(2)]
    assert names == ["R-1.pdf", "R-1-2.pdf"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["R-1-2.pdf", "R-1.pdf"]


def test_what_a_power_cut_left_is_swept_away(tmp_path):
    (tmp_path / ".paper-x1").write_bytes(b"half a")
    save(b"%PDF", name="R-1", folder=tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["R-1.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="kills by a signal")
def test_what_a_killed_program_left_is_swept_and_what_is_whole_stays(tmp_path):
    program = (
        "import os, pathlib, signal, sys; from fieldkit.printers import folder;"
        "folder.save(b'%PDF whole', name='R-1', folder=pathlib.Path(sys.argv[1]));"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        "folder.save(b'%PDF half', name='R-2', folder=pathlib.Path(sys.argv[1]))"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert sorted(file.name[:7] for file in tmp_path.iterdir()) == [".paper-", "R-1.pdf"]
    sweep(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["R-1.pdf"]


def test_what_is_being_written_is_not_swept(tmp_path, monkeypatch):
    real, sweeping = os.fsync, Thread(target=sweep, args=(tmp_path,))

    def while_it_is_swept(number):
        if sweeping.ident is None:
            sweeping.start()
            sweeping.join(0.3)
        real(number)

    monkeypatch.setattr(os, "fsync", while_it_is_swept)
    assert save(b"%PDF", name="R-1", folder=tmp_path).read_bytes() == b"%PDF"
    sweeping.join(5)
    assert [file.name for file in tmp_path.iterdir()] == ["R-1.pdf"]


def test_a_folder_that_is_not_there_or_none_is_not_swept(tmp_path):
    sweep(tmp_path / "none")
    (tmp_path / "file").write_bytes(b"")
    sweep(tmp_path / "file")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_file_is_an_orders_own_by_its_time(tmp_path):
    file = save(b"%PDF", name="R-1", folder=tmp_path)
    at = file.stat().st_mtime
    assert found("R-1", folder=tmp_path, begun=at) == file
    assert found("R-1", folder=tmp_path, begun=at + EARLY + 1) is None  # the paper of before a restore
    assert found("R-1", folder=tmp_path, begun=at - LATE - 1) is None
    assert found("R-2", folder=tmp_path, begun=at) is None


@pytest.mark.parametrize("name", ["", ".hidden", "../R-1", "a/b", "a\\b"])
def test_a_name_that_is_a_path_is_a_mistake(tmp_path, name):
    with pytest.raises(ValueError, match="no path"):
        save(b"%PDF", name=name, folder=tmp_path)


@pytest.mark.parametrize("step", ["fsync", "link"])
@pytest.mark.parametrize(("number", "problem"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull)])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch, step, number, problem):
    def refuse(*_):
        raise OSError(number, "full")

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(problem):
        save(b"%PDF", name="R-1", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "papers").write_bytes(b"a file")
    with pytest.raises(DiskRefused):
        save(b"%PDF", name="R-1", folder=tmp_path / "papers")
