# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Rules for every test: Qt offscreen, no network, no real keyring, no unexpected warning.

A test that means to log at WARNING or above says so: ``@pytest.mark.expect_log("part of the line")``, or in its
course ``expect_log("part of the line")``. A test that takes ``caplog`` looks after its own log lines.
"""

import os
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # for processes that a test starts
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns where there is none
    runtime = Path(tempfile.gettempdir(), f"fieldkit-tests-{os.getuid()}")
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)  # loopback needs no proxy

import logging
from collections.abc import Callable, Iterator

import hypothesis
import keyring
import keyring.backend
import pytest

from tests.support.keyrings import MemoryKeyring
from tests.support.logguard import LogGuard
from tests.support.loopback import keep_to_loopback

hypothesis.settings.register_profile(
    "fieldkit",
    deadline=None,  # the machine's speed is no matter of right and wrong
    database=None,
    derandomize=True,  # CI says the same twice; `--hypothesis-profile=storm` looks further
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "storm", hypothesis.settings.get_profile("fieldkit"), derandomize=False, max_examples=1_000
)
hypothesis.settings.load_profile("fieldkit")


@pytest.fixture(autouse=True)
def log_guard(request: pytest.FixtureRequest) -> Iterator[LogGuard]:
    """Fail the test on log lines at WARNING or above that it did not expect."""
    guard = LogGuard()
    for mark in request.node.iter_markers("expect_log"):
        guard.expect(*mark.args)
    logging.getLogger().addHandler(guard)
    yield guard
    logging.getLogger().removeHandler(guard)
    if "caplog" in request.fixturenames:
        return
    if complaints := guard.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(log_guard: LogGuard) -> Callable[..., None]:
    """Call with parts of the log lines that the test is about to cause."""
    return log_guard.expect


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every socket that would leave this machine."""
    keep_to_loopback(monkeypatch)


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """Give each test an empty keyring of its own."""
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the program's data, settings and cache away from the person who runs the tests."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "FIELDKIT_DATA"):
        monkeypatch.setenv(name, str(folder / name.lower()))
