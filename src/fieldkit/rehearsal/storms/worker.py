# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The process that is struck: it waits for tasks, forks for each, and the child plays it until it ends or is killed.

``python -m fieldkit.rehearsal.storms.worker`` reads a first line (the ground), then a task a line, and answers each by
a line. It imports everything once, so that a try costs a fork and not a start of Python.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
import traceback
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import sqlite_utils  # noqa: F401 - before the forks

from fieldkit.domain.desk import Desk
from fieldkit.rehearsal.storms.people import drafts
from fieldkit.rehearsal.storms.scenarios import ASIDE, SCENARIOS, Play, one_step_newer, with_pragmas
from fieldkit.rehearsal.storms.shim import Kinds, Shim, Strike


def main() -> int:
    """Serve tasks until the input ends."""
    ground = json.loads(sys.stdin.readline())
    ground["drafts"] = list(itertools.islice(drafts(ground["seed"]), ground["people"]))
    for line in sys.stdin:
        print(json.dumps(_one_task(ground, json.loads(line))), flush=True)
    return 0


def _one_task(ground: dict[str, Any], task: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _play(ground, task, writer)
    os.close(writer)
    said = b""
    while piece := os.read(reader, 65536):
        said += piece
    os.close(reader)
    _, ended = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL
    lines = said.decode().split("\n")[:-1]  # a last line without its end was not told
    return {"killed": killed, "lines": lines}


def _play(ground: dict[str, Any], task: dict[str, Any], writer: int) -> None:
    """Play in the child; never returns."""
    shim = Shim()

    def tell(kind: str, name: str) -> None:
        shim.mark(f"{kind} {name}")
        os.write(writer, f"{kind} {name}\n".encode())

    try:
        scenario = {**SCENARIOS, **ASIDE}[task["scenario"]]
        first = task["first"]
        play = Play(
            folder=Path(task["folder"]),
            key=bytes.fromhex(ground["key"]),
            desk=Desk(*ground["desk"]),
            people=ground["drafts"][first : first + task["people"]],
            tell=tell,
            hasty=task["hasty"],
            words=task["words"],
        )
        with ExitStack() as stack:
            if scenario.newer:
                stack.enter_context(one_step_newer())
            stack.enter_context(with_pragmas(task["pragmas"]))
            kinds, *rest = task["strike"]
            shim.watch(play.folder, task["log"])
            shim.arm(Strike(Kinds(kinds), *rest))
            try:
                scenario.play(play)
            finally:
                passed = shim.passed()
                shim.arm(Strike(Kinds(0), 0, 0))
        for code in play.refused:
            os.write(writer, f"refused {code}\n".encode())
        os.write(writer, f"passed {passed}\n".encode())
    except BaseException as fault:  # noqa: BLE001 - told, and judged by whoever sent the task
        where = traceback.extract_tb(fault.__traceback__)[-1]
        os.write(writer, f"escaped {type(fault).__name__} at {where.name}:{where.lineno}\n".encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
