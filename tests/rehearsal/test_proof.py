# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page of proofs says what the files say: a figure that was not measured cannot come onto it."""

import json

from fieldkit.rehearsal import proof

STORM = {
    "storms": [
        {
            "name": "storm powercut",
            "figures": {"images": 1500, "lost": 2, "broken": 0},
            "tried": "images",
            "bad": ["lost", "broken"],
            "planted": {"off": True},
            "seeds": [7],
        }
    ]
}
BENCH = {"name": "dayend", "figures": {"exchanges/s": 321}, "ratio": 1, "target": "all of it", "holds": False}


def test_the_page_tells_what_was_tried_what_was_lost_and_what_did_not_hold(tmp_path):
    files = []
    for name, said in (("a", STORM), ("b", BENCH)):
        files.append(str(tmp_path / f"{name}.json"))
        (tmp_path / f"{name}.json").write_text(json.dumps(said))
    page = tmp_path / "proof.md"
    assert proof.main([*files, "--into", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "1,500 images | lost 2 | off: found" in text
    assert "| exchanges/s | 321 |" in text
    assert "**It does not hold.**" in text
    assert text.index("What was tried") < text.index("Figures") < text.index("What is not defended")
