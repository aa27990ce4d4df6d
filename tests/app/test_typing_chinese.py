# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Chinese typed into the real program with real input methods, and a scanner's digits past them.

Each takes some seconds: an X server, a message bus, an input method and the program are started, and keys are
pressed from outside at a person's pace (``tests/support/desktop.py``).
"""

import tempfile
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from fieldkit.domain.serials import code_of, serial_of
from tests.support import desktop
from tests.support.booths import CLERK
from tests.support.desktop import Typist
from tests.support.enrolling import MAN_OF_1978
from tests.support.programs import needed
from tests.support.windows import make_device

SCREEN = {"Xvfb": "xvfb", "openbox": "openbox", "dbus-daemon": "dbus-daemon", "xdotool": "xdotool"}
METHODS = {
    "fcitx": (
        desktop.fcitx,
        {"fcitx5": "fcitx5", "/usr/share/fcitx5/addon/pinyin.conf": "fcitx5-pinyin"},
        ("fcitx5-remote", "-o"),
    ),
    "ibus": (
        desktop.ibus,
        {"ibus-daemon": "ibus", "/usr/share/ibus/component/libpinyin.xml": "ibus-libpinyin"},
        ("ibus", "engine", "libpinyin"),
    ),
}
"""How each is started, what it needs, and the words that a person's shortcut for it stands for."""
NUMBERS = [code_of(serial_of(12_345_678 + 7_654_321 * each)) for each in range(11)]
BACK = "9" + "7531086420" * 34 + "1234"  # as many digits as a signed code has
PASSPHRASE = "a-passphrase-of-the-booth"
TRIES = 3
DESKTOPS = 4


class MethodAbsent(AssertionError):
    """The input method does not take the keys."""


@pytest.fixture(autouse=True)
def no_keyring():
    keyring.set_keyring(fail.Keyring())  # as in the program's own process: a passphrase, no PIN


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_a_name_is_typed_in_pinyin_and_a_card_is_scanned_with_the_method_on(tmp_path, method):
    """On a new desktop where the method itself did not come up: on a busy machine its daemon may be too late."""
    start, programs, on = METHODS[method]
    needed(SCREEN | programs)
    for left in reversed(range(DESKTOPS)):
        device = tmp_path / f"device{left}"
        make_device(device, people=(CLERK,), secret=PASSPHRASE)
        # The name of a socket must be short, and ibus puts its own below the desktop's folder.
        with tempfile.TemporaryDirectory(prefix="fkd") as folder, desktop.desktop(Path(folder)) as here:
            start(here)
            typist = Typist(here, device)
            assert typist.sees("module") == "ibus"
            sign_in(typist)
            scan(typist, MAN_OF_1978)
            typist.until(lambda seen=typist: seen.sees("at") == "enrol_name", "the number is taken")
            try:
                compose(typist, "enrol_name", "gonghui", "工会", lambda at=here: at.ask(*on))
            except MethodAbsent:
                if not left:
                    raise
                continue
            type_on(typist, lambda at=here: at.ask(*on))
            assert "fault" not in (device / "fieldkit.log").read_text(encoding="utf-8")
            return


def type_on(typist, turn_on):
    """Scan and type on, with the method on."""
    typist.key("Return")
    typist.until(lambda: typist.sees("at") == "enrol_phone", "the name is taken")
    typist.key("F3")
    typist.until(lambda: typist.sees("at") == "finder_box", "the finder is there")
    for number in NUMBERS:  # the next scan replaces the one before
        scan(typist, number)
        typist.until(lambda number=number: typist.sees("text") == number, f"{number} is scanned", seconds=10)
    compose(typist, "finder_box", "zhongguo", "中国", turn_on)
    typist.key("F10")
    typist.until(lambda: typist.sees("at") == "check_box", "a card's back can be scanned")
    typist.type(BACK, between=0)
    typist.until(lambda: typist.sees("text") == BACK, "the signed code is scanned", seconds=10)


def sign_in(typist):
    typist.until(lambda: typist.sees("at") == "pin", "the sign-in face is there")
    typist.type(PASSPHRASE)
    typist.until(lambda: typist.sees("text") == PASSPHRASE, "the passphrase is typed as it is")
    typist.key("Return")
    typist.until(lambda: typist.sees("at") == "enrol_number", "the form is there")


def scan(typist, digits):
    """Type digits and Enter without a pause, as a handheld scanner does."""
    typist.type(digits, between=0)
    typist.key("Return")


def compose(typist, line, letters, wanted, turn_on):
    """Type pinyin and take the first choice; again from an empty line, for a busy machine may swallow a key.

    There the method itself may not be up at the first try: it is turned on anew, as a person would by its shortcut.
    """
    for left in reversed(range(TRIES)):
        typist.key("ctrl+a", "BackSpace")
        typist.until(lambda: typist.sees("at") == line and typist.sees("text") == "", "the line is empty")
        typist.type(letters)
        typist.key("space")
        try:
            typist.until(lambda: typist.sees("text") == wanted, f"{wanted} by {letters}", seconds=8)
        except TimeoutError as late:
            if not left:
                seen = {what: typist.sees(what) for what in ("at", "text", "composing", "module")}
                raise MethodAbsent(f"{late}\n{seen}") from late
            typist.key("Escape")
            turn_on()
        else:
            return
