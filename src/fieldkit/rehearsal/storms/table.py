# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The storms by name: one line each, with how much of it a push and a release take, and the faults it must find."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldkit.rehearsal import cluster
from fieldkit.rehearsal.days.plants import PLANTS as DAYS_PLANTS
from fieldkit.rehearsal.days.storm import storm_of_days
from fieldkit.rehearsal.failover import ASYNCHRONOUS, storm_of_failovers
from fieldkit.rehearsal.kills import storm_of_kills
from fieldkit.rehearsal.rekeys import storm_of_rekeys
from fieldkit.rehearsal.storms import api, clocks, few_sites, fuzz, leaks, papers, shim
from fieldkit.rehearsal.storms.calls import storm_of_killed_calls, storm_of_refused_calls
from fieldkit.rehearsal.storms.crewman import BELIEVES, RENUMBERS
from fieldkit.rehearsal.storms.damage import storm_of_damaged_pages
from fieldkit.rehearsal.storms.ends import FORGETS, storm_of_ends, storm_of_ends_on_postgresql
from fieldkit.rehearsal.storms.full import storm_of_full_disks
from fieldkit.rehearsal.storms.net import storm_of_bad_lines
from fieldkit.rehearsal.storms.outcome import Result, Tell
from fieldkit.rehearsal.storms.powercut import storm_of_power_cuts
from fieldkit.rehearsal.storms.stalled import storm_of_stalled_lines

ROOM_IN_MEMORY = 512 * 1024 * 1024


POSTGRESQL = "postgresql"
_ON_A_REAL_DISK = ("kills", f"ends-{POSTGRESQL}", "failover", "leaks")


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Storm:
    """``says``: what is tried, in words. ``little`` (on a push) and ``much`` (before a release): how often.

    ``plants``: each fault that must be found, and how many tries that takes.
    ``lacking`` returns a sentence where this machine cannot run it.
    """

    run: Callable[..., Result]
    says: str
    little: int
    much: int
    plants: dict[str, int]
    lacking: Callable[[], str] = _nothing


STORMS: dict[str, Storm] = {
    "kills": Storm(
        storm_of_kills,
        "the working program killed at a random moment (SIGKILL), opening and syncing included",
        little=25,
        much=10_000,
        plants={"lost": 3, "doubled": 3},
    ),
    "calls": Storm(
        storm_of_killed_calls,
        "the program killed before or within each single request to the disk: save, checkpoint, new store, migration",
        little=80,
        much=3_000,
        plants={"hasty": 60},
        lacking=shim.lacking,
    ),
    "powercut": Storm(
        storm_of_power_cuts,
        "the power cut at any moment: unsynced writes lost, torn by sector and reordered",
        little=1_500,
        much=100_000,
        plants={"normal": 250, "off": 250, "liar": 250, "hasty": 250},
        lacking=shim.lacking,
    ),
    "errors": Storm(
        storm_of_refused_calls,
        "each single request to the disk refused (EIO, ENOSPC), once or for ever after, reads too",
        little=80,
        much=8_000,
        plants={"hasty": 60},
        lacking=shim.lacking,
    ),
    "full": Storm(
        storm_of_full_disks,
        "the disk full before each act, with 0, 8, 64 or 512 KiB left",
        little=4,
        much=160,
        plants={"hasty": 1},
    ),
    "rekeys": Storm(
        storm_of_rekeys,
        "the program killed at a random moment while it gives the store a new key",
        little=20,
        much=1_000,
        plants={"early": 3},
    ),
    "damage": Storm(
        storm_of_damaged_pages,
        "bits turned, sectors emptied, pages exchanged, the end of the file lost, pages put back as they once were",
        little=300,
        much=10_000,
        plants={"blind": 60},
    ),
    "papers": Storm(
        papers.storm_of_papers,
        "the program killed at a random moment while it prints fifty receipts to a printer on a socket",
        little=10,
        much=1_000,
        plants={papers.RETRIES: 8, papers.BELIEVES: 12},
    ),
    "clocks": Storm(
        clocks.storm_of_clocks,
        "the clock 1 hour or 3 days off, in 2015, stepping, running back, 1,000 times as fast",
        little=9,
        much=180,
        plants={"by-clock": 9},
        lacking=clocks.lacking,
    ),
    "net": Storm(
        storm_of_bad_lines,
        "the line slow, silent, dripping, cut in every byte of request and reply; requests doubled; 503, 429, garbage,"
        " login pages",
        little=60,
        much=20_000,
        plants={BELIEVES: 20, RENUMBERS: 20},
    ),
    "ends": Storm(
        storm_of_ends,
        "devices and district killed (SIGKILL) while devices work over a bad line",
        little=10,
        much=2_000,
        plants={FORGETS: 2, RENUMBERS: 4},
    ),
    f"ends-{POSTGRESQL}": Storm(
        storm_of_ends_on_postgresql,
        "devices, workers, their supervisor, connections' processes and PostgreSQL itself killed over a bad line",
        little=8,
        much=2_000,
        plants={RENUMBERS: 3},
        lacking=cluster.lacking,
    ),
    "failover": Storm(
        storm_of_failovers,
        "PostgreSQL's primary killed while written to, its synchronous standby takes over",
        little=2,
        much=50,
        plants={ASYNCHRONOUS: 1},
        lacking=cluster.lacking,
    ),
    "leaks": Storm(
        leaks.storm_of_leaks,
        "all that the day leaves behind searched for every ID number and phone: disks, dump, opened database, logs,"
        " sticks, backups",
        little=2,
        much=few_sites.WHOLE,
        plants=dict.fromkeys(leaks.PLANTS, 2),
    ),
    "fuzz": Storm(
        fuzz.storm_of_nearly_right,
        "each decoder of a stranger's bytes with each bit turned, and with what is nearly right",
        little=20_000,
        much=2_000_000,
        plants=dict.fromkeys(fuzz.PLANTS, 3_000),
    ),
    "api": Storm(
        api.storm_of_questions,
        "right and wrong questions to every road of the OpenAPI page, signed in and not",
        little=250,
        much=5_000,
        plants=dict.fromkeys(api.PLANTS, 60),
        lacking=api.lacking,
    ),
    "days": Storm(
        storm_of_days,
        "whole days from a seed: stores and district with wrong clocks, over bad lines and sticks, killed, copied, put"
        " back, restored, revoked",
        little=12,
        much=10_000,
        plants=dict.fromkeys(DAYS_PLANTS, 6),
    ),
    "stalled": Storm(
        storm_of_stalled_lines,
        "connections that stand still before and in the handshake, in head, body and answer, while a booth syncs",
        little=40,
        much=200,
        plants=dict.fromkeys(("handshake", "head", "body", "answer"), 10),
    ),
}


def run_storm(
    name: str, *, times: int, seed: int, plant: str | None, tell: Tell, seconds: float | None = None
) -> Result:
    """Run one storm in a folder of its own, in memory where there is room: its disk is not what is tried.

    ``seconds`` in place of ``times`` only for one that knows it (days).
    """
    until = {} if seconds is None else {"seconds": seconds}
    memory = Path("/dev/shm")  # noqa: S108 - only where it is
    roomy = (
        memory.is_dir() and shutil.disk_usage(memory).free > ROOM_IN_MEMORY and name not in _ON_A_REAL_DISK
    )
    with tempfile.TemporaryDirectory(prefix="fieldkit-storm-", dir=memory if roomy else None) as folder:
        return STORMS[name].run(Path(folder), times=times, seed=seed, plant=plant, tell=tell, **until)
