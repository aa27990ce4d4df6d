# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A language that spells every sentence of ours without a Chinese character: what is left was never translated."""

import re

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Spelling(QTranslator):
    """Says every sentence with each Chinese character spelt as an ``o``."""

    def translate(self, _context, source, _disambiguation=None, _n=-1):
        return "en" if source == "zh_CN" else HAN.sub("o", source)

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False


def chinese_in(widget: QWidget) -> list[str]:
    """Return every Chinese text that can be read or heard in ``widget``."""
    texts: list[str] = []
    for each in widget.findChildren(QWidget):
        texts += [each.accessibleName(), each.toolTip()]
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            texts.append(each.text())
        if isinstance(each, QLineEdit | QComboBox):
            texts.append(each.placeholderText())
        if isinstance(each, QComboBox):
            texts += [each.itemText(row) for row in range(each.count())]
    return [text for text in texts if text and HAN.search(text)]
