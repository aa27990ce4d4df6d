# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The private authority and the server's certificate: what they say, when they are made anew, how one is given."""

import datetime as dt
import socket
import ssl

import pytest
from cryptography import x509

from fieldkit.uplink.joining import read_ticket
from sync.serving import serving as serving_rooms
from sync.serving.serving import Wish, certified, clock_from, names_to_certify
from sync.trust import authority
from tests.support.devices import Device
from tests.support.district import District, serving

NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
NAMES = ("127.0.0.1", "::1", "district.example")


@pytest.fixture(scope="module")
def private():
    return authority.new_authority("示例区总工会", NOW)


def test_an_authority_signs_servers_and_nothing_else(private):
    made = x509.load_pem_x509_certificate(private.certificate.encode())
    assert made.extensions.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(
        True, 0
    )
    assert (made.not_valid_after_utc - NOW).days == authority.AUTHORITY_DAYS
    server = x509.load_pem_x509_certificate(authority.new_server(private, NAMES, NOW).certificate.encode())
    server.verify_directly_issued_by(made)
    assert not server.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert (server.not_valid_after_utc - NOW).days == authority.SERVER_DAYS


def test_a_certificate_is_kept_while_it_is_good(private):
    kept = authority.new_server(private, NAMES, NOW).certificate
    good = authority.still_good
    assert good(kept, private.certificate, NAMES[:2], NOW)
    assert not good(kept, private.certificate, ("other.example",), NOW)
    assert not good(kept, private.certificate, NAMES, NOW + dt.timedelta(days=340))
    assert not good(kept, authority.new_authority("他区", NOW).certificate, NAMES, NOW)


def test_the_fingerprint_on_a_ticket_is_that_of_the_authority(private):
    shown = authority.fingerprint(private.certificate)
    ticket = read_ticket(f"FK1 https://127.0.0.1:1 AAAA-AAAA-AAAA-AAAA {shown}")
    from cryptography.hazmat.primitives import hashes

    made = x509.load_pem_x509_certificate(private.certificate.encode())
    assert ticket.fingerprint == made.fingerprint(hashes.SHA256())


def test_the_names_of_this_machine(monkeypatch):
    class Asking:
        def __init__(self, family, _kind):
            self.family = family

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def connect(self, address):
            if self.family == socket.AF_INET6:
                raise OSError

        def getsockname(self):
            return ("192.0.2.7", 1)

    monkeypatch.setattr(socket, "socket", Asking)
    monkeypatch.setattr(socket, "gethostname", lambda: "booth-pc")
    assert authority.names_of_this_machine() == ("127.0.0.1", "::1", "localhost", "booth-pc", "192.0.2.7")
    assert names_to_certify("127.0.0.1") == ("127.0.0.1", "::1", "localhost")
    assert names_to_certify("0.0.0.0")[-1] == "192.0.2.7"
    assert names_to_certify("192.0.2.9")[0] == "192.0.2.9"
    assert serving_rooms._shown_host("0.0.0.0") == "192.0.2.7"
    assert serving_rooms._shown_host("::1") == "[::1]"
    monkeypatch.setattr(serving_rooms, "names_of_this_machine", lambda: ("127.0.0.1",))
    assert serving_rooms._shown_host("::") == "127.0.0.1"
    monkeypatch.setattr(serving_rooms, "names_of_this_machine", lambda: ("127.0.0.1", "booth-pc"))
    assert serving_rooms._shown_host("0.0.0.0") == "booth-pc"


def test_the_servers_certificate_is_made_once_and_again_when_it_must(tmp_path):
    from sync.district import open_district

    District(tmp_path / "d")
    district = open_district(tmp_path / "d")
    wish = Wish(host="127.0.0.1", port=0)
    first = certified(district, wish)[0].read_text(encoding="ascii")
    assert certified(district, wish)[0].read_text(encoding="ascii") == first
    more = certified(district, Wish(host="127.0.0.1", port=0, names=("district.example",)))
    assert more[0].read_text(encoding="ascii") != first
    more[1].unlink()
    assert certified(district, wish)[1].is_file()
    more[0].write_text("damaged", encoding="ascii")
    assert "BEGIN CERTIFICATE" in certified(district, wish)[0].read_text(encoding="ascii")
    district.close()


@pytest.mark.parametrize("way", ["chain", "authority", "one file"])
def test_a_certificate_that_is_given_is_served_and_its_authority_pinned(tmp_path, private, way):
    made = authority.new_server(authority.new_authority("给的", dt.datetime.now(dt.UTC)), ("127.0.0.1",), NOW)
    own = authority.new_authority("给的", dt.datetime.now(dt.UTC))
    made = authority.new_server(own, ("127.0.0.1",), dt.datetime.now(dt.UTC))
    files = {name: tmp_path / name for name in ("cert.pem", "key.pem", "ca.pem")}
    chain = made.certificate + ("" if way == "authority" else own.certificate)
    files["cert.pem"].write_text((made.key if way == "one file" else "") + chain, encoding="ascii")
    files["key.pem"].write_text(made.key, encoding="ascii")
    files["ca.pem"].write_text(own.certificate, encoding="ascii")
    wishes = {"certificate": files["cert.pem"]}
    if way != "one file":
        wishes["key"] = files["key.pem"]
    if way == "authority":
        wishes["authority"] = files["ca.pem"]
    with serving(tmp_path, **wishes) as district:
        device = Device(district.ticket())
        assert device.ca_pem.split() == own.certificate.split()
        assert device.exchange().refused == ""
        district.stop()
        district.start()
        device.address = district.address
        with pytest.raises(Exception, match="district-not-trusted"):
            device.exchange()


def test_the_clock_of_a_rehearsal_runs_on_from_where_it_is_set():
    clock = clock_from(dt.datetime(2023, 11, 29, tzinfo=dt.UTC))
    assert dt.timedelta(0) <= clock() - dt.datetime(2023, 11, 29, tzinfo=dt.UTC) < dt.timedelta(seconds=5)
    assert abs(clock_from(None)() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


def test_the_server_takes_tls_of_today(district):
    context = ssl.create_default_context(cafile=str(district.folder / "tls" / "authority.pem"))
    with (
        socket.create_connection(("127.0.0.1", district.port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        assert line.version() == "TLSv1.3"
