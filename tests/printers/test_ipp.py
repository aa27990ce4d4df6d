# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""IPP's bytes: what is asked is what RFC 8010 wants, and an answer of any kind is read or is no answer."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.printers import ipp, standings
from fieldkit.printers.ticket import WHYS, JobState, Standing

HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01"


def value(tag, name, raw):
    return bytes([tag]) + len(name).to_bytes(2, "big") + name + len(raw).to_bytes(2, "big") + raw


WHOLE = (
    HEAD
    + b"\x01"
    + value(ipp.CHARSET, b"attributes-charset", b"utf-8")
    + b"\x02"
    + value(ipp.INTEGER, b"job-id", b"\0\0\0\x07")
    + value(ipp.KEYWORD, b"job-state-reasons", b"none")
    + value(ipp.KEYWORD, b"", b"job-printing")
    + value(ipp.BOOLEAN, b"fit-to-page", b"\0")
    + value(ipp.RESOLUTION, b"printer-resolution", b"\0\0\0\xcb\0\0\0\xcb\x03")
    + value(ipp.RANGE, b"copies-supported", b"\0\0\0\x01\0\0\x27\x0f")
    + value(ipp.TEXT_IN_LANGUAGE, b"printer-info", "\0\x05zh-cn\0\x06证卡".encode())
    + value(0x12, b"job-originating", b"")
    + value(ipp.COLLECTION, b"media-col", b"")
    + value(ipp.MEMBER, b"", b"media-size")
    + value(ipp.COLLECTION, b"", b"")
    + value(ipp.MEMBER, b"", b"x-dimension")
    + value(ipp.INTEGER, b"", b"\0\0\x21\x70")
    + value(ipp.END_COLLECTION, b"", b"")
    + value(ipp.END_COLLECTION, b"", b"")
    + value(ipp.INTEGER, b"job-state", b"\0\0\0\x05")
    + b"\x03"
)


def test_an_answer_is_read():
    told = ipp.answer(WHOLE)
    assert told.good
    assert told.first(ipp.JOB) == {
        "job-id": [7],
        "job-state-reasons": ["none", "job-printing"],
        "fit-to-page": [False],
        "printer-resolution": [(203, 203, 3)],
        "copies-supported": [(1, 9999)],
        "printer-info": ["证卡"],
        "job-originating": [None],
        "media-col": [{"media-size": [{"x-dimension": [8560]}]}],
        "job-state": [5],
    }
    assert told.first(ipp.PRINTER) == {}
    assert ipp.number(told.first(ipp.JOB), "job-id") == 7
    assert ipp.number(told.first(ipp.JOB), "job-state-reasons", 3) == 3
    assert ipp.texts(told.first(ipp.JOB), "job-id") == ()


def test_a_request_is_what_the_rfc_wants():
    asked = ipp.request(
        0x05,
        [
            ("printer-uri", ipp.URI, "ipp://localhost/printers/a"),
            ("requested-attributes", ipp.KEYWORD, ["a", "b"]),
        ],
        [("copies", ipp.INTEGER, 2), ("fit-to-page", ipp.BOOLEAN, False)],
    )
    assert asked[:8] == b"\x02\x00\x00\x05\x00\x00\x00\x01"
    told = ipp.answer(asked)  # a request and an answer are laid out alike
    assert list(told.first(ipp.OPERATION)) == [
        "attributes-charset",
        "attributes-natural-language",
        "printer-uri",
        "requested-attributes",
    ]
    assert told.first(ipp.OPERATION)["requested-attributes"] == ["a", "b"]
    assert told.first(ipp.JOB) == {"copies": [2], "fit-to-page": [False]}


@pytest.mark.parametrize("length", range(len(WHOLE)))
def test_an_answer_that_is_cut_off_anywhere_is_none(length):
    with pytest.raises(ipp.NotIpp):
        ipp.answer(WHOLE[:length])


@pytest.mark.parametrize(
    "strange",
    [
        b"HTTP/1.1 200 OK\r\n\r\n<html>",
        HEAD + value(ipp.INTEGER, b"job-id", b"\0\0\0\x07") + b"\x03",
        HEAD + b"\x02" + (value(ipp.COLLECTION, b"a", b"") + value(ipp.MEMBER, b"", b"a")) * 50,
        HEAD + b"\x02" + value(ipp.COLLECTION, b"a", b"") + b"\x03",
        HEAD + b"\x02" + value(ipp.NAME_IN_LANGUAGE, b"a", b"\xff\xffzh") + b"\x03",
    ],
)
def test_what_is_no_ipp_is_no_answer(strange):
    with pytest.raises(ipp.NotIpp):
        ipp.answer(strange)


def understood(data):
    """Read whatever came and make a standing of it, as a paper that is followed does."""
    told = ipp.answer(data)
    found = standings.read_standing(told.first(ipp.JOB), told.first(ipp.PRINTER), sheets=1)
    assert isinstance(found, Standing)
    assert found.why in ("", *WHYS)
    return found


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_no_answer(data):
    for message in (data, HEAD + data, HEAD + b"\x02" + data):
        with contextlib.suppress(ipp.NotIpp):
            understood(message)


@given(st.integers(8, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE) - 1))
def test_a_changed_answer_does_no_more(place, byte, cut):
    changed = bytearray(WHOLE)
    changed[place] = byte
    with contextlib.suppress(ipp.NotIpp):
        understood(bytes(changed))
    with contextlib.suppress(ipp.NotIpp):
        understood(bytes(changed[:cut] + changed))


@pytest.mark.parametrize("place", range(8, len(WHOLE)))
def test_every_single_bit_may_be_wrong(place):
    for bit in range(8):
        changed = bytearray(WHOLE)
        changed[place] ^= 1 << bit
        with contextlib.suppress(ipp.NotIpp):
            understood(bytes(changed))


attributes = st.dictionaries(
    st.sampled_from(
        [
            *(
                "job-state",
                "job-state-reasons",
                "job-hold-until",
                "job-printer-up-time",
                "time-at-processing",
            ),
            *("printer-state", "printer-state-reasons", "printer-is-accepting-jobs"),
        ]
    ),
    st.lists(
        st.one_of(
            st.integers(-5, 2000),
            st.booleans(),
            st.none(),
            st.sampled_from(
                [*standings.REASONS, "none", "media-empty-error", "other-report", "fuser-over-temp-error"]
            ),
            st.text(max_size=5),
        ),
        max_size=3,
    ),
)


@given(attributes, attributes)
def test_no_attributes_are_too_strange(job, printer):
    found = standings.read_standing(job, printer, sheets=1)
    assert isinstance(found.state, JobState)
    assert found.why in ("", *WHYS)
    if found.state in (JobState.WAITING, JobState.PRINTING, JobState.DONE):
        assert found.why == ""


def test_many_values_are_read_without_counting_them_again_and_again():
    data = HEAD + b"\x02" + value(ipp.KEYWORD, b"a", b"x") + value(ipp.KEYWORD, b"", b"x") * 300_000 + b"\x03"
    assert len(ipp.answer(data).first(ipp.JOB)["a"]) == 300_001
