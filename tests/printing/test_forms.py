# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The application for membership: filled with what was enrolled, empty where the union answers."""

import pytest

from fieldkit.printing import forms
from tests.support.papers import (
    FIFTY,
    LONG,
    NAMES,
    PLEDGE,
    ROWS,
    collisions,
    form,
    glyphs,
    images_in,
    page_sizes,
    readings,
    signature,
    squeezed,
    text_of,
)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_searched_and_copied_exactly(name):
    pdf = forms.application(form(rows=(("姓名", name), *ROWS[1:])))
    for text in readings(pdf)[:2]:  # a layout in columns sets the other column between two lines of a cell
        assert squeezed(name) in text


def test_everything_that_was_enrolled_is_on_it():
    for text in readings(forms.application(form()))[:2]:
        assert squeezed(PLEDGE) in text
        for label, value in ROWS:
            assert squeezed(label) in text
            assert squeezed(value) in text
        for part in (
            "中华全国总工会入会申请书",
            "北京市大兴区瀛海镇总工会",
            "FK-0001-2345-6",
            "2023年11月29日",
        ):
            assert part in text
        assert "示例志愿者甲" in text


@pytest.mark.parametrize(("given", "answer"), [(True, "✓同意不同意"), (False, "同意✓不同意")])
def test_each_consent_has_its_text_version_and_its_answer_ticked(given, answer):
    text = readings(forms.application(form(consents=(("拍摄照片", "2023-11", given),))))[0]
    assert "单独同意拍摄照片告知文本版本2023-11" + answer in text


def test_the_box_of_the_primary_union_is_empty():
    text = readings(forms.application(form()))[0]
    after = text[text.index("审批意见") :]
    assert after.startswith("审批意见（公章）年月日")


def test_the_applicants_signature_is_shown_or_left_to_be_given():
    assert images_in(forms.application(form(signature=signature()))) == 1
    assert images_in(forms.application(form(signature=b"broken"))) == 0


def test_it_is_one_numbered_page_of_a4():
    pdf = forms.application(form())
    assert page_sizes(pdf) == [pytest.approx((210, 297), abs=0.01)]
    assert "第 1 页 共 1 页" in text_of(pdf)[0]


def test_it_goes_on_to_a_second_page_and_every_page_has_the_number():
    texts = text_of(forms.application(form(rows=ROWS * 4)))
    assert len(texts) == 2
    assert "第 2 页 共 2 页" in texts[1]
    assert all("FK-0001-2345-6" in text for text in texts)


@pytest.mark.parametrize("name", [LONG, FIFTY, "\ue863" * 12])
def test_long_values_wrap_and_touch_nothing(name):
    rows = (
        ("姓名", name),
        ("工作单位", "示例优送科技有限公司" * 12),
        ("平台", "AB" * 120),
        ("性别", "男"),
        ("手机", "15400000001"),
    )
    found = glyphs(forms.application(form(rows=rows, union="北京市大兴区示例工会" * 8)))
    assert min(each.left for each in found) >= forms.MARGIN - 0.1
    assert max(each.right for each in found) <= forms.WIDTH - forms.MARGIN + 0.1
    assert collisions(found) == []


def test_two_short_values_share_a_line_and_a_long_one_has_its_own():
    found = {
        each.text: each
        for each in glyphs(forms.application(form(rows=(("子", "丑"), ("寅", "卯"), ("辰", "巳" * 30)))))
    }
    assert found["丑"].top == pytest.approx(found["卯"].top, abs=1)
    assert found["巳"].top > found["丑"].bottom


def test_the_same_form_is_the_same_file():
    assert forms.application(form(signature=signature())) == forms.application(form(signature=signature()))
