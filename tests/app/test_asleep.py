# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Going to sleep locks: heard from a real message bus, or noticed by the clocks on waking."""

import itertools
import shutil
import subprocess
import sys

import pytest
from shiboken6 import delete

from fieldkit.app import asleep
from fieldkit.app.asleep import Asleep

ON_THE_BUS = """
import os, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from fieldkit.app.asleep import Asleep
app = QCoreApplication([])
logind = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "logind")
assert logind.registerService("org.freedesktop.login1")
watch, heard = Asleep(app, slept=lambda: 0.0), []
watch.asleep.connect(lambda: heard.append(1))
def say(path, interface, name, *values):
    told = QDBusMessage.createSignal(path, interface, name)
    told.setArguments(list(values))
    assert logind.send(told)
manager = "org.freedesktop.login1.Manager"
def begin():
    say("/org/freedesktop/login1", manager, "PrepareForSleep", False)
    say("/org/freedesktop/login1", manager, "PrepareForSleep", True)
    say("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock")
QTimer.singleShot(0, begin)
QTimer.singleShot(20000, app.quit)
watch.asleep.connect(lambda: len(heard) == 2 and QTimer.singleShot(200, app.quit))
app.exec()
print(len(heard))
"""


def test_sleep_is_heard_from_the_bus():
    if shutil.which("dbus-run-session") is None:
        pytest.skip("there is no dbus-run-session here")
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", ON_THE_BUS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "2", done.stderr


def test_a_sleep_that_was_not_told_is_noticed_on_waking(qtbot, qapp):
    clocks = itertools.chain([10.0, 10.0, 11.0], itertools.repeat(700.0))
    watch = Asleep(qapp, slept=lambda: next(clocks))
    heard = []
    watch.asleep.connect(lambda: heard.append(1))
    for expected in (0, 0, 1, 1):
        watch.look()
        assert len(heard) == expected
    delete(watch)


def test_this_computer_has_not_slept_a_negative_time():
    assert asleep.slept() > -1.0
