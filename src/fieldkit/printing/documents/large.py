# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers to be read from afar: the oath for its leader (F38), and the poster with a site's code (F49)."""

from __future__ import annotations

import re
from dataclasses import replace

from fieldkit.domain.day_papers import Oath, Poster
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks, line_breaks, qr
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import page, parts, texts
from fieldkit.printing.documents.page import A3, A4, A4_ACROSS, Format
from fieldkit.printing.sheet import DOT, MM, Align, Ink, Sheet, Style

OATH_TITLE = Style(40.0, Ink.BLACK, bold=True, spacing=1.4)
OATH = Style(64.0, Ink.BLACK, spacing=1.4)
WHOLE_LINES, SMALLEST_OATH = 30.0, 20.0  # points; a longer text takes a second page
HEADLINE = Style(44.0, Ink.BLACK, bold=True, spacing=1.3)
SITE = Style(22.0, Ink.BLACK, spacing=1.4)
CLAUSE = re.compile("[^，；。！]*[，；。！]?")


def oath(told: Oath, imprint: Imprint) -> bytes:
    """Return the oath in type as large as one page takes, one clause a line; its words are the district's."""
    words = texts.texts()["oath"]
    form = A4_ACROSS
    clauses = [clause for clause in CLAUSE.findall(told.text) if clause]
    last = [
        blocks.space(4.0),
        parts.signatures([f"{words['oathers']}：", f"{words['leader']}："], form, height=14.0),
        *parts.checked_line(form, version=told.version),
    ]
    title = blocks.paragraph(words["title"], OATH_TITLE, form.inner, align=Align.CENTRE)
    room = form.room - title.height - sum(block.height for block in last) - 6.0
    size = OATH.size
    while size > SMALLEST_OATH and not _fits(clauses, size, form, room):
        size -= 1.0
    style = replace(OATH, size=size)
    text = [block for clause in clauses for block in blocks.prose(clause, style, form.inner)]
    return page.pdf(page.Paper(words["title"], imprint, form, [title, blocks.space(4.0), *text, *last]))


def _fits(clauses: list[str], size: float, form: Format, room: float) -> bool:
    """Tell whether the clauses fit at a size; while it is large, each must stand on one line."""
    style = replace(OATH, size=size)
    if size > WHOLE_LINES and any(blocks.width_of(clause, style) > form.inner for clause in clauses):
        return False
    return sum(len(blocks.prose(clause, style, form.inner)) for clause in clauses) * style.line <= room


def poster(told: Poster, imprint: Imprint) -> bytes:
    """Return the poster: headline, the code or the picture that was supplied, which site and when.

    Without either there is a frame to glue one in: no code is ever made up.
    """
    words = texts.texts()["poster"]
    form = A3 if told.size == "A3" else A4
    scale = form.width / A4.width
    headline, site = replace(HEADLINE, size=HEADLINE.size * scale), replace(SITE, size=SITE.size * scale)
    side = form.inner * 0.68
    where = "　".join(part for part in (told.occasion.site, told.occasion.venue) if part)
    day = parts.long_date(told.occasion.day) if told.occasion.day else ""
    when = f"{day} {told.occasion.hours}".strip()
    found = [
        blocks.space(4.0 * scale),
        blocks.name(words["headline"], headline, form.inner, align=Align.CENTRE),
        blocks.space(4.0 * scale),
        blocks.name(
            told.occasion.event, replace(site, size=site.size * 0.72), form.inner, align=Align.CENTRE
        ),
        blocks.space(8.0 * scale),
        _code(told, form, side, words["missing"]),
        blocks.space(8.0 * scale),
        blocks.name(where, site, form.inner, align=Align.CENTRE),
        blocks.name(when, site, form.inner, align=Align.CENTRE),
        blocks.space(4.0 * scale),
        blocks.paragraph(words["note"], replace(site, size=site.size * 0.62), form.inner, align=Align.CENTRE),
    ]
    return page.pdf(page.Paper("扫码海报", imprint, form, found))


def _code(told: Poster, form: Format, side: float, missing: str) -> Block:
    """Return the code in the middle, ``side`` millimetres with its quiet zone."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        left = x + (form.inner - side) / 2
        if told.picture and sheet.picture(left, y, side, side, told.picture):
            return
        if told.content:
            code = symbol_of(told.content)
            dots = int(side / DOT / (code.modules + 2 * qr.QUIET))
            wide = code.modules * dots * DOT
            sheet.code(x + (form.inner - wide) / 2, y + (side - wide) / 2, code, dots=dots)
        else:
            sheet.frame(left, y, side, side, ink=Ink.GREY, weight=1.0)
            style = replace(SITE, size=14.0, ink=Ink.GREY)
            fitted = line_breaks.broken(missing, style.size, (side - 10.0) * MM)
            for place, line in enumerate(fitted):
                sheet.text(
                    left + side / 2, y + side / 2 + place * style.line, line, style, align=Align.CENTRE
                )

    return Block(side, draw)


def symbol_of(content: str) -> qr.Symbol:
    """Return the symbol of any text (an address, digits); ``qr.symbol`` takes the digits of a card only."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - slow to import, and only a poster needs it
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(content.encode("utf-8"))
    code.make(fit=True)
    dark = "".join("1" if module else "0" for row in code.get_matrix() for module in row)
    return qr.Symbol(code.modules_count, dark.encode())
