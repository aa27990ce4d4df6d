# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels: exchanges of several devices in one sealed file, however it came; its answer is their answers in order."""

from __future__ import annotations

import datetime as dt

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals.envelope import Refused
from fieldkit.seals.parcels import open_parcel
from sync.district import District
from sync.intake.exchange import Answer, exchange

MAX_FRAMES = 1024


class NoParcel(Exception):
    """The bytes are no parcel that was sealed for us."""


def parcel(district: District, raw: bytes, now: dt.datetime) -> tuple[bytes, tuple[Answer, ...]]:
    """Take each request in the parcel ``raw``; return the answer file, and the answers that are in it. Raises NoParcel.

    A request that is refused is answered with its refusal and stops no other.
    """
    try:
        frames = split_frames(open_parcel(raw, district.parcel_identities), most=MAX_FRAMES)
    except (Refused, TheirMistake):
        raise NoParcel from None
    answers = tuple(exchange(district, frame, now, road="stick") for frame in frames)
    return join_frames(answer.body for answer in answers), answers
