# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the ui is given to get in with: the door to the store, made by ``app`` and handed over as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from fieldkit.settings import Settings

if TYPE_CHECKING:  # the first window opens without threads
    from fieldkit.ui.lanes import Lane


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of an open store: ``local`` for acts and reads, ``uplink`` for rounds, ``paper`` for the print queue.

    Each printer has one more, made by ``opener`` when it is first needed, because a printer that hangs must never keep
    a save waiting, nor another printer. Without an ``opener`` (tests of single pages) the paper lane serves them all.
    """

    local: Lane
    uplink: Lane
    paper: Lane
    opener: Callable[[str], Lane] | None = None
    presses: dict[str, Lane] = field(default_factory=dict)

    def press(self, printer: str) -> Lane:
        """Return the lane of the printer of that name."""
        if self.opener is None:
            return self.paper
        if printer not in self.presses:
            self.presses[printer] = self.opener(f"press-{len(self.presses) + 1}")
        return self.presses[printer]

    def close(self) -> None:
        """Close them all and wait: those that may be slow are asked first."""
        for lane in (self.uplink, self.paper, *self.presses.values()):
            lane.close_soon(_nothing)
        for lane in (self.local, self.uplink, self.paper, *self.presses.values()):
            lane.close()

    def close_soon(self, then: Callable[[], None]) -> None:
        """Close them all without waiting; call ``then`` once the last is closed."""
        open_still = [self.local, self.uplink, self.paper, *self.presses.values()]

        def one_less(lane: Lane) -> None:
            open_still.remove(lane)
            if not open_still:
                then()

        for lane in tuple(open_still):
            lane.close_soon(partial(one_less, lane))


def _nothing() -> None:
    """Hear that a lane is closed, and do nothing about it."""


@dataclass(frozen=True, slots=True)
class Doorplate:
    """An operator who has a slot on this device: shown before anything is unlocked."""

    operator_id: str
    operator_name: str


class GivenUp(Protocol):
    """Who has to be added again: the keyring's part of their slot is lost."""

    @property
    def operator_name(self) -> str:
        """Return the name as it was on the doorplate."""


class Door(Protocol):
    """The way into this device's store. Calls marked *slow* belong on a thread of their own (``knock``)."""

    def has_store(self) -> bool:
        """Return True when this device has a store already."""

    def secret_kind(self) -> str:
        """Return ``pin`` where a keyring holds the device secret, ``passphrase`` where there is none."""

    def doorplates(self) -> tuple[Doorplate, ...]:
        """Return who may sign in."""

    def warm_up(self) -> None:
        """Slow. Import what work needs, while nobody waits for it."""

    def make(self, operator_name: str, pin: str) -> str:
        """Slow. Make the store with its first operator, a clerk; return the operator's id. Raises PinTooShort."""

    def unlock(self, operator_id: str, pin: str) -> None:
        """Slow. Take the store's key out of the operator's slot. Raises WrongPin, KeyringGone, KeyFileDamaged."""

    def new_operator_id(self) -> str:
        """Return a short id that no operator of this device has."""

    def add(self, operator_id: str, operator_name: str, pin: str) -> None:
        """Slow. Give a further operator a slot; the store must be unlocked. Raises PinTooShort."""

    def change_pin(self, operator_id: str, pin: str, new_pin: str) -> None:
        """Slow. Seal an operator's slot anew. Raises WrongPin, PinTooShort, KeyringGone."""

    def remove(self, operator_id: str) -> None:
        """Slow. Take an operator's slot away; the store must be unlocked. Raises LastOperator."""

    def new_recovery_code(self) -> str:
        """Slow. Return a fresh recovery code, to be shown once; the one before opens nothing any more."""

    def recover(self, code: str, operator_id: str, operator_name: str, pin: str) -> tuple[GivenUp, ...]:
        """Slow. Open by the recovery code and set an operator's PIN anew; return whose slots were given up.

        Raises RecoveryCodeMistyped, RecoveryCodeWrong, PinTooShort, KeyringGone.
        """

    def begin_copies(self, place: str) -> bool:
        """Slow. Make ready a second place; return whether it lies on the same disk as the store.

        Raises SecondPlaceGone, KeyFileDamaged.
        """

    def try_copy(self, code: str) -> int:
        """Slow. Open the newest copy by the recovery code, as after a loss; return how many acts it holds.

        Raises SecondPlaceGone, RecoveryCodeMistyped, RecoveryCodeWrong, StoreDamaged.
        """

    def look_again(self) -> None:
        """Look now at what is done beside the work: something was changed that it shows."""

    def lanes(self, parent: QObject) -> Lanes:
        """Return the lanes, each holding a store of its own, once unlocked."""

    def lock(self) -> None:
        """Forget the key."""

    def settings(self) -> Settings:
        """Return this device's settings."""

    def keep_settings(self, settings: Settings) -> None:
        """Keep ``settings`` for the next start."""

    def folder(self) -> str:
        """Return the folder of the store, where PDFs are saved too (``papers/``)."""

    def knock(
        self, call: Callable[[], object], done: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run a slow call on a thread; answer on the GUI thread."""
