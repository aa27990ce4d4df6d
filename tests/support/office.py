# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's staff at their desks: accounts of every role, signed in over TLS, with one-time words that move on."""

import base64
import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import requests
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.support.district import District

PASSWORD = "四季 缤纷 二〇二三 长"


class OfficeClock:
    """The real time of a served district, moved on by hand: each one-time word works once."""

    def __init__(self) -> None:
        self.now = dt.datetime.now(dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, **parts: float) -> None:
        """Move on."""
        self.now += dt.timedelta(**parts)


class Person:
    """One of the staff with a browser of their own."""

    def __init__(self, district: District, clock: OfficeClock, named: str = "", *words: str):
        self.district, self.clock, self.id = district, clock, named
        self.browser = requests.Session()
        self.browser.trust_env = False  # the surroundings may name other authorities
        self.browser.verify = str(district.folder / "tls" / "authority.pem")
        self.secret = b""
        self.password = ""
        if named:
            self.hand_out(district.console("add-staff", named, *words))

    def hand_out(self, printed: str) -> None:
        """Take the first words that the console printed."""
        self.password = re.search(r"：([a-z2-7]{4}(?:-[a-z2-7]{4}){3})\n", printed).group(1)
        address = next((line for line in printed.splitlines() if line.startswith("otpauth://")), "")
        if address:
            letters = parse_qs(urlsplit(address).query)["secret"][0]
            self.secret = base64.b32decode(letters + "=" * (-len(letters) % 8))

    def word(self) -> str:
        """Return a one-time word that was not used yet; '' where this person has none."""
        if not self.secret:
            return ""
        self.clock.later(seconds=30)
        return TOTP(self.secret, 6, SHA1(), 30).generate(int(self.clock.now.timestamp())).decode()

    def get(self, road: str, **query: object) -> requests.Response:
        """Ask ``road``."""
        return self.browser.get(f"{self.district.address}/v1/office{road}", params=query, timeout=60)

    def post(self, road: str, /, **told: object) -> requests.Response:
        """Tell ``road``."""
        return self.browser.post(f"{self.district.address}/v1/office{road}", json=told, timeout=60)

    def sign_in(self, **other: object) -> requests.Response:
        """Sign in with what this person knows, or with ``other`` words."""
        if "word" not in other:
            other["word"] = self.word()
        return self.post("/sign-in", **{"id": self.id, "password": self.password, **other})

    def settle(self) -> "Person":
        """Sign in, change the password, sign in again."""
        assert self.sign_in().status_code == 200
        changed = self.post("/password", old=self.password, new=PASSWORD)
        assert changed.status_code == 200, changed.text
        self.password = PASSWORD
        assert self.sign_in().status_code == 200
        return self
