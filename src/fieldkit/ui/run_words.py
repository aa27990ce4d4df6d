# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What became of a run of card sheets, and what going on with it at a sheet means, in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from fieldkit.domain.print_orders import Continuing, Run
from fieldkit.ui.strings import listed, sentences


def end_words(run: Run, folder: Path) -> str:
    """Return how a run ended: how many cards, where the PDFs lie, what was left out and which cards have no place."""
    said = [
        QCoreApplication.translate("runs", "成批打印 {0} 结束了：{1} 张卡，{2} 版。").format(
            run.document_number, run.cards_out, run.out
        )
    ]
    if run.saved:
        words = QCoreApplication.translate("runs", "PDF 在文件夹 {0}，文件名以 {1} 开头。")
        said.append(words.format(folder, run.document_number))
    if run.left_out:
        words = QCoreApplication.translate("runs", "{0}没有打，上面的人还可以再成批打。")
        said.append(words.format(sheets_words(run.left_out)))
    if run.lost:
        said.append(
            QCoreApplication.translate("runs", "{0} 张没有打：查不到本人资料，版上的位置空着。").format(
                run.lost
            )
        )
    return sentences(said)


def continuing_words(told: Continuing) -> str:
    """Return what going on at a sheet means for those before it and from it on."""
    said = [QCoreApplication.translate("runs", "从第 {0} 版接着打。").format(told.sheet)]
    if told.skipped:
        words = QCoreApplication.translate(
            "runs", "{0}还没有送出，这次跳过不打，记入打印记录；上面的 {1} 个人仍算没有卡，可以再成批打。"
        )
        said.append(words.format(sheets_words(told.skipped), told.cards))
    if told.believed:
        words = QCoreApplication.translate("runs", "{0}在打印机上，算作已经打好。")
        said.append(words.format(sheets_words(told.believed)))
    if told.again:
        words = QCoreApplication.translate("runs", "{0}重新打一联，请把已经打出来的收走作废。")
        said.append(words.format(sheets_words(told.again)))
    return sentences(said)


def sheets_words(sheets: Iterable[int]) -> str:
    """Return which sheets, the stretches in short: sheets 1–36, 40."""
    stretches: list[list[int]] = []
    for sheet in sheets:
        if stretches and sheet == stretches[-1][-1] + 1:
            stretches[-1][1:] = [sheet]
        else:
            stretches.append([sheet])
    named = listed("–".join(str(one) for one in stretch) for stretch in stretches)
    return QCoreApplication.translate("runs", "第 {0} 版").format(named)
