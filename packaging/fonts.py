# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Fetch the two fonts that FieldKit draws with into resources/fonts; nothing here runs in the program itself.

1. Noto Sans SC comes by pip, by exact hash, with CFF outlines; it is converted once to the glyf outlines that
   reportlab can embed. The same input gives the same bytes.
2. HanaMinB, which draws the rare characters of names, comes from Debian's fonts-hanazono without installing it.
3. What was made once is kept in the user's cache, so a fresh clone does not convert again.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from outlines import convert  # beside this file, which is run as a program

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
LOCK = Path(__file__).with_name("fonts.lock")
INSTALLED_HANAMIN = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
HANAMIN_PACKAGE = "fonts-hanazono"


@dataclass(frozen=True, slots=True)
class Font:
    """Name a font file, the bytes it must have, and its licence text beside it."""

    name: str
    sha256: str
    licence: str


NOTO = Font(
    "NotoSansSC-Regular.ttf",
    "ebf9e525ccc778965537c54d21d4f48afda9b871f97549856a3a016822e0a707",
    "NotoSansSC-OFL.txt",
)
HANAMIN = Font(
    "HanaMinB.ttf", "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c", "HanaMinB-LICENSE.txt"
)


class CannotFetch(Exception):
    """Say in one sentence why a font could not be had."""


def main(arguments: list[str] | None = None) -> int:
    """Put both fonts in place; return 0 unless the one that everything needs is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=FONTS, help="the folder to fill (resources/fonts)")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor fill the shared cache")
    chosen = parser.parse_args(arguments)
    cache = None if chosen.no_cache else cache_folder()
    try:
        provide(NOTO, make_noto, chosen.to, cache)
    except CannotFetch as problem:
        say(f"The font {NOTO.name} could not be made, and nothing Chinese can be drawn without it: {problem}")
        return 1
    try:
        provide(HANAMIN, fetch_hanamin, chosen.to, cache)
    except CannotFetch as problem:
        say(
            f"The font {HANAMIN.name} could not be had ({problem}), so about 60,000 rare characters, those outside "
            "GB 18030 level 2, will be drawn as code points such as U+20BB7."
        )
    return 0


def provide(font: Font, make: Callable[[Path], None], folder: Path, cache: Path | None) -> None:
    """Leave the font and its licence in the folder: already there, from the cache, or made now."""
    if is_whole(folder, font):
        return
    folder.mkdir(parents=True, exist_ok=True)
    kept = cache / font.sha256[:16] if cache else None
    if kept and is_whole(kept, font):
        place(font, kept, folder)
        return
    with tempfile.TemporaryDirectory(prefix="fieldkit-fonts-") as made:
        make(Path(made))
        if digest(Path(made, font.name)) != font.sha256:
            verdict(font)
        place(font, Path(made), folder)
        if kept:
            keep(font, Path(made), kept)


def is_whole(folder: Path, font: Font) -> bool:
    """Tell whether the folder holds the licence and exactly the bytes expected of the font."""
    return Path(folder, font.licence).is_file() and digest(Path(folder, font.name)) == font.sha256


def digest(file: Path) -> str:
    """Return the file's SHA-256, or nothing where there is no file."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def verdict(font: Font) -> None:
    """Refuse a fetched font with other bytes; take a converted one, where only rounding can differ."""
    if font is not NOTO:
        raise CannotFetch(f"what arrived as {font.name} has not the expected SHA-256")
    say(
        f"{font.name} differs from the one made on x86-64 Linux; it is used as it is, converted from verified input."
    )


def place(font: Font, source: Path, target: Path) -> None:
    """Copy the font and its licence, each appearing whole or not at all."""
    for name in (font.licence, font.name):
        with tempfile.NamedTemporaryFile(dir=target, prefix=".", delete=False) as stream:
            stream.write(Path(source, name).read_bytes())
            os.fchmod(stream.fileno(), 0o644)
        Path(stream.name).replace(target / name)


def keep(font: Font, source: Path, kept: Path) -> None:
    """Fill the shared cache; a cache that cannot be written is no problem."""
    try:
        kept.mkdir(parents=True, exist_ok=True)
        place(font, source, kept)
    except OSError as problem:
        say(
            f"The font cache could not be filled ({problem.strerror}); the next clone will make the fonts again."
        )


def cache_folder() -> Path | None:
    """Return the user's cache for fonts, or None where there is no home to keep one in."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("HOME")
    if not named:
        return None
    base = Path(named) if os.environ.get("XDG_CACHE_HOME") else Path(named, ".cache")
    return base / "fieldkit" / "fonts"


def make_noto(folder: Path) -> None:
    """Download the locked wheel, take Noto Sans SC out of it and give it glyf outlines."""
    say("Fetching Noto Sans SC and converting its outlines (about 20 seconds, once on this machine) …")
    run(
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "-d",
        folder,
        "-r",
        LOCK,
    )
    wheel = next(folder.glob("*.whl"), None)
    if wheel is None:
        raise CannotFetch("pip left no wheel")
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            if entry.endswith("NotoSansSC-Regular.otf"):
                Path(folder, "cff.otf").write_bytes(archive.read(entry))
            elif entry.endswith("/LICENSE"):
                Path(folder, NOTO.licence).write_bytes(archive.read(entry))
    convert(folder / "cff.otf", folder / NOTO.name)


def fetch_hanamin(folder: Path) -> None:
    """Take HanaMinB from this system if it is there, else from Debian's package, which is not installed."""
    if digest(INSTALLED_HANAMIN) == HANAMIN.sha256:
        shutil.copyfile(INSTALLED_HANAMIN, folder / HANAMIN.name)
        copy_licence(Path("/"), folder)
        return
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise CannotFetch(f"it comes in Debian's package {HANAMIN_PACKAGE}, and this system has no apt-get")
    say("Fetching HanaMinB, the font of rare characters …")
    package = download_package(folder)
    run("dpkg-deb", "-x", package, folder / "x")
    shutil.copyfile(folder / "x" / INSTALLED_HANAMIN.relative_to("/"), folder / HANAMIN.name)
    copy_licence(folder / "x", folder)


def copy_licence(root: Path, folder: Path) -> None:
    """Lay the package's copyright file beside the font, whether or not Debian packed it."""
    about = root / "usr/share/doc" / HANAMIN_PACKAGE
    plain, packed = about / "copyright", about / "copyright.gz"
    text = plain.read_bytes() if plain.is_file() else gzip.decompress(packed.read_bytes())
    Path(folder, HANAMIN.licence).write_bytes(text)


def download_package(folder: Path) -> Path:
    """Download the Debian package with the system's lists, else with lists fetched into a private folder."""
    with going_to(folder):
        try:
            run("apt-get", "download", "-qq", HANAMIN_PACKAGE)
        except CannotFetch:
            options = private_lists(folder)
            run("apt-get", *options, "update", "-qq")
            run("apt-get", *options, "download", "-qq", HANAMIN_PACKAGE)
    package = next(folder.glob(f"{HANAMIN_PACKAGE}_*.deb"), None)
    if package is None:
        raise CannotFetch("apt-get left no package")
    return package


def private_lists(folder: Path) -> list[str]:
    """Return options that let apt-get work without rights, on lists of its own."""
    lists, archives = folder / "lists", folder / "archives"
    for place_for in (lists, archives):
        Path(place_for, "partial").mkdir(parents=True)
    options = (f"Dir::State::lists={lists}", f"Dir::Cache={archives}", "APT::Sandbox::User=")
    return [word for option in options for word in ("-o", option)]


@contextmanager
def going_to(folder: Path) -> Iterator[None]:
    """Work in the folder for a while, because apt-get downloads into the current one."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(*words: str | Path) -> None:
    """Run a program silently; turn its failure into one sentence."""
    ended = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    if ended.returncode:
        last = (ended.stderr.strip() or ended.stdout.strip() or "no word why").splitlines()[-1]
        raise CannotFetch(f"{words[0]} said: {last}")


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"fonts: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
