# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The commands that open no window, as a clerk types them: on a real store, with secrets from standard input."""

import io
import re
import shutil
import subprocess
import sys

import keyring
import pytest

from fieldkit import app, heads, keyfile, keys
from fieldkit.app import console
from fieldkit.app.second_place import folder_in
from fieldkit.problems import StoreDamaged, Unknown, WrongPin
from fieldkit.settings import load
from fieldkit.store import trust
from fieldkit.store.copies import copies
from fieldkit.store.newest import acts
from fieldkit.store.vault import open_store
from tests.support.bare_stores import (
    CLERK,
    OTHER_PIN,
    PASSPHRASE,
    PIN,
    act,
    add_volunteer,
    bring_back,
    life_of,
    make,
    set_aside,
)
from tests.support.clock import TEN
from tests.support.factories import trust_list
from tests.support.keyrings import NoKeyring


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Return the folder of a closed store with a clerk, a volunteer and 30 acts, noted."""
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    monkeypatch.setattr(keyfile, "MEMORY_KIB", 64)
    folder = tmp_path / "desk"
    key = make(folder)
    add_volunteer(folder, key)
    store = open_store(folder, key)
    act(store, 30)
    heads.note(store)
    store.close()
    return folder


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a way to run a command: its words, and the lines that are typed; it returns code, output and complaint."""

    def run_it(*words, folder, typed=(), operator="P01"):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        code = console.main([*map(str, words), "--data", str(folder), "--operator", operator])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


def key_of(folder, operator="P01", pin=PIN):
    return keys.open_keys(folder, operator_id=operator, pin=pin, now=TEN)


def count_in(folder, key):
    store = open_store(folder, key)
    try:
        with store.reading() as db:
            return acts(db)
    finally:
        store.close()


def code_in(text):
    return "-".join(re.findall(r"\b[0-9A-Z]{5}\b", text))


def test_check_says_what_there_is(desk, run):
    code, out, err = run("check", folder=desk, typed=[PIN])
    assert (code, err) == (0, "")
    assert "完好：30 条记录" in out
    assert "还没有恢复码" in out


def test_a_wrong_pin_and_no_pin_are_one_sentence_and_a_one(desk, run):
    assert run("check", folder=desk, typed=["000000"])[::2] == (
        1,
        "PIN 不对，还可以再试 4 次。请看清选的是不是自己的名字，再重新输入。\n",
    )
    assert run("check", folder=desk)[::2] == (1, "没有输入，没有改动。\n")


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("backup", "--to", "copies"),
        ("salvage", "--to", "saved"),
        ("rekey",),
        ("recover",),
        ("recovery-code",),
        ("change-pin",),
        ("remove-operator", "P02"),
        ("trust-list", "--to", "list"),
    ],
    ids=lambda words: words[0],
)
def test_where_no_store_is_that_is_said_and_nothing_of_keys(tmp_path, monkeypatch, run, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words, folder="boot")
    assert (code, out) == (1, "")
    assert err == "boot 里没有档案库，没有改动。请检查 --data 写的文件夹对不对。\n"
    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_keys_are_gone_is_not_taken_for_none(desk, run):
    (desk / "keys.json").unlink()
    code, _, err = run("check", folder=desk, typed=[PIN])
    assert code == 1
    assert err.startswith("密钥文件 keys.json 读不出来。")


def test_the_folder_may_stand_before_the_word(desk, monkeypatch, capsys):
    for words in (
        ["--data", str(desk), "--operator", "P01", "check"],
        [f"--data={desk}", "check", "--operator=P01"],
        ["--data", "elsewhere", "check", "--operator", "P01", "--data", str(desk)],
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
        assert app.main(words) == 0
        assert "完好：30 条记录" in capsys.readouterr().out


def test_check_notices_a_damaged_page(desk, run):
    raw = bytearray((desk / "fieldkit.db").read_bytes())
    raw[-2000] ^= 1
    (desk / "fieldkit.db").write_bytes(raw)
    code, _, err = run("check", folder=desk, typed=[PIN])
    assert code == 1
    assert err.startswith("本机的档案库有损坏")


def test_check_says_that_a_store_went_back_and_begins_a_new_life(desk, run, tmp_path):
    set_aside(desk, tmp_path / "aside")
    store = open_store(desk, key_of(desk))
    act(store, 3)
    heads.note(store)
    before = life_of(store)
    store.close()
    bring_back(tmp_path / "aside", desk)
    code, out, _ = run("check", folder=desk, typed=[PIN])
    assert code == 0
    assert "旧内容" in out
    store = open_store(desk, key_of(desk))
    assert life_of(store) != before
    store.close()


def test_what_touches_keys_is_for_a_clerk(desk, run):
    for words in (["rekey"], ["recovery-code"], ["remove-operator", "P01"]):
        code, _, err = run(*words, folder=desk, typed=[OTHER_PIN], operator="P02")
        assert (code, err) == (1, "这一步要由镇街干部来做。请镇街干部登录后处理。\n")
    assert len(keys.slots(desk)) == 2


def test_who_is_there_must_be_said_where_there_are_two(desk, run):
    code, out, _ = run("check", folder=desk, typed=[PIN], operator="")
    assert code == 1
    assert f"P01  {CLERK.name}" in out


def test_a_forgotten_pin_is_set_anew_by_the_code_a_mistyped_group_is_named(desk, run):
    code, out, _ = run("recovery-code", folder=desk, typed=[PIN])
    paper = code_in(out)
    assert code == 0
    groups = paper.split("-")
    other = "7" if groups[2][0] != "7" else "8"
    wrong = "-".join([*groups[:2], other + groups[2][1:], *groups[3:]])
    code, out, err = run("recover", folder=desk, typed=[wrong, paper, "975310", "975310"])
    assert (code, err) == (0, "")
    assert "恢复码第 3 组输错了" in out
    assert key_of(desk, pin="975310") == key_of(desk, "P02", OTHER_PIN)
    with pytest.raises(WrongPin):
        key_of(desk)
    code, _, err = run("recover", folder=desk, typed=[paper, "975310", "975311"])
    assert code == 1
    code, _, err = run("recover", folder=desk, typed=[wrong, wrong, wrong])
    assert (code, err.startswith("恢复码第 3 组输错了。")) == (1, True)


def test_change_pin(desk, run):
    assert run("change-pin", folder=desk, typed=[PIN, "112358", "112358"])[0] == 0
    assert key_of(desk, pin="112358") == key_of(desk, "P02", OTHER_PIN)


def test_remove_an_operator_with_a_new_key(desk, run):
    old = key_of(desk)
    assert run("remove-operator", "P09", folder=desk, typed=[PIN])[0] == 1
    assert run("remove-operator", "P02", "--rekey", folder=desk, typed=[PIN])[0] == 0
    with pytest.raises(Unknown):
        key_of(desk, "P02", OTHER_PIN)
    assert key_of(desk) != old
    assert run("remove-operator", "P01", folder=desk, typed=[PIN])[::2] == (
        1,
        "这是本机最后一位操作员，不能移除。请先添加另一位镇街干部，再移除这一位。\n",
    )


def test_rekey(desk, run):
    old = key_of(desk)
    assert run("rekey", folder=desk, typed=[PIN])[0] == 0
    assert count_in(desk, key_of(desk, "P02", OTHER_PIN)) == 30
    with pytest.raises(StoreDamaged):
        open_store(desk, old)


@pytest.fixture
def stick(desk, run, tmp_path):
    """Return the second place, with one copy, and the recovery code."""
    paper = code_in(run("recovery-code", folder=desk, typed=[PIN])[1])
    code, out, err = run("backup", "--to", tmp_path / "stick", "--always", folder=desk, typed=[PIN])
    assert (code, err) == (0, "")
    assert "还没有恢复码" not in out
    assert "在同一块盘上" in out  # as it is here
    return tmp_path / "stick", paper


def test_backup_is_also_made_from_now_on(desk, stick):
    assert load(desk / "settings.json").second_place == str(stick[0])
    assert len(copies(folder_in(stick[0], desk))) == 1


def test_the_drill_opens_and_counts_and_changes_nothing(desk, stick, run):
    before = sorted(file.name for file in desk.iterdir())
    code, out, _ = run("restore", "--check", "--from", stick[0], folder=desk, typed=[PIN])
    assert code == 0
    assert "完好：30 条记录" in out
    assert "本机没有改动" in out
    assert sorted(file.name for file in desk.iterdir()) == before
    assert not [file for one in stick[0].rglob("*") for file in [one.name] if file.endswith(("-wal", "-shm"))]


def test_a_new_computer_gets_the_store_by_the_code_alone(desk, stick, run, tmp_path, memory_keyring):
    place, paper = stick
    life = heads.kept_head(desk).life
    shutil.rmtree(desk)
    memory_keyring.kept.clear()
    new = tmp_path / "new"
    code, out, err = run("restore", "--from", place, folder=new, typed=[paper])
    assert (code, err) == (0, "")
    assert "fieldkit recover" in out
    assert run("recover", folder=new, typed=[paper, "975310", "975310"])[0] == 0
    key = key_of(new, pin="975310")
    assert count_in(new, key) == 30
    store = open_store(new, key)
    assert life_of(store) != life
    assert heads.begin_anew_if_turned_back(store, TEN) == ""
    store.close()


def test_a_computer_without_a_keyring_gets_a_passphrase(desk, stick, run, tmp_path):
    keyring.set_keyring(NoKeyring())
    new = tmp_path / "new"
    assert run("restore", "--from", stick[0], folder=new, typed=[stick[1]])[0] == 0
    assert run("recover", folder=new, typed=[stick[1], PASSPHRASE, PASSPHRASE])[0] == 0
    assert count_in(new, key_of(new, pin=PASSPHRASE)) == 30


def test_a_damaged_copy_is_passed_over_for_the_one_before(desk, stick, run):
    assert run("backup", "--to", stick[0], folder=desk, typed=[PIN])[0] == 0
    newest, _ = copies(folder_in(stick[0], desk))
    raw = bytearray((newest / "fieldkit.db").read_bytes())
    raw[len(raw) // 2] ^= 1
    (newest / "fieldkit.db").write_bytes(raw)
    for file in desk.glob("fieldkit.db*"):
        file.unlink()
    code, out, _ = run("restore", "--from", stick[0], folder=desk, typed=[PIN])
    assert code == 0
    assert f"{newest.name}：本机的档案库有损坏，打不开。再试前一份。" in out
    assert count_in(desk, key_of(desk, "P02", OTHER_PIN)) == 30


def test_a_store_that_is_there_is_never_written_over(desk, stick, run):
    code, _, err = run("restore", "--from", stick[0], folder=desk, typed=[PIN])
    assert code == 1
    assert "没有改动" in err


def test_an_empty_stick_is_named(desk, run, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = run("restore", "--check", "--from", tmp_path / "empty", folder=desk, typed=[PIN])
    assert code == 1
    assert err.startswith("这个文件夹里没有")


def test_salvage_sets_aside_and_rescues(desk, run, tmp_path):
    store = open_store(desk, key_of(desk))
    with store.writing() as db:
        db.conn.execute("DELETE FROM counters")
    store.close()
    assert run("check", folder=desk, typed=[PIN])[0] == 1
    code, out, err = run("salvage", "--to", tmp_path / "rescue", folder=desk, typed=[PIN])
    assert (code, err) == (0, "")
    assert "救出 30 条记录" in out
    assert count_in(tmp_path / "rescue" / "救出", key_of(tmp_path / "rescue" / "救出")) == 30
    assert (tmp_path / "rescue" / "原样" / "fieldkit.db").read_bytes() == (desk / "fieldkit.db").read_bytes()
    assert run("salvage", "--to", tmp_path / "rescue", folder=desk, typed=[PIN])[0] == 1


def test_a_salvaged_store_is_not_called_damaged_and_its_gaps_are_told(desk, run, tmp_path):
    store = open_store(desk, key_of(desk))
    with store.writing() as db:
        db.conn.execute("DELETE FROM operations WHERE place BETWEEN 5 AND 8")
    store.close()
    code, _, err = run("check", folder=desk, typed=[PIN])
    assert (code, "有损坏" in err) == (1, True)
    run("salvage", "--to", tmp_path / "rescue", folder=desk, typed=[PIN])
    code, out, err = run("check", folder=tmp_path / "rescue" / "救出", typed=[PIN])
    assert (code, err) == (0, "")
    assert "没有新的损坏" in out
    assert "缺第 5 至 8 条记录" in out


def test_the_trust_list_that_is_held_is_written_as_the_district_signed_it(desk, run, tmp_path):
    words = ("trust-list", "--to", tmp_path / "trust.list")
    code, out, err = run(*words, folder=desk, typed=[PIN])
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "trust.list").exists()
    store = open_store(desk, key_of(desk))
    trust.keep(store, trust_list(7), b"as it was signed")
    store.close()
    code, out, err = run(*words, folder=desk, typed=[PIN])
    assert (code, "第 7 版" in out, err) == (0, True, "")
    assert (tmp_path / "trust.list").read_bytes() == b"as it was signed"
    assert run(*words, folder=desk, typed=[PIN])[0] == 1  # another one is not written over
    assert run(*words, folder=desk, typed=["000000"])[0] == 1


def test_the_program_and_the_console_know_the_same_commands():
    assert set(app.CONSOLE) == set(console.WORKS)


def test_as_a_process_it_needs_no_window(desk):
    done = subprocess.run(
        [sys.executable, "-m", "fieldkit", "check", "--data", str(desk), "--operator", "P01"],
        input=f"{PIN}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1  # that process has no keyring
    assert done.stderr.startswith("系统钥匙串打不开")
    assert "Traceback" not in done.stderr
