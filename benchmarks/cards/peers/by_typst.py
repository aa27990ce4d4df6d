# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The same sheets by typst: one compilation, the data as JSON, the codes as dots in one file.

``python by_typst.py FOLDER FONTS``; runs in the peers' own environment and knows nothing of FieldKit. Of typst's ways
to a code (SVG, PNG, dots) this is the fastest and takes the least memory. Reading the values is not timed; handing
them to typst is, for it takes nothing but files.
"""

import json
import math
import sys
import time
from pathlib import Path

import typst
import zxingcpp

SOURCE = Path(__file__).with_name("cards.typ")


def dots_of(digits):
    """Return a symbol as a byte a module, row by row."""
    level = "H" if len(digits) <= 17 else "M"  # as FieldKit does
    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.QRCode, ec_level=level, data_mask=3)
    return memoryview(code.to_image(add_quiet_zones=False)).tobytes()


def main(folder, fonts):
    """Draw the sheets and tell how long it took."""
    reading = 0.0
    begun = time.perf_counter()
    (folder / "cards.typ").write_bytes(SOURCE.read_bytes())
    with (
        (folder / "drawn.jsonl").open(encoding="utf-8") as lines,
        (folder / "cards.json").open("w", encoding="utf-8") as cards,
        (folder / "codes.bin").open("wb") as codes,
    ):
        before = "["
        for line in lines:
            asked = time.perf_counter()
            card = json.loads(line)
            reading += time.perf_counter() - asked
            for side in ("front", "back"):
                for code in card[side]["codes"]:
                    dots = dots_of(code[0])
                    code[0] = codes.tell()
                    code.append(math.isqrt(len(dots)))
                    codes.write(dots)
            cards.write(before + json.dumps(card, ensure_ascii=False))
            before = ","
        cards.write("]")
    pdf = typst.compile(str(folder / "cards.typ"), font_paths=[str(fonts)], ignore_system_fonts=True)
    (folder / "typst.pdf").write_bytes(pdf)
    seconds = time.perf_counter() - begun - reading
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(json.dumps({"seconds": seconds, "peak_mib": int(status.split("VmHWM:")[1].split()[0]) / 1024}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
