# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's private certificate authority, for a LAN or a demonstration: made once, it signs the server's name.

Devices pin this authority by the fingerprint on their joining ticket. Its key lies in the encrypted database; the
server's own key must lie in a file, because that is how TLS libraries take it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 730
SERVER_DAYS = 365
RENEW_DAYS = 30
_EARLIER = dt.timedelta(days=1)
"""Certificates begin a day before they are made: a laptop's clock is often some minutes slow."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate and its key, both PEM."""

    certificate: str
    key: str


def new_authority(name: str, now: dt.datetime) -> Certified:
    """Return a fresh authority called ``name``, which may sign servers and no further authorities."""
    key = ec.generate_private_key(ec.SECP256R1())
    title = _title(f"FieldKit {name}")
    made = (
        _builder(title, title, key.public_key(), now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Certified(_pem(made), _key_pem(key))


def new_server(authority: Certified, names: Iterable[str], now: dt.datetime) -> Certified:
    """Return a server certificate for ``names`` (host names and addresses), signed by ``authority``."""
    signer = x509.load_pem_x509_certificate(authority.certificate.encode())
    signing_key = load_pem_private_key(authority.key.encode(), password=None)
    assert isinstance(signing_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _builder(_title("FieldKit district"), signer.subject, key.public_key(), now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
        .sign(signing_key, hashes.SHA256())
    )
    return Certified(_pem(made), _key_pem(key))


def still_good(certificate: str, authority: str, names: Iterable[str], now: dt.datetime) -> bool:
    """Return True while the server ``certificate`` is of ``authority``, covers ``names`` and does not end soon."""
    mine = x509.load_pem_x509_certificate(certificate.encode())
    signer = x509.load_pem_x509_certificate(authority.encode())
    covered = mine.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    ends_soon = mine.not_valid_after_utc - now < dt.timedelta(days=RENEW_DAYS)
    return (
        mine.issuer == signer.subject
        and not ends_soon
        and all(_general_name(name) in covered for name in names)
    )


def fingerprint(certificate: str) -> str:
    """Return the SHA-256 of ``certificate`` (PEM) in base32, grouped for a clerk's eyes."""
    plain = x509.load_pem_x509_certificate(certificate.encode()).public_bytes(Encoding.DER)
    letters = base64.b32encode(hashlib.sha256(plain).digest()).decode().rstrip("=")
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def names_of_this_machine() -> tuple[str, ...]:
    """Return the names and addresses under which this machine may be reached, loopback first."""
    host = socket.gethostname()
    names = ["127.0.0.1", "::1", "localhost", host]
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:  # nothing is sent: connecting a datagram socket only asks which way it would go
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((address, 9))
                names.append(asking.getsockname()[0])
        except OSError:
            continue
    return tuple(dict.fromkeys(name.partition("%")[0] for name in names if name.isascii()))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: dt.datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _title(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:60])])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def _key_pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
