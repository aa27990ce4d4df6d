# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Key files of the registrar's folder: one secret in two forms, read back as written, refused for what they are not."""

import pyrage
import pytest

from fieldkit.seals import agekeys, boxes, keytexts
from fieldkit.seals.envelope import Refused
from fieldkit.seals.parcels import new_parcel_key, open_parcel, recipient_of, seal_parcel


def test_age_and_we_mean_the_same_key():
    for _ in range(20):
        identity, recipient = new_parcel_key()
        key = agekeys.sealing_key_of(identity)
        public = boxes.sealing_public_bytes(key)
        assert agekeys.recipient_for(public) == recipient
        assert agekeys.public_of(recipient) == public
        assert agekeys.identity_for(boxes.sealing_private_bytes(key)) == identity


@pytest.mark.parametrize("place", range(0, 60, 4))
def test_a_letter_that_changed_makes_it_no_key(place):
    for text, read in zip(new_parcel_key(), (agekeys.sealing_key_of, agekeys.public_of), strict=True):
        other = next(letter for letter in text[-20:] + "qQpP" if letter != text[place] and letter.isalnum())
        with pytest.raises(ValueError, match="age key"):
            read(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "age1" + "q" * 58, "x" * 70])
def test_what_is_no_age_key_is_refused(text):
    with pytest.raises(ValueError, match="age key"):
        agekeys.sealing_key_of(text)
    with pytest.raises(ValueError, match="age key"):
        agekeys.public_of(text)


def test_a_key_has_32_bytes():
    with pytest.raises(ValueError, match="32 bytes"):
        agekeys.recipient_for(bytes(31))


@pytest.mark.parametrize("passphrase", ["", "四季缤纷 2023"])
def test_a_key_file_is_read_back_and_opens_what_was_sealed_to_its_card(passphrase):
    key = keytexts.new_key(keytexts.REGISTRAR, "示例区\n登记", "DX-YH")
    raw = keytexts.write_key(key, passphrase)
    assert keytexts.needs_passphrase(raw) is bool(passphrase)
    assert (key.identity.encode() in raw) is not bool(passphrase)
    again = keytexts.read_key(raw, keytexts.REGISTRAR, passphrase)
    assert again == key
    assert (again.name, again.town) == ("示例区 登记", "DX-YH")
    card = keytexts.read_card(keytexts.write_card(key.card), keytexts.REGISTRAR)
    assert card == key.card
    assert card.recipient == recipient_of(key.identity)
    assert open_parcel(seal_parcel(b"x", [card.recipient]), [again.identity]) == b"x"
    box = boxes.seal_box(b"y", card.public, boxes.SESSION)
    assert boxes.open_box(box, agekeys.sealing_key_of(again.identity), boxes.SESSION) == b"y"
    assert len(card.key_id) == 16
    assert key.identity not in repr(again)


def test_a_key_file_is_one_that_age_itself_reads():
    key = keytexts.new_key(keytexts.RECOVERY, "恢复")
    lines = keytexts.write_key(key).decode().splitlines()
    (secret,) = [line for line in lines if line and not line.startswith("#")]
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == key.card.recipient


KEY = keytexts.new_key(keytexts.REGISTRAR, "甲")
LOCKED = keytexts.write_key(KEY, "p")


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (LOCKED, keytexts.REGISTRAR, "passphrase"),
        (LOCKED[:-1], keytexts.REGISTRAR, "passphrase"),
        (seal_parcel(b"x", [KEY.card.recipient]), keytexts.REGISTRAR, "passphrase"),
        (keytexts.write_key(KEY), keytexts.RECOVERY, "kind"),
        (b"", keytexts.REGISTRAR, "shape"),
        (b"\xff\xfe", keytexts.REGISTRAR, "shape"),
        (b"#" * 20_000, keytexts.REGISTRAR, "shape"),
        (b"# fieldkit-key/1 registrar\nAGE-SECRET-KEY-1QQQ\n", keytexts.REGISTRAR, "shape"),
        (keytexts.write_key(KEY) * 2, keytexts.REGISTRAR, "shape"),
    ],
)
def test_what_is_not_the_key_says_why(raw, kind, reason):
    with pytest.raises(Refused) as refused:
        keytexts.read_key(raw, kind, "wrong")
    assert refused.value.args == (reason,)


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (keytexts.write_card(KEY.card), keytexts.RECOVERY, "kind"),
        (keytexts.write_card(KEY.card).replace(b"key/1", b"key/2"), keytexts.REGISTRAR, "shape"),
        (keytexts.write_key(KEY), keytexts.REGISTRAR, "shape"),
        (b"[" * 16_000, keytexts.REGISTRAR, "shape"),
        (b"[]", keytexts.REGISTRAR, "shape"),
        (
            b'{"form":"fieldkit-key/1","kind":"registrar","name":"","town":"","key":"00"}',
            keytexts.REGISTRAR,
            "shape",
        ),
        (b" " * 20_000, keytexts.REGISTRAR, "shape"),
    ],
)
def test_what_is_no_card_says_why(raw, kind, reason):
    with pytest.raises(Refused) as refused:
        keytexts.read_card(raw, kind)
    assert refused.value.args == (reason,)
