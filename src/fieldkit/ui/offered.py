# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A box of printers to choose from: those that cannot print the paper are named with the reason, and not offered."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox

from fieldkit.printers.fits import ROLL, SMALL
from fieldkit.printers.ticket import Printer
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table

_WHYS = {
    ROLL: QT_TRANSLATE_NOOP("printers", "{0}：是卷纸，打不了这种纸"),
    SMALL: QT_TRANSLATE_NOOP("printers", "{0}：装的纸太小"),
}


def unfit_words(printer: str, why: str) -> str:
    """Return a printer's name with why it is not offered (``fits.misfit``); '' says nothing is in the way."""
    return from_table("printers", _WHYS[why]).format(printer) if why else printer


def fill_printers(box: QComboBox, offered: Iterable[tuple[Printer, str]], chosen: str) -> None:
    """Offer the folder and the printers in ``box``; choose ``chosen`` where it can print the paper, else the folder."""
    box.clear()
    box.addItem(QCoreApplication.translate("printers", "存为 PDF"), "")
    for printer, why in offered:
        box.addItem(unfit_words(printer.name, why), printer.name)
        if why:
            shut(box, box.count() - 1)
        elif printer.name == chosen:
            box.setCurrentIndex(box.count() - 1)


def shut(box: QComboBox, row: int) -> None:
    """Let a row of ``box`` be read and not be chosen."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    model.item(row).setEnabled(False)
