# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keep the catalogues of other languages: gather the ui's Chinese sentences, build what the program loads, check both.

1. A ``.ts`` file is only ever written by lupdate and by translators; a ``.qm`` file is built and never in git.
2. ``check`` fails when a sentence of the source is not in a catalogue, is there without a translation, or is gone.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "fieldkit" / "ui"
CATALOGUES = ROOT / "resources" / "i18n"
PLACE = re.compile(r"\{\w*\}|%n|%\d")


def main(arguments: list[str] | None = None) -> int:
    """Do what the first word says; return 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("update", "build", "check"))
    chosen = parser.parse_args(arguments)
    return {"update": update, "build": build, "check": check}[chosen.what]()


def update() -> int:
    """Bring every catalogue up to the source."""
    for catalogue in catalogues():
        gather(catalogue)
        say(f"{catalogue.name}: {len(untranslated(catalogue))} sentences wait for a translation")
    return 0


def build() -> int:
    """Build the file that the program loads for every catalogue, unless it is newer than its source already."""
    for catalogue in catalogues():
        built = catalogue.with_suffix(".qm")
        if not built.exists() or built.stat().st_mtime < catalogue.stat().st_mtime:
            new = built.with_suffix(".qm.new")
            run("lrelease", "-silent", str(catalogue), "-qm", str(new))
            new.replace(built)
    return 0


def check() -> int:
    """Say what is wrong with each catalogue; return 1 when anything is."""
    complaints = [complaint for catalogue in catalogues() for complaint in wrong_with(catalogue)]
    for complaint in complaints:
        say(complaint)
    return 1 if complaints else 0


def wrong_with(catalogue: Path) -> list[str]:
    """Return what is wrong with ``catalogue``, a sentence each."""
    with tempfile.TemporaryDirectory(prefix="fieldkit-i18n-") as folder:
        fresh = Path(folder, catalogue.name)
        shutil.copyfile(catalogue, fresh)
        gather(fresh)
        is_fresh = fresh.read_text(encoding="utf-8") == catalogue.read_text(encoding="utf-8")
    complaints = [] if is_fresh else [f"{catalogue.name} is stale: run packaging/translations.py update"]
    complaints += [f"{catalogue.name} lacks: {source}" for source in untranslated(catalogue)]
    complaints += [f"{catalogue.name} has other places than: {source}" for source in misplaced(catalogue)]
    return complaints


def gather(catalogue: Path) -> None:
    """Let lupdate write the sentences of the source into ``catalogue``."""
    files = sorted(str(file) for file in SOURCES.rglob("*.py"))
    run("lupdate", "-silent", "-no-obsolete", "-locations", "none", *files, "-ts", str(catalogue))


def untranslated(catalogue: Path) -> list[str]:
    """Return the sentences of ``catalogue`` without a finished translation."""
    return [source for source, translation in messages(catalogue) if not translation]


def misplaced(catalogue: Path) -> list[str]:
    """Return the sentences whose translation names other places (``{0}``, ``{goods}``) than they do."""
    return [
        source
        for source, translation in messages(catalogue)
        if translation and sorted(PLACE.findall(source)) != sorted(PLACE.findall(translation))
    ]


def messages(catalogue: Path) -> list[tuple[str, str]]:
    """Return each sentence of ``catalogue`` with its translation, empty where it is not finished."""
    found = []
    for message in ET.parse(catalogue).getroot().iter("message"):  # noqa: S314 - a file of ours
        translation = message.find("translation")
        finished = translation is not None and translation.get("type") is None
        words = "".join(translation.itertext()).strip() if finished and translation is not None else ""
        found.append((message.findtext("source") or "", words))
    return found


def catalogues() -> list[Path]:
    """Return the catalogues, one a language."""
    return sorted(CATALOGUES.glob("fieldkit_*.ts"))


def run(tool: str, *words: str) -> None:
    """Run one of Qt's translation tools; end with its own words where it fails."""
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    ended = subprocess.run([str(program), *words], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"translations: {tool} failed: {(ended.stderr or ended.stdout).strip()}")


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"translations: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
