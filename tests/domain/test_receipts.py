# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt says what it is not: neither invoice nor fiscal bill (domain.md §2.10)."""

from fieldkit.domain.receipts import NOT_AN_INVOICE, RECEIPT_TITLE, on_behalf, receipt_title


def test_the_title_is_a_slip_and_says_when_it_is_a_duplicate():
    assert receipt_title(1) == RECEIPT_TITLE == "福利物资领取签收凭条"
    assert receipt_title(2) == "福利物资领取签收凭条（补打第 2 联）"


def test_the_slip_disclaims_being_an_invoice():
    assert NOT_AN_INVOICE == "本凭条非发票，不作报销凭证"


def test_no_title_pretends_to_be_an_invoice_or_a_bill():
    for word in ("发票", "收据", "票据"):
        assert word not in receipt_title(3)


def test_who_collects_on_behalf_is_named():
    assert on_behalf("李示例", "0115", "同事") == "代领人：李示例（证件后四位 0115，同事）"
