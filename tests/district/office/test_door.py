# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the office reads of a question, and the page that says so."""

import json
from pathlib import Path

import pytest

from sync.district import open_district
from sync.serving.openapi import page_of

PAGE = Path(__file__).parents[3] / "docs" / "openapi.json"


@pytest.mark.parametrize(
    ("body", "content", "code", "fault"),
    [
        (b"id=x&password=y", "application/x-www-form-urlencoded", 415, "not-json"),
        (b'{"id":"x","password":"y"}', "text/plain", 415, "not-json"),
        (b"{", "application/json", 400, "malformed"),
        (b"\xff", "application/json", 400, "malformed"),
        (b"[" * 8000, "application/json", 400, "malformed"),
        (b"{}", "application/json", 400, "malformed"),
        (b'{"id":"x","password":1}', "application/json", 400, "malformed"),
        (b'{"id":"x","password":"y","role":"district-admin"}', "application/json", 400, "malformed"),
        (b'{"id":"x\\n","password":"y"}', "application/json", 400, "malformed"),
        (b'{"id":"x","password":"' + b"y" * 9000 + b'"}', "application/json", 413, "too-large"),
        (b'{"id":"x","password":"y"}', "application/json; charset=utf-8", 401, "not-signed-in"),
    ],
)
def test_a_question_is_read_strictly(hire, body, content, code, fault):
    stranger = hire()
    told = stranger.browser.post(
        f"{stranger.district.address}/v1/office/sign-in",
        data=body,
        headers={"Content-Type": content},
        timeout=60,
    )
    assert (told.status_code, told.json()["fault"]) == (code, fault)
    assert "y" * 10 not in told.text


def test_a_query_is_read_strictly(hire):
    viewer = hire("adm", "--role", "district-admin").settle()
    for query in ("sites=S1", "site=S1&site=S2", "site=" + "S" * 65, "site=S1&town=DX-PGZ", "site=%0a"):
        told = viewer.browser.get(f"{viewer.district.address}/v1/office/sites?{query}", timeout=60)
        assert told.status_code in {400, 404}, query
    for query, code in (("most=0", 400), ("most=501", 400), ("most=x", 400), ("most=1&before=3", 200)):
        told = viewer.browser.get(f"{viewer.district.address}/v1/office/log?{query}", timeout=60)
        assert told.status_code == code, query
    for place in ("x", "-1", "1e3", "9" * 30):
        assert viewer.post(f"/exports/{place}/approve", word=viewer.word()).status_code == 404


def test_the_page_in_git_is_the_page_that_is_served(district):
    opened = open_district(district.folder)
    served = page_of(opened)
    opened.close()
    assert served == PAGE.read_bytes(), "run: python -m sync.serving.openapi docs/openapi.json"


def test_the_page_names_every_kind_that_it_points_to():
    page = json.loads(PAGE.read_text(encoding="utf-8"))
    assert page["openapi"].startswith("3.1")
    text = json.dumps(page)
    pointed = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert pointed <= set(page["components"]["schemas"])
    assert "\\\\Z" not in text
    office = {road: told for road, told in page["paths"].items() if road.startswith("/v1/office/")}
    open_roads = {road for road, told in office.items() for way in told.values() if "security" not in way}
    assert open_roads == {"/v1/office/sign-in"}
