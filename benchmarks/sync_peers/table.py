# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What was measured against what was promised: the targets of the sync study, section 9, “must”."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks.figures import Outcome

if TYPE_CHECKING:
    from benchmarks.sync_peers import Measured

OURS, OURS_PG = "FieldKit", "FieldKit PostgreSQL"
FLOOR, FLOOR_PG = "floor +pt", "floor pg +pt"
TARGET = "every “must” of sync.md section 9 that this benchmark measures"
TLS_BYTES = 4 * 22
"""What TLS adds to one request and its answer: two records each, head and body. The peers are counted without."""

Judge = Callable[[str, float, Callable[[float], bool]], None]

PUSH_AGAINST = {"PouchDB": 3.0, "PouchDB tuned": 1.75, "Anki": 0.5, "Kinto": 60.0}


def outcome(found: dict[str, Measured]) -> Outcome:
    """Return all figures, and whether each target that could be judged holds."""
    figures: dict[str, float | str] = {}
    for name, mine in found.items():
        figures |= _rows(name, mine)
    verdicts = _verdicts(found)
    figures |= {
        f"must: {what}": f"{value:.3g} {'holds' if holds else 'FAILS'}" for what, value, holds in verdicts
    }
    ratio = verdicts[0][1] if verdicts else 0.0
    return Outcome("sync-peers", figures, round(ratio, 3), TARGET, all(holds for _, _, holds in verdicts))


def _rows(name: str, mine: Measured) -> dict[str, float | str]:
    rows: dict[str, float | str] = {f"{name}: records": mine.count}
    for phase in ("load", "push", "again", "pull"):
        client, server = mine.cpu(phase)
        rows[f"{name}: {phase}/s"] = round(mine.rate(phase))
        rows[f"{name}: {phase} CPU us/rec client + server"] = f"{client:.0f} + {server:.0f}"
    if mine.used.get("index"):
        pulled = zip(mine.used["pull"], mine.used["index"], strict=True)
        seconds = statistics.median(pull.seconds + index.seconds for pull, index in pulled)
        rows[f"{name}: pull and index/s (all are found after the pull)"] = round(mine.count / seconds)
    rows[f"{name}: server MB, client MB"] = f"{max(mine.server_mb):.0f}, {max(mine.client_mb):.0f}"
    if mine.wire:
        rows[f"{name}: push B/rec up + down"] = _pair(mine, "push", mine.count)
        rows[f"{name}: pull B/rec up + down"] = _pair(mine, "pull", mine.count)
        rows[f"{name}: idle push, B up + down"] = _pair(mine, "idle", 1)
        if "open_up" in mine.wire:
            rows[f"{name}: idle sync on an open line, B up + down"] = _pair(mine, "open", 1)
        turns, lines = mine.wire["push_turns"], mine.wire["push_connections"]
        rows[f"{name}: push turns, connections"] = f"{turns:.0f}, {lines:.0f}"
    if mine.killed:
        held = int(mine.killed["held"])
        rows[f"{name}: killed in mid-push, then held of all"] = f"{held} of {mine.count}"
    return rows


def _pair(mine: Measured, phase: str, count: int) -> str:
    return f"{mine.wire[f'{phase}_up'] / count:.1f} + {mine.wire[f'{phase}_down'] / count:.1f}"


def _verdicts(found: dict[str, Measured]) -> list[tuple[str, float, bool]]:
    """Return what was promised, what it is, and whether it holds."""
    verdicts: list[tuple[str, float, bool]] = []

    def judge(what: str, value: float, holds: Callable[[float], bool]) -> None:
        verdicts.append((what, value, holds(value)))

    if OURS in found:
        _judge_ours(found, found[OURS], judge)
    if OURS_PG in found:
        ours = found[OURS_PG]
        if FLOOR_PG in found:
            ratio = ours.rate("push") / found[FLOOR_PG].rate("push")
            judge("push, PostgreSQL, against floor pg +pt >= 0.60", ratio, lambda v: v >= 0.60)
        judge("server CPU us/rec, push, PostgreSQL <= 120", ours.cpu("push")[1], lambda v: v <= 120)
    return verdicts


def _judge_ours(found: dict[str, Measured], ours: Measured, judge: Judge) -> None:
    """Judge what was promised of the district with its own database."""
    if FLOOR in found:
        floor = found[FLOOR]
        judge("push against floor +pt >= 0.40", ours.rate("push") / floor.rate("push"), lambda v: v >= 0.40)
        judge("pull against floor +pt >= 0.40", ours.rate("pull") / floor.rate("pull"), lambda v: v >= 0.40)
    for name, least in PUSH_AGAINST.items():
        if name in found:
            judge(
                f"push against {name} >= {least:g}",
                ours.rate("push") / found[name].rate("push"),
                lambda v, least=least: v >= least,  # type: ignore[misc]
            )
    client, server = ours.cpu("push")
    judge("server CPU us/rec, push <= 80", server, lambda v: v <= 80)
    judge("client CPU us/rec, push <= 25", client, lambda v: v <= 25)
    judge("client CPU us/rec, pull <= 40", ours.cpu("pull")[0], lambda v: v <= 40)
    again = ours.cpu("again")[1] / server if server else 0.0
    judge("server CPU of a repeated push <= 0.4 of the first", again, lambda v: v <= 0.4)
    judge("server MB <= 120", max(ours.server_mb), lambda v: v <= 120)
    if ours.wire:
        up, down = ours.wire["push_up"] / ours.count, ours.wire["push_down"] / ours.count
        judge("wire up B/rec <= 125", up, lambda v: v <= 125)
        judge("wire down B/rec, push <= 2", down, lambda v: v <= 2)
        judge("wire down B/rec, pull <= 125", ours.wire["pull_down"] / ours.count, lambda v: v <= 125)
        idle = ours.wire["open_up"] + ours.wire["open_down"] - TLS_BYTES
        judge("idle sync B, heads and bodies <= 700", idle, lambda v: v <= 700)
        turns = ours.wire["push_turns"] / ours.count * 500
        judge("turns for 500 records <= 1", turns, lambda v: v <= 1)
        judge("connections a sync = 1", ours.wire["push_connections"], lambda v: v == 1)
    if ours.killed:
        judge("lost or doubled after a kill = 0", abs(ours.killed["held"] - ours.count), lambda v: v == 0)
