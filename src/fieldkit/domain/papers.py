# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is put on paper, as values: cards, receipts, application forms and the ledger of prints."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field


class PaperKind(enum.Enum):
    """The papers of a booth's day."""

    CARD = "card"
    CARD_SHEET = "card_sheet"
    RECEIPT = "receipt"
    APPLICATION = "application"
    MEMBER_FORM = "member_form"
    ROUTE = "route"
    NUMBER_SLIP = "number_slip"
    NOTICE = "notice"
    ISSUE_LIST = "issue_list"
    DAY_END = "day_end"
    CUSTODY = "custody"
    BULLETIN = "bulletin"
    OATH = "oath"
    REPRESENTATIVES = "representatives"
    POSTER = "poster"
    APPEAL = "appeal"
    DATA_REQUEST = "data_request"
    RULER = "ruler"


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What a member card shows. ``code`` is the digits in its QR symbol; ``number`` is what people read.

    ``signed`` is the decimal digits of the signed code on its back, '' where this device cannot sign.
    """

    name: str
    number: str
    code: str
    union: str
    issued: dt.date
    provisional: bool = False
    signed: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One item on a receipt."""

    name: str
    detail: str
    quantity: int


@dataclass(frozen=True, slots=True)
class PackReceipt:
    """A welfare-pack receipt (福利物资领取签收凭条): never an invoice, no seal (domain.md §2.10)."""

    receipt_number: str
    copy: int
    event: str
    site: str
    organiser: str
    name: str
    document_tail: str
    phone_tail: str
    employer: str
    member_kind: str
    number: str
    lines: tuple[ReceiptLine, ...]
    issued_at: dt.datetime
    operator: str
    collector: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The application for membership (入会申请书) on A4, filled with what was enrolled.

    ``rows`` are label/value pairs in print order; ``pledge`` is the district's versioned oath text;
    ``consents`` are (title, text version, given). On a blank form values are '', the day and each answer None.
    """

    number: str
    title: str
    union: str
    rows: tuple[tuple[str, str], ...]
    pledge: str
    consents: tuple[tuple[str, str, bool | None], ...]
    signature: bytes
    applied_on: dt.date | None
    operator: str
    pledge_version: str = ""


@dataclass(frozen=True, slots=True)
class Print:
    """One line of the print ledger.

    ``copy`` counts from 1. ``outcome`` is a value of ``print_orders.OrderState``, or the code of the problem by which
    it failed; ``place`` the printer, or the file where it is saved. ``order`` is the order it belongs to; ``run`` and
    ``sheet`` are 0 but for sheets of a run, whose ``about`` is the uids of its cards. ``ordered_of`` and ``drawn_of``
    are the operation by which its member stood when it was ordered, and when it was drawn. ``why`` is what the order's
    printer said last, or by whom it was settled, '' for nothing. ``operator`` is the id; ``operator_name`` is for the
    eye, and '' where nobody of that id is known here.
    """

    document_number: str
    copy: int
    kind: PaperKind
    about: str
    reason: str
    operator: str
    at: dt.datetime
    outcome: str
    place: str
    order: int = 0
    run: int = 0
    sheet: int = 0
    ordered_of: str = ""
    drawn_of: str = ""
    why: str = ""
    operator_name: str = field(default="", compare=False)

    @property
    def by(self) -> str:
        """Return whom an operator reads as the one who printed it."""
        return self.operator_name or self.operator

    @property
    def amended(self) -> bool:
        """Return True where its member was amended between the order and the drawing."""
        return bool(self.drawn_of) and self.drawn_of != self.ordered_of
