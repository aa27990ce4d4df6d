# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The gallery page shows every paper of the sample day, and each picture that it names is there."""

import re

from PIL import Image

from fieldkit.rehearsal import captions, gallery
from tests.support.rooms import ROOT

HERE = ROOT / "docs" / "pictures"
LINKED = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")


def test_the_page_that_is_kept_shows_every_paper():
    shown = {file for _, file in LINKED.findall((HERE / "gallery.md").read_text(encoding="utf-8"))}
    wanted = {f"paper-{row[0]}.png" for row in gallery.PAPERS}
    assert wanted | {"paper-card-sheet.png", "paper-receipt-thermal.png"} <= shown


def test_the_page_that_is_kept_has_every_picture_and_no_other_is_kept():
    shown = {file for _, file in LINKED.findall((HERE / "gallery.md").read_text(encoding="utf-8"))}
    assert shown == {file.name for file in HERE.glob("*.png")}


def test_a_page_has_the_papers_first_each_with_its_caption_then_the_window(tmp_path):
    for name in ("02-serve.png", "01-members-en-light.png", "other.png"):
        Image.new("1", (4, 4)).save(tmp_path / name)
    gallery.write_page(tmp_path, [("paper-card.png", "会员卡"), ("paper-oath.png", "誓词")])
    page = (tmp_path / "gallery.md").read_text(encoding="utf-8")
    assert LINKED.findall(page) == [
        ("会员卡", "paper-card.png"),
        ("誓词", "paper-oath.png"),
        (captions.caption("members-en-light"), "01-members-en-light.png"),
        (captions.caption("serve"), "02-serve.png"),
    ]
    assert "**会员卡**" in page
