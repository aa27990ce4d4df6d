# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The signed issue list: columns and boxes of domain.md §2.10, subtotals that add up, lists of any length."""

import re
from dataclasses import replace

import pytest

from fieldkit.domain.day_papers import IssueList
from fieldkit.printing.documents import issue_list as printed
from fieldkit.printing.documents.page import A4_ACROSS
from tests.support.day_papers import FIFTY, IMPRINT, OCCASION, issue_list, issue_rows, pdf_of
from tests.support.papers import glyphs, images_in, page_sizes, signature, squeezed, text_of

COLUMNS = (
    *("序号", "姓名", "证件号后4位", "手机后4位", "工作单位", "会员类别", "物品", "规格", "数量", "领取时间"),
    *("签名", "经办人", "备注"),
)

SIGNERS = ("制表", "审核", "物资", "监交")


def test_the_columns_are_those_of_the_practice_and_fill_the_page():
    assert tuple(column.title.replace("\n", "") for column in printed.COLUMNS) == COLUMNS
    assert sum(column.width for column in printed.COLUMNS) == pytest.approx(A4_ACROSS.inner)


def test_the_box_to_sign_in_is_large_enough():
    width, height = printed.SIGNING
    assert width - 1.2 >= 30
    assert height - 0.8 >= 9
    signing = next(column for column in printed.COLUMNS if column.title == "签名")
    assert signing.width == width


@pytest.mark.parametrize("count", [0, 1, 11, 12, 40])
def test_every_page_has_the_headings_the_occasion_and_places_to_sign(count):
    for text in text_of(pdf_of(issue_list(count))):
        flat = squeezed(text)
        for word in (*COLUMNS, "四季缤纷体验馆", "大兴区总工会（样例）", "2023年11月29日", *SIGNERS):
            assert word in flat
        assert "本页小计" in flat


@pytest.mark.parametrize("count", [1, 12, 40])
def test_the_subtotals_add_up_to_the_total(count):
    texts = [squeezed(text) for text in text_of(pdf_of(issue_list(count)))]
    subtotals = [re.search(r"本页小计（(\d+)笔）数量(\d+)", text) for text in texts]
    assert all(subtotals)
    total = re.search(r"合计（(\d+)笔）数量(\d+)", texts[-1])
    assert total
    assert [sum(int(one.group(part)) for one in subtotals) for part in (1, 2)] == [
        int(total.group(1)),
        int(total.group(2)),
    ]
    assert int(total.group(1)) == count
    assert int(total.group(2)) == sum(row.quantity for row in issue_rows(count))
    assert not any("合计（" in text for text in texts[:-1])


def test_names_that_were_purged_are_said_to_be():
    purged = IssueList(OCCASION, issue_rows(1, name="王*明"), purged=True)
    said = squeezed(text_of(printed.pdf(purged, IMPRINT))[0])
    assert "不再有全称" in said
    assert "不再有全称" not in squeezed(text_of(pdf_of(issue_list(1)))[0])


def test_a_list_of_nobody_is_a_blank_list():
    pdf = pdf_of(issue_list(0))
    flat = squeezed(text_of(pdf)[0])
    assert "本页小计" in flat
    assert "笔）" not in flat
    assert images_in(pdf) == 0


def test_a_long_name_wraps_inside_its_column():
    pdf = pdf_of(issue_list(2, name=FIFTY))
    left = A4_ACROSS.side + printed.COLUMNS[0].width
    right = left + printed.COLUMNS[1].width
    letters = [glyph for glyph in glyphs(pdf) if glyph.text in "古丽米热木"]
    assert len(letters) >= 2 * (len(FIFTY) - 1)
    assert min(glyph.left for glyph in letters) >= left
    assert max(glyph.right for glyph in letters) <= right


def test_a_row_taller_than_a_page_is_written_smaller_and_goes_on_on_the_next():
    row = replace(issue_rows(1, signed=b"")[0], employer="示例" * 500)
    pdf = printed.pdf(IssueList(OCCASION, (row,)), IMPRINT)
    found = [one for page in range(len(text_of(pdf))) for one in glyphs(pdf, page)]
    assert sum(one.text == "例" for one in found) >= 500
    assert max(one.bottom for one in found) < 210.0 - 8.0


def test_a_word_longer_than_its_column_is_divided_not_cut():
    pdf = pdf_of(issue_list(1, name="W" * 50))
    letters = [glyph for glyph in glyphs(pdf) if glyph.text == "W"]
    assert len(letters) == 50
    assert max(glyph.right for glyph in letters) <= A4_ACROSS.side + 10.0 + 27.0


@pytest.mark.parametrize("picture", [b"", b"no picture", signature()[:200]])
def test_without_a_readable_signature_the_box_is_left_to_sign_in(picture):
    assert images_in(pdf_of(issue_list(3, signed=picture))) == 0


def test_a_signature_is_drawn_in_its_row():
    assert images_in(pdf_of(issue_list(3))) == 3


def test_three_thousand_rows_are_all_there():
    """Five seconds: there is no smaller list that is as long as the longest day."""
    rows = tuple(
        replace(row, document_tail="", phone_tail="") for row in issue_rows(3000, signed=b"")
    )  # so that a number on the page is the row's own
    pdf = printed.pdf(IssueList(OCCASION, rows), IMPRINT)
    texts = text_of(pdf)
    assert len(texts) > 200
    assert set(page_sizes(pdf)) == {page_sizes(pdf)[0]}
    assert f"第 {len(texts)} 页 共 {len(texts)} 页" in texts[-1]
    numbers = {int(found) for text in texts for found in re.findall(r"(?<![\d:-])\d+(?![\d:-])", text)}
    assert set(range(1, 3001)) <= numbers
    assert "合计（3000 笔）" in texts[-1]
    counted = [int(n) for text in texts for n in re.findall(r"本页小计（(\d+) 笔）", text)]
    assert sum(counted) == 3000
