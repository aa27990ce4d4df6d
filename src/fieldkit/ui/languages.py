# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which language the program speaks: Chinese is in the source, others come from resources/i18n."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from fieldkit.paths import resources

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


class Languages(QObject):
    """The translators in use.

    Signals:
        changed: another language is spoken; build anew what is shown.
    """

    changed = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._ours = QTranslator(self)
        self._qt = QTranslator(self)
        self.spoken = "zh_CN"

    def speak(self, language: str) -> None:
        """Speak ``language`` from now on; one without a catalogue is spoken in the source's Chinese."""
        known = {code for code, _ in LANGUAGES}
        chosen = language if language in known else "zh_CN"
        for translator in (self._ours, self._qt):
            self._app.removeTranslator(translator)
        QLocale.setDefault(QLocale(chosen))
        if chosen != "zh_CN" and self._ours.load(f"fieldkit_{chosen}.qm", str(resources() / "i18n")):
            self._app.installTranslator(self._ours)
        if chosen == "zh_CN" and self._qt.load(
            "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            self._app.installTranslator(self._qt)
        self.spoken = chosen
        self.changed.emit()
