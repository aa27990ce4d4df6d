# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every way in which the other end of TLS can be wrong: refused, told nothing, and named in the right sentence."""

import datetime as dt
import ipaddress
import ssl
import time
import warnings

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from fieldkit.problems import DistrictNotTrusted, Problem
from fieldkit.ui.problems import sentence
from fieldkit.uplink import line as lines
from fieldkit.uplink import strangers
from fieldkit.uplink.line import Line
from sync.trust.authority import Certified, _key_pem, _pem, new_authority, new_server
from tests.support.impostor import Impostor, answering, context_of, http

NOW = dt.datetime.now(dt.UTC)
OURS = new_authority("示例区总工会", NOW)
ROGUE = new_authority("示例区总工会", NOW)
HERE = ("127.0.0.1",)
FINE = http(200, b"fine")


def made_by_hand(
    signer=None, *, name="x", since=NOW, until=None, key_for=ExtendedKeyUsageOID.SERVER_AUTH, ca=False
):
    """Return a certificate for this address with its key; signed by itself where there is no ``signer``."""
    key = ec.generate_private_key(ec.SECP256R1())
    title = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = title, key
    if signer is not None:
        issuer = x509.load_pem_x509_certificate(signer.certificate.encode()).subject
        signing = load_pem_private_key(signer.key.encode(), None)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(title)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - dt.timedelta(hours=1))
        .not_valid_after(until or since + dt.timedelta(days=90))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([key_for]), critical=False)
        .add_extension(address, critical=False)
        .sign(signing, hashes.SHA256())
    )
    return Certified(_pem(made), _key_pem(key))


def chained(leaf, *above):
    return Certified(leaf.certificate + "".join(one.certificate for one in above), leaf.key)


def signed_by_a_server():
    """Return a certificate that our own server's certificate has signed, as if it were an authority."""
    server = new_server(OURS, HERE, NOW)
    return chained(made_by_hand(server), server)


TABLE = {
    "expired": (lambda: new_server(OURS, HERE, NOW - dt.timedelta(days=600)), "expired"),
    "not yet valid": (lambda: new_server(OURS, HERE, NOW + dt.timedelta(days=9)), "not-yet-valid"),
    "for another address": (lambda: new_server(OURS, ("127.0.0.2",), NOW), "other-address"),
    "for another name": (lambda: new_server(OURS, ("district.example",), NOW), "other-address"),
    "for no name": (lambda: new_server(OURS, (), NOW), "other-address"),
    "of a rogue authority": (lambda: new_server(new_authority("nobody", NOW), HERE, NOW), "certificate"),
    "of a rogue authority by our name": (lambda: new_server(ROGUE, HERE, NOW), "certificate"),
    "the same with the rogue sent along": (
        lambda: chained(new_server(ROGUE, HERE, NOW), ROGUE),
        "certificate",
    ),
    "rogue and expired": (lambda: new_server(ROGUE, HERE, NOW - dt.timedelta(days=600)), "certificate"),
    "signed by itself": (made_by_hand, "certificate"),
    "signed by itself as an authority": (lambda: made_by_hand(ca=True), "certificate"),
    "signed by a server of ours": (signed_by_a_server, "certificate"),
    "of ours, for clients only": (
        lambda: made_by_hand(OURS, key_for=ExtendedKeyUsageOID.CLIENT_AUTH),
        "certificate",
    ),
}

SAID = {
    "expired": "已过期，或这台设备的时间快了",
    "not-yet-valid": "这台设备的时间不对",
    "other-address": "不是这个地址的",
    "certificate": "不是区里的",
    "not-fieldkit": "不是区里的服务器发的",
}


@pytest.fixture(autouse=True)
def no_login_page(monkeypatch):
    monkeypatch.setattr(strangers, "_portal", lambda _host: "")


@pytest.fixture
def stand():
    """Start somebody with a certificate; give the running impostor."""
    running = []

    def started(made, **limits):
        context = context_of(made)
        with warnings.catch_warnings(action="ignore"):
            for name, value in limits.items():
                setattr(context, name, value)
        if limits:
            context.set_ciphers("ALL:@SECLEVEL=0")
        running.append(Impostor(answering(FINE), context))
        running[-1].start()
        return running[-1]

    yield started
    for one in running:
        one.stop()


def met(server):
    """Return the problem that a request to ``server`` ends in, None when it was answered."""
    try:
        with Line(server.address, OURS.certificate) as line:
            line.post("/v1/exchange", b"secret")
    except Problem as problem:
        return problem
    return None


@pytest.mark.parametrize("name", TABLE)
def test_a_wrong_certificate_is_refused_and_told_nothing_and_the_sentence_says_which(stand, name):
    made, why = TABLE[name]
    server = stand(made())
    problem = met(server)
    assert type(problem) is DistrictNotTrusted
    assert problem.facts["why"] == why
    said = sentence(problem)
    assert SAID[why] in said.title
    assert said.advice
    assert server.asked == []


def test_the_right_certificate_is_taken(stand):
    assert met(stand(new_server(OURS, HERE, NOW))) is None
    assert met(stand(made_by_hand(OURS))) is None


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_a_line_that_looks_at_no_certificate_would_be_found(stand, monkeypatch):
    """The table can fail: who does not check is served by all of them."""

    def careless(_ca_pem):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context

    monkeypatch.setattr(lines, "pinned_context", careless)
    monkeypatch.setattr(lines, "_pinned_adapter", careless_adapter)
    for made, _ in TABLE.values():
        server = stand(made())
        assert met(server) is None
        assert server.asked != []


def careless_adapter(context):
    from requests.adapters import HTTPAdapter

    class Careless(HTTPAdapter):
        def init_poolmanager(self, *given, **named):
            super().init_poolmanager(*given, ssl_context=context, cert_reqs="CERT_NONE", **named)

        def build_connection_pool_key_attributes(self, request, verify, cert=None):
            host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
            return host, {"ssl_context": context, "cert_reqs": "CERT_NONE"}

        def cert_verify(self, conn, url, verify, cert):
            conn.cert_reqs = "CERT_NONE"
            conn.ca_certs = conn.ca_cert_dir = None

    return Careless()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_who_speaks_an_older_tls_only_is_refused(stand, version):
    with warnings.catch_warnings(action="ignore"):
        server = stand(new_server(OURS, HERE, NOW), minimum_version=version, maximum_version=version)
    problem = met(server)
    assert (type(problem), problem.facts) == (DistrictNotTrusted, {"why": "not-fieldkit"})
    assert SAID["not-fieldkit"] in sentence(problem).title
    assert server.asked == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_who_speaks_one_of_the_newer_only_is_taken(stand, version):
    assert met(stand(new_server(OURS, HERE, NOW), minimum_version=version, maximum_version=version)) is None


def test_no_weak_cipher_is_spoken(stand):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    weak = [
        one["name"]
        for one in context.get_ciphers()
        if any(bad in one["name"] for bad in ("RC4", "DES", "NULL"))
    ]
    assert weak == []


def test_a_certificate_that_ends_in_mid_session_is_refused_at_the_next_connection(stand):
    until = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=3)
    server = stand(made_by_hand(OURS, until=until))
    with Line(server.address, OURS.certificate) as line:
        assert line.post("/v1/exchange", b"one").code == 200
        while dt.datetime.now(dt.UTC) < until + dt.timedelta(seconds=1):
            time.sleep(0.1)
        assert line.post("/v1/exchange", b"two").code == 200  # who it is was proved when the line was made
        line.close()
        with pytest.raises(DistrictNotTrusted) as raised:
            line.post("/v1/exchange", b"three")
    assert raised.value.facts == {"why": "expired"}
    assert [one[-3:] for one in server.asked] == [b"one", b"two"]
