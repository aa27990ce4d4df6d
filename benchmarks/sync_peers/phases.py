# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A client under measurement: does one phase for each line that it is told, and says what it took."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

Phase = Callable[[], Mapping[str, Any]]


def obey(phases: Mapping[str, Phase]) -> None:
    """Do what is told on standard input until ``quit`` or its end."""
    for line in sys.stdin:
        phase = line.strip()
        if phase == "quit":
            return
        began = time.perf_counter()
        told = phases[phase]()
        print(json.dumps({"seconds": time.perf_counter() - began, **told}), flush=True)
