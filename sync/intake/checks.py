# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district holds against an operation. An act that happened is only refused where its record cannot stand.

1. Goods that were handed out and services that were used are facts: no finding here is about the person.
2. Clocks are claims: nothing is refused for its time.
3. A second enrolment of one person is accepted and listed (``sync.office.overlaps``); only the membership list, which
   is the district's own, turns an enrolment away.
4. Where one id was told with two contents, nobody can say which of them a correction means: it is refused. So is one
   that means another content than the one we know: the other may be on its way still.
"""

from __future__ import annotations

from collections.abc import Callable

from fieldkit.protocol.messages import (
    AmendBody,
    EnrolBody,
    IssueBody,
    Message,
    ServeBody,
    TransferBody,
    VoidBody,
)
from fieldkit.protocol.shape import CONTENT_BYTES
from sync.intake.facts import IN_DOUBT, Facts, KnownMember
from sync.intake.told import NOTHING, Finding, Told
from sync.outgoing.serials import is_provisional, number_of

_CODES = (
    ("document", "document_kind"),
    ("employment_group", "employment_group"),
    ("employment_state", "employment_state"),
)
"""The code tables that bodies draw from, and the field that does."""


def examine(told: Told, facts: Facts) -> Finding:
    """Return what is wrong with ``told``; an empty finding when nothing is."""
    if told.finding.code:
        return told.finding
    assert told.operation is not None
    assert told.body is not None
    if told.operation.site not in facts.reference.sites:
        return Finding("unknown-site", "site")
    return _CHECKS[told.operation.kind](told, facts)


def serial_finding(body: EnrolBody, root: str, facts: Facts) -> Finding:
    """Return what is wrong with the number under which ``body`` was printed."""
    if bool(body.serial) == bool(body.provisional):
        return Finding("malformed", "serial")
    if body.provisional:
        if not is_provisional(body.provisional, facts.device):
            return Finding("malformed", "provisional")
        owner = facts.provisionals.get(body.provisional, root)
        return NOTHING if owner == root else Finding("serial-taken", "provisional")
    number = number_of(body.serial)
    if number is None:
        return Finding("malformed", "serial")
    if not facts.has_block_with(number):
        return Finding("serial-not-yours", "serial")
    return NOTHING if facts.owners.get(number, root) == root else Finding("serial-taken", "serial")


def already_member(member: KnownMember, facts: Facts) -> Finding:
    """Return the finding that a person is ``member`` already, with what the booth needs to go on."""
    union = facts.reference.unions.get(member.org_code, member.org_code)
    return Finding(
        "already-member", "document_number", {"serial": member.serial, "union": union, "uid": member.uid}
    )


def _enrol(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, EnrolBody)
    return _enrolment(told.body, told.id, facts)


def _enrolment(body: EnrolBody, root: str, facts: Facts) -> Finding:
    finding = serial_finding(body, root, facts)
    if finding.code:
        return finding
    for consent in body.consents:
        if consent.kind == "upper_union" and consent.given:
            break
    else:
        return Finding("consent-missing", "consent_upper_union")
    finding = _codes(body, facts)
    if finding.code:
        return finding
    member = facts.by_tag.get(body.tag)
    return already_member(member, facts) if member is not None and member.is_active else NOTHING


def _transfer(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, TransferBody)
    return _transferred(told.body, facts)


def _transferred(body: TransferBody, facts: Facts) -> Finding:
    if facts.member(body.tag, body.uid) is None:
        return Finding("unknown-member", "document_number")
    return _codes(body, facts)


def _codes(body: Message, facts: Facts) -> Finding:
    """Return the first field of ``body`` whose code stands in no table."""
    tables = facts.reference.codes
    for table, field in _CODES:
        code = getattr(body, field, "")
        if code and table in tables and code not in tables[table]:
            return Finding("unknown-code", field)
    return NOTHING


def _update(told: Told, facts: Facts) -> Finding:
    assert told.body is not None
    return _codes(told.body, facts)


def _withdraw(_told: Told, _facts: Facts) -> Finding:
    return NOTHING


def _serve(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, ServeBody)
    return NOTHING if told.body.service in facts.reference.services else Finding("unknown-service", "service")


def _issue(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, IssueBody)
    return NOTHING if told.body.goods in facts.reference.goods else Finding("unknown-goods", "goods")


def _amend(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, AmendBody)
    root = facts.roots.get(told.body.replaces)
    if root is None:
        return Finding("unknown-operation", "replaces")
    if root.doubtful or {told.body.replaces, root.id} & facts.disputed or _means_another(told.body, facts):
        return Finding(*IN_DOUBT)
    if root.kind not in ("enrol", "transfer", ""):
        return Finding("unknown-operation", "replaces")
    if root.voided:
        return Finding("already-voided", "replaces")
    if isinstance(told.amended, EnrolBody):
        return _enrolment(told.amended, root.id, facts)
    assert told.amended is not None
    return _transferred(told.amended, facts)


def _void(told: Told, facts: Facts) -> Finding:
    assert isinstance(told.body, VoidBody)
    root = facts.roots.get(told.body.replaces)
    if root is None:
        return Finding("unknown-operation", "replaces")
    if told.body.replaces in facts.disputed or _means_another(told.body, facts):
        return Finding(*IN_DOUBT)
    if told.body.replaces in facts.turned_down:
        return NOTHING
    if root.id in facts.disputed:
        return Finding(*IN_DOUBT)
    return Finding("already-voided", "replaces") if root.voided else NOTHING


def _means_another(body: AmendBody | VoidBody, facts: Facts) -> bool:
    """Return True when the device holds another content under the id that ``body`` names than we do."""
    return body.meant not in ("", facts.contents[body.replaces][:CONTENT_BYTES].hex())


_CHECKS: dict[str, Callable[[Told, Facts], Finding]] = {
    "enrol": _enrol,
    "transfer": _transfer,
    "update": _update,
    "withdraw": _withdraw,
    "serve": _serve,
    "issue": _issue,
    "amend": _amend,
    "void": _void,
}
