# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run shots``: the real window, driven by keyboard and mouse on the sample day, and photographed.

Where no day was played yet (``--day``), one is played first. The same driver takes the demo's pictures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from fieldkit import paths, settings
from fieldkit.app import open_window, running_clock
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.papers import PaperKind
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.rehearsal.booth import PASSPHRASE, Booth
from fieldkit.rehearsal.day import LOCAL, Rehearsal, built
from fieldkit.rehearsal.gallery import Gallery, write_page
from fieldkit.rehearsal.hands import Hands
from fieldkit.rehearsal.terminal import ProgressLines
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.arrivals import Does
from fieldkit.sample.day import SampleDay, sample_day
from fieldkit.sample.people import volume
from fieldkit.ui.documents.page import DocumentsPage
from fieldkit.ui.setup.settings_page import SettingsPage
from fieldkit.ui.window import MainWindow

PICTURES = paths.resources().parent / "docs" / "pictures"
STUCK = Printer("窗口 2 证卡机", Kind.IPP, "ipp://127.0.0.1:9/ipp/print")
"""A card printer that somebody has unplugged: nobody listens at this port of this machine."""


def main(argv: list[str] | None = None) -> int:
    """Take the pictures; print where they are."""
    options = _options(argv)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    if options.day is None:
        options.day = _play_first(built("shots-day"))
    options.into.mkdir(parents=True, exist_ok=True)
    for old in options.into.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="fieldkit-shots-") as copies:
        photographer = Photographer(options.day, options.into, Path(copies))
        photographer.booth("PGZ", "zh_CN", "light")
        photographer.desk_of_a_clerk()
        photographer.booth("PGZ", "en", "light", few=True)
        photographer.booth("PGZ", "zh_CN", "dark", few=True)
        papers, codes = photographer.papers()
        photographer.paper_pages(codes)
    write_page(options.into, papers)
    for shot in sorted(options.into.glob("*.png")):
        print(shot)
    return 0


class Photographer:
    """Opens copies of a played day's stores in the real window and takes pictures; the day stays as it was."""

    def __init__(self, day: Path, into: Path, copies: Path) -> None:
        self._copies = copies
        self._folder = day
        self._into = into
        self._sample: SampleDay = sample_day()
        self._app: QApplication | None = None
        self._number = 0

    def booth(self, site: str, language: str, theme: str, *, few: bool = False) -> None:
        """Photograph a booth at work; only the first pages when ``few``."""
        window, hands = self._open(site, language, theme)
        mark = "" if (language, theme) == ("zh_CN", "light") else f"-{language}-{theme}"
        if not few:
            self._take(window, f"sign-in{mark}")
        self._sign_in(window, hands)
        self._take(window, f"enrol-empty{mark}")
        self._fill_wrongly(window, hands)
        self._take(window, f"enrol-faults{mark}")
        if not few:
            self._fill_rightly(window, hands)
            self._take(window, f"enrol-filled{mark}")
            hands.press(window, "enrol_save")
            hands.until(lambda: hands.find(window, QAbstractButton, "enrol_save").isEnabled())
            hands.settle(400)
            self._take(window, f"enrol-saved{mark}")
            self._already(window, hands)
            self._take(window, f"enrol-already-member{mark}")
            hands.clear(window)
        self._walk(window, hands, mark, few=few)
        self._close(window, hands)

    def desk_of_a_clerk(self) -> None:
        """Photograph the outbox of a site that has something to settle."""
        refused = next(a for a in self._sample.arrivals if a.does is Does.ENROL_UNKNOWN_MEMBER)
        window, hands = self._open(refused.site, "zh_CN", "light")
        self._sign_in(window, hands)
        hands.go(window, "outbox")
        self._take(window, "outbox-attention")
        self._close(window, hands)

    def papers(self) -> tuple[list[tuple[str, str]], tuple[str, str, str]]:
        """Make the pictures of all papers; return their names and captions, and the codes of three cards."""
        data = self._copies / "papers"
        shutil.copytree(self._folder / "booths" / "PGZ", data)
        booth = Booth(data, self._sample.event.code, "PGZ")
        gallery = Gallery(booth, self._sample, self._into, now=self._starts())
        return gallery.make(), gallery.signed_codes()

    def paper_pages(self, codes: tuple[str, str, str]) -> None:
        """Photograph cards being checked, the documents, the layouts, and prints at a printer that is unplugged."""
        window, hands = self._open("PGZ", "zh_CN", "light")
        self._sign_in(window, hands)
        hands.go(window, "check")
        for code, what in zip(codes, ("good", "front-only", "altered"), strict=True):
            hands.type_into(window, "check_box", code + "\r")
            hands.settle(700)
            self._take(window, f"check-{what}")
        hands.go(window, "documents")
        hands.settle(1500)
        self._take(window, "documents")
        assert window.work is not None
        window.work.go("cards")
        hands.settle(1500)
        self._take(window, "cards")
        self._over(window, hands)
        self._stuck(window, hands)
        self._printer(window, hands)
        self._close(window, hands)

    def _over(self, window: MainWindow, hands: Hands) -> None:
        """Photograph a form printed over one that was printed before, on a printer that is a little off."""
        assert window.work is not None
        page = window.work.go("documents")
        assert isinstance(page, DocumentsPage)
        page.choose(PaperKind.MEMBER_FORM)
        page.open_member(self._sample.known_members[20].uid)
        page.options.over.setChecked(True)
        page.options.across.set_tenths(-6)
        hands.settle(1500)
        self._take(window, "documents-over")

    def _printer(self, window: MainWindow, hands: Hands) -> None:
        """Photograph the settings of the printer."""
        hands.go(window, "settings")
        assert window.work is not None
        page = window.work.page("settings")
        assert isinstance(page, SettingsPage)
        page.printers.list.setCurrentRow(0)
        hands.press(window, "change_printer")
        hands.settle(700)
        self._take(window, "settings-printer")

    def _stuck(self, window: MainWindow, hands: Hands) -> None:
        """Print three cards at a printer that is not there."""
        session = window.session
        assert session is not None
        chosen = replace(session.settings, printers=(("card", STUCK.name),), devices=(STUCK,))
        session.keep_settings(chosen)
        for known in self._sample.known_members[20:23]:
            session.papers.print_card(known.uid)
        hands.go(window, "prints")
        hands.settle(4000)
        self._take(window, "prints-stuck")

    def _open(self, site: str, language: str, theme: str) -> tuple[MainWindow, Hands]:
        data = self._copies / f"{site}-{self._number:02d}"
        shutil.copytree(self._folder / "booths" / site, data)
        kept = settings.load(data / "settings.json")
        settings.save(
            data / "settings.json",
            replace(kept, language=language, theme=theme, site=site, booth="1", last_operator=CLERK.id),
        )
        clock = running_clock(self._starts())
        self._app, window = open_window(data, language=language, app=self._app, clock=clock)
        window.resize(1366, 768)
        hands = Hands(self._app)
        hands.settle(600)
        return window, hands

    def _starts(self) -> dt.datetime:
        """Return the moment at which the pictures are taken: the afternoon of the day."""
        return dt.datetime.combine(self._sample.event.day, dt.time(16, 30), LOCAL).astimezone(dt.UTC)

    def _sign_in(self, window: MainWindow, hands: Hands) -> None:
        hands.press(window, f"plate_{CLERK.id}")
        hands.write(hands.find(window, QLineEdit, "pin"), PASSPHRASE + "\r")
        hands.until(lambda: window.work is not None and window.cover is None)
        hands.settle(900)

    def _fill_wrongly(self, window: MainWindow, hands: Hands) -> None:
        slip = next(a for a in self._sample.arrivals if "typing_error" in a.anomalies)
        hands.type_into(window, "enrol_number", slip.typed[0].document_number)
        hands.type_into(window, "enrol_phone", "1540000")
        hands.press(window, "enrol_save")
        hands.settle(400)

    def _fill_rightly(self, window: MainWindow, hands: Hands) -> None:
        hands.clear(window)
        draft = self._new_person()
        hands.fill(window, draft)
        hands.sign(window, "enrol_pad")
        hands.settle(500)

    def _already(self, window: MainWindow, hands: Hands) -> None:
        known = self._sample.known_members[7]
        hands.type_into(window, "enrol_number", known.document_number)
        hands.settle(700)

    def _walk(self, window: MainWindow, hands: Hands, mark: str, *, few: bool) -> None:
        hands.go(window, "members")
        hands.type_into(window, "finder_box", "w")
        hands.settle(500)
        self._take(window, f"members{mark}")
        hands.go(window, "serve")
        hands.type_into(window, "finder_box", "ou")
        hands.settle(500)
        self._take(window, f"serve{mark}")
        hands.go(window, "packs")
        number = next(iter(sorted(self._folder.glob("booths/PGZ/papers/*-card-1.pdf")))).name.split("-card")[
            0
        ]
        hands.type_into(window, "finder_box", number + "\r")
        hands.settle(700)
        self._take(window, f"packs{mark}")
        hands.go(window, "outbox")
        self._take(window, f"outbox{mark}")
        if not few:
            hands.go(window, "prints")
            self._take(window, f"prints{mark}")
            hands.go(window, "settings")
            self._take(window, f"settings{mark}")

    def _new_person(self) -> EnrolmentDraft:
        """Return the form of somebody whom neither the booth nor the district knows."""
        model = next(a.draft for a in self._sample.arrivals if a.does is Does.ENROL and a.draft)
        stranger = next(volume(self._sample.seed + 1, 1))
        return replace(
            model, document_number=stranger.document_number, name=stranger.name, phone=stranger.phone
        )

    def _take(self, window: QWidget, name: str) -> None:
        self._number += 1
        window.grab().save(str(self._into / f"{self._number:02d}-{name}.png"))

    def _close(self, window: MainWindow, hands: Hands) -> None:
        window.close()
        hands.settle(600)
        window.deleteLater()
        hands.settle(100)


def _play_first(folder: Path) -> Path:
    """Play the sample day without pictures."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rehearsal = Rehearsal(folder, seed=20231129, tell=ProgressLines().tell)
    try:
        rehearsal.play()
    finally:
        rehearsal.district.stop()
    return folder


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run shots", description=__doc__)
    parser.add_argument("--day", type=Path, help="a day that ./run demo has played; else one is played first")
    parser.add_argument(
        "--into",
        type=Path,
        default=paths.resources().parent / "docs" / "pictures",
        help="where the pictures go",
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
