# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm against the decoders: every single bit turned, then any number of inputs that are nearly right.

1. A decoder may refuse in its own words, and only so; anything else escaped.
2. Of what is signed or sealed, every sample is tried with each of its bits turned: none may be taken.
3. Where atheris is at hand (it is no dependency of ours), the storm searches by coverage too before a release.
"""

from __future__ import annotations

import importlib.util
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from fieldkit.rehearsal.storms.both_readers import Slipped
from fieldkit.rehearsal.storms.decoders import Decoder, decoders
from fieldkit.rehearsal.storms.outcome import Result, Tell, result

COVERAGE = "fieldkit.rehearsal.storms.coverage"
LONG = 1_000_000
"""From so many inputs on, atheris runs too, where it is."""

ATHERIS_SECONDS = 60
MOST_SECONDS, MOST_KIB = 0.05, 64 * 1024
"""What one input may cost."""

PLANTS = ("blind", "escape")
_MOST_BYTES = 1 << 16
_NOTABLE = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x00",
            b"9" * 20, b"-1", b"1e999", b"\\u0000", b"\\ud800",
            b'"', b"{}", b"[]", b"null", b"\xef\xbb\xbf")  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """What was tried and what came of it."""

    figures: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: int = 0

    def take(self, name: str, decoder: Decoder, raw: bytes) -> bool:
        """Let ``decoder`` read ``raw``; return whether it was taken."""
        self.figures["inputs"] += 1
        began, before = time.process_time(), _peak()  # others' work on this machine does not count
        taken = False
        try:
            decoder.read(raw)
            taken = True
        except decoder.refusals:
            self.figures["refused"] += 1
        except Slipped as fault:
            self.figures["read_in_two_ways"] += 1
            self.figures[f"two ways: {fault}"] += 1
        except Exception as fault:  # noqa: BLE001 - that is what is looked for
            self.figures["escaped"] += 1
            self.figures[f"escaped: {name} {type(fault).__name__}"] += 1
        self.slowest = max(self.slowest, (time.process_time() - began, name))
        self.largest = max(self.largest, _peak() - before)
        return taken


def storm_of_nearly_right(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Turn each bit of what is sealed, then try ``times`` inputs in all, the same number for each decoder."""
    del folder
    chance = random.Random(seed)
    table = _with_fault(decoders(), plant)
    seen = _Seen()
    seen.figures.update({"escaped": 0, "read_in_two_ways": 0, "slipped": 0, "honest_refused": 0})
    for name, decoder in table.items():
        for sample in decoder.samples:
            seen.figures["honest_refused"] += not seen.take(name, decoder, sample)
    for name, decoder in table.items():
        if decoder.whole:
            for turned in (turned for sample in decoder.samples for turned in every_bit(sample)):
                seen.figures["bits_turned"] += 1
                slipped = seen.take(name, decoder, turned)
                seen.figures["slipped"] += slipped
                seen.figures[f"slipped: {name}"] += slipped
    for name, decoder in table.items():
        seen.take(name, decoder, b"")
    each = max(1, times // len(table))
    for number, (name, decoder) in enumerate(table.items(), start=1):
        for _ in range(each):
            seen.take(name, decoder, nearly(chance, decoder.samples))
        tell(number, len(table))
    searched = _searched_by_coverage(table) if times >= LONG and plant is None else {}
    figures = {
        "decoders": len(table),
        **{name: count for name, count in seen.figures.items() if count or name in _BAD},
        "slowest_input_ms": round(seen.slowest[0] * 1000, 1),
        "slowest_decoder": seen.slowest[1],
        "most_memory_of_an_input_kib": seen.largest,
        "atheris": "searched" if searched else "not tried" if times < LONG else _NO_ATHERIS,
        **searched,
    }
    return result(
        "fuzz",
        figures,
        tried="inputs",
        seed=seed,
        plant=plant,
        target=f"nothing escapes, no turned bit is taken; aim {MOST_SECONDS * 1000:.0f} ms and {MOST_KIB} KiB an input",
        bad=(*_BAD, *(name for name in searched if name.startswith("escaped"))),
    )


_BAD = ("escaped", "read_in_two_ways", "slipped", "honest_refused")
_NO_ATHERIS = "atheris is not installed here; nothing was searched by coverage"


def every_bit(sample: bytes) -> Iterator[bytes]:
    """Give ``sample`` with each of its bits turned, one after the other."""
    for place in range(len(sample)):
        for bit in range(8):
            yield sample[:place] + bytes([sample[place] ^ 1 << bit]) + sample[place + 1 :]


def nearly(chance: random.Random, samples: tuple[bytes, ...]) -> bytes:
    """Return one of ``samples`` with some changes, small or large."""
    raw = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        raw = chance.choice(_CHANGES)(chance, raw, samples)[:_MOST_BYTES]
    return raw


def _turn(chance: random.Random, raw: bytes, _samples: tuple[bytes, ...]) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + bytes(one ^ 1 << chance.randrange(8) for one in raw[at : at + 1]) + raw[at + 1 :]


def _set(chance: random.Random, raw: bytes, _samples: tuple[bytes, ...]) -> bytes:
    at, new = chance.randrange(len(raw) + 1), chance.choice(_NOTABLE)
    return raw[:at] + new + raw[at + (len(new) if chance.random() < 0.5 else 0) :]


def _cut(chance: random.Random, raw: bytes, _samples: tuple[bytes, ...]) -> bytes:
    begin, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return raw[:begin] + raw[end:] if chance.random() < 0.5 else raw[:end]


def _repeat(chance: random.Random, raw: bytes, _samples: tuple[bytes, ...]) -> bytes:
    begin, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return raw[:end] + raw[begin:end] * chance.choice((1, 1, 2, 50)) + raw[end:]


def _cross(chance: random.Random, raw: bytes, samples: tuple[bytes, ...]) -> bytes:
    other = chance.choice(samples)
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def _noise(chance: random.Random, raw: bytes, _samples: tuple[bytes, ...]) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.randbytes(chance.choice((1, 4, 64))) + raw[at:]


_CHANGES: tuple[Callable[[random.Random, bytes, tuple[bytes, ...]], bytes], ...] = (
    _turn, _turn, _set, _set, _cut, _repeat, _cross, _noise
)  # fmt: skip


def _with_fault(table: dict[str, Decoder], plant: str | None) -> dict[str, Decoder]:
    """Return ``table`` with a decoder that is blind for a bit, or one that fails in words of its own."""
    if plant == "blind":
        own = table["batch envelope"]
        good = own.samples[0]
        near = good[:-1] + bytes([good[-1] ^ 1])
        return table | {
            "batch envelope": replace(own, read=lambda raw: own.read(good if raw == near else raw))
        }
    if plant == "escape":
        frames = table["frames"]
        return table | {
            "frames": replace(frames, read=lambda raw: (raw[int.from_bytes(raw[:4]) + 3], frames.read(raw)))
        }
    return table


def _peak() -> int:
    """Return the most memory that this process ever had, in KiB."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _searched_by_coverage(table: dict[str, Decoder]) -> dict[str, int]:
    """Let atheris search each decoder for a while; return which of them let something escape."""
    if importlib.util.find_spec("atheris") is None:
        return {}
    found = {"escaped from atheris": 0, "atheris_runs": 0}
    for name in table:
        words = [sys.executable, "-m", COVERAGE, name, str(ATHERIS_SECONDS)]
        ended = subprocess.run(words, check=False, capture_output=True, text=True, errors="replace")
        runs = re.search(r"Done (\d+) runs", ended.stderr)
        found["atheris_runs"] += int(runs.group(1)) if runs else 0
        if ended.returncode:
            found[f"escaped from atheris: {name}"] = 1
            found["escaped from atheris"] += 1
    return found
