# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A bad line in a process of its own, and the handle by which a storm leads it.

``python -m fieldkit.rehearsal.storms.line SEED`` says its port, then takes an order a line and answers each by a line.
A storm forks its devices, and who forks must not have threads.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fieldkit.rehearsal.storms.badline import FaultProxy
from fieldkit.rehearsal.storms.faults import Fault


class BadLine:
    """The handle: where devices dial, how bad the line is, what it has done."""

    def __init__(self, seed: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fieldkit.rehearsal.storms.line", str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self._answer())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    @property
    def address(self) -> str:
        """Return the address that devices dial."""
        return f"https://127.0.0.1:{self.port}"

    def lead(self, upstream: int, tls: Path, foreign: Path) -> None:
        """Lead to the district at port ``upstream``, whose certificate and key are in the folder ``tls``."""
        self._order(lead=[upstream, str(tls / "server.pem"), str(tls / "server.key"), str(foreign)])

    def spoil(self, rate: float) -> None:
        """Spoil this share of what comes; 0 heals the line."""
        self._order(spoil=rate)

    def strike(self, fault: Fault) -> None:
        """Let the next request meet ``fault``."""
        self._order(strike=asdict(fault))

    def done(self) -> dict[str, int]:
        """Return how often each fault was met so far."""
        stats: dict[str, int] = self._order()["stats"]
        return stats

    def last(self) -> tuple[int, int]:
        """Return how many bytes the last request and its reply had that came through whole."""
        request, reply = self._order()["last"]
        return request, reply

    def _order(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._answer())
        return answer

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def main(words: list[str]) -> int:
    """Carry until the input ends."""
    with FaultProxy(int(words[0])) as proxy:
        print(proxy.port, flush=True)
        for row in sys.stdin:
            order = json.loads(row)
            if "lead" in order:
                upstream, certificate, key, foreign = order["lead"]
                proxy.lead(upstream, Path(certificate), Path(key), Path(foreign))
            if "spoil" in order:
                proxy.spoil(order["spoil"])
            if "strike" in order:
                proxy.order(Fault(**order["strike"]))
            print(json.dumps({"stats": dict(proxy.stats), "last": proxy.last}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
