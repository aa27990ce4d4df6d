# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which papers the page offers, in which order, and what each needs before it can be printed."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from fieldkit.domain.papers import PaperKind
from fieldkit.ui.noop import QT_TRANSLATE_NOOP


class Needs(enum.Enum):
    """What a paper is about."""

    NOTHING = "nothing"
    SITE = "site"
    SERVICE = "service"
    PERSON = "person"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper of the list. ``blank`` says that an empty one to fill by hand makes sense; ``sizes`` to choose from."""

    kind: PaperKind
    needs: Needs
    words: str
    blank: bool = False
    sizes: tuple[str, ...] = ()
    over: bool = False
    picture: bool = False
    goods: bool = False


OFFERS = (
    Offer(
        PaperKind.ISSUE_LIST,
        Needs.SITE,
        QT_TRANSLATE_NOOP("offers", "今天在这个点位领取物资的人，每页有小计和签名栏。"),
        blank=True,
        goods=True,
    ),
    Offer(
        PaperKind.DAY_END,
        Needs.SITE,
        QT_TRANSLATE_NOOP("offers", "本机今天的数字；程序不知道的留空，由填报人填写。"),
        blank=True,
    ),
    Offer(
        PaperKind.CUSTODY,
        Needs.SITE,
        QT_TRANSLATE_NOOP("offers", "物资的账面结存和设备清单，实点数由双方填写。"),
        blank=True,
    ),
    Offer(
        PaperKind.BULLETIN,
        Needs.SITE,
        QT_TRANSLATE_NOOP("offers", "简报草稿：时间、地点、数字已填好，其余由撰稿人写。"),
        blank=True,
    ),
    Offer(
        PaperKind.ROUTE,
        Needs.PERSON,
        QT_TRANSLATE_NOOP("offers", "来宾要去的服务台，办完打勾。不选人就是不记名的卡。"),
    ),
    Offer(
        PaperKind.NUMBER_SLIP,
        Needs.SERVICE,
        QT_TRANSLATE_NOOP("offers", "一项服务的排队号，每打一张加一。不记名。"),
        sizes=("80mm", "58mm"),
    ),
    Offer(
        PaperKind.NOTICE,
        Needs.PERSON,
        QT_TRANSLATE_NOOP("offers", "大字告知书和逐项的单独同意，请本人勾选、签名。"),
    ),
    Offer(
        PaperKind.APPLICATION,
        Needs.NOTHING,
        QT_TRANSLATE_NOOP("offers", "空白入会申请书，停电断网时手写用，每张有编号。"),
    ),
    Offer(
        PaperKind.MEMBER_FORM,
        Needs.PERSON,
        QT_TRANSLATE_NOOP("offers", "会员登记表。不选人就是空白表；套打只打内容，用在印好的表上。"),
        over=True,
    ),
    Offer(PaperKind.OATH, Needs.SITE, QT_TRANSLATE_NOOP("offers", "大字誓词，给领誓人用；文字由区里确定。")),
    Offer(
        PaperKind.REPRESENTATIVES,
        Needs.PEOPLE,
        QT_TRANSLATE_NOOP("offers", "仪式上的新会员代表；可以逐个选，其余手写。"),
        blank=True,
    ),
    Offer(
        PaperKind.POSTER,
        Needs.SITE,
        QT_TRANSLATE_NOOP("offers", "扫码海报。没有码的，留出位置粘贴，或选一张图片。"),
        sizes=("A4", "A3"),
        picture=True,
    ),
    Offer(
        PaperKind.APPEAL,
        Needs.PERSON,
        QT_TRANSLATE_NOOP("offers", "诉求交办单，每张一个新编号。可以不选人（匿名）。"),
    ),
    Offer(
        PaperKind.DATA_REQUEST,
        Needs.PERSON,
        QT_TRANSLATE_NOOP("offers", "查阅、复制、更正、删除个人信息的申请表。"),
    ),
    Offer(
        PaperKind.RULER,
        Needs.NOTHING,
        QT_TRANSLATE_NOOP("offers", "四边标尺和中央十字，用来量打印机偏了多少。"),
        sizes=("A4", "A5"),
    ),
)
"""All offers, the ones of every day first."""
