# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How well the printed codes are read: at three resolutions, by simulated cameras, with a part of them lost.

1. On paper: each page drawn by pdfium at 203, 300 and 600 dots to the inch, in grey and in pure black and white.
2. By cameras (``camera``): what is printed at the resolution it is made for, photographed once and read from that.
3. Damage: a patch of the code wiped or blacked out, seen by a sharp scanner.

The reader is the program's own: what the page of checks does with a photo, its second look included. ``reference`` is
version 8-M at 3 to 6 dots, looked at once, as paper.md did: its table and this must be alike, or the cameras are not
those of paper.md. ``first look`` tells for our own codes how much of it is the reader's doing.
"""

import math
import os
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from benchmarks.codes.camera import CAMERAS, Camera, damaged, photograph
from benchmarks.codes.papers import Kind, Sample, kinds
from benchmarks.figures import Outcome
from fieldkit.printing import qr
from fieldkit.ui.check.code_reader import read_photo

RESOLUTIONS = (203, 300, 600)
MUST_DPI = 300
WEBCAM = "webcam"
ONCE = "first look"
LEAST_WEBCAM = 0.95
LOST = (0.05, 0.10, 0.15)
REFERENCE_DIGITS, REFERENCE_DOTS = 345, (3, 4, 5, 6)
QUIET_SEEN = 4  # modules around a code that are photographed with it: what the paper leaves white


@dataclass(frozen=True)
class Told(Outcome):
    """The outcome, shown as the tables of paper.md are."""

    def show(self) -> str:
        """Return two tables for people."""
        return "\n".join(
            [
                f"{self.name}  {'holds' if self.holds else 'DOES NOT HOLD'}  (target: {self.target})",
                *self._table("print", [f"{dpi} {shade}" for dpi in RESOLUTIONS for shade in ("grey", "bw")]),
                *self._table("camera", [camera.name for camera in CAMERAS]),
                *self._table(ONCE, [camera.name for camera in CAMERAS]),
                *self._table("damage", [f"{lost:.0%} lost" for lost in LOST]),
            ]
        )

    def _table(self, what: str, columns: Sequence[str]) -> list[str]:
        """Return the rows of figures named ``what / row / column``."""
        split = [name.split(" / ") for name in self.figures]
        names = list(dict.fromkeys(parts[1] for parts in split if parts[0] == what))
        wide = max((len(name) for name in names), default=0)
        lines = ["", f"  {what:<{wide}}  " + "  ".join(f"{column:>12}" for column in columns)]
        for name in names:
            cells = [self.figures.get(f"{what} / {name} / {column}") for column in columns]
            shown = [f"{cell:>12.1%}" if isinstance(cell, float) else f"{'':>12}" for cell in cells]
            lines.append(f"  {name:<{wide}}  " + "  ".join(shown))
        return lines


def measure(trials: int) -> Told:
    """Return the share of codes that are read in each case."""
    figures: dict[str, Any] = {"trials": trials}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for kind in kinds(trials):
            figures |= shares(pool.map(partial(tried, kind), range(len(kind.samples)), chunksize=4))
        figures |= shares(pool.map(referred, range(trials), chunksize=4))
    printed = [
        value for name, value in figures.items() if name.startswith("print /") and f"/ {MUST_DPI} " in name
    ]
    seen = [
        value
        for name, value in figures.items()
        if name.startswith("camera /") and name.endswith(f"/ {WEBCAM}")
    ]
    return Told(
        "codes",
        figures,
        min(seen),
        f"all at {MUST_DPI} dpi in grey and black and white; ≥ {LEAST_WEBCAM:.0%} by the {WEBCAM}",
        min(printed) == 1 and min(seen) >= LEAST_WEBCAM,
    )


def shares(answers: Iterable[dict[str, bool]]) -> dict[str, float]:
    """Return for each case the share of trials in which the code was read."""
    told: dict[str, list[bool]] = {}
    for answer in answers:
        for name, good in answer.items():
            told.setdefault(name, []).append(good)
    return {name: round(sum(all_) / len(all_), 4) for name, all_ in told.items()}


def tried(kind: Kind, place: int) -> dict[str, bool]:
    """Return how one sample is read in every case."""
    sample = kind.samples[place]
    found: dict[str, bool] = {}
    for dpi in RESOLUTIONS:
        grey = picture(sample, dpi)
        for shade, seen in (("grey", grey), ("bw", black_and_white(grey))):
            found[f"print / {kind.name} / {dpi} {shade}"] = reads(seen, sample.text)
    if not kind.held:
        return found
    code = cut_out(black_and_white(picture(sample, kind.dpi)), sample)
    if code is None:
        return found | {
            f"{what} / {kind.name} / {camera.name}": False for what in (ONCE, "camera") for camera in CAMERAS
        }
    return found | looked_at(kind.name, code, kind.dpi, sample, place)


def looked_at(name: str, code: Image.Image, dpi: int, sample: Sample, seed: int) -> dict[str, bool]:
    """Return how a printed code is read by each camera, and with parts of it lost."""
    found = {}
    for camera in CAMERAS:
        shot = photograph(code, dpi, camera, random.Random(f"{name} {camera.name} {seed}"))
        once = found[f"{ONCE} / {name} / {camera.name}"] = reads(shot, sample.text, looks=1)
        found[f"camera / {name} / {camera.name}"] = once or reads(shot, sample.text)
    sharp: Camera = CAMERAS[0]
    quiet = round(QUIET_SEEN * code.width / (sample.modules + 2 * QUIET_SEEN))
    for lost in LOST:
        rng = random.Random(f"{name} {lost} {seed}")
        shot = photograph(damaged(code, lost, quiet, rng), dpi, sharp, rng)
        found[f"damage / {name} / {lost:.0%} lost"] = reads(shot, sample.text)
    return found


def referred(seed: int) -> dict[str, bool]:
    """Return how symbols of version 8-M are read, at several sizes of module."""
    rng = random.Random(seed)
    digits = "1" + "".join(rng.choice("0123456789") for _ in range(REFERENCE_DIGITS - 1))
    symbol = qr.symbol(digits)
    found: dict[str, bool] = {}
    for dots in REFERENCE_DOTS:
        bits = symbol.dark.translate(bytes(0 if one == ord("1") else 255 for one in range(256)))
        plain = Image.frombytes("L", (symbol.modules, symbol.modules), bits)
        whole = Image.new("L", (symbol.modules + 2 * QUIET_SEEN,) * 2, 255)
        whole.paste(plain, (QUIET_SEEN, QUIET_SEEN))
        code = whole.resize((whole.width * dots, whole.width * dots), Image.Resampling.NEAREST)
        sample = Sample(b"", 0, digits, symbol.modules)
        told = looked_at(f"reference 8-M, {dots} dots", code, MUST_DPI, sample, seed)
        found |= {name: read for name, read in told.items() if not name.startswith("camera")}
    return found


def picture(sample: Sample, dpi: int) -> Image.Image:
    """Return the page of a sample in grey."""
    document = pypdfium2.PdfDocument(sample.pdf)
    try:
        drawn: Image.Image = document[sample.page].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    return drawn


def black_and_white(grey: Image.Image) -> Image.Image:
    """Return a picture of two shades."""
    return grey.point(lambda value: 255 if value > 127 else 0)


def reads(seen: Image.Image, text: str, *, looks: int = 2) -> bool:
    """Return whether a code of the picture says ``text``: no second look is had where none may begin any more."""
    return text in read_photo(seen, until=math.inf if looks > 1 else -math.inf)


def cut_out(page: Image.Image, sample: Sample) -> Image.Image | None:
    """Return a code with its quiet zone, cut out of the page it is printed on."""
    for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode):
        if code.text == sample.text:
            spot = code.position
            side = (spot.bottom_right.x - spot.top_left.x + spot.bottom_right.y - spot.top_left.y + 2) / 2
            quiet = round(QUIET_SEEN * side / sample.modules)
            left, top = spot.top_left.x - quiet, spot.top_left.y - quiet
            return page.crop((left, top, round(left + side + 2 * quiet), round(top + side + 2 * quiet)))
    return None
