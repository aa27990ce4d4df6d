# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every paper of the sample day as a picture, with its words: printed by the real queue out of a played store.

Each goes the whole way: ordered, drawn when its turn comes, saved as a PDF, its pages drawn small. What a receipt
printer gets is read back from its own bytes. ``gallery.md`` beside the pictures shows them all, the window's too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from fieldkit.acts import papers, print_runs, printing
from fieldkit.domain.filing import About
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice, OrderState
from fieldkit.printers import thermal
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.day import SampleDay
from fieldkit.seals.cards import from_digits, to_digits
from fieldkit.store.vault import Store
from fieldkit.ui.hands import PrinterHands

SHADES = 24  # of a picture: small files, and letters still smooth
ON_SHEET, PLACES = 7, 10  # cards on the sheet that is shown, of as many as it has room for
RASTER = b"\x1dv0"
ROLL = Printer("小票", Kind.THERMAL, "socket://127.0.0.1:9100", dpi=203, paper="80mm")

K = PaperKind

PAPERS: tuple[tuple[Any, ...], ...] = (
    ("card", "会员卡，两面 · member card, both sides", K.CARD, "member", "standard/both/1", 150, 2),
    ("card-bilingual", "双语会员卡 · in Chinese and English", K.CARD, "member", "bilingual/both/1", 150, 2),
    (
        "card-minority",
        "少数民族文字 · another language",
        K.CARD,
        "member",
        "minority-line/both/1",
        150,
        2,
    ),
    ("label-50x30", "标签卷 50 × 30 · roll label", K.CARD, "member", "label-50x30", 203),
    ("label-60x40", "标签卷 60 × 40 · roll label", K.CARD, "member", "label-60x40", 203),
    ("receipt-A5", "签收单 A5 · receipt", K.RECEIPT, "receipt", "A5"),
    ("receipt-A4", "签收单 A4 · receipt", K.RECEIPT, "receipt", "A4"),
    ("receipt-80mm", "签收单 80 毫米 · receipt on a roll", K.RECEIPT, "receipt", "80mm", 110),
    ("receipt-58mm", "签收单 58 毫米 · receipt on a roll", K.RECEIPT, "receipt", "58mm", 110),
    ("application", "入会申请书 · application", K.APPLICATION, "application"),
    ("application-blank", "空白入会申请书 · blank application", K.APPLICATION, "blank"),
    ("member-form", "会员登记表 · registration form", K.MEMBER_FORM, "member"),
    ("member-form-over", "套打 · values alone, for a form printed before", K.MEMBER_FORM, "over"),
    ("notice", "告知书和单独同意 · consent notice", K.NOTICE, "member", "", 100, 2),
    ("route", "服务联系卡 · route card", K.ROUTE, "member"),
    ("number-slip", "排队号 · queue number", K.NUMBER_SLIP, "service", "", 110),
    ("issue-list", "发放签名表 · signed issue list", K.ISSUE_LIST, "site"),
    ("day-end", "日终汇总表 · day-end table", K.DAY_END, "site"),
    ("custody", "物资交接单 · custody slip", K.CUSTODY, "site"),
    ("bulletin", "简报 · event bulletin", K.BULLETIN, "site"),
    ("oath", "誓词 · oath sheet", K.OATH, "site"),
    ("poster", "扫码海报，没有码时 · poster while there is no code", K.POSTER, "site"),
    ("representatives", "会员代表名单 · representatives", K.REPRESENTATIVES, "people"),
    ("appeal", "诉求交办单 · appeal assignment", K.APPEAL, "member"),
    ("data-request", "个人信息申请表 · personal-information request", K.DATA_REQUEST, "member"),
    ("ruler", "标尺页 · ruler page", K.RULER, "blank"),
)
"""Name, caption, kind, what it is about; then paper, dots to the inch and pages where they are not the usual."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper of the gallery: its picture's name and caption, what it is, and how it is asked for."""

    name: str
    caption: str
    kind: PaperKind
    about: str
    paper: str = ""
    dpi: float = 100
    pages: int = 1


class Gallery:
    """Prints papers of one booth of a played day, and draws them as pictures into ``into``."""

    def __init__(self, booth: Booth, day: SampleDay, into: Path, *, now: dt.datetime) -> None:
        self._booth = booth
        self._day = day
        self._into = into
        self._now = now
        self._hands = PrinterHands(lambda _name: None, booth.folder / "gallery", booth.folder / "cards")

    def make(self) -> list[tuple[str, str]]:
        """Make all pictures; return the name and the caption of each."""
        made: list[tuple[str, str]] = []
        with self._booth.opened(self._now) as store:
            for shown in self._papers(store):
                made += self._save(shown, self._printed(store, shown))
            made += self._sheet(store)
            made += self._roll(store)
        return made

    def signed_codes(self) -> tuple[str, str, str]:
        """Return what a scanner reads from three cards: a good one, the front of it, a copy that somebody changed."""
        with self._booth.opened(self._now) as store:
            card = papers.card(store, uid=self._of(store, K.CARD)[0])
        raw = bytearray(from_digits(card.signed))
        raw[raw.index(card.name.encode())] ^= 1
        return card.signed, card.code, to_digits(bytes(raw))

    def _papers(self, store: Store) -> Iterator[Shown]:
        """Yield every paper but the sheet of cards."""
        event, site = self._day.event, self._day.sites[0].code
        here = About(event=event.code, site=site, day=event.day.isoformat())
        cards = self._of(store, K.CARD)
        service = next(one for arrival in self._day.arrivals for one in arrival.services)
        about = {
            "member": cards[0],
            "receipt": self._of(store, K.RECEIPT)[0],
            "application": self._of(store, K.APPLICATION)[0],
            "blank": "",
            "over": About(uids=(cards[0],), values_only=True).text,
            "site": here.text,
            "service": replace(here, service=service, size="80mm").text,
            "people": replace(here, uids=tuple(cards)).text,
        }
        for name, caption, kind, of, *how in PAPERS:
            yield Shown(name, caption, kind, about[of], *how)

    def _of(self, store: Store, kind: PaperKind) -> list[str]:
        """Return what the day's own papers of a kind are about."""
        return list(dict.fromkeys(line.about for line in papers.prints(store) if line.kind is kind))

    def _printed(self, store: Store, shown: Shown) -> bytes:
        """Print a paper by the queue; return the PDF that it saved."""
        order = printing.order_paper(
            store,
            kind=shown.kind,
            about=shown.about,
            reason="图册",
            printer="",
            paper=shown.paper,
            operator=CLERK,
            now=self._now,
        )
        return self._stepped(store, order.place)

    def _stepped(self, store: Store, place: int) -> bytes:
        moved = printing.step(store, printer="", hands=self._hands, now=self._now).moved
        done = next(order for order in moved if order.place == place)
        if done.state is not OrderState.SAVED:
            raise AssertionError(f"a paper of the gallery was not saved: {done.why} {done.facts}")
        return Path(done.ticket).read_bytes()

    def _sheet(self, store: Store) -> list[tuple[str, str]]:
        """Print a sheet of cards with its backs, as a run of its own; not every place is taken."""
        uids = print_runs.choose(store, choice=CardChoice()).uids[:ON_SHEET]
        run = print_runs.begin_run(
            store,
            uids=uids,
            layout="standard/long/1",
            places=PLACES,
            printer="",
            reason="图册",
            operator=CLERK,
            now=self._now,
        )
        moved = printing.step(store, printer="", hands=self._hands, now=self._now).moved
        done = next(order for order in moved if order.run == run.place)
        caption = "十张一页，背面随后 · ten to an A4 sheet, with its backs"
        return self._save(
            Shown("card-sheet", caption, K.CARD_SHEET, "", dpi=90, pages=2), Path(done.ticket).read_bytes()
        )

    def _roll(self, store: Store) -> list[tuple[str, str]]:
        """Draw a receipt as a receipt printer is told to: read back from its bytes, a dot a pixel."""
        shown = Shown("", "", K.RECEIPT, self._of(store, K.RECEIPT)[0], "80mm")
        dots = dots_of(thermal.encoded(self._printed(store, shown), ROLL))
        file = "paper-receipt-thermal.png"
        dots.save(self._into / file, optimize=True)
        return [(file, "热敏打印机收到的点阵，203 dpi · the dots a receipt printer gets")]

    def _save(self, shown: Shown, pdf: bytes) -> list[tuple[str, str]]:
        """Draw the pages of a PDF side by side in one picture."""
        document = pypdfium2.PdfDocument(pdf)
        pages = [
            document[page].render(scale=shown.dpi / 72).to_pil()
            for page in range(min(shown.pages, len(document)))
        ]
        more = len(document) - len(pages)
        document.close()
        gap = 12
        whole = Image.new(
            "RGB",
            (
                sum(one.width for one in pages) + gap * (len(pages) + 1),
                max(one.height for one in pages) + 2 * gap,
            ),
            (222, 224, 228),
        )
        left = gap
        for page in pages:
            whole.paste(page, (left, gap))
            left += page.width + gap
        file = f"paper-{shown.name}.png"
        whole.quantize(SHADES, method=Image.Quantize.MEDIANCUT).save(self._into / file, optimize=True)
        return [(file, shown.caption + (f"（另有 {more} 页 · {more} more pages）" if more else ""))]


def dots_of(data: bytes) -> Image.Image:
    """Return the picture that ESC/POS bytes (``GS v 0`` after ``GS v 0``) make on the paper."""
    rows, width, at = [], 0, data.find(RASTER)
    while at >= 0:
        width, count = (int.from_bytes(data[at + place : at + place + 2], "little") for place in (4, 6))
        end = at + 8 + width * count
        rows.append(data[at + 8 : end])
        at = data.find(RASTER, end)
    dots = b"".join(rows)
    return Image.frombytes("1", (width * 8, len(dots) // width), dots, "raw", "1;I")


def write_page(into: Path, made: list[tuple[str, str]]) -> None:
    """Write ``gallery.md``: the papers with their captions, then the window's pictures by their names."""
    lines = [
        "# 样例日的全部纸张和界面 · Every paper and page of the sample day",
        "",
        "`./run shots` 生成，人名全是虚构的。Made by `./run shots`; everybody on it is invented.",
        "",
        "## 纸张 · Papers",
    ]
    for file, caption in made:
        lines += ["", f"**{caption}**", "", f"![{caption}]({file})"]
    lines += ["", "## 界面 · The window"]
    for shot in sorted(into.glob("[0-9][0-9]-*.png")):
        lines += ["", f"**{shot.stem[3:]}**", "", f"![{shot.stem[3:]}]({shot.name})"]
    (into / "gallery.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
