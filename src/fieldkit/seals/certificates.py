# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who a stranger's TLS certificate says it is, to tell an operator who answered. Nothing here is believed."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID

_LONGEST = 64
_KINDS = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


def name_on(der: bytes, host: str) -> str:
    """Return whose certificate ``der`` is, in at most 64 letters, '' where it does not say.

    One that was made out for ``host`` is named by who made it out: that is how a proxy looks that opens what passes.
    """
    try:
        certificate = x509.load_der_x509_certificate(der)
        whose, by = _name(certificate.subject), _name(certificate.issuer)
        hosts = _hosts(certificate)
    except Exception:  # noqa: BLE001 - a parser may fail in any way over a stranger's bytes; all of them say nothing
        return ""
    return (by or whose) if whose == host or host in hosts else (whose or ", ".join(hosts)[:_LONGEST] or by)


def _name(of: x509.Name) -> str:
    """Return the first name in ``of`` that people know somebody by, without what a screen would stumble over."""
    for kind in _KINDS:
        for one in of.get_attributes_for_oid(kind):
            plain = "".join(letter for letter in str(one.value) if letter.isprintable()).strip()
            if plain:
                return plain[:_LONGEST]
    return ""


def _hosts(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    found = [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    return ["".join(letter for letter in name if letter.isprintable()) for name in found]
