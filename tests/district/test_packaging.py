# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district runs from the three folders that its container copies, and from nothing else of ours."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

from tests.support.rooms import ROOT

CONTAINER = (ROOT / "packaging" / "district" / "Containerfile").read_text(encoding="utf-8")


def test_the_district_runs_from_what_its_container_copies(tmp_path):
    for source, target in re.findall(r"^COPY (\S+) /app/(\S+)$", CONTAINER, re.MULTILINE):
        place = tmp_path / "app" / target
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place.mkdir(parents=True)
            shutil.copy(ROOT / source, place)
    code = """
import sys
import fieldkit, sync.serving.serving
from sync.commands import console
assert sys.argv[1] in fieldkit.__file__
sys.exit(console.main(["init"]))
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "app"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "district-data" / "district.db").is_file()


def test_the_container_installs_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        re.split(r"[<>=]", one)[0].lower()
        for one in [*project["dependencies"], *project["optional-dependencies"]["district"]]
    }
    (found,) = re.findall(r"requirements\.lock \\\n\s+([a-z0-9 '\[\]-]+) \\", CONTAINER)
    listed = set(found.replace("'", "").split())
    assert listed <= declared
    assert {re.split(r"[<>=]", one)[0] for one in project["optional-dependencies"]["district"]} <= listed
