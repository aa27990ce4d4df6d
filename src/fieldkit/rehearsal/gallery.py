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
from fieldkit.rehearsal.captions import caption
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.day import SampleDay
from fieldkit.seals.cards import from_digits, to_digits
from fieldkit.store.vault import Store
from fieldkit.ui.hands import PrinterHands

SHADES = 24  # of a picture: small files, and letters still smooth
MANY = 500  # prints of the day and the gallery together
PLACES = 10  # of cards on a sheet
RASTER = b"\x1dv0"
ROLL = Printer("小票", Kind.THERMAL, "socket://127.0.0.1:9100", dpi=203, paper="80mm")

K = PaperKind

PAPERS: tuple[tuple[Any, ...], ...] = (
    ("card", "会员卡，两面 · member card, both sides", K.CARD, "member", "standard/both/1", 150, 2),
    (
        "card-bilingual",
        "会员卡，双语 · member card, in Chinese and English",
        K.CARD,
        "member",
        "bilingual/both/1",
        150,
        2,
    ),
    (
        "card-minority",
        "会员卡，少数民族文字 · member card, another language",
        K.CARD,
        "member",
        "minority-line/both/1",
        150,
        2,
    ),
    (
        "label-50x30",
        "会员卡，50 × 30 标签 · member card, as a roll label",
        K.CARD,
        "member",
        "label-50x30",
        203,
    ),
    (
        "label-60x40",
        "会员卡，60 × 40 标签 · member card, as a roll label",
        K.CARD,
        "member",
        "label-60x40",
        203,
    ),
    ("receipt-A5", "领取凭条，A5 · receipt", K.RECEIPT, "issue", "A5"),
    ("receipt-again", "领取凭条，补打的第 2 联 · receipt, printed again", K.RECEIPT, "receipt", "A5"),
    ("receipt-A4", "领取凭条，A4 · receipt", K.RECEIPT, "issue", "A4"),
    ("receipt-80mm", "领取凭条，80 毫米卷纸 · receipt on a roll", K.RECEIPT, "issue", "80mm", 110),
    ("receipt-58mm", "领取凭条，58 毫米卷纸 · receipt on a roll", K.RECEIPT, "issue", "58mm", 110),
    ("application", "入会申请书 · application", K.APPLICATION, "application"),
    ("application-blank", "入会申请书，空白 · application, blank", K.APPLICATION, "blank"),
    ("member-form", "会员登记表 · member registration form", K.MEMBER_FORM, "member"),
    (
        "member-form-over",
        "会员登记表，套打 · member registration form, values alone for a form printed before",
        K.MEMBER_FORM,
        "over",
    ),
    (
        "notice",
        "个人信息告知书和单独同意 · notice on personal information, with the consents",
        K.NOTICE,
        "person",
        "",
        100,
        2,
    ),
    ("route", "服务路线卡 · route card", K.ROUTE, "person"),
    ("number-slip", "排队号票 · number slip", K.NUMBER_SLIP, "service", "", 110),
    ("issue-list", "领取签收表 · signed issue list", K.ISSUE_LIST, "site"),
    ("day-end", "日终统计表 · day-end table", K.DAY_END, "site"),
    ("custody", "物资设备交接单 · custody slip", K.CUSTODY, "site"),
    ("bulletin", "活动简报 · event bulletin", K.BULLETIN, "site"),
    ("oath", "入会誓词 · oath", K.OATH, "site"),
    ("poster", "扫码海报，没有码时 · QR poster, while there is no code", K.POSTER, "site"),
    ("representatives", "新会员代表名单 · list of representatives", K.REPRESENTATIVES, "people"),
    ("appeal", "诉求交办单 · appeal assignment", K.APPEAL, "person"),
    ("data-request", "个人信息权利申请表 · personal-information request", K.DATA_REQUEST, "person"),
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
            "person": replace(here, uids=(cards[0],)).text,
            "people": replace(here, uids=tuple(cards)).text,
        }
        for name, words, kind, of, *how in PAPERS:
            yield Shown(name, words, kind, self._not_printed(store) if of == "issue" else about[of], *how)

    def _of(self, store: Store, kind: PaperKind) -> list[str]:
        """Return what the day's own papers of a kind are about."""
        return list(
            dict.fromkeys(line.about for line in papers.prints(store, limit=MANY) if line.kind is kind)
        )

    def _not_printed(self, store: Store) -> str:
        """Return an issue to somebody known, signed for, of which no receipt was printed yet."""
        printed = set(self._of(store, K.RECEIPT))
        with store.reading() as db:
            issues = [row["operation"] for row in db["issues"].rows_where("uid <> ''", order_by="at")]
        for operation in issues:
            if operation not in printed and papers.receipt(store, operation=operation, copy=1).signature:
                return str(operation)
        raise AssertionError("every issue of the day has its receipt already")

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
        """Print a sheet of ten cards with its backs, as a run of its own."""
        uids = print_runs.choose(store, choice=CardChoice()).uids[:PLACES]
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
        words = "会员卡（整版），十张，背面随后 · member cards (sheet), ten to an A4 page, then the backs"
        return self._save(
            Shown("card-sheet", words, K.CARD_SHEET, "", dpi=90, pages=2), Path(done.ticket).read_bytes()
        )

    def _roll(self, store: Store) -> list[tuple[str, str]]:
        """Draw a receipt as a receipt printer is told to: read back from its bytes, a dot a pixel."""
        shown = Shown("", "", K.RECEIPT, self._not_printed(store), "80mm")
        dots = dots_of(thermal.encoded(self._printed(store, shown), ROLL))
        file = "paper-receipt-thermal.png"
        dots.save(self._into / file, optimize=True)
        return [(file, "领取凭条，凭条打印机收到的点阵，203 dpi · receipt, the dots a receipt printer gets")]

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
    """Write ``gallery.md``: the papers with their captions, then the window's pictures."""
    lines = [
        "# 样例日的全部纸张和界面 · Every paper and page of the sample day",
        "",
        "`./run shots` 生成，人名全是虚构的。Made by `./run shots`; everybody on it is invented.",
        "",
        "## 纸张 · Papers",
    ]
    for file, words in made:
        lines += ["", f"**{words}**", "", f"![{words}]({file})"]
    lines += ["", "## 界面 · The window"]
    for shot in sorted(into.glob("[0-9][0-9]-*.png")):
        words = caption(shot.stem[3:])
        lines += ["", f"**{words}**", "", f"![{words}]({shot.name})"]
    (into / "gallery.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
