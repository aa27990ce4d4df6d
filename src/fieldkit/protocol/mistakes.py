# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Breaches of the protocol, by whose they are."""


class OurMistake(Exception):
    """We tried to say something the protocol does not allow: a bug of ours."""


class TheirMistake(Exception):
    """The other side said something the protocol does not allow.

    ``args[0]`` is a short reason without data; ``field`` names the field that is wrong, '' when it is the whole.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field
