# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a device remembers in the open: printers, and which of them is for what; old and broken files do no harm."""

import json
import sys

import pytest

from fieldkit.domain.papers import PaperKind
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.settings import Settings, load, save
from fieldkit.ui.remembered import printer_for, remembered

ROLL = Printer("凭条 1", Kind.THERMAL, "socket://192.0.2.7:9100", 203, "80mm", (0.5, -0.3))
OFFICE = Printer("办公室", Kind.CUPS, "office")


def test_printers_come_back_as_they_were_kept(tmp_path):
    kept = Settings(printers=(("card", "办公室"), ("receipt", "凭条 1")), devices=(ROLL, OFFICE))
    save(tmp_path / "settings.json", kept)
    assert load(tmp_path / "settings.json") == kept
    assert remembered(kept, "凭条 1") == ROLL
    assert remembered(kept, "别的") is None


def test_the_printers_of_the_first_release_are_still_there(tmp_path):
    old = {"site": "S1", "printers": {"card": "Card", "form": "Office", "receipt": "Office", "odd": "X"}}
    (tmp_path / "settings.json").write_text(json.dumps(old))
    kind = Kind.WINDOWS if sys.platform == "win32" else Kind.CUPS
    read = load(tmp_path / "settings.json")
    assert dict(read.printers) == {"card": "Card", "sheet": "Office", "paper": "Office", "receipt": "Office"}
    assert set(read.devices) == {Printer("Card", kind, "Card"), Printer("Office", kind, "Office")}
    save(tmp_path / "settings.json", read)
    assert load(tmp_path / "settings.json") == read


@pytest.mark.parametrize(
    "broken",
    [
        "x",
        [],
        {"devices": "x"},
        {"devices": [None, 7, {}, {"name": "a", "kind": "b"}]},
        {
            "devices": [
                {"name": "a", "kind": "cups", "road": "a", "dpi": "many", "paper": "", "offset_mm": [0, 0]}
            ]
        },
        {"devices": [{"name": "a", "kind": "cups", "road": "a", "dpi": 300, "paper": "", "offset_mm": [0]}]},
        {"printers": ["card"], "devices": []},
    ],
)
def test_what_is_broken_is_left_out(tmp_path, broken):
    (tmp_path / "settings.json").write_text(json.dumps(broken))
    assert load(tmp_path / "settings.json") == Settings()


def test_each_paper_has_its_printer_and_some_can_do_with_anothers():
    chosen = Settings(printers=(("card", "C"), ("paper", "P"), ("receipt", "R")))
    assert printer_for(chosen, PaperKind.CARD) == "C"
    assert printer_for(chosen, PaperKind.CARD_SHEET) == "P"
    assert printer_for(chosen, PaperKind.POSTER) == "P"
    assert printer_for(chosen, PaperKind.NUMBER_SLIP) == "R"
    assert printer_for(chosen, PaperKind.DAY_END) == "P"
    own = Settings(printers=(("sheet", "S"), ("paper", "P"), ("large", "L"), ("label", "X")))
    assert printer_for(own, PaperKind.CARD_SHEET) == "S"
    assert printer_for(own, PaperKind.OATH) == "L"
    assert printer_for(own, PaperKind.RECEIPT) == ""
    labels = Settings(card_form="label-60x40/none/1", printers=(("card", "C"), ("label", "X")))
    assert printer_for(labels, PaperKind.CARD) == "X"
