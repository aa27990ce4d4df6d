# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``fieldkit-district``: found a district, serve it, let devices join, brief them, and read what came in."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from sync.commands.words import FAULTS, parser, sentence
from sync.db.place import said

NOBODY_READS = 141


def main(words: Sequence[str] | None = None) -> int:
    """Do what ``words`` say; return 0, or 1 with a sentence on standard error.

    Return 141, as a shell says it, when whoever reads what is printed has heard enough (``| head``).
    """
    asked = parser().parse_args(words)
    work: Callable[[argparse.Namespace], None] = asked.work
    try:
        with said(asked.database):
            work(asked)
        if sys.stdout is not None:  # a rehearsal, or a service without a terminal, hears nothing
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is nobody's
        return NOBODY_READS
    except tuple(FAULTS) as fault:
        print(sentence(fault, asked.data), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":  # pragma: no cover - run as a process of its own
    sys.exit(main())
