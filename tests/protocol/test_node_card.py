# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Member cards are read by a program in another language, written from docs/protocol.md alone, and judged alike."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from fieldkit.seals.cards import to_digits
from fieldkit.seals.keys import public_bytes
from tests.support.card_signing import DISTRICT, card, key_of
from tests.support.messages import GOLDEN

CHECKER = Path(__file__).parent / "node" / "cards.mjs"
NODE = shutil.which("node") or ""
TOLD = json.loads((GOLDEN / "card.1.json").read_bytes())
pytestmark = pytest.mark.skipif(not NODE, reason="node is not on this machine")


def checked(*digits):
    """Return what the checker says of each card."""
    line = [NODE, str(CHECKER), public_bytes(DISTRICT).hex()]
    done = subprocess.run(
        line,
        input="\n".join(digits),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_golden_cards_say_the_same():
    found = checked(*(one["digits"] for one in TOLD["cards"]))
    for one, told in zip(found, TOLD["cards"], strict=True):
        assert {name: one[name] for name in ("code", "uid", "org_code", "issued")} == {
            name: told[name] for name in ("code", "uid", "org_code", "issued")
        }
        assert one["registered"] == told["registered"]
        assert (one["device"], one["blocks"]) == ("D08", TOLD["certificate"]["blocks"])
        assert one["key_id"] == TOLD["keys"]["device_key_id"]
        whole = hashlib.sha256(told["name"].encode()).hexdigest()[:16]
        assert told["name"].startswith(one["name"])
        assert one["digest"] == ("" if one["name"] == told["name"] else whole)


def test_no_turned_bit_and_no_other_signer_passes():
    raw = card()
    wrong = []
    for place in range(len(raw) * 8):
        turned = bytearray(raw)
        turned[place // 8] ^= 1 << place % 8
        wrong.append(to_digits(bytes(turned)))
    wrong += [to_digits(card(key=key_of("a thief"))), to_digits(card(by=key_of("another district")))]
    wrong += ["1", "0" + to_digits(raw), to_digits(raw)[:-1], "12x"]
    assert all(set(one) == {"refused"} for one in checked(*wrong))
    assert "refused" not in checked(to_digits(raw))[0]
