# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The way of an export at the desk: ask for it, agree as the second person, see what is open, fetch the sealed file.

Whoever asks is proved by a password and a one-time word; asking, agreeing and fetching take a fresh word each. Neither
is ever a word of the command line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from fieldkit.registrar import district_line, folder
from fieldkit.registrar.district_line import Line, NotReached, Refusal
from fieldkit.registrar.terminal import say

GOOD_FOR = dt.timedelta(hours=24)
"""So long the district keeps a request open (``sync/office/export_requests.py``)."""

_LEAST_LETTERS, _MOST_LETTERS = 12, 200
_DIGITS = 6
_TRIES = 3

A = TypeVar("A")

FAULTS: dict[str, str] = {
    "not-signed-in": "账号、密码或动态口令不对。",
    "word-used": "这个动态口令已用过，请等下一个（30 秒）。",
    "locked": "输错次数太多，账号暂时锁住，请 {seconds} 秒后再试。",
    "too-many": "太频繁了：一分钟内登录太多次，或 24 小时内已申请 10 次。请稍后再试。",
    "bad-password": "新密码太短、太长，或与旧密码相同。",
    "not-allowed": "这个账号的角色不能做这件事。",
    "unknown": "没有这个导出申请、点位或组织，或不归这个账号管。",
    "same-person": "申请人不能自己同意，请另一个人用自己的账号来做。",
    "not-approved": "还没有第二个人同意：一次（或 24 小时内合计）超过 100 人的导出须另一位区管理员或登记员同意。",
    "no-registrar": "没有确定唯一的、管得到这个范围的登记员。请加 --registrar 钥匙编号（区服务器上 registrars 可查）。",
    "too-old": "这个申请已超过 24 小时，请重新申请。",
    "malformed": "填写的内容不对：{field}（申请理由须 4 至 200 个字）。",
}


class Request(msgspec.Struct, frozen=True):
    """A request for an export, as the district tells it."""

    place: int
    at: str
    by: str
    reason: str
    town: str
    site: str
    rows: int
    approved_by: str
    taken_at: str
    alone: bool

    def stands(self, now: dt.datetime) -> str:
        """Return how it stands, in a few words."""
        if now - dt.datetime.fromisoformat(self.at) > GOOD_FOR:
            return "已过期"
        if self.taken_at:
            return "已取"
        return "可取" if self.alone or self.approved_by else "待第二人同意"


class Who(msgspec.Struct, frozen=True):
    """Who is signed in."""

    id: str
    must_change: bool


def sentence(refusal: Refusal) -> str:
    """Return what is said of ``refusal``."""
    fault, field, seconds = refusal.args
    return FAULTS.get(fault, f"区服务器没有做：{fault}").format(field=field, seconds=seconds)


def do_ask(asked: argparse.Namespace) -> None:
    """Ask for an export."""
    with _line(asked) as line:
        words = _sign_in(asked, line)
        told = {"reason": asked.reason, "town": asked.town, "site": asked.site}
        made = _read(words.prove("/exports", told), Request)
    say(f"已申请，编号 {made.place}：{_about(made)}。24 小时内有效。")
    if not made.alone:
        say("人数超过 100，须另一位区管理员或登记员（不能是本人）同意。请对方运行：")
        say("  " + _next(asked, "agree", made.place, account="对方的账号"))
        say("同意之后运行：")
    else:
        say("不需要第二个人同意。下一步运行：")
    say("  " + _next(asked, "fetch", made.place))


def do_requests(asked: argparse.Namespace) -> None:
    """List what was asked for: the account's own, and what it may agree to."""
    with _line(asked) as line:
        _sign_in(asked, line)
        found = _all(line)
    now = dt.datetime.now(dt.UTC)
    shown = [one for one in found if asked.all or one.stands(now) in ("可取", "待第二人同意")]
    for one in shown:
        whose = "本人" if one.by == asked.account else one.by
        agreed = f"，{one.approved_by} 已同意" if one.approved_by else ""
        say(f"{one.place}  {one.at}  {whose}  {one.stands(now)}{agreed}  {_about(one)}")
        if one.stands(now) == "待第二人同意" and one.by != asked.account:
            say("  " + _next(asked, "agree", one.place))
        elif one.stands(now) == "可取" and one.by == asked.account:
            say("  " + _next(asked, "fetch", one.place))
    say(f"共 {len(shown)} 个申请。")


def do_agree(asked: argparse.Namespace) -> None:
    """Agree, as the second person, to what somebody else asked for."""
    with _line(asked) as line:
        words = _sign_in(asked, line)
        one = next((one for one in _all(line) if one.place == asked.request), None)
        if one is None:
            raise Refusal("unknown", "", 0)
        say(f"{one.by} 申请导出：{_about(one)}。输入动态口令即表示同意；不同意请按 Ctrl+C。")
        made = _read(words.prove(f"/exports/{one.place}/approve", {}), Request)
    say(f"已同意，编号 {made.place}。请 {made.by} 运行：")
    say("  " + _next(asked, "fetch", made.place, account=made.by))


def do_fetch(asked: argparse.Namespace) -> None:
    """Fetch the sealed file of a request."""
    file: Path = asked.to / f"FieldKit-{asked.request:06d}.export.age"
    if file.exists():
        raise FileExistsError(17, "", str(file))
    if not asked.to.is_dir():
        raise FileNotFoundError(2, "", str(asked.to))
    with _line(asked) as line:
        words = _sign_in(asked, line)
        raw = words.prove(f"/exports/{asked.request}/take", {"registrar": asked.registrar})
    folder.write_whole(file, raw)
    say(f"已写出 {file}。只有登记员的钥匙能打开：")
    say("  " + shlex.join(["fieldkit-registrar", "open", str(file), "--folder", "登记员的文件夹"]))


class _Words:
    """The one-time words of one person: each counts once, so the same one is not sent twice."""

    def __init__(self, line: Line) -> None:
        self._line, self._last = line, ""

    def prove(self, road: str, told: dict[str, Any]) -> bytes:
        """Return what ``road`` answers to ``told`` with a fresh word. Raises Refusal."""
        for _ in range(_TRIES):
            word = self._fresh()
            try:
                return self._line.post(road, {**told, "word": word})
            except Refusal as no:
                if no.args[0] != "word-used":
                    raise
                say(sentence(no))
        raise Refusal("word-used", "", 0)

    def _fresh(self) -> str:
        question = "下一个动态口令（6 位，30 秒一换）：" if self._last else "动态口令（6 位）："
        while True:
            word = getpass.getpass(question).strip()
            if word and word == self._last:
                say(FAULTS["word-used"])
            elif not word or (len(word) == _DIGITS and word.isascii() and word.isdecimal()):
                self._last = word
                return word


def _sign_in(asked: argparse.Namespace, line: Line) -> _Words:
    """Sign in, after a change of the password where it must be changed; return what gives further words."""
    line.reach()
    words = _Words(line)
    password = getpass.getpass(f"{asked.account} 的密码：")
    who = _read(words.prove("/sign-in", {"id": asked.account, "password": password}), Who)
    if who.must_change:
        say("这是初始密码，须先改。")
        new = _new_password(password)
        line.post("/password", {"old": password, "new": new})
        say("密码已改，须用下一个动态口令重新登录。")
        words.prove("/sign-in", {"id": asked.account, "password": new})
    return words


def _new_password(old: str) -> str:
    while True:
        new = getpass.getpass(f"新密码（至少 {_LEAST_LETTERS} 个字）：")
        if not _LEAST_LETTERS <= len(new) <= _MOST_LETTERS or new == old:
            say(FAULTS["bad-password"])
        elif new != getpass.getpass("再输入一次："):
            say("两次输入的不同。")
        else:
            return new


def _all(line: Line) -> list[Request]:
    return _read(line.get("/exports"), list[Request])


def _read(raw: bytes, kind: type[A]) -> A:
    """Return the answer in ``raw``. Raises NotReached when it is none of an office."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError:
        raise NotReached("/v1/office") from None


def _about(one: Request) -> str:
    part = one.site or one.town or "全区"
    return f"{part}，{one.rows} 人，理由：{one.reason}"


def _line(asked: argparse.Namespace) -> Line:
    if asked.ca is not None:
        return Line(asked.url, district_line.authority_in(asked.ca))
    return Line(asked.url, district_line.authority_at(asked.url, asked.fingerprint))


def _next(asked: argparse.Namespace, verb: str, place: int, account: str = "") -> str:
    """Return the words of the next command, to be copied."""
    believed = ["--ca", str(asked.ca)] if asked.ca is not None else ["--fingerprint", asked.fingerprint]
    line = ["fieldkit-registrar", verb, str(place), "--url", asked.url, *believed]
    return shlex.join([*line, "--account", account or asked.account])


Adding = Callable[[str, str, Callable[[argparse.Namespace], None]], argparse.ArgumentParser]


def add(verb: Adding) -> None:
    """Tell the verbs of this group by ``verb`` (name, title, work)."""
    told = _to_district(verb("ask", "向区里申请导出", do_ask))
    told.add_argument("--reason", required=True, help="申请理由（4 至 200 个字，记入区里的日志）")
    part = told.add_mutually_exclusive_group()
    part.add_argument("--town", default="", metavar="CODE", help="只要这个镇街工会；缺省为账号的全部范围")
    part.add_argument("--site", default="", metavar="CODE", help="只要这个点位")
    told = _to_district(verb("requests", "列出还有效的导出申请：自己的，和等自己同意的", do_requests))
    told.add_argument("--all", action="store_true", help="也列出已取的和过期的")
    told = _to_district(verb("agree", "作为第二个人，同意别人的导出申请", do_agree))
    told.add_argument("request", type=int, metavar="N", help="申请编号")
    told = _to_district(verb("fetch", "取出自己申请的导出（封给登记员的文件）", do_fetch))
    told.add_argument("request", type=int, metavar="N", help="申请编号")
    told.add_argument("--registrar", default="", metavar="KEY-ID", help="封给哪位登记员；只有一位时不必写")
    told.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="写到哪里；缺省为当前文件夹")


def _to_district(told: argparse.ArgumentParser) -> argparse.ArgumentParser:
    told.add_argument("--url", required=True, help="区服务器的地址，https://…")
    believed = told.add_mutually_exclusive_group(required=True)
    believed.add_argument(
        "--ca", type=Path, metavar="FILE", help="区证书机构的证书（区服务器的 tls/authority.pem）"
    )
    believed.add_argument("--fingerprint", metavar="LETTERS", help="区证书机构的指纹（入网票或开账号时所印）")
    told.add_argument("--account", required=True, metavar="ID", help="自己的账号")
    return told
