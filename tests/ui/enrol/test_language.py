# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In another language no word of the page stays Chinese, but those that only the district has."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.enrolling import Volunteer
from tests.support.spelling import Spelling, chinese_in


@pytest.fixture
def spelt(qtbot):
    spelling = Spelling()
    QApplication.instance().installTranslator(spelling)
    yield
    QApplication.instance().removeTranslator(spelling)


def test_every_word_of_the_form_can_be_translated(spelt, qtbot, booth, sit_down):
    volunteer = Volunteer(qtbot, sit_down(booth))
    volunteer.page._form.toggle_more()
    volunteer.save()
    versions = [
        text.version for text in booth.session.book.consent_texts
    ]  # the district's, perhaps cut short
    found = [
        text
        for text in chinese_in(volunteer.page)
        if "样例" not in text and not any(version.startswith(text.rstrip("…")) for version in versions)
    ]
    assert found == []


def test_the_districts_texts_are_shown_in_english_where_it_has_them(spelt, qtbot, booth, sit_down):
    page = sit_down(booth)
    (notice,) = (text for text in booth.session.book.consent_texts if text.kind == "notice")
    assert page._form.agreement.notice.toPlainText() == notice.text_en
