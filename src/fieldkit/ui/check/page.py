# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page where a member card is checked: by a scanner that types, by a picture, by a camera where there is one.

1. A scanner types wherever the focus is; a digit beside the box begins a code as well.
2. What was scanned is kept nowhere and logged nowhere; it is gone from the screen when the page is left.
3. An answer to an older code than the last one is dropped.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldkit.acts.check_card import check
from fieldkit.problems import DeviceRevoked
from fieldkit.ui.check.camera import Camera
from fieldkit.ui.check.card_row import CardRow
from fieldkit.ui.check.pictures import Judged, NoPicture, check_files, check_frame, check_picture
from fieldkit.ui.check.scan_box import ScanBox, board, typed_for_the_box
from fieldkit.ui.check.verdict import VerdictPanel
from fieldkit.ui.page import Page
from fieldkit.ui.parts.desk_sheet import DeskSheet
from fieldkit.ui.parts.frame import button, label
from fieldkit.ui.parts.places import ask_files
from fieldkit.ui.problems import sentence
from fieldkit.ui.session import Session


class CheckPage(Page):
    """Scan a card, see what to make of it."""

    NAME = "check"
    CONCERNS = frozenset({"briefing"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("check_page")
        self.setAcceptDrops(True)
        DeskSheet(session.look, self)
        self._asked = 0
        self._box = ScanBox(self)
        self._open = button(self.tr("打开照片（&O）"), "", self._ask_files, self, object_name="check_files")
        self._paste = button(
            self.tr("粘贴照片（&V）"), "", self._paste_picture, self, object_name="check_paste"
        )
        self._camera = Camera(self)
        self._look = button(
            self.tr("打开摄像头（&C）"), "", self._turn_camera, self, object_name="check_camera"
        )
        self._panel = VerdictPanel(session.look, self)
        self._scroll = QScrollArea(self)  # on a small screen nothing is squeezed
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._panel)
        self._row = CardRow(self)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return self.tr("验卡")

    def entered(self) -> None:
        self._look.setVisible(self._camera.is_there())
        self._close()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if typed_for_the_box(event) and not self.session.revoked:
            self._box.type_on(event.text())
        elif event.key() == Qt.Key.Key_Escape and self._panel.check is not None:
            self.entered()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop_camera()
        self._forget()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())

    # -- asking ---------------------------------------------------------------------------------------------

    def _scanned(self, code: str) -> None:
        self._run(partial(_one, code=code))

    def _take(self, data: QMimeData) -> None:
        """Check the picture, or the files, that were dropped or pasted."""
        files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
        image = data.imageData() if data.hasImage() else None
        if files:
            self._run(partial(check_files, files=files))
        elif isinstance(image, QImage):
            self._run(partial(check_picture, picture=image))
        else:
            self._failed(self._asked, NoPicture())

    def _paste_picture(self) -> None:
        self._take(board())

    def _ask_files(self) -> None:
        kinds = self.tr("图片 ({0})").format("*.png *.jpg *.jpeg *.webp *.bmp *.gif")
        ask_files(self, self.tr("打开会员卡的照片"), Path.home(), kinds, self._chosen, many=True)

    def _chosen(self, files: list[str]) -> None:
        self._run(partial(check_files, files=tuple(Path(file) for file in files)))

    # -- the camera -----------------------------------------------------------------------------------------

    def _turn_camera(self) -> None:
        if self._camera.running:
            self._stop_camera()
        elif not self.session.revoked:
            self._camera.start()
            self._look.setText(self.tr("关闭摄像头（&C）"))

    def _stop_camera(self) -> None:
        self._camera.stop()
        self._look.setText(self.tr("打开摄像头（&C）"))

    def _seen(self, picture: QImage) -> None:
        self.session.local.run(
            partial(check_frame, picture=picture, now=self.session.now()),
            done=self._saw,
            failed=self._not_seen,
        )

    def _not_seen(self, fault: Exception) -> None:
        self._stop_camera()
        self._failed(self._asked, fault)

    def _saw(self, found: Judged) -> None:
        """Judge what stands before the camera, once while it stays there; most frames show nothing."""
        self._camera.go_on()
        if found.checks and self._camera.running and self._panel.check not in found.checks:
            self._asked += 1
            self._answer(self._asked, found)

    def _camera_failed(self) -> None:
        self._stop_camera()
        self._panel.show_words(
            self.tr("摄像头没有图像"),
            self.tr("请检查摄像头是否被别的程序占用；或者用扫描枪扫，或者打开照片。"),
        )

    # -- answers --------------------------------------------------------------------------------------------

    def _run(self, task) -> None:
        if self.session.revoked:
            return
        self._asked += 1
        asked = self._asked
        self.session.local.run(
            partial(task, now=self.session.now()),
            done=partial(self._answer, asked),
            failed=partial(self._failed, asked),
        )

    def _answer(self, asked: int, found: Judged) -> None:
        if asked != self._asked:
            return
        self._close()
        if not found.checks:
            why = self.tr(
                "请让码占照片的大半，光线亮、不反光，拍清楚再试；或者用扫描枪扫，或者输入卡上的编号。"
            )
            self._panel.show_words(self.tr("照片里没有找到码"), why)
            return
        self._panel.show_check(found.checks[0])
        self._row.offer(found)

    def _failed(self, asked: int, fault: Exception) -> None:
        if asked != self._asked:
            return
        self._close()
        if isinstance(fault, NoPicture):
            why = self.tr("请换一张 PNG 或 JPEG 照片；或者用扫描枪扫，或者输入卡上的编号。")
            self._panel.show_words(self.tr("这不是能打开的照片"), why)
        elif isinstance(fault, DeviceRevoked):
            self.session.hear_revoked(True)
        else:
            self.session.fail(fault)

    # -- showing --------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        """Show nothing of anybody any more, and take no answer that is under way."""
        self._asked += 1
        self._box.forget()
        self._close()

    def _close(self) -> None:
        self._row.clear()
        self._panel.show_check(None)

    def _lock(self) -> None:
        """Show nobody any more, and say why; or be open again."""
        revoked = self.session.revoked
        self._forget()
        self._stop_camera()
        for part in (self._box, self._open, self._paste, self._look):
            part.setEnabled(not revoked)
        if revoked:
            self._panel.show_words(self.tr("不能验卡"), str(sentence(DeviceRevoked())))

    def _open_member(self, uid: str) -> None:
        self.session.member_chosen.emit(uid, "members")

    # -- layout ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._box.setPlaceholderText(self.tr("扫描卡背面的码，或输入编号后按回车"))
        self._box.setAccessibleName(self.tr("会员卡的码"))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._box, 1)
        line.addWidget(self._open)
        line.addWidget(self._paste)
        line.addWidget(self._look)
        promise = self.tr(
            "“卡有效”只说明：卡由本区的设备签发，内容没有改过，本机不知道有相反的情况。它不说明持卡人就是本人"
            "（复印的卡也能扫出来，请核对证件），也不说明上次同步以后的变化。扫过的内容不保存。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addLayout(line)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self._camera.preview, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(middle, 1)
        column.addWidget(self._row)
        column.addWidget(label(promise, "hint", self))

    def _connect(self) -> None:
        self._box.scanned.connect(self._scanned)
        self._box.pasted.connect(self._take)
        self._camera.seen.connect(self._seen)
        self._camera.failed.connect(self._camera_failed)
        self._row.chosen.connect(self._panel.show_check)
        self._panel.member_asked.connect(self._open_member)
        self.session.revoked_changed.connect(self._lock)


def _one(store, *, code: str, now) -> Judged:
    return Judged((check(store, scanned=code, now=now),))


def _has_picture(data: QMimeData) -> bool:
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())
