# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What other people's programs a test needs: one clear reason where one is missing, and no excuse in CI."""

import os
import shutil
from pathlib import Path

import pytest

from fieldkit.paths import resources


def needs_rare() -> None:
    """Stop the test here unless the font of rare characters could be had; in CI it must be."""
    needed({str(resources() / "fonts" / "HanaMinB.ttf"): "fonts-hanazono, by ./run setup"})


def needed(packages: dict[str, str]) -> None:
    """Stop the test here unless every program, or file by its whole path, is there; each with Debian's package of it.

    A developer's machine may lack one, and the test is skipped with the reason; where CI is set it fails.
    """
    missing = [f"{what} (Debian: {package})" for what, package in packages.items() if not _is_there(what)]
    if not missing:
        return
    reason = "not installed here: " + ", ".join(missing)
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; CI skips nothing", pytrace=False)
    pytest.skip(reason)


def _is_there(what: str) -> bool:
    return Path(what).exists() if what.startswith("/") else shutil.which(what) is not None
