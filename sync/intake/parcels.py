# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels: exchanges of several devices in one sealed file, however it came; its answer is their answers in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals.envelope import Refused
from fieldkit.seals.parcels import MAX_PARCEL_FRAMES, open_parcel
from sync.district import District
from sync.intake.exchange import Answer, exchange

ANSWERED_BYTES = 4 * 1024 * 1024
"""Once the answers are so large, nothing more of a parcel is taken: with the last of them they stay below 8 MiB."""


class NoParcel(Exception):
    """The bytes are no parcel that was sealed for us."""


def parcel(
    district: District,
    raw: bytes,
    now: dt.datetime,
    *,
    count: Callable[[int], None] | None = None,
    let_in: Callable[[str], None] | None = None,
) -> tuple[bytes, tuple[Answer, ...]]:
    """Take each request in the parcel ``raw``; return the answer file, and the answers that are in it. Raises NoParcel.

    A request that is refused is answered with its refusal and stops no other. Changes are told once to each device.
    ``count`` hears how many requests there are, before any is taken, and ``let_in`` each device that signed one, as in
    ``exchange``; both may raise, and what was taken before is answered again when the parcel comes again.
    """
    try:
        frames = split_frames(open_parcel(raw, district.parcel_identities), most=MAX_PARCEL_FRAMES)
    except (Refused, TheirMistake):
        raise NoParcel from None
    if count is not None:
        count(len(frames))
    answers: list[Answer] = []
    briefed: set[str] = set()
    size = 0
    for frame in frames:
        if size >= ANSWERED_BYTES:
            break
        answer = exchange(district, frame, now, road="stick", let_in=let_in, briefed=briefed)
        answers.append(answer)
        size += len(answer.body)
        if not answer.refused:
            briefed.add(answer.device)
    return join_frames(answer.body for answer in answers), tuple(answers)
