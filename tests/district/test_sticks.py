# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sticks that anybody may have filled: one clear sentence each, at once, and nothing written where nobody said."""

import contextlib
import io
import os
import zlib

import pytest

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.seals import keytexts
from fieldkit.seals.parcels import MAX_PARCEL_BYTES, new_parcel_key, seal_parcel
from sync.commands import console
from sync.safety import sticks
from sync.trust.parcel_keys import recipients

ONE_KIND = "sqlcipher"


def run(district, *words):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            code = console.main(["--data", str(district.folder), *(str(word) for word in words)])
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


def whom(district):
    from sync.district import open_district

    opened = open_district(district.folder)
    with opened.database.reading() as reading:
        found = recipients(reading)
    opened.close()
    return found


@pytest.fixture
def stick(tmp_path):
    """Give the folder of a stick."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def request_by_stick(device, *operations):
    batches = (device.batch(*operations),) if operations else ()
    return device.ask(*batches, nonce="")


def test_a_parcel_is_read_in_and_answered_beside_it_as_often_as_it_comes(district, device, stick):
    file = stick / "FK-S1-3f2a91c4-000001.age"
    raw = request_by_stick(device, device.enrol("u-1"), device.serve(service="nothing"))
    file.write_bytes(seal_parcel(join_frames([raw]), whom(district)))
    for said in ("D01，1 批 2 条操作，退回 1 条", "D01，没有新内容"):
        code, out, err = run(district, "parcel", file)
        assert (code, err) == (0, "")
        assert said in out
    answer = stick / "FK-S1-3f2a91c4-000001.answer"
    assert sorted(one.name for one in stick.iterdir()) == sorted((answer.name, file.name))
    assert len(split_frames(answer.read_bytes(), most=10)) == 1
    assert district.facts("sites")[0]["recorded"] == 2


def test_answers_go_where_they_are_told_to(district, device, stick, tmp_path):
    file = stick / "parcel"
    file.write_bytes(seal_parcel(join_frames([request_by_stick(device)]), whom(district)))
    (tmp_path / "out").mkdir()
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "out" / "parcel.answer").symlink_to(tmp_path / "kept")
    code, out, _ = run(district, "parcel", file, "--to", tmp_path / "out")
    assert (code, str(tmp_path / "out" / "parcel.answer") in out) == (0, True)
    assert (tmp_path / "kept").read_bytes() == b"kept"
    assert not (tmp_path / "out" / "parcel.answer").is_symlink()
    code, _, err = run(district, "parcel", file, "--to", tmp_path / "nowhere")
    assert (code, "内容已收下，但回执写不进" in err, err.count("\n")) == (1, True, 1)


def test_late_sticks_open_after_the_key_was_changed(district, device, stick):
    before = whom(district)
    late = stick / "late.age"
    late.write_bytes(seal_parcel(join_frames([request_by_stick(device, device.serve())]), before[:1]))
    assert run(district, "new-parcel-key")[0] == 0
    after = whom(district)
    assert (after[0] != before[0], after[1:]) == (True, before[1:])
    assert run(district, "parcel", late)[0] == 0
    fresh = stick / "fresh.age"
    fresh.write_bytes(seal_parcel(join_frames([request_by_stick(device)]), after[:1]))
    assert run(district, "parcel", fresh)[0] == 0
    assert device.tell().trust


def test_another_recovery_key_takes_the_place_of_the_old(district, stick):
    key = keytexts.new_key(keytexts.RECOVERY, "新")
    (stick / "recovery.pub").write_bytes(keytexts.write_card(key.card))
    (stick / "recovery.key").write_bytes(keytexts.write_key(key))
    before = whom(district)
    assert run(district, "recovery-key", stick / "recovery.pub")[0] == 0
    assert whom(district) == (before[0], key.card.recipient)
    code, _, err = run(district, "recovery-key", stick / "recovery.key")
    assert (code, "不是恢复钥匙的公开卡片" in err) == (1, True)


def _huge_header(to):
    raw = seal_parcel(b"x", to)
    first, kind, body = raw.split(b"\n")[:3]
    return first + b"\n" + (kind + b"\n" + body + b"\n") * 60_000 + raw[len(first) + 1 :]


def _bomb(device, to):
    packed = b"\1" + zlib.compress(bytes(50 * 1024 * 1024), 9)
    raw = device.seal(join_frames([device_request(device), device.sealed(packed, b"fieldkit/batch/1")]))
    return seal_parcel(join_frames([raw]), to)


def device_request(device):
    from fieldkit.protocol.codec import to_bytes

    return to_bytes(device.request(batches=1, nonce=""))


HOSTILE = {
    "missing": (lambda file, *_: None, "没有这个文件"),
    "a link": (lambda file, *_: file.symlink_to("/etc/hostname"), "这是一个链接"),
    "a folder": (lambda file, *_: file.mkdir(), "这是一个文件夹"),
    "a pipe": (lambda file, *_: os.mkfifo(file), "这不是普通文件"),
    "empty": (lambda file, *_: file.touch(), "文件是空的"),
    "4 GiB of nothing": (lambda file, *_: _sparse(file), "超过 8 MB"),
    "an archive": (lambda file, *_: file.write_bytes(b"PK\3\4" + bytes(1000)), "不是 FieldKit 的包裹"),
    "a program": (lambda file, *_: file.write_bytes(b"MZ" + bytes(1000)), "不是 FieldKit 的包裹"),
    "a huge header": (lambda file, to, _: file.write_bytes(_huge_header(to)), "不是 FieldKit 的包裹"),
    "another's key": (
        lambda file, *_: file.write_bytes(seal_parcel(b"x", [new_parcel_key()[1]])),
        "不是封给本区的",
    ),
    "cut": (lambda file, to, _: file.write_bytes(seal_parcel(bytes(5000), to)[:-9]), "包裹损坏"),
    "junk in it": (lambda file, to, _: file.write_bytes(seal_parcel(b"\xff" * 50, to)), "不是 FieldKit 写的"),
    "many frames": (
        lambda file, to, _: file.write_bytes(seal_parcel(join_frames([b""] * 100_000), to)),
        "不是 FieldKit 写的",
    ),
    "a bomb": (lambda file, to, device: file.write_bytes(_bomb(device, to)), "内容不合规"),
}


def _sparse(file):
    with file.open("wb") as out:
        out.truncate(4 * 1024**3)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_gets_one_sentence_and_changes_nothing(district, device, stick, tmp_path, name):
    make, sentence = HOSTILE[name]
    file = stick / "FK-S1-3f2a91c4-000001.age"
    make(file, whom(district), device)
    around = sorted(tmp_path.iterdir())
    before = district.facts("sites")
    code, out, err = run(district, "parcel", file)
    assert (code, err.count("\n")) == (1, 1), err
    assert sentence in err
    assert err.startswith(file.name)
    if name == "a bomb":  # its sender is known and hears why; the rest leave nothing at all
        assert "D01，没有新内容" in out
    else:
        assert out == ""
        assert {one.name for one in stick.iterdir()} <= {file.name}
    assert sorted(tmp_path.iterdir()) == around
    assert district.facts("sites") == before


@pytest.mark.parametrize("name", ["CON.age", "nul", "com1.answer.age", "Aux .age", "LPT²"])
def test_what_windows_takes_for_a_device_is_never_opened(stick, name):
    with pytest.raises(sticks.BadFile):
        sticks.read_parcel_file(stick / name)
    (stick / "CONSUL.age").write_bytes(b"x")
    assert sticks.read_parcel_file(stick / "CONSUL.age") == b"x"


def test_other_districts_devices_and_old_lives_are_answered_by_name(district, device, stick, tmp_path):
    from tests.support.district import serving

    (tmp_path / "other").mkdir()
    with serving(tmp_path / "other") as other:
        from tests.support.devices import Device

        stranger = Device(other.ticket(site="S1"))
    file = stick / "stranger.age"
    file.write_bytes(seal_parcel(join_frames([request_by_stick(stranger)]), whom(district)))
    code, _, err = run(district, "parcel", file)
    assert (code, "本区不认识的设备" in err) == (1, True)

    device.say(device.serve())
    old = stick / "old.age"
    device.number, device.head = 0, bytes(32)  # an old copy of the store goes on
    old.write_bytes(seal_parcel(join_frames([request_by_stick(device, device.serve())]), whom(district)))
    code, out, err = run(district, "parcel", old)
    assert (code, err, "扣留 1 批" in out) == (0, "", True)


def test_one_bad_file_stops_no_other(district, device, stick):
    good = stick / "good.age"
    good.write_bytes(seal_parcel(join_frames([request_by_stick(device, device.serve())]), whom(district)))
    (stick / "bad.age").write_bytes(b"x")
    code, out, err = run(district, "parcel", stick / "bad.age", good)
    assert (code, err.count("\n"), "good.age：D01，1 批 1 条操作" in out) == (1, 1, True)


def test_a_file_larger_than_it_said_is_cut_off(stick, monkeypatch):
    file = stick / "grows.age"
    file.write_bytes(bytes(MAX_PARCEL_BYTES + 1))
    monkeypatch.setattr(sticks, "_look", lambda _: None)
    with pytest.raises(sticks.BadFile, match="large"):
        sticks.read_parcel_file(file)
