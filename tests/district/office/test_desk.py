# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The way of an export by the console alone: asked for, agreed to, listed, fetched and opened; over TLS each time."""

import datetime as dt
import getpass
import re
import shlex

import pytest

from fieldkit.registrar.console import main
from sync.office import export_requests
from sync.trust.authority import new_authority
from tests.support.office import PASSWORD

ADMIN = ("--role", "district-admin")
CLERK = ("--role", "town-clerk", "--town", "DX-PGZ")


class Desk:
    """A terminal at which people of the staff sit down, one after the other, and type what they are asked."""

    def __init__(self, capsys, monkeypatch, office):
        self.capsys, self.office, self.typed, self.asked = capsys, office, [], []
        monkeypatch.setattr(getpass, "getpass", self._answer)

    def _answer(self, question=""):
        self.asked.append(question)
        return self.typed.pop(0)()

    def run(self, line, *typed):
        """Run ``line`` with ``typed`` words at hand; return its exit code and what it said."""
        self.typed = [one if callable(one) else (lambda one=one: one) for one in typed]
        self.asked = []
        words = shlex.split(line) if isinstance(line, str) else list(line)
        code = main(words[1:] if words[0] == "fieldkit-registrar" else words)
        out, err = self.capsys.readouterr()
        assert self.typed == [], f"never asked for: {len(self.typed)}\n{out}{err}"
        return code, out + err

    def where(self, person, believed=()):
        pem = str(self.office.folder / "tls" / "authority.pem")
        return ["--url", self.office.address, *(believed or ("--ca", pem)), "--account", person.id]


@pytest.fixture
def desk(capsys, monkeypatch, office):
    """Give the terminal."""
    return Desk(capsys, monkeypatch, office)


def told_next(said, verb):
    """Return the command that was said to be next."""
    return next(
        line.strip() for line in said.splitlines() if line.strip().startswith(f"fieldkit-registrar {verb} ")
    )


def test_a_large_export_needs_no_line_of_code(desk, hire, join, monkeypatch, tmp_path):
    monkeypatch.setattr(export_requests, "ALONE_ROWS", 0)
    here = join("S1")
    here.say(here.enrol("u-1"))
    clerk, admin = hire("clerk", *CLERK), hire("adm", *ADMIN)
    first = ["ask", "--reason", "月报核对", "--town", "DX-PGZ", *desk.where(clerk)]
    code, said = desk.run(
        first,
        clerk.password,
        clerk.word,
        "短",
        PASSWORD,
        "打错了的新密码打错了的",
        PASSWORD,
        PASSWORD,
        clerk.word,
        clerk.word,
    )
    assert code == 0, said
    place = int(re.search(r"编号 ([0-9]+)：DX-PGZ，1 人，理由：月报核对", said).group(1))
    assert "两次输入的不同" in said
    clerk.password = PASSWORD

    fetch = [*shlex.split(told_next(said, "fetch")), "--to", str(tmp_path)]
    code, refused = desk.run(fetch, PASSWORD, clerk.word, clerk.word)
    assert (code, "还没有第二个人同意" in refused) == (1, True)
    assert list(tmp_path.glob("*.age")) == []

    code, listed = desk.run(
        ["requests", *desk.where(admin)], admin.password, admin.word, PASSWORD, PASSWORD, admin.word
    )
    assert (code, f"{place}  " in listed, "clerk  待第二人同意" in listed) == (0, True, True)
    code, agreed = desk.run(told_next(listed, "agree"), PASSWORD, admin.word, admin.word)
    assert (code, f"已同意，编号 {place}" in agreed) == (0, True), agreed
    assert told_next(agreed, "fetch") == told_next(said, "fetch")

    code, mine = desk.run(["requests", *desk.where(clerk)], PASSWORD, clerk.word)
    assert (code, "本人  可取，adm 已同意" in mine) == (0, True), mine
    code, fetched = desk.run(fetch, PASSWORD, clerk.word, clerk.word)
    assert code == 0, fetched
    file = tmp_path / f"FieldKit-{place:06d}.export.age"
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    code, again = desk.run(fetch)
    assert (code, "已存在" in again) == (1, True)  # before anything was asked or noted

    (line,) = desk.office.facts("exports")
    assert (line["place"], line["by"], line["approved_by"], line["old"]) == (place, "clerk", "adm", False)
    shown = desk.office.console("exports")
    assert f"{place}  " in shown
    assert "已取" in shown

    key_folder = str(desk.office.folder / "registrar")
    code, opened = desk.run(["open", str(file), "--folder", key_folder, "--csv"])
    assert (code, "1 人，水印 clerk-" in opened) == (0, True), opened
    code, after = desk.run(["requests", *desk.where(clerk)], PASSWORD, clerk.word)
    assert (code, "共 0 个申请" in after) == (0, True)


def test_whoever_gets_an_account_is_told_the_first_line_to_type(desk, office):
    printed = office.console("add-staff", "clerk", *CLERK)
    line = shlex.split(told_next(printed, "ask"))
    assert line[line.index("--url") + 1] == office.address
    code, said = desk.run(
        line, "falsch", "000000"
    )  # the line is taken, and the fingerprint is the district's
    assert (code, said) == (1, "账号、密码或动态口令不对。\n")
    assert "fieldkit-registrar" not in office.console("add-staff", "v", "--role", "district-viewer")


def test_a_used_word_is_said_to_be_used_and_the_next_is_asked_for(desk, hire):
    clerk = hire("clerk", *CLERK).settle()
    word = clerk.word()
    fresh = ["ask", "--reason", "月报核对", *desk.where(clerk)]
    code, said = desk.run(fresh, PASSWORD, word, word, "12345", clerk.word)
    assert (code, said.count("已用过，请等下一个（30 秒）")) == (0, 1)  # typed twice: known here
    used = clerk.word()
    assert clerk.sign_in(word=used).status_code == 200
    code, said = desk.run(fresh, PASSWORD, used, clerk.word, clerk.word)
    assert (code, said.count("已用过，请等下一个（30 秒）")) == (0, 1)  # used elsewhere: the district says so
    code, said = desk.run(fresh, "falsch", clerk.word)
    assert (code, "账号、密码或动态口令不对" in said) == (1, True)


def test_nobody_agrees_to_their_own_or_to_what_is_not_theirs(desk, hire, monkeypatch):
    monkeypatch.setattr(export_requests, "ALONE_ROWS", -1)
    admin, local = (
        hire("adm", *ADMIN).settle(),
        hire("reg", "--role", "registrar", "--town", "DX-YH").settle(),
    )
    code, said = desk.run(
        ["ask", "--reason", "月报核对", *desk.where(admin)], PASSWORD, admin.word, admin.word
    )
    place = re.search(r"编号 ([0-9]+)：全区", said).group(1)
    code, said = desk.run(["agree", place, *desk.where(admin)], PASSWORD, admin.word, admin.word)
    assert (code, "不能自己同意" in said) == (1, True)
    code, said = desk.run(["agree", place, *desk.where(local)], PASSWORD, local.word)
    assert (code, "没有这个导出申请" in said) == (1, True)


def test_no_password_goes_to_whoever_is_not_the_district(desk, hire, office, tmp_path):
    admin = hire("adm", *ADMIN).settle()
    ticket = office.ticket().split()
    code, said = desk.run(
        ["requests", *desk.where(admin, ("--fingerprint", ticket[3]))], PASSWORD, admin.word
    )
    assert (code, "共 0 个申请" in said) == (0, True), said
    other = "A" if ticket[3][0] != "A" else "B"
    for fingerprint, why in (
        (other + ticket[3][1:], "不是所指明的证书机构签的"),
        (ticket[3][:39], "指纹不完整"),
        ("", "指纹不完整"),
    ):
        code, said = desk.run(["requests", *desk.where(admin, ("--fingerprint", fingerprint))])
        assert (code, why in said) == (1, True), said
    stranger = tmp_path / "stranger.pem"
    stranger.write_text(new_authority("别处", dt.datetime.now(dt.UTC)).certificate, encoding="ascii")
    for line in (
        desk.where(admin, ("--ca", str(stranger))),
        ["--url", office.address.replace("https", "http"), *desk.where(admin)[2:]],
    ):
        code, said = desk.run(["requests", *line])
        assert (code, desk.asked) == (1, []), said  # nobody was let type a password
    nobody = ["--url", "https://127.0.0.1:1", *desk.where(admin)[2:]]
    code, said = desk.run(["requests", *nobody])
    assert (code, "连不上区服务器" in said, desk.asked) == (1, True, [])
