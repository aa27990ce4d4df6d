# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run demo`` does what its table says: the whole day, once, in the way a stranger would see it."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fieldkit.acts import papers
from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import Reason, Verdict
from fieldkit.rehearsal.booth import Booth
from fieldkit.sample.day import sample_day


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Play the demo once without a display."""
    folder = tmp_path_factory.mktemp("demo")
    file = folder / "report.json"
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "fieldkit.rehearsal.demo",
            "--folder",
            str(folder / "day"),
            "--report",
            str(file),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    said["terminal"] = done.stdout
    return said


def test_every_record_of_every_site_is_confirmed_or_waits_for_a_clerk(report: dict[str, Any]) -> None:
    assert len(report["sites"]) == 22
    for site in report["sites"]:
        assert site["recorded"] == site["confirmed"] + site["attention"], site
    assert report["totals"]["recorded"] == sum(site["recorded"] for site in report["sites"])


def test_only_the_members_that_the_district_alone_knew_need_attention(report: dict[str, Any]) -> None:
    assert report["totals"]["attention"] == len(sample_day().late_members)


def test_the_overlap_lists_hold_exactly_what_was_planted(report: dict[str, Any]) -> None:
    assert report["overlaps"] == report["planted"]
    assert {kind: len(serials) for kind, serials in report["planted"].items()} == {
        "two_sites": 12,
        "double_packs": 6,
        "already_members": 12,
    }


def test_the_line_was_really_cut(report: dict[str, Any]) -> None:
    assert report["totals"]["cut_connections"] > 0


def test_the_main_venue_enrolled_440(report: dict[str, Any]) -> None:
    assert report["main_enrolled"] == 440


def test_the_silent_site_is_named_and_has_nothing(report: dict[str, Any]) -> None:
    silent = next(site for site in report["sites"] if site["code"] == sample_day().silent_site)
    assert silent["recorded"] == 0
    assert silent["name"] in report["terminal"]


def test_pictures_and_papers_are_there_to_look_at(report: dict[str, Any]) -> None:
    shots = [Path(shot) for shot in report["shots"]]
    assert len(shots) >= 15
    assert all(shot.read_bytes().startswith(b"\x89PNG") for shot in shots)
    pdfs = [Path(pdf) for pdf in report["pdfs"]]
    assert {pdf.name.rsplit("-", 2)[1] for pdf in pdfs} >= {"card", "receipt", "application"}
    assert all(pdf.read_bytes().startswith(b"%PDF") for pdf in pdfs)


def test_opened_as_it_says_each_card_of_the_day_is_good_and_by_another_clock_none(
    report: dict[str, Any],
) -> None:
    (line,) = (line for line in report["terminal"].splitlines() if "./run app" in line)
    words = shlex.split(line)
    folder, at = (Path(words[words.index("--data") + 1]), words[words.index("--clock-at") + 1])
    evening = dt.datetime.fromisoformat(at)
    booth = Booth(folder, "", "")
    with booth.opened(evening) as store:
        with store.reading() as db:
            found = db.conn.execute(
                "SELECT uid FROM members WHERE here = 1 AND standing < 6 ORDER BY id DESC LIMIT 40"
            ).fetchall()
        cards = [papers.card(store, uid=uid).signed for (uid,) in found]
        said = {check(store, scanned=card, now=evening).verdict for card in cards}
        other = {check(store, scanned=card, now=dt.datetime.now(dt.UTC)).reason for card in cards}
    assert len(cards) == 40
    assert said == {Verdict.GREEN}
    assert other == {Reason.CLOCK_DOUBTFUL}
