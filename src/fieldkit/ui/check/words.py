# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a check of a card came to, in words: one for the verdict, a sentence why, and what to do."""

from __future__ import annotations

from fieldkit.domain.card_checks import CardCheck, Lists, Reason, Verdict
from fieldkit.domain.members import MemberStanding
from fieldkit.ui.noop import QT_TRANSLATE_NOOP
from fieldkit.ui.strings import from_table, standing_name

TONES = {Verdict.GREEN: "good", Verdict.AMBER: "warn", Verdict.RED: "bad"}
SIGNS = {Verdict.GREEN: "check", Verdict.AMBER: "alert", Verdict.RED: "close"}
"""The icon beside the colour: whoever cannot tell the colours apart sees a tick, a triangle or a cross."""

_VERDICTS = {
    Verdict.GREEN: QT_TRANSLATE_NOOP("check", "卡有效"),
    Verdict.AMBER: QT_TRANSLATE_NOOP("check", "先核实"),
    Verdict.RED: QT_TRANSLATE_NOOP("check", "不能用"),
}
_REASONS: dict[Reason, tuple[str, str]] = {
    Reason.LISTED: (
        QT_TRANSLATE_NOOP("check", "签名有效，本机名册里有这位会员。"),
        QT_TRANSLATE_NOOP("check", "请把姓名与本人证件核对，一致即可办理。"),
    ),
    Reason.UNLISTED: (
        QT_TRANSLATE_NOOP("check", "签名有效；本机名册里没有这位会员，多半是别的点位刚发的卡。"),
        QT_TRANSLATE_NOOP("check", "请把姓名与本人证件核对，一致即可办理。"),
    ),
    Reason.UNSIGNED: (
        QT_TRANSLATE_NOOP("check", "这只是编号，没有签名，谁都能印。"),
        QT_TRANSLATE_NOOP("check", "请扫描卡背面的码；没有的，按编号查询并核对本人证件。"),
    ),
    Reason.MISTYPED: (
        QT_TRANSLATE_NOOP("check", "这个编号的校验位不对：多半是输错了一位，也可能是编造的。"),
        QT_TRANSLATE_NOOP("check", "请对照卡面再输一次，最好扫描卡背面的码。"),
    ),
    Reason.UNREADABLE: (
        QT_TRANSLATE_NOOP("check", "这不是一个完整的会员卡码：没有读全，或者不是会员卡。"),
        QT_TRANSLATE_NOOP("check", "请再扫一次；还不行，按卡上的编号查询并核对本人证件。"),
    ),
    Reason.UNKNOWN_SIGNER: (
        QT_TRANSLATE_NOOP("check", "本机不认识给这张卡签名的区密钥，不知道是真是假。"),
        QT_TRANSLATE_NOOP("check", "请联网同步一次再扫；还不行，按编号查询，并告诉区里。"),
    ),
    Reason.REVOKED_BUT_LISTED: (
        QT_TRANSLATE_NOOP("check", "发卡的设备 {device} 已经停用；不过区里的名册有这个人和这个编号。"),
        QT_TRANSLATE_NOOP("check", "请仔细核对本人证件，建议换发新卡。"),
    ),
    Reason.SUPERSEDED: (
        QT_TRANSLATE_NOOP("check", "这个编号已经被换掉，现在的编号是 {number}。"),
        QT_TRANSLATE_NOOP("check", "请核对本人证件，收回旧卡，换发新卡。"),
    ),
    Reason.RENAMED: (
        QT_TRANSLATE_NOOP("check", "卡上的姓名与名册不同，名册上是“{name}”。"),
        QT_TRANSLATE_NOOP("check", "请核对本人证件，姓名更正过的换发新卡。"),
    ),
    Reason.TRANSFERRED: (
        QT_TRANSLATE_NOOP("check", "这位会员已转到“{union}”，卡上还是原来的工会。"),
        QT_TRANSLATE_NOOP("check", "请核对本人证件，建议换发新卡。"),
    ),
    Reason.MOVED_OUT: (
        QT_TRANSLATE_NOOP("check", "名册上这位会员的会籍已经转出本区。"),
        QT_TRANSLATE_NOOP("check", "请核对本人证件，按转入地的会员办理。"),
    ),
    Reason.NUMBER_OUTSIDE: (
        QT_TRANSLATE_NOOP(
            "check", "签名有效，但这个编号不在发卡设备 {device} 的号段里，本机名册也没有此人。"
        ),
        QT_TRANSLATE_NOOP("check", "请核对本人证件，联网同步后再扫，或按编号查询。"),
    ),
    Reason.LISTS_OLD: (
        QT_TRANSLATE_NOOP("check", "签名有效，但本机的名单已经过期，停用和退会的可能还不知道。"),
        QT_TRANSLATE_NOOP("check", "请尽快同步；现在要办的，先核对本人证件。"),
    ),
    Reason.LISTS_MISSING: (
        QT_TRANSLATE_NOOP("check", "签名有效，但本机没有作数的名单，停用和退会的都不知道。"),
        QT_TRANSLATE_NOOP("check", "请联网同步再扫；现在要办的，先核对本人证件。"),
    ),
    Reason.CLOCK_DOUBTFUL: (
        QT_TRANSLATE_NOOP("check", "签名有效，但电脑的时间可能不对，不知道本机的名单过期没有。"),
        QT_TRANSLATE_NOOP("check", "请联网同步，或把电脑的时间调准，再扫；现在要办的，先核对本人证件。"),
    ),
    Reason.NOT_A_CARD: (
        QT_TRANSLATE_NOOP("check", "这不是会员卡的码。"),
        QT_TRANSLATE_NOOP("check", "请扫描会员卡背面的码。"),
    ),
    Reason.FORGED: (
        QT_TRANSLATE_NOOP("check", "伪造的卡：它自称由区里认可的设备签发，但区里没有签过。"),
        QT_TRANSLATE_NOOP("check", "不要办理，请告诉点位负责人。"),
    ),
    Reason.ALTERED: (
        QT_TRANSLATE_NOOP("check", "卡上的内容被改过，或者是仿造的：签名对不上。"),
        QT_TRANSLATE_NOOP("check", "不要办理，请告诉点位负责人。"),
    ),
    Reason.REVOKED: (
        QT_TRANSLATE_NOOP("check", "发卡的设备 {device} 已被区里停用，它签的卡不再作数。"),
        QT_TRANSLATE_NOOP("check", "不要办理；本人确是会员的，按证件查询后换发新卡。"),
    ),
    Reason.VOIDED: (
        QT_TRANSLATE_NOOP("check", "这个编号已经作废。"),
        QT_TRANSLATE_NOOP("check", "不要按这张卡办理；请按证件查询。"),
    ),
    Reason.SOMEBODY_ELSE: (
        QT_TRANSLATE_NOOP("check", "这个编号在名册上是另一个人的。"),
        QT_TRANSLATE_NOOP("check", "不要办理，请告诉点位负责人。"),
    ),
    Reason.NEVER_ISSUED: (
        QT_TRANSLATE_NOOP("check", "这个编号是本机的，但本机从来没有发过。"),
        QT_TRANSLATE_NOOP("check", "不要办理，请告诉点位负责人。"),
    ),
    Reason.NOT_A_MEMBER: (
        QT_TRANSLATE_NOOP("check", "本机名册上这个人已经不是会员：{standing}。"),
        QT_TRANSLATE_NOOP("check", "不要按会员办理；本人想恢复的，请告诉镇街干部。"),
    ),
}


_WITHOUT_NUMBER = QT_TRANSLATE_NOOP("check", "这个编号已经不用了：本人另有一条会员记录，还没有编号。")
_STANDS_IN = QT_TRANSLATE_NOOP(
    "check", "请把姓名与本人证件核对，除代用的字以外都一致即可办理；拿不准的，按编号查询。"
)
_LISTS: dict[Lists, tuple[str, str, str]] = {
    Lists.FRESH: (
        QT_TRANSLATE_NOOP("check", "一天之内同步过"),
        QT_TRANSLATE_NOOP("check", "{days} 天前同步"),
        "",
    ),
    Lists.OLD: (
        QT_TRANSLATE_NOOP("check", "已经过期"),
        QT_TRANSLATE_NOOP("check", "已经过期，{days} 天前同步"),
        QT_TRANSLATE_NOOP("check", "已经过期，至少 {days} 天前同步"),
    ),
    Lists.UNSURE: (
        QT_TRANSLATE_NOOP("check", "不知道多久没有同步，电脑的时间可能不对"),
        "",
        QT_TRANSLATE_NOOP("check", "至少 {days} 天前同步，电脑的时间可能不对"),
    ),
}
"""Of lists that were told: within a day or of an age that is not known, of so many days, of so many days at least."""
_NO_LISTS = QT_TRANSLATE_NOOP("check", "没有作数的名单")


def verdict_word(verdict: Verdict) -> str:
    """Return the word that is written large."""
    return from_table("check", _VERDICTS[verdict])


def reason_of(check: CardCheck) -> str:
    """Return why, in a sentence."""
    facts = {
        "device": check.device,
        "number": check.number_now,
        "name": check.name_now,
        "union": check.union_now,
        "standing": standing_name(MemberStanding(check.standing)),
    }
    words = _REASONS[check.reason][0]
    if check.reason is Reason.SUPERSEDED and not check.number_now:
        words = _WITHOUT_NUMBER
    return from_table("check", words).format(**facts)


def advice_of(check: CardCheck) -> str:
    """Return what to do now."""
    if check.stands_in and check.verdict is Verdict.GREEN:
        return from_table("check", _STANDS_IN)
    return from_table("check", _REASONS[check.reason][1])


def lists_of(check: CardCheck) -> str:
    """Return how good the lists are that a card was judged by, so that it agrees with every ``reason_of``."""
    if check.lists not in _LISTS:
        return from_table("check", _NO_LISTS)
    today, before, at_least = _LISTS[check.lists]
    words = today if check.days_old < 1 else at_least if check.doubtful else before
    return from_table("check", words).format(days=check.days_old)
