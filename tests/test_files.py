# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every file in git must be: licensed, clean, of a size to read, and silent about the machine it was made on."""

import ast
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support.rooms import ROOT

LINES_OF_A_FILE = 300  # the house's cap
STOP_FILE, STOP_TESTS = (
    320,
    500,
)  # where this test stops; tests may go on longer, for they are read one at a time
LINES_OF_A_FUNCTION, STOP_FUNCTION = 40, 60
LICENSED = {".py", ".sh", ".toml", ".qss", ".yaml", ".yml"}
MADE = {"requirements.lock"}  # written by a program
# In pieces, so that this file does not hold what it looks for.
INDEX_HOSTS = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "deb." + "debian", "pypi" + ".tuna"]
HOME_OF_SOMEONE = re.compile(r"(?<![\w.])/(?:work|farm|root|home/\w+|Users/\w+|opt/wheels|opt/pypi)/")


@cache
def committed() -> tuple[Path, ...]:
    """Return the files that git knows, or all but the made ones where this is no clone."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        files = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        files = [
            file
            for file in ROOT.rglob("*")
            if not set(file.relative_to(ROOT).parts) & {".git", ".venv", ".run"}
        ]
    return tuple(file for file in files if file.is_file())


def text_of(file: Path) -> str | None:
    """Return what the file says, or nothing where it is not text."""
    content = file.read_bytes()
    return None if b"\0" in content else content.decode("utf-8")


def python_files() -> list[Path]:
    return [file for file in committed() if file.suffix == ".py"]


def functions(file: Path) -> list[tuple[str, int]]:
    """Return each function of the file with its length in lines."""
    return [
        (
            f"{file.relative_to(ROOT)}:{node.lineno} {node.name}",
            (node.end_lineno or node.lineno) - node.lineno + 1,
        )
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_file_is_too_long_to_read():
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in python_files()
    }
    over_cap = sorted((size, name) for name, size in sizes.items() if size > stop_of(name))
    assert over_cap == [], (
        f"A file holds one idea in at most {LINES_OF_A_FILE} lines, {STOP_FILE} at the very most: find the second idea "
        f"in each of these and give it a file with its own name. {over_cap}"
    )


def stop_of(name: str) -> int:
    """Return how many lines the file may have at the very most."""
    return STOP_TESTS if name.startswith("tests/") else STOP_FILE


def test_no_function_is_too_long_to_read():
    over_cap = [
        (lines, name)
        for file in python_files()
        for name, lines in functions(file)
        if lines > LINES_OF_A_FUNCTION
    ]
    assert all(lines <= STOP_FUNCTION for lines, _ in over_cap), (
        f"over {LINES_OF_A_FUNCTION} lines: {sorted(over_cap)}"
    )


def test_no_file_names_a_package_index():
    found = [
        (str(file.relative_to(ROOT)), host)
        for file in committed()
        for host in INDEX_HOSTS
        if host in (text_of(file) or "")
    ]
    assert found == []


def test_no_file_names_a_folder_of_someones_machine():
    found = [
        (str(file.relative_to(ROOT)), match.group())
        for file in committed()
        for match in HOME_OF_SOMEONE.finditer(text_of(file) or "")
    ]
    assert found == []


@pytest.mark.parametrize("path", ["/wo" + "rk/main", "in /ho" + "me/li/x", "'/ro" + "ot/.cache'"])
def test_a_planted_folder_is_found(path):
    assert HOME_OF_SOMEONE.search(path)


@pytest.mark.parametrize("path", ["framework/x", "../wo" + "rk/x", "https://example.org/a/root/x"])
def test_a_relative_path_is_let_be(path):
    assert not HOME_OF_SOMEONE.search(path)


def test_every_source_file_says_its_licence():
    bare = [
        str(file.relative_to(ROOT))
        for file in committed()
        if (file.suffix in LICENSED or os.access(file, os.X_OK))
        and file.name not in MADE
        and "SPDX-License-Identifier: Apache-2.0" not in "\n".join((text_of(file) or "").splitlines()[:5])
    ]
    assert bare == []


def test_every_module_opens_with_a_sentence():
    silent = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_text_files_end_in_one_newline_and_no_line_in_a_space():
    untidy = []
    for file in committed():
        content = text_of(file)
        if not content or file.suffix in {".ts", ".svg", ".patch"} or file.name == "LICENSE":
            continue
        if (
            not content.endswith("\n")
            or content.endswith("\n\n")
            or "\r" in content
            or re.search(r"[ \t]\n", content)
        ):
            untidy.append(str(file.relative_to(ROOT)))
    assert untidy == []


def test_no_file_is_heavy():
    heavy = [(file.name, size) for file in committed() if (size := file.stat().st_size) > 1_000_000]
    assert heavy == []
