# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The golden cards, with the (synthetic) keys they were made with, for a checker in any language.

``python -m tests.seals.test_golden_card`` makes the file; once released it is never made anew.
"""

import json

from fieldkit.seals.cards import CardClaims, digest_of, from_digits, open_card, to_digits
from fieldkit.seals.keys import key_id, load_public_key, load_signing_key, private_bytes, public_bytes
from tests.support.card_signing import CLAIMS, DISTRICT, card, certificate, key_of, named
from tests.support.messages import GOLDEN

FIFTY = "王" * 50
GOLDEN_CARD = GOLDEN / "card.1.json"


def golden():
    """Return the golden card as it is made today."""
    signer, district = key_of("D08"), DISTRICT
    return {
        "keys": {
            "district": private_bytes(district).hex(),
            "district_public": public_bytes(district).hex(),
            "district_key_id": named(district).hex(),
            "device": private_bytes(signer).hex(),
            "device_public": public_bytes(signer).hex(),
            "device_key_id": named(signer).hex(),
        },
        "certificate": {"device": "D08", "blocks": [[5001, 5200]], "envelope": certificate().hex()},
        "cards": [
            {
                "code": claims.code,
                "uid": claims.uid,
                "name": claims.name,
                "org_code": claims.org_code,
                "issued": claims.issued.isoformat(),
                "bytes": raw.hex(),
                "registered": claims.registered.hex(),
                "digits": to_digits(raw),
            }
            for raw, claims in (
                (card(**more), CardClaims(**{**vars_of(CLAIMS), **more}))
                for more in (
                    {},
                    {"code": "9000800003"},
                    {"name": FIFTY, "uid": "m-17"},
                    {"name": "王芒", "registered": digest_of("王𠅤")},
                )
            )
        ],
    }


def vars_of(claims):
    return {name: getattr(claims, name) for name in ("code", "uid", "name", "org_code", "issued")}


def test_the_golden_cards_are_made_and_opened_as_ever():
    told = json.loads(GOLDEN_CARD.read_bytes())
    assert golden() == told
    public = bytes.fromhex(told["keys"]["district_public"])
    for one in told["cards"]:
        opened = open_card(from_digits(one["digits"]), {key_id(public): load_public_key(public)}).claims
        assert opened.names(one["name"])
        assert (opened.code, opened.uid, opened.org_code) == (one["code"], one["uid"], one["org_code"])
        assert opened.issued.isoformat() == one["issued"]
    assert load_signing_key(bytes.fromhex(told["keys"]["device"]))


if __name__ == "__main__":
    GOLDEN_CARD.write_text(json.dumps(golden(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
