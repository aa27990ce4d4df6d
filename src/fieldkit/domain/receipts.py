# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a receipt for goods says and must never say: it is neither a tax invoice nor a fiscal bill (domain.md §2.10)."""

from __future__ import annotations

RECEIPT_TITLE = "福利物资领取签收凭条"
NOT_AN_INVOICE = "本凭条非发票，不作报销凭证"
DUPLICATE = "补打第 {copy} 联"
ON_BEHALF = "代领人：{name}（证件后四位 {tail}，{relation}）"
SIGNATURE_LABEL = "领取人签名"


def receipt_title(copy: int) -> str:
    """Return the title of copy number ``copy`` (1 is the first), which says when it is a duplicate."""
    return RECEIPT_TITLE if copy <= 1 else f"{RECEIPT_TITLE}（{DUPLICATE.format(copy=copy)}）"


def on_behalf(name: str, document_tail: str, relation: str) -> str:
    """Return the line that names who collected on behalf (代领 needs a note, domain.md §2.10)."""
    return ON_BEHALF.format(name=name, tail=document_tail, relation=relation)
