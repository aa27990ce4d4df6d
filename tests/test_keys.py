# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The store's key: sealed for each operator, with the keyring's part or by a passphrase alone."""

import datetime as dt
import errno
import json

import keyring
import keyring.errors
import pytest

from fieldkit import keyfile, keys
from fieldkit.problems import (
    DiskFull,
    DiskRefused,
    KeyFileDamaged,
    KeyringGone,
    LastOperator,
    PinTooShort,
    RecoveryCodeMistyped,
    RecoveryCodeWrong,
    Unknown,
    WrongPin,
)
from tests.support.clock import TEN, Clock
from tests.support.keyrings import MemoryKeyring, NoKeyring

PIN, PASSPHRASE = "246810", "four small horses"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Stretch less: a test proves the way, not the work of it."""
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    monkeypatch.setattr(keyfile, "MEMORY_KIB", 64)


@pytest.fixture
def without_keyring():
    """Let this device have no keyring service."""
    keyring.set_keyring(NoKeyring())


def create(folder, pin=PIN):
    return keys.create_keys(folder, operator_id="c01", operator_name="示例干部", pin=pin)


def opened(folder, pin=PIN, operator="c01", now=TEN):
    return keys.open_keys(folder, operator_id=operator, pin=pin, now=now)


def test_the_pin_opens_what_it_sealed(tmp_path):
    key = create(tmp_path)
    assert len(key) == 32
    assert opened(tmp_path) == key
    assert keys.secret_kind(tmp_path) == "pin"
    assert keys.slots(tmp_path) == (keys.Slot("c01", "示例干部"),)


def test_the_real_stretching_opens_too(tmp_path):
    monkey = pytest.MonkeyPatch()
    monkey.setattr(keyfile, "ITERATIONS", 3)
    monkey.setattr(keyfile, "MEMORY_KIB", 64 * 1024)
    key = create(tmp_path)
    monkey.undo()
    raw = json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))["slots"][0]
    assert (raw["iterations"], raw["memory_kib"], raw["lanes"]) == (3, 64 * 1024, 4)
    assert opened(tmp_path) == key


def test_a_pin_typed_full_width_is_the_same_pin(tmp_path):
    assert create(tmp_path) == opened(tmp_path, "２４６８１０")


def test_no_file_holds_the_key_or_the_pin(tmp_path, memory_keyring):
    key = create(tmp_path)
    text = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    for secret in (key.hex(), PIN, *memory_keyring.kept.values()):
        assert secret not in text
    assert key.hex() not in memory_keyring.kept.values()
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


def test_the_pin_alone_is_not_enough_without_the_keyrings_part(tmp_path, memory_keyring):
    create(tmp_path)
    (name,) = memory_keyring.kept
    memory_keyring.kept[name] = "00" * 32
    with pytest.raises(WrongPin):
        opened(tmp_path)
    del memory_keyring.kept[name]
    with pytest.raises(KeyringGone):
        opened(tmp_path)
    memory_keyring.kept[name] = "not hex"
    with pytest.raises(KeyringGone):
        opened(tmp_path)


def test_a_locked_keyring_is_gone(tmp_path, monkeypatch):
    def locked(*_):
        raise keyring.errors.KeyringLocked

    monkeypatch.setattr(MemoryKeyring, "set_password", locked)
    with pytest.raises(KeyringGone):
        create(tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    create(tmp_path)
    monkeypatch.setattr(MemoryKeyring, "get_password", locked)
    with pytest.raises(KeyringGone):
        opened(tmp_path)
    assert not keys.keyring_available()


def test_without_a_keyring_a_passphrase_is_asked_for(tmp_path, without_keyring):
    assert not keys.keyring_available()
    with pytest.raises(PinTooShort) as caught:
        create(tmp_path, PIN)
    assert caught.value.facts == {"least": "8", "kind": "passphrase"}
    key = create(tmp_path, PASSPHRASE)
    assert keys.secret_kind(tmp_path) == "passphrase"
    assert opened(tmp_path, PASSPHRASE) == key


def test_a_keyring_that_writes_in_the_clear_is_none(monkeypatch):
    assert keys.keyring_available()
    careless = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file"})
    keyring.set_keyring(careless())
    assert not keys.keyring_available()


def test_a_pin_has_six_digits(tmp_path):
    with pytest.raises(PinTooShort) as caught:
        create(tmp_path, "12345")
    assert caught.value.facts == {"least": "6", "kind": "pin"}
    key = create(tmp_path)
    with pytest.raises(PinTooShort):
        keys.add_slot(tmp_path, key=key, operator_id="v01", operator_name="", pin="1")


def test_each_operator_has_a_slot_of_their_own(tmp_path):
    key = create(tmp_path)
    keys.add_slot(tmp_path, key=key, operator_id="v01", operator_name="示例志愿者", pin="135791")
    assert [slot.operator_id for slot in keys.slots(tmp_path)] == ["c01", "v01"]
    assert opened(tmp_path, "135791", "v01") == opened(tmp_path) == key
    with pytest.raises(WrongPin):
        opened(tmp_path, PIN, "v01")
    with pytest.raises(Unknown):
        opened(tmp_path, PIN, "nobody")


def test_a_slot_cannot_be_passed_off_as_somebody_elses(tmp_path):
    create(tmp_path)
    file = tmp_path / "keys.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["slots"][0]["operator_id"] = "v01"
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(WrongPin):
        opened(tmp_path, PIN, "v01")


def test_a_new_pin_takes_the_place_of_a_forgotten_one(tmp_path):
    key = create(tmp_path)
    with pytest.raises(WrongPin):
        opened(tmp_path, "000000")
    keys.add_slot(tmp_path, key=key, operator_id="c01", operator_name="示例干部", pin="135791")
    assert opened(tmp_path, "135791") == key
    assert len(keys.slots(tmp_path)) == 1
    with pytest.raises(WrongPin) as caught:
        opened(tmp_path)
    assert caught.value.facts == {"tries_left": "4"}


def test_only_a_stores_key_is_sealed(tmp_path):
    create(tmp_path)
    with pytest.raises(KeyFileDamaged):
        keys.add_slot(tmp_path, key=b"k" * 32, operator_id="v01", operator_name="", pin=PIN)
    with pytest.raises(ValueError, match="32 bytes"):
        keyfile.new_slot(
            keyfile.read(tmp_path),
            b"short",
            operator_id="v01",
            operator_name="",
            secret=b"",
            device_secret=b"",
        )


def wrong(folder, now, operator="c01"):
    with pytest.raises(WrongPin) as caught:
        opened(folder, "000000", operator, now)
    return caught.value.facts


def test_five_tries_are_free_then_the_wait_doubles(tmp_path):
    key, clock = create(tmp_path), Clock()
    assert [wrong(tmp_path, clock()) for _ in range(4)] == [
        {"tries_left": str(left)} for left in (4, 3, 2, 1)
    ]
    assert wrong(tmp_path, clock()) == {"wait_seconds": "30"}
    assert wrong(tmp_path, clock.move(seconds=10)) == {"wait_seconds": "20"}
    with pytest.raises(WrongPin):
        opened(tmp_path, now=clock())
    waits = []
    for _ in range(7):
        clock.move(seconds=900)
        waits.append(wrong(tmp_path, clock())["wait_seconds"])
    assert waits == ["60", "120", "240", "480", "900", "900", "900"]
    assert opened(tmp_path, now=clock.move(seconds=900)) == key
    assert wrong(tmp_path, clock()) == {"tries_left": "4"}


def test_one_operators_tries_are_not_anothers(tmp_path):
    key = create(tmp_path)
    keys.add_slot(tmp_path, key=key, operator_id="v01", operator_name="", pin=PIN)
    for _ in range(5):
        wrong(tmp_path, TEN, "v01")
    assert opened(tmp_path) == key


def test_a_clock_set_back_neither_opens_nor_locks_for_years(tmp_path):
    key, clock = create(tmp_path), Clock()
    for _ in range(5):
        wrong(tmp_path, clock())
    back = Clock(TEN - dt.timedelta(days=3650))
    assert wrong(tmp_path, back()) == {"wait_seconds": "30"}
    assert opened(tmp_path, now=back.move(seconds=30)) == key


def test_wrong_tries_outlive_the_program_and_a_damaged_count_starts_anew(tmp_path):
    key = create(tmp_path)
    wrong(tmp_path, TEN)
    file = tmp_path / "tries.json"
    assert json.loads(file.read_text(encoding="utf-8"))
    assert "c01" not in file.read_text(encoding="utf-8")
    for damaged in ("[]", "{", '{"x": 1}', '{"x": ["a", 1]}'):
        file.write_text(damaged, encoding="utf-8")
        assert opened(tmp_path) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"store": "x"}',
        '{"store": "x", "kind": "magic", "slots": []}',
        '{"store": "x", "kind": "pin", "slots": [{}]}',
    ],
)
def test_a_damaged_key_file_is_named_as_damaged(tmp_path, text):
    (tmp_path / "keys.json").write_text(text, encoding="utf-8")
    for ask in (keys.slots, keys.secret_kind, opened):
        with pytest.raises(KeyFileDamaged):
            ask(tmp_path)


def test_a_slot_of_letters_is_damage(tmp_path):
    create(tmp_path)
    file = tmp_path / "keys.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["slots"][0]["sealed"] = "zz"
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(KeyFileDamaged):
        opened(tmp_path)


def test_a_missing_key_file_is_named_as_damaged(tmp_path):
    with pytest.raises(KeyFileDamaged):
        keys.slots(tmp_path)


def test_keys_are_never_made_over_those_of_a_store(tmp_path):
    create(tmp_path)
    create(tmp_path)
    (tmp_path / "fieldkit.db").touch()
    with pytest.raises(FileExistsError):
        create(tmp_path)


def test_a_disk_that_refuses_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiskRefused):
        create(tmp_path / "file" / "store")


def test_nothing_heavy_is_imported_before_somebody_signs_in():
    import subprocess
    import sys

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import fieldkit.keys, sys; print({'keyring', 'cryptography'} & sys.modules.keys())",
        ],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == "set()"


@pytest.mark.parametrize(("number", "problem"), [(errno.ENOSPC, DiskFull), (errno.EROFS, DiskRefused)])
def test_a_disk_that_takes_no_write_keeps_out_only_the_wrong_secret(tmp_path, monkeypatch, number, problem):
    key = create(tmp_path)
    with pytest.raises(WrongPin):
        opened(tmp_path, "000000")

    def refuse(_handle):
        raise OSError(number, "no")

    monkeypatch.setattr(keys.os, "fsync", refuse)
    assert opened(tmp_path) == key
    with pytest.raises(problem):
        opened(tmp_path, "000000")


# -- a changed PIN, a removed operator, the recovery code -------------------------------------------------------------


def two(folder):
    key = create(folder)
    keys.add_slot(folder, key=key, operator_id="v01", operator_name="示例志愿者", pin="135791")
    return key


def test_a_pin_is_changed_by_who_knows_it(tmp_path):
    key = two(tmp_path)
    with pytest.raises(WrongPin):
        keys.change_pin(tmp_path, operator_id="v01", pin=PIN, new_pin="975310", now=TEN)
    with pytest.raises(PinTooShort):
        keys.change_pin(tmp_path, operator_id="v01", pin="135791", new_pin="1", now=TEN)
    keys.change_pin(tmp_path, operator_id="v01", pin="135791", new_pin="975310", now=TEN)
    assert opened(tmp_path, "975310", "v01") == opened(tmp_path) == key
    with pytest.raises(WrongPin):
        opened(tmp_path, "135791", "v01")
    assert {slot.operator_name for slot in keys.slots(tmp_path)} == {"示例干部", "示例志愿者"}


def test_a_removed_operators_slot_is_dead(tmp_path):
    key = two(tmp_path)
    with pytest.raises(KeyFileDamaged):
        keys.remove_slot(tmp_path, key=b"k" * 32, operator_id="v01")
    keys.remove_slot(tmp_path, key=key, operator_id="v01")
    with pytest.raises(Unknown):
        opened(tmp_path, "135791", "v01")
    assert opened(tmp_path) == key
    with pytest.raises(Unknown):
        keys.remove_slot(tmp_path, key=key, operator_id="v01")
    with pytest.raises(LastOperator):
        keys.remove_slot(tmp_path, key=key, operator_id="c01")


def test_the_recovery_code_opens_without_the_keyring_and_only_the_newest_does(tmp_path, memory_keyring):
    key = two(tmp_path)
    assert not keys.has_recovery_code(tmp_path)
    first = keys.new_recovery_code(tmp_path, key=key)
    code = keys.new_recovery_code(tmp_path, key=key)
    assert code.replace("-", "") not in (tmp_path / "keys.json").read_text(encoding="utf-8")
    memory_keyring.kept.clear()
    assert keys.open_with_code(tmp_path, code=code) == key
    with pytest.raises(RecoveryCodeWrong):
        keys.open_with_code(tmp_path, code=first)
    with pytest.raises(RecoveryCodeMistyped):
        keys.open_with_code(tmp_path, code=code[:-1])
    create(tmp_path)
    with pytest.raises(RecoveryCodeWrong):
        keys.open_with_code(tmp_path, code=code)


def recovered(folder, code, pin="975310", **more):
    return keys.recover(folder, code=code, operator_id="c01", operator_name="示例干部", pin=pin, **more)


def test_a_forgotten_pin_is_set_anew_and_the_others_keep_theirs(tmp_path):
    key = two(tmp_path)
    code = keys.new_recovery_code(tmp_path, key=key)
    for _ in range(5):
        wrong(tmp_path, TEN)
    assert recovered(tmp_path, code) == (key, ())
    assert opened(tmp_path, "975310") == opened(tmp_path, "135791", "v01") == key
    assert keys.open_with_code(tmp_path, code=code) == key


def test_slots_that_need_a_lost_keyring_are_given_up_and_named(tmp_path, memory_keyring):
    key = two(tmp_path)
    code = keys.new_recovery_code(tmp_path, key=key)
    memory_keyring.kept.clear()
    assert recovered(tmp_path, code) == (key, (keys.Slot("v01", "示例志愿者"),))
    assert opened(tmp_path, "975310") == key
    assert len(memory_keyring.kept) == 1
    with pytest.raises(Unknown):
        opened(tmp_path, "135791", "v01")


def test_without_a_keyring_others_slots_are_given_up_only_when_asked(tmp_path):
    key = two(tmp_path)
    code = keys.new_recovery_code(tmp_path, key=key)
    keyring.set_keyring(NoKeyring())
    with pytest.raises(KeyringGone):
        recovered(tmp_path, code, PASSPHRASE)
    assert len(keys.slots(tmp_path)) == 2
    with pytest.raises(PinTooShort):
        recovered(tmp_path, code, "975310", without_keyring=True)
    assert len(keys.slots(tmp_path)) == 2
    assert recovered(tmp_path, code, PASSPHRASE, without_keyring=True)[0] == key
    assert opened(tmp_path, PASSPHRASE) == key
    assert keys.secret_kind(tmp_path) == "passphrase"


def test_an_only_operator_gets_a_passphrase_where_there_is_no_keyring(tmp_path):
    key = create(tmp_path)
    code = keys.new_recovery_code(tmp_path, key=key)
    keyring.set_keyring(NoKeyring())
    assert recovered(tmp_path, code, PASSPHRASE) == (key, ())
    assert opened(tmp_path, PASSPHRASE) == key


def test_recovering_gives_up_slots_that_a_stranger_put_in(tmp_path):
    key = create(tmp_path)
    code = keys.new_recovery_code(tmp_path, key=key)
    file = tmp_path / keys.KEYS_FILE
    told = json.loads(file.read_text(encoding="utf-8"))
    told["slots"].append(
        {**told["slots"][0], "operator_id": "v99", "operator_name": "示例生人", "public": "ab" * 32}
    )
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(KeyFileDamaged):
        keys.promise(tmp_path, key=key, new_key=bytes(32))
    _, given_up = keys.recover(tmp_path, code=code, operator_id="c01", operator_name="示例干部", pin=PIN)
    assert given_up == (keys.Slot("v99", "示例生人"),)
    assert keys.slots(tmp_path) == (keys.Slot("c01", "示例干部"),)
    assert opened(tmp_path) == key
    keys.promise(tmp_path, key=key, new_key=bytes(32))
