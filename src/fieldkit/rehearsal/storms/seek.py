# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look for people's numbers in any bytes, in every form that we can think of, and in what lies packed inside.

1. Plain, in UTF-16 of both orders, backwards, as hex, as base64 wherever it begins, packed two digits to a byte in
   both orders, and all of these again in zlib, gzip, raw deflate of zip files, and zstd streams.
2. It is not the numbers that are looked for but runs of digits, which are looked up: thousands of numbers cost no more
   than one.
3. Packed digits of a phone number may turn up in random bytes by chance: about once in 10 GB for a hundred phones. The
   other forms do not.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import zstandard

DEPTH = 3
MOST_INFLATED = 16 * 1024 * 1024
_PHONE_DIGITS = 11
"""Fewer digits than these, packed, turn up in random bytes now and then; they are not looked for in that form."""
_LONGEST_RUN = 64 * 1024 * 1024

_RUN = re.compile(rb"[A-Za-z]{0,4}[0-9]{7,}[A-Za-z]{0,4}[0-9]*")
_UTF16 = {
    "utf-16-le": re.compile(rb"(?:[0-9A-Za-z]\x00){8,}"),
    "utf-16-be": re.compile(rb"(?:\x00[0-9A-Za-z]){8,}"),
}
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
_PACKED = re.compile(
    rb"[\x00-\x09\x10-\x19\x20-\x29\x30-\x39\x40-\x49\x50-\x59\x60-\x69\x70-\x79\x80-\x89\x90-\x99]{5,}"
)
_STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|\x28\xb5\x2f\xfd|PK\x03\x04")
_EMPTY = re.compile(rb"\x00{65,}")
_URLSAFE = bytes.maketrans(b"-_", b"+/")
_SWAPPED = bytes(one >> 4 | (one & 15) << 4 for one in range(256))


@dataclass(frozen=True, slots=True)
class Found:
    """A number that was found: which (by its place in the list of those looked for), where, in which form."""

    place: str
    form: str
    number: str = field(repr=False)


class Numbers:
    """The numbers that are looked for: documents and phones, none shorter than eight digits."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.all = frozenset(number.upper() for number in numbers if len(number) >= 8)
        cores = {_core(number): number for number in self.all}
        self._forwards = _by_length(cores)
        self._backwards = _by_length({core[::-1]: number for core, number in cores.items()})
        self._packed = [group for group in self._forwards if group.length >= _PHONE_DIGITS]

    def __len__(self) -> int:
        return len(self.all)

    def of_run(self, run: str) -> Iterator[tuple[str, bool]]:
        """Give each number that stands in the run of digits and letters, and whether it stands there backwards."""
        for groups, backwards in ((self._forwards, False), (self._backwards, True)):
            for group in groups:
                yield from ((number, backwards) for _, number in group.within(run))

    def of_packed(self, nibbles: str) -> Iterator[str]:
        """Give each number packed in the half bytes ``nibbles`` (hex).

        A phone counts where it fills whole bytes but for one half, which is not of another number.
        """
        for group in self._packed:
            for begin, number in group.within(nibbles):
                end = begin + group.length
                before, after = nibbles[begin - 1 : begin], nibbles[end : end + 1]
                fits = (begin % 2 == 0 and not after.isdigit()) or (
                    end % 2 == 0 and (before == "0" or not before.isdigit())
                )
                if fits or group.length != _PHONE_DIGITS:
                    yield number


class _Group:
    """The digits of equally long numbers, and a pattern of which digits they have at each place."""

    def __init__(self, length: int, numbers: dict[str, str]) -> None:
        self.length, self._numbers = length, numbers
        digits = ("".join(sorted({core[at] for core in numbers})) for at in range(length))
        self._pattern = re.compile("(?=" + "".join(f"[{some}]" for some in digits) + ")")

    def within(self, run: str) -> Iterator[tuple[int, str]]:
        """Give the place of each number in ``run``, and the number."""
        for begins in self._pattern.finditer(run):
            at = begins.start()
            number = self._numbers.get(run[at : at + self.length])
            if number is not None:
                yield at, number


def _core(number: str) -> str:
    """Return the digits of ``number`` where they are enough to know it by, else all of it."""
    digits = max(re.findall("[0-9]+", number), key=len, default="")
    return digits if len(digits) >= _PHONE_DIGITS else number


def _by_length(cores: dict[str, str]) -> list[_Group]:
    lengths = sorted({len(core) for core in cores})
    return [
        _Group(length, {core: number for core, number in cores.items() if len(core) == length})
        for length in lengths
    ]


class Search:
    """A search for ``numbers``: what was looked through, what was found."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.found: list[Found] = []
        self.looked: Counter[str] = Counter()

    def through(self, raw: bytes, place: str) -> list[Found]:
        """Look through ``raw`` in every form; return what was found there."""
        self.looked["bytes"] += len(raw)
        short = _EMPTY.sub(bytes(64), raw)
        new = sorted(set(self._through(short, place, "", DEPTH)), key=lambda one: (one.form, one.number))
        self.found += new
        return new

    def _through(self, raw: bytes, place: str, form: str, depth: int) -> Iterator[Found]:
        if not raw.strip(b"\x00"):
            return
        for run in _RUN.finditer(raw):
            yield from self._in_run(run.group().decode("ascii"), place, form or "plain")
        for name, pattern in _UTF16.items():
            for run in pattern.finditer(raw):
                yield from self._in_run(run.group().decode(name), place, f"{form}{name}")
        yield from self._packed(raw, place, form)
        if depth:
            yield from self._coded(raw, place, form, depth - 1)
            yield from self._inflated(raw, place, form, depth - 1)

    def _in_run(self, run: str, place: str, form: str) -> Iterator[Found]:
        for number, backwards in self.numbers.of_run(run.upper()):
            yield Found(place, f"{form}, backwards" if backwards else form, number)

    def _packed(self, raw: bytes, place: str, form: str) -> Iterator[Found]:
        for run in _PACKED.finditer(raw):
            around = raw[max(0, run.start() - 1) : run.end() + 1]
            swapped = around.translate(_SWAPPED)
            for some, name in ((around, "packed digits"), (swapped, "packed digits, low first")):
                for number in self.numbers.of_packed(some.hex()):
                    yield Found(place, f"{form}{name}", number)

    def _coded(self, raw: bytes, place: str, form: str, depth: int) -> Iterator[Found]:
        for run in _HEX.finditer(raw):
            whole = run.group()
            for begin in (0, 1):
                part = whole[begin : begin + (len(whole) - begin) // 2 * 2]
                yield from self._through(binascii.unhexlify(part), place, f"{form}hex ", depth)
        for run in _BASE64.finditer(raw):
            text = re.sub(rb"[\r\n=]", b"", run.group()).translate(_URLSAFE)
            for begin in range(4):
                part = text[begin:]
                part = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part + b"=" * (-len(part) % 4)
                yield from self._through(base64.b64decode(part), place, f"{form}base64 ", min(depth, 1))

    def _inflated(self, raw: bytes, place: str, form: str, depth: int) -> Iterator[Found]:
        for stream in _STREAMS.finditer(raw):
            kind = stream.group()
            inflated = _inflate(kind, raw, stream.start())
            if inflated:
                self.looked["streams inflated"] += 1
                self.looked["bytes inflated"] += len(inflated)
                yield from self._through(inflated, place, f"{form}inflated ", depth)


def _inflate(kind: bytes, raw: bytes, at: int) -> bytes:
    """Return what the stream of ``kind`` at ``at`` holds, as far as it can be read; empty where it is none."""
    rest = memoryview(raw)[at:]
    if kind == b"\x28\xb5\x2f\xfd":
        try:
            with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(rest)) as reader:
                return reader.read(MOST_INFLATED)
        except zstandard.ZstdError:
            return b""
    if kind == b"PK\x03\x04":
        if len(rest) < 30:
            return b""
        names = int.from_bytes(rest[26:28], "little") + int.from_bytes(rest[28:30], "little")
        rest, bits = rest[30 + names :], -zlib.MAX_WBITS
    else:
        bits = zlib.MAX_WBITS | (16 if kind[0] == 0x1F else 0)
    return _deflated(rest, bits)


def _deflated(rest: memoryview, bits: int) -> bytes:
    """Return what a deflated stream at the beginning of ``rest`` holds before it breaks off."""
    inflater = zlib.decompressobj(bits)
    parts: list[bytes] = []
    left = MOST_INFLATED
    for at in range(0, min(len(rest), _LONGEST_RUN), 65536):
        try:
            parts.append(inflater.decompress(rest[at : at + 65536], left))
        except zlib.error:
            break
        left -= len(parts[-1])
        if inflater.eof or left <= 0:
            break
    return b"".join(parts)
