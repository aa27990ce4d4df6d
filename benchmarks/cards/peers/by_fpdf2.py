# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The same sheets by fpdf2, as fast as it goes: its lower door for texts, a picture of a dot a module for each code.

``python by_fpdf2.py FOLDER FONTS``; runs in the peers' own environment and knows nothing of FieldKit. ``cell`` is
dear and is used only for what the first font has not, where its fallback is wanted. A picture is eight bits a dot and
deflated: of one bit fpdf2 2.8 makes a fax (CCITT), which takes a tenth more time and a fifth more room, and deflated at
one bit no reader can unpack it. Reading the values is not timed.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import zxingcpp
from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

MM = 72 / 25.4
EMBOLDEN = 0.028


class Sheets:
    """A document of card sheets."""

    def __init__(self, frame, fonts):
        self.frame = frame
        self.pdf = FPDF(unit="mm", format=tuple(frame["page"]))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.add_font("Sans", fname=fonts / "NotoSansSC-Regular.ttf")
        self.pdf.add_font("Rare", fname=fonts / "HanaMinB.ttf")
        self.pdf.set_fallback_fonts(["Rare"])
        self.pdf.set_font("Sans", size=10)
        self.known = set(map(chr, self.pdf.fonts["sans"].cmap))

    def text(self, line, left, top):
        words, x, y, size, colour, bold = line
        pdf, ink = self.pdf, tuple(round(part * 255) for part in colour)
        if not bold:
            pdf.set_text_color(*ink)
            pdf.set_font_size(size)
            self.write(words, left + x, top + y, size)
            return
        with pdf.local_context(  # else all that follows is bold too
            text_mode=TextMode.FILL_STROKE,
            text_color=ink,
            draw_color=ink,
            line_width=EMBOLDEN * size / MM,
            font_size_pt=size,
        ):
            self.write(words, left + x, top + y, size)

    def write(self, words, x, y, size):
        if self.known.issuperset(words):
            self.pdf.text(x, y, words)
        else:  # text() knows no fallback
            high = size / MM
            self.pdf.set_xy(x, y - 0.8 * high)
            self.pdf.cell(w=90, h=high, text=words)

    def code(self, line, left, top):
        digits, x, y, side = line
        level = "H" if len(digits) <= 17 else "M"  # as FieldKit does
        code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.QRCode, ec_level=level, data_mask=3)
        self.pdf.image(image(code), left + x, top + y, side, side)

    def side(self, name, card, left, top):
        for x, y, width, height, colour in self.frame["fixed"][name]["blocks"]:
            self.pdf.set_fill_color(*(round(part * 255) for part in colour))
            self.pdf.rect(left + x, top + y, width, height, style="F")
        for line in self.frame["fixed"][name]["texts"] + card[name]["texts"]:
            self.text(line, left, top)
        for line in card[name]["codes"]:
            self.code(line, left, top)

    def sheet(self, cards, number, total):
        self.pdf.add_page()
        self.pdf.set_draw_color(184, 186, 191)
        self.pdf.set_line_width(0.35 / MM)
        for x, y, width, height in self.frame["marks"]:
            self.pdf.line(x, y, x + width, y + height)
        across, baseline, size = self.frame["foot"]
        told = f"按实际大小（100%）打印 · 第 {number} 页 共 {total} 页"
        self.pdf.set_font_size(size)
        half = self.pdf.get_string_width(told) / 2
        self.text([told, across - half, baseline, size, (0.40, 0.41, 0.43), 0], 0, 0)
        for card, (left, top) in zip(cards, self.frame["corners"], strict=False):
            self.side("front", card, left, top)
        self.pdf.add_page()
        for card, (left, top) in zip(cards, self.frame["behind"], strict=False):
            self.side("back", card, left, top)


def image(code):
    """Return a symbol as a picture of one dot a module."""
    dots = memoryview(code.to_image(add_quiet_zones=False))
    return Image.frombytes("L", (dots.shape[1], dots.shape[0]), dots.tobytes())


def main(folder, fonts):
    """Draw the sheets and tell how long it took."""
    frame = json.loads((folder / "frame.json").read_text(encoding="utf-8"))
    with (folder / "drawn.jsonl").open(encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
    reading = 0.0
    begun = time.perf_counter()
    made = Sheets(frame, fonts)
    places = len(frame["corners"])
    total = -(-count // places)
    with (folder / "drawn.jsonl").open(encoding="utf-8") as lines:
        for number in range(1, total + 1):
            asked = time.perf_counter()
            cards = [json.loads(line) for line in itertools.islice(lines, places)]
            reading += time.perf_counter() - asked
            made.sheet(cards, number, total)
    made.pdf.output(str(folder / "fpdf2.pdf"))
    seconds = time.perf_counter() - begun - reading
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(json.dumps({"seconds": seconds, "peak_mib": int(status.split("VmHWM:")[1].split()[0]) / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
