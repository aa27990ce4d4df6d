# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A table or form from the store to a PDF: for the queue from a line of the ledger, for the eye before there is one.

Slow, every call: make it on a lane. No Qt here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fieldkit import __version__
from fieldkit.acts import day_papers, member_forms
from fieldkit.domain.day_papers import IssueList, Poster
from fieldkit.domain.filing import Imprint, about_from
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.printers import raster
from fieldkit.ui.documents.masked import masked, masked_list

LARGEST_PICTURE = 8_000_000
PREVIEW_PAGES = 6
PREVIEW_NUMBER = "＊＊＊＊"


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper to look at: the PDF of its first pages, how many pages it has in all, how many rows a list has."""

    pdf: bytes
    pages: int
    rows: int = 0


def document(store: Any, line: Print, own: Path | None = None) -> bytes:
    """Return the paper of a ledger line; ``own`` is the folder of form layouts of one's own.

    Raises Unknown, FormLayoutRefused, FontsMissing.
    """
    imprint = Imprint(line.document_number, line.copy, line.at, line.operator)
    told = _told(store, line.kind, line.about, line.document_number)
    return _drawn(told, line.kind, line.about, imprint, own)


def preview(store: Any, *, kind: PaperKind, about: str, now: dt.datetime, own: Path | None = None) -> Preview:
    """Return how a paper will look, masked; of a long list the first pages, so that looking never takes long."""
    told = _told(store, kind, about, "")
    imprint = Imprint(PREVIEW_NUMBER, 1, now, "")
    if isinstance(told, IssueList):
        from fieldkit.printing.documents import issue_list  # noqa: PLC0415 - slow to import, only paper needs it

        pdf, pages = issue_list.first_pages(told, masked_list(told), imprint, PREVIEW_PAGES)
        return Preview(pdf, pages, len(told.rows))
    pdf = _drawn(masked(told), kind, about, imprint, own)
    return Preview(pdf, raster.pages(pdf))


def _told(store: Any, kind: PaperKind, about: str, number: str) -> object:
    if kind is PaperKind.APPLICATION:
        return member_forms.blank_application(store, number or PREVIEW_NUMBER)
    told = day_papers.gather(store, kind=kind, about=about, document_number=number, version=__version__)
    if isinstance(told, Poster):
        return replace(told, picture=picture_of(about_from(about).picture))
    return told


def picture_of(path: str) -> bytes:
    """Return a picture somebody chose; nothing where it is gone or far too large: then there is room to glue one."""
    try:
        file = Path(path)
        if not path or file.stat().st_size > LARGEST_PICTURE:
            return b""
        return file.read_bytes()
    except (OSError, ValueError):
        return b""


def _drawn(told: object, kind: PaperKind, about: str, imprint: Imprint, own: Path | None) -> bytes:
    from fieldkit.printing import forms  # noqa: PLC0415 - slow to import, and only paper needs it
    from fieldkit.printing.documents import drawn  # noqa: PLC0415

    if kind is PaperKind.APPLICATION:
        return forms.application(told)  # type: ignore[arg-type] # what blank_application made
    return drawn.pdf(kind, told, about_from(about), imprint, own)
