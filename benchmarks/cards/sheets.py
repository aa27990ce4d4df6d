# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sheets that every engine draws: the same people, and for the others each text's place, size and line breaks.

1. The cards are those of the standard layout, ten to an A4 sheet, each sheet followed by its backs.
2. FieldKit gets the members' values and lays them out itself; the others are told what came of it, so that they need
   not measure a word. That is in their favour.
3. The signed codes are real: signed by a device under a district's certificate.
"""

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.stores import SEED
from fieldkit.domain.card_forms import STANDARD
from fieldkit.domain.papers import MemberCard
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.printing import fonts, layout_fit, layout_store, qr
from fieldkit.printing.layouts import ID, INCH, Block, Code, Layout, Text
from fieldkit.printing.sheet import ASCENT, MM, Style
from fieldkit.sample.people import volume
from fieldkit.seals.cards import CardClaims, sign_card, to_digits
from fieldkit.seals.keys import private_bytes
from tests.support.card_signing import certificate, key_of

RARE_EVERY = 200
RARE = ("欧阳𥖄婷", "𫖯𤧛𠮷", "李𬭎", "㙍𡊤𬘓𬬭𬱖𰻝𪩘", "赵㛃㭎")
LONG_EVERY = 150
LONG = ("阿卜杜热合曼·买买提依明江", "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木", "次仁多吉旺堆")
UNIONS = ("北京市大兴区瀛海镇总工会", "北京市大兴区庞各庄镇总工会", "大兴区快递行业工会联合会")
DAY = dt.date(2023, 11, 29)
DEVICE = "D08"

Line = list[Any]


def members(count: int) -> Iterator[MemberCard]:
    """Yield as many cards as are asked for, the same each time, with a rare and a long name now and then."""
    key, word = private_bytes(key_of(DEVICE)), certificate(DEVICE)
    for place, person in enumerate(itertools.islice(volume(SEED, count), count)):
        name = person.name
        if place % RARE_EVERY == 7:
            name = RARE[place // RARE_EVERY % len(RARE)]
        elif place % LONG_EVERY == 11:
            name = LONG[place // LONG_EVERY % len(LONG)]
        number = serial_of(5001 + place)
        uid = hashlib.sha256(str(place).encode()).hexdigest()[:16]
        claims = CardClaims(code=code_of(number), uid=uid, name=name, org_code="DX-1", issued=DAY)
        yield MemberCard(
            name=name,
            number=number,
            code=code_of(number),
            union=UNIONS[place % len(UNIONS)],
            issued=DAY,
            signed=to_digits(sign_card(claims, key, word)),
        )


def write(count: int, folder: Path) -> None:
    """Write ``members.jsonl`` for FieldKit, ``drawn.jsonl`` and ``frame.json`` for the others."""
    layout = layout_store.shipped(STANDARD)
    fonts.register()
    frame = json.dumps(frame_of(layout), ensure_ascii=False)
    (folder / "frame.json").write_text(frame, encoding="utf-8")
    with (
        (folder / "members.jsonl").open("w", encoding="utf-8") as told,
        (folder / "drawn.jsonl").open("w", encoding="utf-8") as drawn,
    ):
        for card in members(count):
            told.write(json.dumps(values_of(card), ensure_ascii=False) + "\n")
            drawn.write(json.dumps(drawn_of(card, layout), ensure_ascii=False) + "\n")


def values_of(card: MemberCard) -> list[str]:
    """Return what FieldKit is told of a card, as ``by_fieldkit.read`` takes it."""
    return [card.name, card.number, card.code, card.union, card.issued.isoformat(), card.signed]


def frame_of(layout: Layout) -> dict[str, Any]:
    """Return what is the same on every card, and where the cards lie, in millimetres."""
    stock = layout.sheet
    assert stock is not None
    corners = [stock.corner(place) for place in range(stock.places)]
    fixed: dict[str, Any] = {}
    for side, elements in layout.sides():
        shared = [one for one in elements if one.when in {"", "final"}]
        fixed[side] = {
            "blocks": [
                [one.box.x, one.box.y, one.box.width, one.box.height, one.colour]
                for one in shared
                if isinstance(one, Block)
            ],
            "texts": [
                line
                for one in shared
                if isinstance(one, Text) and not one.differs
                for line in placed(one, one.text)
            ],
        }
    return {
        "page": [stock.width, stock.height],
        "corners": corners,
        "behind": [(stock.width - left - layout.width, top) for left, top in corners],
        "fixed": fixed,
        "marks": marks(layout),
        "foot": [stock.width / 2, stock.height - 8.4 + Style(5.6, spacing=1.4).baseline, 5.6],
    }


def marks(layout: Layout) -> list[Line]:
    """Return the crop marks of a sheet as FieldKit draws them: x, y, width and height."""
    from fieldkit.printing import cards

    class Heard:
        lines: Sequence[tuple[float, float, float, float]] = ()

        def marks(self, lines: Sequence[tuple[float, float, float, float]], _offset: object) -> None:
            self.lines = lines

    heard: Any = Heard()
    assert layout.sheet is not None
    cards._crop_marks(heard, layout, layout.sheet, (0.0, 0.0))  # noqa: SLF001 - what ours draws
    return [list(line) for line in heard.lines]


def drawn_of(card: MemberCard, layout: Layout) -> dict[str, Any]:
    """Return what differs on a card: lines of text and codes, each side's from its upper left corner."""
    values = {
        "name": card.name,
        "number": card.number,
        "union": card.union,
        "issued": f"{card.issued:%Y-%m-%d}",
        "code": card.code,
    }
    sides: dict[str, Any] = {}
    for side, elements in layout.sides():
        texts: list[Line] = []
        codes: list[Line] = []
        for one in elements:
            if one.when not in {"", "final"}:
                continue
            if isinstance(one, Text) and one.differs:
                texts += placed(one, one.text.format(**values))
            elif isinstance(one, Code):
                codes.append(code_in(one, card.code if one.holds == ID else card.signed, layout.dpi))
        sides[side] = {"texts": texts, "codes": codes}
    return sides


def placed(element: Text, text: str) -> list[Line]:
    """Return each line of a text: words, left and baseline in millimetres, size in points, colour, bold."""
    found = layout_fit.fit(element, text)
    size, box = found.size, element.box
    step = size * element.spacing
    lower = box.y * MM + element.valign * (box.height * MM - step * len(found.lines))
    lower += ((element.spacing - 1) / 2 + ASCENT) * size
    made = []
    for words in found.lines:
        across = box.x * MM
        if element.align:
            across += element.align * (box.width * MM - fonts.width(words, size))
        made.append(
            [words, round(across / MM, 3), round(lower / MM, 3), size, element.colour, int(element.bold)]
        )
        lower += step
    return made


def code_in(element: Code, digits: str, dpi: int) -> Line:
    """Return a code's digits, and its place and side without the quiet zone."""
    modules = qr.symbol(digits).modules
    side = element.dots(modules, dpi) * modules * INCH / dpi
    box = element.box
    left, top = box.x + (box.width - side) / 2, box.y + (box.height - side) / 2
    return [digits, round(left, 3), round(top, 3), round(side, 3)]
