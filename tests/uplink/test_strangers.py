# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whoever is in the district's place is named, and told nothing."""

import ssl

import pytest

from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable, Problem
from fieldkit.seals.certificates import name_on
from fieldkit.uplink import strangers
from fieldkit.uplink.line import Line
from sync.trust.authority import new_authority, new_server
from tests.support.impostor import PORTAL, TODAY, answering, http, impostor

OURS = new_authority("示例区总工会", TODAY)
LOGIN = http(302, b"", "Location: http://login.hotel.example/?to=x")
HELLO = http(200, b'{"fieldkit":"9"}')


@pytest.fixture
def plain(monkeypatch):
    """Give what starts whoever answers plain HTTP where the district is dialled."""

    def started(reply):
        running = impostor(answering(reply), plain=True)
        server = running.__enter__()
        ends.append(running)
        monkeypatch.setattr(strangers, "PLAIN_PORT", int(server.address.rpartition(":")[2]))
        return server

    ends = []
    yield started
    for running in ends:
        running.__exit__(None, None, None)


def met(address, *, body=b""):
    with pytest.raises(Problem) as raised, Line(address, OURS.certificate) as line:
        line.post("/v1/exchange", body) if body else line.get("/x")
    return type(raised.value), dict(raised.value.facts)


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        (LOGIN, "login.hotel.example"),
        (http(200, PORTAL), "127.0.0.1"),
        (http(511, b""), "127.0.0.1"),
    ],
)
def test_a_login_page_behind_a_foreign_certificate_is_named_and_told_nothing(plain, reply, name):
    page = plain(reply)
    with impostor(answering(http(200, PORTAL))) as server:
        assert met(server.address, body=b"secret") == (DistrictNotTrusted, {"why": "portal", "name": name})
        assert server.asked == []
    port = strangers.PLAIN_PORT
    assert page.asked == [
        f"GET /v1/hello HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\n\r\n".encode()
    ]


def test_a_login_page_where_nothing_else_gets_through_is_named(plain):
    plain(LOGIN)
    with impostor(answering(HELLO)) as server:
        address = server.address
    assert met(address) == (DistrictNotTrusted, {"why": "portal", "name": "login.hotel.example"})


@pytest.mark.parametrize(
    "reply",
    [HELLO, http(404, b""), http(301, b"", "Location: https://127.0.0.1/x"), http(302, b"", "Location: //[")],
)
def test_a_district_that_speaks_plain_http_too_is_no_login_page(plain, reply):
    plain(reply)
    with impostor(answering(HELLO)) as server:
        address = server.address
    assert met(address) == (DistrictUnreachable, {"why": "refused"})


def test_a_foreign_certificate_is_named_by_who_made_it_out(monkeypatch):
    with impostor(
        answering(HELLO)
    ) as server:  # made out for this address: so looks a proxy that opens what passes
        assert met(server.address) == (DistrictNotTrusted, {"why": "certificate", "name": "FieldKit nobody"})


def test_nobody_is_asked_once_the_district_has_answered(plain):
    page = plain(LOGIN)
    fine = []

    def script(_asked, line):
        if fine:
            raise StopIteration
        fine.append(line.sendall(HELLO))

    with impostor(script, authority=OURS) as server, Line(server.address, OURS.certificate) as line:
        line.get("/x")
        with pytest.raises(DistrictUnreachable):
            line.get("/x")
    assert page.asked == []


def der_of(made):
    return ssl.PEM_cert_to_DER_cert(
        made.certificate.partition("-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n"
    )


def test_a_certificate_says_whose_it_is():
    server = new_server(OURS, ("district.example", "192.0.2.7"), TODAY)
    assert (
        name_on(der_of(server), "district.example")
        == name_on(der_of(server), "192.0.2.7")
        == "FieldKit 示例区总工会"
    )
    assert name_on(der_of(server), "other.example") not in ("", "FieldKit 示例区总工会")
    assert name_on(b"no certificate", "x") == ""
