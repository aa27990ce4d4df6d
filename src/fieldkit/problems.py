# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What can go wrong that an operator can act on: values only, words are chosen by the ui."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial


class Problem(Exception):
    """A situation an operator can act on.

    ``code`` names the situation (kebab-case, stable, looked up by ``ui/problems.py``); ``facts`` fill the
    numbered places of its sentence. Facts never carry a member's name, number or address, so that a problem
    may be logged as ``code`` plus facts.
    """

    code = "problem"

    def __init__(self, **facts: object) -> None:
        self.facts: Mapping[str, str] = {key: str(value) for key, value in facts.items()}
        super().__init__(self.code)

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), **self.facts), ()  # from another process it comes whole

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self.facts)!r})"


class StoreMissing(Problem):
    """There is no store in the folder that was named."""

    code = "store-missing"


class StoreLocked(Problem):
    """Another FieldKit has this store open."""

    code = "store-locked"


class StoreDamaged(Problem):
    """The file is there and the key is right, but its pages do not check."""

    code = "store-damaged"


class StoreTooNew(Problem):
    """A newer FieldKit has written this store."""

    code = "store-too-new"


class DiskFull(Problem):
    """The disk is full: nothing was half saved, what is typed stays on the screen."""

    code = "disk-full"


class DiskRefused(Problem):
    """The disk refused to write (read-only, taken away, failing), or, with ``why`` read, to read what it then gave."""

    code = "disk-refused"


class WrongPin(Problem):
    """The PIN or passphrase does not open this operator's slot. Facts: ``tries_left`` or ``wait_seconds``."""

    code = "wrong-pin"


class PinTooShort(Problem):
    """The PIN (keyring present) or passphrase (no keyring) is too short. Facts: ``least``, ``kind``."""

    code = "pin-too-short"


class KeyringGone(Problem):
    """The slots need the device secret of the system's keyring, and it is locked or gone."""

    code = "keyring-gone"


class KeyFileDamaged(Problem):
    """The key file beside the store cannot be read."""

    code = "key-file-damaged"


class LastOperator(Problem):
    """The only operator of a device cannot be taken away: nobody could open it any more."""

    code = "last-operator"


class RecoveryCodeMistyped(Problem):
    """The recovery code was not typed as it was written down. Facts: ``group``, or ``signs`` and ``wanted``."""

    code = "recovery-code-mistyped"


class RecoveryCodeWrong(Problem):
    """The recovery code is whole, but it is not this store's, or a newer one was made, or none ever."""

    code = "recovery-code-wrong"


class StoreTurnedBack(Problem):
    """The store is older than what was last noted outside of it, or another: restored, copied, or edited.

    It began a new life before anything was entered. Facts: ``life`` (the new one).
    """

    code = "store-turned-back"


class SecondPlaceGone(Problem):
    """The second place for copies of the store is not there, or takes no writing. Facts: ``errno``."""

    code = "second-place-gone"


class NotSignedIn(Problem):
    """No operator is signed in at this device."""

    code = "not-signed-in"


class NotAllowed(Problem):
    """The operator's role does not cover this act. Facts: ``act``."""

    code = "not-allowed"


class NotBriefed(Problem):
    """The device has no briefing yet, so nobody can be enrolled or served."""

    code = "not-briefed"


class Unknown(Problem):
    """A thing that was named is not in this store. Facts: ``what``."""

    code = "unknown"


class AlreadyTaken(Problem):
    """This person already took this one-per-person item. Facts: ``goods``, ``at``, ``site``."""

    code = "already-taken"


class NotEntitled(Problem):
    """The entitlement rule of the item does not cover this person. Facts: ``goods``, ``rule``."""

    code = "not-entitled"


class OutOfStock(Problem):
    """The site has fewer of the item than asked. Facts: ``goods``, ``left``."""

    code = "out-of-stock"


class AlreadyVoided(Problem):
    """The operation was voided before."""

    code = "already-voided"


class DistrictUnreachable(Problem):
    """No connection to the district. Facts: ``why`` (no-network, refused, timeout, name, cut)."""

    code = "district-unreachable"


class DistrictNotTrusted(Problem):
    """Something answered, but it is not our district (captive portal, other certificate, bad signature).

    Facts: ``why`` (certificate, not-yet-valid, expired, other-address, signature, not-fieldkit, other-request, portal,
    trust-older, trust-jump), and with portal, often with certificate too, ``name``: the host or the certificate's name.
    """

    code = "district-not-trusted"


class DistrictRefused(Problem):
    """The district answered with a refusal of the whole request. Facts: ``why`` (its code)."""

    code = "district-refused"


class DistrictFailing(Problem):
    """The district's server had a fault of its own. Facts: ``status``, maybe ``wait`` (seconds)."""

    code = "district-failing"


class DeviceRevoked(Problem):
    """The district has revoked this device: nothing is entered or printed, handing over still works."""

    code = "device-revoked"


class JoiningRefused(Problem):
    """The joining ticket was not accepted. Facts: ``why`` (unreadable, used, expired, unknown)."""

    code = "joining-refused"


class PrinterRefused(Problem):
    """The printer took nothing of the paper. Facts: ``printer``, maybe ``why`` (``printers.ticket``)."""

    code = "printer-refused"


class PrinterGone(Problem):
    """The printer cannot be reached, and nothing was handed over. Facts: ``printer``, ``why`` (``printers.ticket``)."""

    code = "printer-gone"


class PrinterNotReady(Problem):
    """Somebody must go to the printer first; nothing was handed over. Facts: ``printer``, ``why`` (paper-out, ...)."""

    code = "printer-not-ready"


class PrintUnsure(Problem):
    """It broke off while the paper was handed over: some or all may have come out. Facts: ``printer``, ``why``."""

    code = "print-unsure"


class AlreadyPrinted(Problem):
    """This paper came out before, or may have: a further copy needs a reason."""

    code = "already-printed"


class PrintMovedOn(Problem):
    """The paper stands elsewhere by now (it was sent, answered for or cancelled): nothing was changed."""

    code = "print-moved-on"


class NotCalledBack(Problem):
    """What was done was done, but the paper's spooler could not be asked to forget it. Facts: ``printer``."""

    code = "not-called-back"


class ClockDoubtful(Problem):
    """This device's clock cannot be right; work goes on, and records say so."""

    code = "clock-doubtful"


class FontsMissing(Problem):
    """The fonts that paper needs are not installed."""

    code = "fonts-missing"


class Conflicted(Problem):
    """The district holds other content under this operation's id (a restored copy of the store): tell it anew.

    Where ``why`` is ``in-doubt``, under the id that a correction names: it can only be voided.
    """

    code = "conflicted"


class FormLayoutRefused(Problem):
    """A form's own layout file (``forms/member_form.toml``) has a fault, and nothing was printed. Facts: ``place``."""

    code = "form-layout-refused"


class LayoutRefused(Problem):
    """A card layout is not there or has faults, and nothing was printed. Facts: ``name``, ``faults`` (how many)."""

    code = "layout-refused"
