# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The welfare-pack receipt says what it is, what it is not, and all of every name."""

import datetime as dt

import pytest

from fieldkit.domain.papers import ReceiptLine
from fieldkit.domain.receipts import NOT_AN_INVOICE, RECEIPT_TITLE, on_behalf
from fieldkit.printing import receipts
from tests.support.papers import (
    FIFTY,
    LONG,
    NAMES,
    collisions,
    glyphs,
    images_in,
    page_sizes,
    readings,
    receipt,
    signature,
    squeezed,
    text_of,
)

PAPERS = pytest.mark.parametrize("paper", ["A5", "A4", "80mm", "58mm"])
LONG_LINES = (
    ReceiptLine("福利包（新就业形态劳动者专享版）" * 2, "毛巾、保温杯、手套、工会宝典、" * 4, 1000),
)


@PAPERS
@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_searched_and_copied_exactly(name, paper):
    for text in readings(receipts.pack_receipt(receipt(name=name), paper)):
        assert squeezed(name) in text


@PAPERS
def test_it_says_all_that_was_handed_out_and_to_whom(paper):
    for text in readings(receipts.pack_receipt(receipt(), paper)):
        for part in (
            *(
                "福利物资领取签收凭条",
                "本凭条非发票，不作报销凭证。",
                "第1联",
                "R-D07-000041",
                "20231129市级沟通会",
            ),
            *("四季缤纷体验馆", "北京市大兴区总工会", "0115", "0001", "京南示例物流有限公司", "新会员"),
            *("FK-0001-2345-6", "物品", "规格", "数量", "福利包", "毛巾、保", "艾草饼", "50g"),
            *("2023-11-2912:01", "示例志愿者甲", "领取人签名"),
        ):
            assert part in text


@PAPERS
def test_it_is_never_called_an_invoice_or_a_bill(paper):
    text = readings(receipts.pack_receipt(receipt(), paper))[0]
    without = text.replace(NOT_AN_INVOICE, "")
    assert text.count("发票") == 1
    for word in ("发票", "收据", "票据", "公章", "印章"):
        assert word not in without
    assert text.startswith(RECEIPT_TITLE)


@PAPERS
def test_a_second_copy_says_so(paper):
    text = readings(receipts.pack_receipt(receipt(copy=2), paper))[0]
    assert "第2联" in text
    assert text.startswith("福利物资领取签收凭条（补打第2联）")
    lines = text_of(receipts.pack_receipt(receipt(copy=2), paper))[0].splitlines()
    assert any("（补打第 2 联）" in line for line in lines[:2]), "the number of the copy is not torn apart"


@PAPERS
def test_the_time_is_beijings(paper):
    late = dt.datetime(2023, 11, 29, 16, 30, tzinfo=dt.UTC)
    assert "2023-11-3000:30" in readings(receipts.pack_receipt(receipt(issued_at=late), paper))[0]


@PAPERS
def test_whoever_collects_for_another_is_named_and_signs(paper):
    text = readings(receipts.pack_receipt(receipt(collector=on_behalf(LONG, "0290", "同事")), paper))[0]
    assert f"代领人{LONG}（证件后四位0290，同事）" in text
    assert "代领人签名" in text
    assert "代领" not in readings(receipts.pack_receipt(receipt(), paper))[0]


@PAPERS
@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "1", "LA", "P"])
def test_a_signature_of_any_kind_is_shown(paper, mode):
    assert images_in(receipts.pack_receipt(receipt(signature=signature(mode)), paper)) == 1


@PAPERS
@pytest.mark.parametrize("png", [b"", b"no picture", signature()[:300]])
def test_without_a_readable_signature_the_box_is_left_to_sign_in(paper, png):
    assert images_in(receipts.pack_receipt(receipt(signature=png), paper)) == 0


@PAPERS
def test_the_box_to_sign_in_is_large_enough(paper):
    form = receipts.FORMATS[paper]
    assert form.signing[0] >= 30
    assert form.signing[1] >= 9
    assert form.signing[0] <= form.inner


@PAPERS
@pytest.mark.parametrize("name", [LONG, FIFTY])
def test_long_texts_wrap_and_touch_nothing(paper, name):
    whole = receipt(
        name=name, lines=LONG_LINES, employer="示例优送科技有限公司" * 6, site="示例会场" * 12, member_kind=""
    )
    pdf = receipts.pack_receipt(whole, paper)
    text = readings(pdf)[0]
    assert squeezed(LONG_LINES[0].name) in text.replace("规格", "")
    (width, height), *_ = page_sizes(pdf)
    found = glyphs(pdf)
    form = receipts.FORMATS[paper]
    margin = form.margin
    assert min(each.left for each in found) >= margin - 0.1
    assert max(each.right for each in found) <= width - margin + 0.1
    assert max(each.bottom for each in found) <= height - (margin if form.is_roll else 9)
    assert collisions(found) == []


@PAPERS
def test_a_cell_keeps_to_its_column(paper):
    form = receipts.FORMATS[paper]
    pdf = receipts.pack_receipt(receipt(lines=(ReceiptLine("子" * 60, "丑" * 60, 123456),)), paper)
    first = form.margin + form.table[0] * form.inner
    second = first + form.table[1] * form.inner
    found = glyphs(pdf)
    assert sum(each.text == "子" for each in found) == 60
    assert max(each.right for each in found if each.text == "子") < first
    assert first < min(each.left for each in found if each.text == "丑")
    assert max(each.right for each in found if each.text == "丑") < second


def test_the_roll_is_as_long_as_the_receipt():
    short, long = (
        page_sizes(receipts.pack_receipt(receipt(lines=(ReceiptLine("福利包", "", 1),) * count), "80mm"))[0]
        for count in (1, 30)
    )
    assert short[0] == long[0] == pytest.approx(80)
    assert long[1] - short[1] == pytest.approx(29 * 7.7, rel=0.1)


def test_a_long_receipt_turns_the_page_and_numbers_it():
    texts = text_of(receipts.pack_receipt(receipt(lines=(ReceiptLine("福利包", "", 1),) * 40), "A5"))
    assert len(texts) == 3
    assert "第 2 页 共 3 页" in texts[1]
    assert "合计" in texts[2] or "合计" in texts[1]


def test_goods_without_a_name_are_handed_out_nameless():
    bare = receipt(name="", document_tail="", phone_tail="", employer="", number="", member_kind="非会员")
    text = readings(receipts.pack_receipt(bare, "A5"))[0]
    assert "不记名" in text
    assert "证件号后4位—" in text


def test_an_unknown_paper_is_a5():
    assert receipts.pack_receipt(receipt(), "letter") == receipts.pack_receipt(receipt(), "A5")
