# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the print queue wants of whoever draws papers and hands them over; ``ui.hands`` does it by real roads."""

from __future__ import annotations

from typing import Protocol

from fieldkit.domain.print_orders import Handed, Order
from fieldkit.store.vault import Store


class Hands(Protocol):
    """Who draws a paper and hands it over; every call may take seconds."""

    def draw(self, store: Store, order: Order) -> bytes:
        """Return the paper as a PDF. Raises Problem: then nothing is sent."""

    def submit(self, pdf: bytes, order: Order) -> Handed:
        """Hand the PDF to the order's printer under its title.

        Raises PrintUnsure when part of it may have left; any other Problem means that nothing did.
        """

    def look(self, order: Order) -> Handed:
        """Return what is heard of a paper that was handed over."""

    def find(self, order: Order) -> Handed | None:
        """Return what the spooler knows of a paper by its title, made since ``begun``; None where it cannot tell."""

    def cancel(self, order: Order) -> None:
        """Call a paper back, as far as it has not come out; one without a ticket by its title, whenever it was made.

        Raises Problem where it cannot be told that nothing of it waits any more.
        """
