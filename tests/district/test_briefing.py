# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The briefing file: checked line by line, taken in whole or not at all; unchanged rows are no change."""

import json

import pytest

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MemberRow
from fieldkit.seals.tags import document_tag, phone_tag
from tests.support.district import District, briefing_file

NUMBER = "119999197807040115"
PHONE = "15400000001"
EVENT = (
    '{"table":"event","key":"e","row":{"code":"e","title":"x","short_title":"x","level":"city",'
    '"day":"%s","starts":"%s","ends":"14:00:00"}}'
)


@pytest.fixture
def bare(tmp_path):
    return District(tmp_path / "bare")


def take_in(bare, tmp_path, *lines):
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return bare.console("brief", str(file))


def member(**row):
    told = {"uid": "m-7", "name": "示例", **row}
    return json.dumps({"table": "member", "key": told["uid"], "row": told}, ensure_ascii=False)


def test_only_what_changed_is_a_change(bare, tmp_path):
    assert "，0 行有变化" in bare.brief(tmp_path, {})
    first = bare.brief(tmp_path)
    assert "，15 行有变化" in first
    assert "，0 行有变化" in bare.brief(tmp_path)
    assert "，1 行有变化" in bare.brief(tmp_path, {"goods": [{"code": "pack", "name": "福利包二"}]})


def test_a_row_that_is_gone_leaves_a_tombstone(district, device, tmp_path):
    assert device.exchange().changes == ()
    assert "，2 行有变化" in take_in(
        district,
        tmp_path,
        '{"table":"site","key":"S3","row":null}',
        '{"table":"member","key":"m-3"}',
        '{"table":"member","key":"never-there","row":null}',
        "",
    )
    gone = device.exchange().changes
    assert [(change.table, change.key, change.row) for change in gone] == [
        ("site", "S3", None),
        ("member", "m-3", None),
    ]
    assert [line["site"] for line in district.facts("sites")] == ["S1", "S2"]
    assert device.say(device.transfer(uid="m-3"))[0].code == "unknown-member"
    assert "，1 行有变化" in take_in(district, tmp_path, member(uid="m-3", tag="", org_code="DX-PGZ"))
    assert [change.key for change in device.exchange().changes] == ["m-3"]


def rows_of(district):
    """Return the member rows a newly joined device is sent, with the tag key it got."""
    from tests.support.devices import Device

    device = Device(district.ticket())
    found = [change for change in device.exchange().changes if change.key == "m-7"]
    return from_bytes(found[0].row, MemberRow), device.tag_key, bytes(found[0].row)


def test_numbers_become_tags_and_tails_and_are_not_kept(district, tmp_path):
    take_in(district, tmp_path, member(document_kind="resident", document_number=NUMBER, phone=PHONE))
    row, tag_key, raw = rows_of(district)
    assert row.tag == document_tag(tag_key, "resident", NUMBER).hex()
    assert (row.document_tail, row.phone_tail) == ("040115", "0001")
    assert NUMBER.encode() not in raw
    assert PHONE.encode() not in raw


def test_without_a_document_the_phone_makes_the_tag(district, tmp_path):
    take_in(district, tmp_path, member(document_kind="later", document_number="", phone=PHONE))
    row, tag_key, _ = rows_of(district)
    assert row.tag == phone_tag(tag_key, PHONE).hex()
    assert row.document_tail == ""


def test_a_tag_that_is_given_stands(district, tmp_path):
    take_in(district, tmp_path, member(tag="ab" * 16, phone=PHONE))
    row, _, _ = rows_of(district)
    assert (row.tag, row.phone_tail) == ("ab" * 16, "0001")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("nonsense", ""),
        ('{"table":"weather","key":"1","row":{}}', "table"),
        ('{"table":"goods","key":"g","row":{"code":"g"}}', "name"),
        ('{"table":"goods","key":"other","row":{"code":"g","name":"x"}}', "key"),
        ('{"table":"goods","key":"g","row":[]}', ""),
        ('{"table":"member","key":"m","row":[]}', "row"),
        ('{"table":"member","key":"m","row":{"uid":"m","name":"x","tag":"","phone":7}}', "row"),
        ('{"table":"member","key":"m","row":{"uid":"m","name":"x","tag":"zz"}}', "tag"),
        ('{"table":"member","key":"m","row":{"uid":"m","name":"x"}}', "tag"),
        (
            '{"table":"member","key":"m","row":{"uid":"m","name":"x","tag":"","birth_date":"1990-02-31"}}',
            "birth_date",
        ),
        (EVENT % ("2023-11-31", "10:00:00"), "day"),
        (EVENT % ("", "10:00:00"), "day"),
        (EVENT % ("2023-11-29", "25:99:00"), "starts"),
        (EVENT % ("2023-11-29", "1000"), "starts"),
        (
            '{"table":"programme","key":"S1/1","row":{"site":"S1","order":1,"starts":"1000","title":"x"}}',
            "starts",
        ),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken_in(bare, tmp_path, line, field):
    with pytest.raises(AssertionError, match=f"第 3 行不是有效的资料行（字段 {field}）"):
        take_in(bare, tmp_path, '{"table":"goods","key":"g","row":{"code":"g","name":"x"}}', "", line)
    assert "，1 行有变化" in take_in(
        bare, tmp_path, '{"table":"goods","key":"g","row":{"code":"g","name":"x"}}'
    )


def test_a_long_list_is_taken_in_by_and_by(bare, tmp_path):
    many = {"member": [{"uid": f"x-{n}", "name": "示例", "tag": f"{n:032x}"} for n in range(2300)]}
    assert "，2300 行有变化" in bare.brief(tmp_path, many)
    many["member"][5]["name"] = "改"
    assert "，1 行有变化" in bare.brief(tmp_path, many)


def test_a_file_that_is_not_there(bare, tmp_path):
    with pytest.raises(AssertionError, match="没有这个文件"):
        bare.console("brief", str(tmp_path / "none"))
    assert briefing_file(tmp_path).is_file()
