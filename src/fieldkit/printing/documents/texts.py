# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The wording of forms that is data (``resources/documents/texts.toml``), with version and day of checking."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from fieldkit.paths import resources

FILE = "texts.toml"


@functools.cache
def texts() -> dict[str, Any]:
    """Return all texts, by document."""
    return tomllib.loads((resources() / "documents" / FILE).read_text(encoding="utf-8"))


def version() -> str:
    """Return which edition of the texts this is."""
    return str(texts()["version"])


def checked_on() -> str:
    """Return the day (ISO) on which somebody compared legal texts with the originals in force; '' while nobody did."""
    return str(texts()["checked_on"])
