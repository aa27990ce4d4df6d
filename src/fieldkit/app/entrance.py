# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The door to the store of one folder: the only place that ever holds the key."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldkit.app.beside import Beside
from fieldkit.settings import Settings, load, save

if TYPE_CHECKING:  # slow to import, and only work needs them
    from fieldkit.app.watch import Watch
    from fieldkit.keys import Slot
    from fieldkit.store.vault import Store
    from fieldkit.ui.door import Doorplate, Lanes
    from fieldkit.ui.lanes import Lane

log = logging.getLogger("fieldkit")

STORE_FILE = "fieldkit.db"
KEYS_FILE = "keys.json"
SETTINGS_FILE = "settings.json"


class StoreDoor(QObject):
    """The door of ``fieldkit.ui.door`` to the store in one folder; the only one that ever holds the key.

    1. A lane asks for the store when it has its first task, and never has the key.
    2. Whichever lane is first compares the store with what was noted outside of it; no other opens before that is done.

    Attributes:
        beside: what is done beside the work, and what there is to tell of it.
    """

    def __init__(
        self, folder: Path, parent: QObject, *, clock: Callable[[], dt.datetime] | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._clock = clock or partial(dt.datetime.now, dt.UTC)
        self._key = b""
        self._settings: Settings | None = None
        self._knocker: Lane[None] | None = None
        self.beside = Beside(self)
        self._compared = False
        self._comparing = threading.Lock()

    def has_store(self) -> bool:
        """Return True when this device has a store already."""
        return (self._folder / STORE_FILE).exists()

    def secret_kind(self) -> str:
        """Return ``pin`` where a keyring holds the device secret, ``passphrase`` where there is none."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome

        if self.has_store():
            return keys.secret_kind(self._folder)
        return "pin" if keys.keyring_available() else "passphrase"

    def doorplates(self) -> tuple[Doorplate, ...]:
        """Return who may sign in."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome
        from fieldkit.ui.door import Doorplate  # noqa: PLC0415

        return tuple(Doorplate(slot.operator_id, slot.operator_name) for slot in keys.slots(self._folder))

    def warm_up(self) -> None:
        """Slow. Import what work needs, while nobody waits for it."""
        from fieldkit import keys  # noqa: F401, PLC0415
        from fieldkit.acts import day, enrol, issue, look_up, outbox, papers, serve, sign_in  # noqa: F401, PLC0415
        from fieldkit.printing import cards, forms, receipts  # noqa: F401, PLC0415
        from fieldkit.store import vault  # noqa: F401, PLC0415
        from fieldkit.uplink import joining, round  # noqa: A004, F401, PLC0415

    def make(self, operator_name: str, pin: str) -> str:
        """Slow. Make the store with its first operator, a clerk; return the operator's id."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome
        from fieldkit.acts.sign_in import add_operator  # noqa: PLC0415
        from fieldkit.domain.operators import Operator, Role  # noqa: PLC0415
        from fieldkit.store.vault import create_store  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder.chmod(0o700)
        with contextlib.suppress(FileNotFoundError):  # keys of a store that was never made open nothing
            (self._folder / KEYS_FILE).replace(self._folder / f"{KEYS_FILE}.unused")
        first = Operator("P01", operator_name, Role.CLERK)
        now = dt.datetime.now(dt.UTC)
        key = keys.create_keys(self._folder, operator_id=first.id, operator_name=first.name, pin=pin)
        store = create_store(self._folder, key, now=now)
        try:
            add_operator(store, operator=first, by=first, now=now)
        finally:
            store.close()
        self._key = key
        return first.id

    def unlock(self, operator_id: str, pin: str) -> None:
        """Slow. Take the store's key out of the operator's slot."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the first face
        from fieldkit.problems import DiskFull  # noqa: PLC0415
        from fieldkit.store import ballast  # noqa: PLC0415

        opened = partial(keys.open_keys, self._folder, operator_id=operator_id, pin=pin)
        try:
            self._key = opened(now=dt.datetime.now(dt.UTC))
        except DiskFull:
            if not ballast.give_up(self._folder):
                raise
            self._key = opened(now=dt.datetime.now(dt.UTC))

    def new_operator_id(self) -> str:
        """Return a short id that no operator of this device has."""
        taken = {plate.operator_id for plate in self.doorplates()}
        return next(name for name in (f"P{number:02d}" for number in range(1, 1000)) if name not in taken)

    def add(self, operator_id: str, operator_name: str, pin: str) -> None:
        """Slow. Give a further operator a slot; the store must be unlocked."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the first face

        keys.add_slot(
            self._folder, key=self._key, operator_id=operator_id, operator_name=operator_name, pin=pin
        )

    def lanes(self, parent: QObject) -> Lanes:
        """Return the lanes, each holding a store of its own, once unlocked."""
        from fieldkit.ui.door import Lanes  # noqa: PLC0415
        from fieldkit.ui.lanes import Lane  # noqa: PLC0415

        self._compared = False
        local, uplink, paper = (
            Lane(name, self._open, _close, parent=parent) for name in ("local", "uplink", "paper")
        )
        self.beside.begin(self._watch)
        return Lanes(local, uplink, paper, lambda name: Lane(name, self._open, _close, parent=parent))

    def lock(self) -> None:
        """Forget the key; what still is open with it closes by itself."""
        from fieldkit.wiping import wipe  # noqa: PLC0415 - not needed by the first face

        held, self._key = self._key, b""
        wipe(held)
        self.beside.end()

    def look_again(self) -> None:
        """Look now at what is done beside the work: something was changed that it shows."""
        self.beside.look_again()

    # -- whose secrets open the store; for a page of the settings, and for the console -------------------------------

    def change_pin(self, operator_id: str, pin: str, new_pin: str) -> None:
        """Slow. Seal an operator's slot anew. Raises WrongPin, PinTooShort, KeyringGone."""
        from fieldkit import keys  # noqa: PLC0415 - rare

        now = dt.datetime.now(dt.UTC)
        keys.change_pin(self._folder, operator_id=operator_id, pin=pin, new_pin=new_pin, now=now)

    def remove(self, operator_id: str) -> None:
        """Take an operator's slot away; the store must be unlocked. Raises LastOperator."""
        from fieldkit import keys  # noqa: PLC0415 - rare

        keys.remove_slot(self._folder, key=self._key, operator_id=operator_id)

    def new_recovery_code(self) -> str:
        """Return a fresh recovery code, to be shown once; the store must be unlocked."""
        from fieldkit import keys  # noqa: PLC0415 - rare

        return keys.new_recovery_code(self._folder, key=self._key)

    def begin_copies(self, place: str) -> bool:
        """Slow. Make ready a second place; return whether it lies on the same disk as the store."""
        from fieldkit.app.second_place import begin_in  # noqa: PLC0415 - rare

        return begin_in(Path(place), self._folder)

    def try_copy(self, code: str) -> int:
        """Slow. Open the newest copy by the recovery code, as after a loss; return how many acts it holds."""
        from fieldkit.app.second_place import try_newest  # noqa: PLC0415 - rare

        return try_newest(Path(self.settings().second_place), self._folder, code).operations

    def recover(self, code: str, operator_id: str, operator_name: str, pin: str) -> tuple[Slot, ...]:
        """Slow. Open by the recovery code and set an operator's PIN anew; return whose slots were given up.

        Raises RecoveryCodeMistyped, RecoveryCodeWrong, PinTooShort, KeyringGone.
        """
        from fieldkit import keys  # noqa: PLC0415 - rare

        self._key, given_up = keys.recover(
            self._folder, code=code, operator_id=operator_id, operator_name=operator_name, pin=pin
        )
        return given_up

    # -- opening, on the threads of the lanes --------------------------------------------------------------------------

    def _open(self) -> Store:
        from fieldkit.store.vault import open_store  # noqa: PLC0415 - not needed by the first face
        from fieldkit.wiping import wipe  # noqa: PLC0415

        with self._comparing:
            key = self._copy_of_key()
            try:
                store = open_store(self._folder, key)
            finally:
                wipe(key)
            try:
                if not self._compared:
                    self._compare(store)
            except BaseException:
                store.close()
                raise
            return store

    def _compare(self, store: Store) -> None:
        """Let a store that went back begin a new life, before anything is entered."""
        from fieldkit import heads  # noqa: PLC0415 - not needed by the first face
        from fieldkit.problems import KeyFileDamaged, KeyringGone, StoreTurnedBack  # noqa: PLC0415

        try:
            life = heads.begin_anew_if_turned_back(store, dt.datetime.now(dt.UTC))
        except (KeyringGone, KeyFileDamaged) as problem:
            log.warning("head not compared: %s", problem.code)
            life = ""
        self._compared = True
        if life:
            log.warning("store turned back: life %s", life)
            self.beside.add_trouble(StoreTurnedBack(life=life))

    def _watch(self) -> Watch:
        from fieldkit.app.watch import Watch  # noqa: PLC0415 - not needed by the first face

        return Watch(self._open(), self._copy_of_key(), self.settings, now=self._clock)

    def _copy_of_key(self) -> bytes:
        """Return the key as a value of its own, for another thread to use and to wipe. Raises NotSignedIn."""
        from fieldkit.problems import NotSignedIn  # noqa: PLC0415 - not needed by the first face

        if not self._key:
            raise NotSignedIn
        return bytes(bytearray(self._key))

    def settings(self) -> Settings:
        """Return this device's settings."""
        if self._settings is None:
            self._settings = load(self._folder / SETTINGS_FILE)
        return self._settings

    def keep_settings(self, new: Settings) -> None:
        """Keep ``new`` for the next start; a disk that refuses costs the memory of it and nothing else."""
        self._settings = new
        try:
            save(self._folder / SETTINGS_FILE, new)
        except OSError as refused:
            log.warning("settings not kept: errno %s", refused.errno)

    def folder(self) -> str:
        """Return the folder of the store, where PDFs are saved too (``papers/``)."""
        return str(self._folder)

    def knock(
        self, call: Callable[[], object], done: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run a slow call on a thread; answer on the GUI thread."""
        if self._knocker is None:
            from fieldkit.ui.lanes import Lane  # noqa: PLC0415 - the first face opens without threads

            self._knocker = Lane("door", _nothing, _close, parent=self)
        self._knocker.run(partial(_call, call), done=done, failed=failed)

    def close(self) -> None:
        """Wait for the last slow call, and end its thread."""
        if self._knocker is not None:
            self._knocker.close()
            self._knocker = None
        self.beside.close()


def _call(call: Callable[[], object], _held: None) -> object:
    return call()


def _nothing() -> None:
    """Hold nothing: the door's thread has no store."""


def _close(store: Store | None) -> None:
    if store is not None:
        store.close()
