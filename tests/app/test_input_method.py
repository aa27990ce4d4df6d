# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which input method Qt is led to, by what the desktop says."""

import pytest

from fieldkit.app import input_method
from fieldkit.app.input_method import choose_input_method

WAITS = {"IBUS_ENABLE_SYNC_MODE": "1"}
PORTAL = {"IBUS_USE_PORTAL": "1", **WAITS}
BY_PORTAL = {"QT_IM_MODULE": "ibus", **PORTAL}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, BY_PORTAL),
        ({"QT_IM_MODULE": "fcitx5"}, BY_PORTAL),
        (
            {"QT_IM_MODULE": "fcitx", "IBUS_ENABLE_SYNC_MODE": "0"},
            {**BY_PORTAL, "IBUS_ENABLE_SYNC_MODE": "0"},
        ),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {"QT_IM_MODULES": "wayland;ibus", **PORTAL}),
        (
            {"QT_IM_MODULES": "fcitx", "QT_IM_MODULE": "x"},
            {"QT_IM_MODULES": "ibus", "QT_IM_MODULE": "x", **PORTAL},
        ),
        ({"XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx", **BY_PORTAL}),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "xim"}, {"XMODIFIERS": "@im=fcitx", **BY_PORTAL}),
        ({"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": ""}, {"XMODIFIERS": "@im=fcitx", **BY_PORTAL}),
    ],
)
def test_fcitx_is_reached_by_its_ibus_door(before, after):
    choose_input_method(before)
    assert before == after


@pytest.mark.parametrize(
    "named",
    [
        {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULES": "wayland;compose"},
        {"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"},
        {"XMODIFIERS": "@im=none"},
        {"XMODIFIERS": "@im=none", "QT_IM_MODULE": "xim"},
        {"XMODIFIERS": "nonsense"},
        {"QT_IM_MODULES": ";;"},
        {},
    ],
)
def test_what_qt_can_do_by_itself_is_left_alone(named):
    before = dict(named)
    choose_input_method(named)
    assert named == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"XMODIFIERS": "@im=ibus"}, {"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "ibus", **WAITS}),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus", **WAITS}),
        ({"QT_IM_MODULES": "wayland;ibus"}, {"QT_IM_MODULES": "wayland;ibus", **WAITS}),
    ],
)
def test_ibus_is_used_without_the_portal_and_waited_for(before, after):
    choose_input_method(before)
    assert before == after


def test_a_plugin_of_fcitx_that_is_there_is_used(monkeypatch, tmp_path):
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    monkeypatch.setattr(input_method.QLibraryInfo, "path", lambda _which: str(tmp_path))
    environ = {"QT_IM_MODULE": "fcitx5"}
    choose_input_method(environ)
    assert environ == {"QT_IM_MODULE": "fcitx5"}
