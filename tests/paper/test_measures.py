# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The benchmarks of paper measure what they say, and can fail; their figures are no matter of a test."""

import importlib
import json
import random
import subprocess

import pytest
from PIL import Image, ImageChops

from benchmarks import __main__ as command
from benchmarks import cards as bench
from benchmarks import codes, stores
from benchmarks.cards import by_fieldkit, readback, sheets, single
from benchmarks.codes import camera
from benchmarks.codes.papers import kinds
from fieldkit.domain.card_forms import Backs
from fieldkit.printing.cards import card_sheets
from fieldkit.ui.check import code_reader


@pytest.fixture
def people(tmp_path):
    sheets.write(13, tmp_path)
    return by_fieldkit.read(tmp_path / "members.jsonl")


def test_the_others_are_told_what_ours_prints(people, tmp_path):
    lines = [json.loads(line) for line in (tmp_path / "drawn.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [card["front"]["codes"][0][0] for card in lines] == [card.code for card in people]
    assert [card["back"]["codes"][0][0] for card in lines] == [card.signed for card in people]
    for card, told in zip(people, lines, strict=True):
        assert card.name in "".join(text[0] for text in told["front"]["texts"])


def test_a_name_or_a_code_that_is_not_in_the_file_lowers_the_share(people, tmp_path):
    (tmp_path / "made.pdf").write_bytes(card_sheets(people, backs=Backs.LONG_EDGE))
    assert readback.exact_names(tmp_path / "made.pdf", people) == 1
    assert readback.codes_read(tmp_path / "made.pdf", people) == 1
    strangers = list(sheets.members(14))[1:]
    assert readback.exact_names(tmp_path / "made.pdf", strangers) < 0.95
    assert readback.codes_read(tmp_path / "made.pdf", strangers) < 0.95


def test_ours_alone_is_measured_and_does_not_hold_without_the_others(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(stores, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(single, "measure", lambda: {"click_folder_ms_median": 1.0})
    wanted = ["cards", "--cards", "11", "--rounds", "1", "--only", "fieldkit"]
    assert command.main([*wanted, "--json", str(tmp_path / "out.json")]) == 1
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["figures"]
    assert (told["fieldkit_names_exact"], told["fieldkit_codes_read"], told["fieldkit_crashes"]) == (1, 1, 0)
    assert told["fieldkit_peak_mib"] > 20
    assert "fieldkit_cards_s" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("theirs", "peak", "read", "good"),
    [(2.1, 200, 1, True), (1.9, 200, 1, False), (2.1, 99, 1, False), (2.1, 200, 0.98, False)],
    ids=["faster", "not twice as fast", "less memory than we", "its codes cannot be read"],
)
def test_each_of_the_musts_can_be_missed(theirs, peak, read, good):
    told = {
        "fieldkit": [{"seconds": 1.0}],
        "fpdf2": [{"seconds": theirs}],
        "typst": [{"seconds": 1.5}],
    }
    figures = {"fieldkit_peak_mib": 100, "fpdf2_peak_mib": peak, "typst_peak_mib": 500}
    figures |= {
        "fpdf2_names_exact": 1,
        "fpdf2_codes_read": read,
        "typst_names_exact": 1,
        "typst_codes_read": 1,
    }
    assert bench.compared(told, figures) is good


GOOD = {
    "fieldkit_names_exact": 1.0,
    "fieldkit_codes_read": 1.0,
    "click_folder_ms_median": 40.0,
    "click_cups_ms_median": 50.0,
}


@pytest.mark.parametrize(
    ("worse", "good"),
    [
        ({}, True),
        ({"fieldkit_names_exact": 0.9999}, False),
        ({"fieldkit_codes_read": 0.99}, False),
        ({"click_folder_ms_median": 151.0}, False),
        ({"click_cups_ms_median": 151.0}, False),
    ],
)
def test_each_must_of_our_own_can_be_missed(worse, good):
    assert bench.holds(GOOD | worse) is good


@pytest.mark.parametrize("road", single.ROADS)
def test_what_was_not_measured_does_not_hold(road):
    assert not bench.holds({name: figure for name, figure in GOOD.items() if road not in name})


@pytest.mark.parametrize("peer", ["fpdf2", "typst"])
def test_a_peer_that_cannot_be_had_is_told_in_a_sentence_before_anything_is_measured(
    tmp_path, monkeypatch, peer
):
    install = importlib.import_module("benchmarks.cards.install")
    monkeypatch.setattr(install, "PEERS", tmp_path / "peers")
    monkeypatch.setattr(install, "PYTHON", tmp_path / "peers" / "bin" / "python")
    monkeypatch.setattr(install.subprocess, "run", refused)
    monkeypatch.setattr(single, "measure", lambda: pytest.fail("the clicks were measured first"))
    with pytest.raises(SystemExit, match="--only fieldkit"):
        bench.measure(10, rounds=1, only=("fieldkit", peer))
    assert not (tmp_path / "peers" / "cards.done").exists()


def refused(command, **_how):
    raise subprocess.CalledProcessError(1, command)


@pytest.fixture(scope="module")
def back():
    """Give the back of a card as it is printed, and what its code says."""
    kind = next(kind for kind in kinds(1) if kind.name == "standard back")
    sample = kind.samples[0]
    code = codes.cut_out(codes.black_and_white(codes.picture(sample, 300)), sample)
    return code, sample


def test_a_sharp_scanner_reads_what_a_blind_camera_does_not(back):
    code, sample = back
    seen = camera.photograph(code, 300, camera.CAMERAS[0], random.Random(1))
    assert codes.reads(seen, sample.text)
    assert not codes.reads(seen, sample.text[:-1] + "x")
    blind = camera.Camera("blind", 8, 0.5, 8)
    assert not codes.reads(camera.photograph(code, 300, blind, random.Random(1)), sample.text)


def test_the_first_look_is_one_look(monkeypatch):
    def second(_picture):
        raise AssertionError("looked twice")

    monkeypatch.setattr(code_reader, "second_picture", second)
    blank = Image.new("L", (80, 80), 255)
    assert not codes.reads(blank, "1", looks=1)
    with pytest.raises(AssertionError, match="twice"):
        codes.reads(blank, "1")


def test_what_is_compared_with_the_paper_study_is_looked_at_once_and_counts_for_no_must(monkeypatch):
    monkeypatch.setattr(codes, "REFERENCE_DOTS", (6,))
    told = codes.referred(1)
    assert {name.partition(" / ")[0] for name in told} == {codes.ONCE, "damage"}
    assert told[f"{codes.ONCE} / reference 8-M, 6 dots / scanner"]


def test_the_same_seed_is_the_same_photo_and_another_is_not(back):
    webcam = next(one for one in camera.CAMERAS if one.name == codes.WEBCAM)
    one, same, other = (
        camera.photograph(back[0], 300, webcam, random.Random(seed)) for seed in ("a", "a", "b")
    )
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()


def test_a_card_held_straight_is_as_large_as_its_pixels_say():
    held = camera.Held(turn=0.0, axis=0.0, tilt=0.0, away=100.0)
    assert held.meets(3.0, -2.0) == pytest.approx((3.0, -2.0))
    tilted = camera.Held(turn=0.0, axis=0.0, tilt=0.3, away=1e9)
    assert tilted.meets(0.0, 1.0)[1] == pytest.approx(1 / 0.9553, rel=1e-3)  # 1 / cos 0.3


def test_the_corners_of_a_frame_are_where_they_are_sent():
    corners = [(1.0, 2.0), (3.0, 40.0), (50.0, 44.0), (47.0, -1.0)]
    a, b, c, d, e, f, g, h = camera.homography(10, corners)
    for (x, y), (wide, high) in zip(((0, 0), (0, 10), (10, 10), (10, 0)), corners, strict=True):
        under = g * x + h * y + 1
        assert ((a * x + b * y + c) / under, (d * x + e * y + f) / under) == pytest.approx((wide, high))


@pytest.mark.parametrize("share", codes.LOST)
def test_as_much_of_a_code_is_lost_as_is_said(share):
    plain = Image.new("L", (480, 480), 128)
    hurt = camera.damaged(plain, share, 40, random.Random(2))
    left, top, right, bottom = ImageChops.difference(hurt, plain).getbbox()
    assert (right - left) * (bottom - top) / 400**2 == pytest.approx(share, rel=0.05)
    assert min(left, top) >= 40
    assert max(right, bottom) <= 441
