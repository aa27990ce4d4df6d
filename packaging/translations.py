# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keep the catalogues of words in step with the interface: ``update``, ``build`` or ``check`` them.

The sentences in the code are Chinese; ``resources/i18n/fieldkit_en.ts`` holds their English. The .ts is in git and its
sources are never edited by hand; the .qm is built from it and never in git.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # the catalogues are our own files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
FIRST_CATALOGUE = CATALOGUES / "fieldkit_en.ts"
SOURCES = (ROOT / "src" / "fieldkit" / "ui", ROOT / "src" / "fieldkit" / "app.py")


def main(arguments: list[str] | None = None) -> int:
    """Do the one thing asked for; return 1 where a check finds something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=("update", "build", "check"))
    task = parser.parse_args(arguments).task
    catalogues = sorted(CATALOGUES.glob("*.ts")) or [FIRST_CATALOGUE]
    if task == "update":
        CATALOGUES.mkdir(parents=True, exist_ok=True)
        for catalogue in catalogues:
            update(catalogue)
    elif task == "build":
        for catalogue in filter(Path.is_file, catalogues):
            tool("lrelease", "-silent", catalogue, "-qm", catalogue.with_suffix(".qm"))
    else:
        complaints = [line for catalogue in catalogues for line in check(catalogue)]
        sys.stderr.writelines(f"{line}\n" for line in complaints)
        return bool(complaints)
    return 0


def sources() -> list[Path]:
    """Return the files whose sentences a person sees, in a steady order."""
    files = [file for place in SOURCES for file in (place.rglob("*.py") if place.is_dir() else [place])]
    return sorted(file for file in files if file.is_file())


def update(catalogue: Path) -> None:
    """Take the sentences of the code into the catalogue and drop those that are gone."""
    options = ("-no-obsolete", "-locations", "none", "-source-language", "zh_CN", "-target-language", "en")
    tool("lupdate", *options, *sources(), "-ts", catalogue)


def check(catalogue: Path) -> list[str]:
    """Say where the catalogue is stale or unfinished."""
    name = catalogue.relative_to(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        renewed = Path(folder, catalogue.name)
        if catalogue.is_file():
            renewed.write_bytes(catalogue.read_bytes())
        update(renewed)
        stale = sentences(renewed).keys() ^ sentences(catalogue).keys()
    open_ones = [source for (_, source, _), done in sentences(catalogue).items() if not done]
    complaints = [
        f"{name} is stale at {source!r}: packaging/translations.py update" for _, source, _ in sorted(stale)
    ]
    return complaints + [f"{name} has no translation of {source!r}" for source in open_ones]


def sentences(catalogue: Path) -> dict[tuple[str, str, str], bool]:
    """Return each sentence by its context, with whether it is translated."""
    found: dict[tuple[str, str, str], bool] = {}
    if not catalogue.is_file():
        return found
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            words = message.find("translation")
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            found[key] = (
                words is not None and words.get("type") != "unfinished" and bool("".join(words.itertext()))
            )
    return found


def tool(name: str, *words: str | Path) -> None:
    """Run one of Qt's linguist tools, as PySide6 brings them; show what it says only if it fails."""
    command = [Path(sys.executable).with_name(f"pyside6-{name}"), *words]
    ended = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(f"pyside6-{name} failed: {ended.stderr.strip() or ended.stdout.strip()}")


if __name__ == "__main__":
    sys.exit(main())
