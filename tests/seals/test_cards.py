# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A card opens for who knows the district, as the same bytes everywhere, and nothing that was changed does."""

import datetime as dt

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import QRData

from fieldkit.seals import card_signers, cards, envelope
from fieldkit.seals.card_signers import OURS, CardRefused, read_certificate
from fieldkit.seals.cards import CardClaims, from_digits, open_card, sign_card, to_digits
from fieldkit.seals.keys import private_bytes, public_bytes
from tests.support.card_signing import CLAIMS, DISTRICT, KEYS, ROOT, card, certificate, key_of, named

RAW = card()
LONG = "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木"  # domain.md 3.3: 21 characters
FIFTY = "王" * 50


def refusal(raw, keys=KEYS):
    with pytest.raises(CardRefused) as refused:
        open_card(raw, keys)
    return refused.value.args[0]


def parts(raw=RAW):
    return list(cbor2.loads(raw).value)


def forged(content, *, device="D08", key=None, header=None):
    """Return ``content`` signed right by a device of the district, whatever it is."""
    protected = header or parts()[0]
    signed = cbor2.dumps(["Signature1", protected, cards.CARD, content])
    signature = (key or key_of(device)).sign(signed)
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, content, signature]))


def version_of(digits):
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(digits), optimize=0)
    code.make(fit=True)
    return code.version


def test_a_card_opens_and_says_what_it_said():
    opened = open_card(RAW, KEYS)
    assert opened.claims == CLAIMS
    assert (opened.signer.device, opened.signer.blocks) == ("D08", ((5001, 5200),))
    assert opened.signer.key_id == named(key_of("D08"))
    assert opened.certified_by == named(DISTRICT)


@given(
    code=st.from_regex(r"[0-9]{8}[1-9]", fullmatch=True) | st.from_regex(r"9[0-9]{8}[1-9]", fullmatch=True),
    uid=st.from_regex(r"[0-9a-f]{16}|[A-Za-z0-9-]{1,30}", fullmatch=True),
    name=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=80),
    org_code=st.from_regex(r"[A-Z0-9-]{0,14}", fullmatch=True),
    issued=st.dates(min_value=dt.date(1970, 1, 1)),
)
def test_whatever_is_signed_opens_and_fits_its_symbol(code, uid, name, org_code, issued):
    claims = CardClaims(code, uid, name, org_code, issued)
    raw = sign_card(claims, private_bytes(key_of("D08")), certificate(blocks=((90_000_001, 90_000_200),) * 2))
    opened = open_card(from_digits(to_digits(raw)), KEYS).claims
    assert (opened.code, opened.uid, opened.org_code, opened.issued) == (code, uid, org_code, issued)
    assert opened.names(name)
    assert name.startswith(opened.name)
    assert len(raw) <= cards.MOST_BYTES
    assert len(raw) <= cards.AIM_BYTES or opened.name == name[:1] or len(uid) > 16 or opened.digest


@pytest.mark.parametrize(
    ("name", "most", "whole"),
    [("王伟", 12, True), ("欧阳𫖯婷", 12, True), (LONG, 13, True), (FIFTY, 13, False)],
    ids=["2", "4", "21", "50"],
)
def test_the_symbol_of_a_name_is_at_most_of_this_version(name, most, whole):
    raw = card(name=name, org_code="GH-440300-0172")
    opened = open_card(raw, KEYS).claims
    assert version_of(to_digits(raw)) <= most
    assert (opened.digest == b"") is whole
    assert opened.names(name)
    assert not opened.names(name[:-1] + "乙")
    assert not opened.names(name + "乙")


def test_a_name_printed_otherwise_is_known_by_both():
    claims = open_card(card(name="王芒", registered=cards.digest_of("王𠅤")), KEYS).claims
    assert (claims.name, claims.names("王芒"), claims.names("王𠅤")) == ("王芒", True, True)
    assert not claims.names("王")
    assert not open_card(card(registered=cards.digest_of("")), KEYS).claims.names("")


def test_the_same_claims_give_the_same_digits():
    assert card() == RAW
    assert to_digits(card()).isdecimal()


def test_every_flipped_bit_is_refused():
    for place in range(len(RAW) * 8):
        flipped = bytearray(RAW)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(bytes(flipped))


def test_every_shorter_and_longer_form_is_refused():
    for length in range(len(RAW)):
        assert refusal(RAW[:length])
    for more in (b"\x00", b"\xf6", RAW[:100]):
        assert refusal(RAW + more) == "encoding"
    assert refusal(RAW + bytes(cards.MOST_BYTES)) == "too-large"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (card(key=key_of("a thief")), "signature"),
        (card(by=key_of("another district")), "unknown-key"),
        (card(by=key_of("another district"), key=key_of("a thief")), "signature"),
        (b"", "form"),
        (b"\xd2\x83" + card()[2:], "form"),
        (b"\xd2\x84", "shape"),
    ],
    ids=["another device's key", "another district", "another's thief", "nothing", "another head", "a head"],
)
def test_whoever_else_signs_is_refused(raw, code):
    assert refusal(raw) == code


def test_a_certificate_that_the_district_has_not_signed_is_refused():
    protected, _, content, signature = parts(certificate())
    false = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, content, signature[::-1]]))
    assert refusal(sign_card(CLAIMS, private_bytes(key_of("D08")), false)) == "certificate"
    with pytest.raises(CardRefused, match="certificate"):
        read_certificate(false, KEYS)


def test_a_statement_for_another_purpose_is_no_certificate():
    said = card_signers.certify("D08", public_bytes(key_of("D08")), ())
    other = envelope.sign(said, DISTRICT, named(DISTRICT), envelope.CERTIFICATE)
    assert refusal(sign_card(CLAIMS, private_bytes(key_of("D08")), other)) == "certificate"


def test_altered_claims_with_the_old_signature_are_refused():
    protected, _, content, signature = parts()
    claims = cbor2.loads(content)
    claims[OURS][3] = "欧阳𫖯嫣"
    altered = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, cbor2.dumps(claims), signature]))
    assert refusal(altered) == "signature"


def changed(**ours):
    claims = cbor2.loads(parts()[2])
    return cbor2.dumps(
        {6: claims[6], OURS: dict(claims[OURS]) | {int(key[1:]): value for key, value in ours.items()}}
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xa0",
        changed(k1=0),
        changed(k1=10**9),
        changed(k1=-(10**9)),
        changed(k1=True),
        changed(k1="1006"),
        changed(k2=""),
        changed(k2=b"short"),
        changed(k2="0123456789abcdef"),
        changed(k2="x" * 65),
        changed(k3=""),
        changed(k3="甲\n乙"),
        changed(k3="甲" * 22),
        changed(k4=7),
        changed(k5=b""),
        changed(k5=b"1234567"),
        changed(k5="12345678"),
        changed(k6=1),
        changed(k6=b"1234567"),
        changed(k6="12345678"),
        changed(k7=1),
        changed()[:-1],
        cbor2.dumps({6: 86_401, OURS: cbor2.loads(changed())[OURS]}),
        cbor2.dumps({6: -86_400, OURS: cbor2.loads(changed())[OURS]}),
        cbor2.dumps({6: 86_400.0, OURS: cbor2.loads(changed())[OURS]}),
        cbor2.dumps({6: 86_400 * 10**9, OURS: cbor2.loads(changed())[OURS]}),
        cbor2.dumps({OURS: cbor2.loads(changed())[OURS], 6: 86_400}),
        cbor2.dumps({6: 86_400, 7: b"", OURS: cbor2.loads(changed())[OURS]}),
        b"\xbf" + changed()[1:] + b"\xff",
    ],
    ids=lambda content: content.hex()[-24:] or "empty",
)
def test_claims_that_are_none_are_refused_however_they_are_signed(content):
    assert refusal(forged(content)) in ("claims", "shape")


def test_what_is_signed_right_is_what_the_test_before_refuses_not():
    assert open_card(forged(changed()), KEYS).claims == CLAIMS


@pytest.mark.parametrize(
    "header",
    [
        {1: -8},
        {1: -7, 13: cbor2.loads(certificate())},
        {13: cbor2.loads(certificate()), 1: -8},
        {1: -8, 4: b"x", 13: cbor2.loads(certificate())},
        {1: -8, 13: certificate()},
        {1: -8, 13: cbor2.CBORTag(17, [])},
        [1, 2],
    ],
    ids=lambda header: cbor2.dumps(header).hex()[:16],
)
def test_another_header_is_refused(header):
    assert refusal(forged(parts()[2], header=cbor2.dumps(header))) in ("algorithm", "encoding", "shape")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        cbor2.dumps({2: "D08"}),
        card_signers.certify("", public_bytes(ROOT), ()),
        card_signers.certify("D\n8", public_bytes(ROOT), ()),
        card_signers.certify("D08", b"\x01" * 31, ()),
        card_signers.certify("D08", public_bytes(ROOT), ((0, 10),)),
        card_signers.certify("D08", public_bytes(ROOT), ((10, 5),)),
        card_signers.certify("D08", public_bytes(ROOT), ((10, 100_000_000),)),
        card_signers.certify("D08", public_bytes(ROOT), ((1, 2),)) + b"\x00",
        cbor2.dumps({2: "D08", 8: {1: {1: 1, -1: 6, -2: public_bytes(ROOT)}}, OURS: [1]}),
        cbor2.dumps({2: "D08", 8: {1: {1: 1, -1: 6, -2: public_bytes(ROOT)}}, OURS: [1, 2, 3, 4, 5, 6]}),
    ],
    ids=lambda said: said.hex()[-20:] or "empty",
)
def test_a_word_of_the_district_that_is_no_certificate_is_refused(said):
    signed = envelope.sign(said, DISTRICT, named(DISTRICT), card_signers.SIGNER)
    with pytest.raises(CardRefused) as refused:
        read_certificate(signed, KEYS)
    assert refused.value.args[0] in ("claims", "shape")


def test_only_the_last_two_blocks_are_named():
    signed = certificate(blocks=((1, 5), (11, 15), (21, 25)))
    assert read_certificate(signed, KEYS)[1].blocks == ((11, 15), (21, 25))
    signer = read_certificate(signed, KEYS)[1]
    assert [signer.may_give(serial) for serial in (5, 11, 15, 16, 21)] == [False, True, True, False, True]


@pytest.mark.parametrize(
    "claims",
    [{"code": "12345678"}, {"code": "0000000001"}, {"uid": ""}, {"uid": "x" * 65}, {"org_code": "会" * 22},
     {"name": ""}, {"name": "甲\x00"}, {"name": "\ud800"}, {"issued": dt.date(1969, 12, 31)}],
    ids=str,
)  # fmt: skip
def test_what_no_reader_would_take_is_not_signed(claims):
    with pytest.raises(CardRefused):
        card(**claims)


@pytest.mark.parametrize(
    ("digits", "code"),
    [
        ("", "form"),
        ("0" + to_digits(RAW), "form"),
        ("１" + to_digits(RAW)[1:], "form"),
        (to_digits(RAW)[:-1], "form"),
        ("-" + to_digits(RAW), "form"),
        (to_digits(RAW)[:40] + "a" + to_digits(RAW)[41:], "form"),
        (str(int.from_bytes(b"\x02" + RAW)), "form"),
        ("1" * 1237, "too-large"),
        ("1" * 100_000, "too-large"),
    ],
    ids=lambda value: value[:12],
)
def test_other_digits_are_no_card(digits, code):
    with pytest.raises(CardRefused) as refused:
        from_digits(digits)
    assert refused.value.args[0] == code


@given(st.binary(max_size=cards.MOST_BYTES))
def test_digits_keep_every_byte(raw):
    assert from_digits(to_digits(raw)) == raw
    assert len(to_digits(raw)) <= cards.MOST_DIGITS


def test_a_lost_digit_never_makes_another_card():
    digits = to_digits(RAW)
    for place in range(len(digits)):
        for other in (
            digits[:place] + digits[place + 1 :],
            digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :],
        ):
            with pytest.raises(CardRefused):
                open_card(from_digits(other), KEYS)
