# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a console command was asked to do, and what it asks in turn: who is there, and their secret."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldkit import heads, keys
from fieldkit.acts import sign_in
from fieldkit.domain.operators import Role
from fieldkit.problems import (
    KeyFileDamaged,
    KeyringGone,
    NotAllowed,
    PinTooShort,
    StoreTurnedBack,
    Unknown,
    WrongPin,
)
from fieldkit.store.vault import Store, open_store
from fieldkit.ui.problems import sentence


class Asked:
    """One command: its options, and the way in."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder: Path = options.data

    @property
    def has_store(self) -> bool:
        """Return True where the folder has a store or what is left of one: its file, or the keys beside it."""
        return any((self.folder / name).exists() for name in (keys.KEYS_FILE, keys.STORE_FILE))

    @property
    def now(self) -> dt.datetime:
        """Return the time now."""
        return dt.datetime.now(dt.UTC)

    def say(self, *lines: str) -> None:
        """Write lines to standard output."""
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def secret(self, words: str) -> str:
        """Ask for a secret. Raises EOFError."""
        if sys.stdin.isatty():
            return getpass.getpass(words)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def new_secret(self, kind: str) -> str:
        """Ask for a new PIN or passphrase, twice. Raises WrongPin where they differ, PinTooShort, EOFError."""
        word = "PIN" if kind == keys.PIN else "口令"
        first = self.secret(f"新的 {word}：")
        if len(first) < keys.LEAST[kind]:
            raise PinTooShort(least=keys.LEAST[kind], kind=kind)
        if self.secret("再输一次：") != first:
            raise WrongPin(kind="" if kind == keys.PIN else kind)
        return first

    def operator_id(self) -> str:
        """Return who is there: as named, or the only one. Raises Unknown, KeyFileDamaged."""
        known = keys.slots(self.folder)
        named = self.options.operator or (known[0].operator_id if len(known) == 1 else "")
        if named not in {one.operator_id for one in known}:
            self.say(
                "请用 --operator 指明是谁：", *(f"  {one.operator_id}  {one.operator_name}" for one in known)
            )
            raise Unknown(what="operator")
        return named

    def key(self) -> bytes:
        """Return the store's key after asking for the PIN. Raises what ``keys.open_keys`` does."""
        kind = keys.secret_kind(self.folder)
        operator = self.operator_id()
        secret = self.secret("PIN：" if kind == keys.PIN else "口令：")
        return keys.open_keys(self.folder, operator_id=operator, pin=secret, now=self.now)

    def clerks_key(self, act: str) -> bytes:
        """Return the store's key for a clerk. Raises NotAllowed."""
        key = self.key()
        with self.opened(key) as store:
            if sign_in.operator(store, self.operator_id()).role is not Role.CLERK:
                raise NotAllowed(act=act)
        return key

    @contextmanager
    def opened(self, key: bytes) -> Iterator[Store]:
        """Give the open store; one that went back begins a new life first, and that is said."""
        store = open_store(self.folder, key)
        try:
            try:
                life = heads.begin_anew_if_turned_back(store, self.now)
            except (KeyringGone, KeyFileDamaged):
                life = ""
            if life:
                self.say(str(sentence(StoreTurnedBack(life=life))))
            yield store
        finally:
            store.close()
