# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sends tasks to a worker process and hears what it was told, up to the moment it was struck."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fieldkit.rehearsal.storms import shim
from fieldkit.rehearsal.storms.ground import Ground
from fieldkit.rehearsal.storms.scenarios import SCENARIOS, SMALL_LOG, WORKED
from fieldkit.rehearsal.storms.shim import Kinds, Strike
from fieldkit.store.vault import STORE_FILE

PEOPLE = 60
BEFORE = 8
"""So many people are in the start ``worked``; tries take the next."""

NOTHING = Strike(Kinds.CHANGES, 0, shim.COUNT)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one task: killed or not, what was told, which problems refused it, what it raised besides."""

    killed: bool
    told: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    escaped: tuple[str, ...]
    passed: int


class Crew:
    """A worker for the stores of one ground; ``shimmed`` lets single requests be struck and written down."""

    def __init__(
        self,
        ground: Ground,
        *,
        shimmed: bool = True,
        environment: Mapping[str, str] | None = None,
        people: int = PEOPLE,
    ) -> None:
        self.ground = ground
        more = {"PYTHONUTF8": "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        more |= {"LD_PRELOAD": str(shim.built())} if shimmed else {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fieldkit.rehearsal.storms.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **more, **(environment or {})},
            text=True,
        )
        desk = ground.desk
        self._say(
            {
                "key": ground.key.hex(),
                "desk": [desk.event, desk.site, desk.booth],
                "seed": ground.seed,
                "people": people,
            }
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Send the worker home."""
        if self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.close()
            self._process.stdout.close()
        self._process.wait()

    def play(
        self,
        scenario: str,
        folder: Path,
        *,
        strike: Strike = NOTHING,
        log: Path | None = None,
        pragmas: Mapping[str, str] | None = None,
        hasty: bool = False,
        first: int = BEFORE,
        people: int | None = None,
        words: Sequence[str] = (),
    ) -> Heard:
        """Let the worker play ``scenario`` in ``folder``; return what was heard of it."""
        self._say(
            {
                "scenario": scenario,
                "folder": str(folder),
                "first": first,
                "people": SCENARIOS[scenario].people if people is None else people,
                "strike": [int(strike.kinds), strike.when, strike.action, strike.error, strike.for_ever],
                "log": str(log or ""),
                "pragmas": {**SMALL_LOG, **(pragmas or {})},
                "hasty": hasty,
                "words": list(words),
            }
        )
        assert self._process.stdout is not None
        answer = json.loads(
            self._process.stdout.readline() or '{"killed": false, "lines": ["escaped worker"]}'
        )
        lines = [line.partition(" ")[::2] for line in answer["lines"]]
        aside = ("refused", "escaped", "passed")
        return Heard(
            killed=answer["killed"],
            told=tuple((kind, name) for kind, name in lines if kind not in aside),
            refused=tuple(name for kind, name in lines if kind == "refused"),
            escaped=tuple(name for kind, name in lines if kind == "escaped"),
            passed=sum(int(name) for kind, name in lines if kind == "passed"),
        )

    def make_worked(self) -> None:
        """Make the start ``worked``: a booth that died with its work in the log."""
        folder = self.ground.lay_out("ready", self.ground.start(WORKED))
        heard = self.play("save", folder, first=0, people=BEFORE, pragmas={"wal_autocheckpoint": "100000"})
        assert not heard.escaped, heard
        assert not heard.refused, heard
        assert (folder / f"{STORE_FILE}-wal").stat().st_size > BEFORE * 4096

    def _say(self, what: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
