# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Registrars of several towns: added by a card, ended, and never the last one who can read."""

import pytest

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.trust import TrustList
from fieldkit.seals import envelope, keytexts
from fieldkit.seals.keys import key_id, load_public_key
from tests.support.devices import Device


def listed(district, device):
    """Return the names and towns of registrars in the list that the device is told next."""
    public = device.district_key
    raw = device.exchange().trust
    _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, envelope.TRUST)
    trust = from_bytes(content, TrustList)
    device.trust = trust.version
    return {(one.name, one.town) for one in trust.registrars}


def card(tmp_path, name, town):
    file = tmp_path / "registrar.pub"
    key = keytexts.new_key(keytexts.REGISTRAR, name, town)
    file.write_bytes(keytexts.write_card(key.card))
    return file, key.card.key_id


def test_a_town_gets_its_registrar_and_devices_hear_of_it(district, device, tmp_path):
    file, named = card(tmp_path, "示例镇登记", "DX-YH")
    assert f"已加入登记员 {named}（DX-YH）" in district.console("add-registrar", str(file))
    assert listed(district, device) == {("区登记员", ""), ("示例镇登记", "DX-YH")}
    assert device.exchange().trust == b""
    with pytest.raises(AssertionError, match="已经登记过"):
        district.console("add-registrar", str(file))
    assert "DX-YH" in district.console("registrars")
    district.console("end-registrar", named)
    assert listed(district, device) == {("区登记员", "")}
    assert [bool(line["ended_at"]) for line in district.facts("registrars")] == [False, True]
    with pytest.raises(AssertionError, match="已经登记过"):
        district.console("add-registrar", str(file))


def test_the_last_one_for_the_whole_district_stays(district, tmp_path):
    (first,) = (line["key_id"] for line in district.facts("registrars"))
    with pytest.raises(AssertionError, match="最后一位管全区的登记员"):
        district.console("end-registrar", first)
    district.console("add-registrar", str(card(tmp_path, "镇", "DX-YH")[0]))
    with pytest.raises(AssertionError, match="最后一位管全区的登记员"):
        district.console("end-registrar", first)
    district.console("add-registrar", str(card(tmp_path, "另一位", "")[0]))
    district.console("end-registrar", first)
    with pytest.raises(AssertionError, match="没有钥匙编号为"):
        district.console("end-registrar", first)


def test_a_private_key_or_anything_else_is_no_card(district, tmp_path):
    file = tmp_path / "registrar.key"
    for content in (
        keytexts.write_key(keytexts.new_key(keytexts.REGISTRAR, "x")),
        keytexts.write_card(keytexts.new_key(keytexts.RECOVERY, "x").card),
        b"",
    ):
        file.write_bytes(content)
        with pytest.raises(AssertionError, match="不是登记员的公开卡片"):
            district.console("add-registrar", str(file))
    with pytest.raises(AssertionError, match="没有这个文件"):
        district.console("add-registrar", str(tmp_path / "none"))


def test_without_the_registrars_folder_nothing_that_needs_it_goes(district, tmp_path):
    stick = tmp_path / "stick"
    (district.folder / "registrar").rename(stick)
    with pytest.raises(AssertionError, match="找不到登记员的钥匙"):
        district.ticket()
    with pytest.raises(AssertionError, match="找不到登记员的钥匙"):
        district.console("new-signing-key")
    there = ("--registrar-folder", str(stick))
    printed = district.console("add-device", "--name", "x", *there)
    assert Device(next(line for line in printed.splitlines() if line.startswith("FK1"))).device == "D01"
    assert "信任表第" in district.console("new-signing-key", *there)
    line = tmp_path / "members.jsonl"
    tagged = '{"table":"member","key":"m-9","row":{"uid":"m-9","name":"示例","tag":"' + "ab" * 16 + '"}}\n'
    line.write_text(tagged, encoding="utf-8")
    assert "1 行有变化" in district.console("brief", str(line))
    plain = tagged.replace(
        '"tag":"' + "ab" * 16 + '"', '"document_kind":"resident","document_number":"119999199001010015"'
    )
    line.write_text(plain, encoding="utf-8")
    with pytest.raises(AssertionError, match="需要登记员的钥匙"):
        district.console("brief", str(line))
    with pytest.raises(AssertionError, match="找不到登记员的钥匙"):
        district.console("brief", str(line), "--registrar-folder", str(tmp_path / "none"))
    assert "1 行有变化" in district.console("brief", str(line), *there)


def test_the_stick_of_another_district_is_named(district, tmp_path):
    (district.folder / "registrar" / "tag.key").write_text("11" * 32)
    with pytest.raises(AssertionError, match="不是本区的钥匙"):
        district.ticket()
    (district.folder / "registrar" / "root.key").write_text("22" * 32)
    with pytest.raises(AssertionError, match="不是本区的钥匙"):
        district.console("new-signing-key")
