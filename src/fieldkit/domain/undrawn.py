# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is said of characters that no font of ours draws: which they are, for the screen does not show them either."""

from __future__ import annotations

from collections.abc import Collection

from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.people import code_points, positions
from fieldkit.domain.private_use import is_private

NAME, PRINT_AS = "name", "print_as"


def undrawn_faults(
    name: str, print_as: str, undrawn_in_name: Collection[str], undrawn_in_print_as: Collection[str]
) -> tuple[Fault, ...]:
    """Return the notes on a name and its printed form; private characters of the name have a note of their own."""
    unnamed = [each for each in undrawn_in_name if not is_private(each)]
    found = (
        _note(NAME, "name-not-drawn", name, unnamed),
        _note(PRINT_AS, "print-as-not-drawn", print_as, undrawn_in_print_as),
    )
    return tuple(fault for fault in found if fault is not None)


def _note(field: str, code: str, text: str, undrawn: Collection[str]) -> Fault | None:
    if not undrawn:
        return None
    facts = {"positions": positions(text, undrawn), "code_points": code_points(undrawn)}
    return Fault(field, code, Weight.NOTE, facts)
