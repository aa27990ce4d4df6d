# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The documents page: what can be printed now, how it will look, and that no name stays for the next person."""

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from fieldkit.acts import papers
from fieldkit.acts.issue import issue
from fieldkit.domain.day_papers import IssueList, Occasion
from fieldkit.domain.desk import Desk
from fieldkit.domain.filing import About, about_from
from fieldkit.domain.packs import Collector
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.settings import Settings, load, save
from fieldkit.ui.documents import drawer, offsets
from fieldkit.ui.documents.drawer import document, preview
from fieldkit.ui.documents.offers import OFFERS
from fieldkit.ui.documents.page import DocumentsPage
from fieldkit.ui.opening import LEAST
from fieldkit.ui.parts.finder_keys import FinderBox
from fieldkit.ui.setup.printer_form import PrinterForm
from tests.support.booths import MAIN, NOON, VOLUNTEER, Booth, draft_of, known, make_store
from tests.support.day_papers import issue_rows, pdf_of
from tests.support.hands import press, write
from tests.support.papers import images_in, text_of
from tests.support.windows import WAIT, click, found, words_in


@pytest.fixture
def booth(qtbot, tmp_path):
    make_store(tmp_path / "store", members=[known(11, "王伟"), known(12, "张丽")]).close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    yield stands
    stands.close()


@pytest.fixture
def page(qtbot, booth):
    return shown(qtbot, booth)


def shown(qtbot, booth):
    made = DocumentsPage(booth.session)
    qtbot.addWidget(made)
    made.resize(1140, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    return made


def words(page, name="document_preview_words"):
    return page.findChild(QLabel, name).text()


def looked(qtbot, page, part):
    qtbot.waitUntil(lambda: part in words(page), timeout=WAIT)


def visible(page, name):
    return page.findChild(QWidget, name).isVisible()


def choose_person(qtbot, page, text):
    box = page.findChild(FinderBox)
    box.setFocus()
    box.selectAll()
    write(qtbot, text)
    press(qtbot, Qt.Key.Key_Return)


def ledger(booth):
    return booth.run(partial(papers.prints))


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.kind.value)
def test_every_paper_can_be_looked_at_and_leaves_no_line(qtbot, booth, page, offer):
    page.choose(offer.kind)
    looked(qtbot, page, "第 1 页")
    assert not page.preview.picture.pixmap().isNull()
    assert page.order.isEnabled()
    assert ledger(booth) == ()
    assert booth.troubles == []


def test_the_name_of_every_paper_is_read_whole(page):
    room = page.papers.viewport().width()
    page.papers.item(0).setText("Personal-information request")
    page.entered()
    assert page.papers.viewport().width() >= page.papers.sizeHintForColumn(0)
    assert page.papers.viewport().width() >= room


def test_a_list_says_what_it_stands_on_and_when_it_is_empty(qtbot, booth, page):
    looked(qtbot, page, "这一天在这里没有领取记录")
    assert "庞各庄镇主会场 · 2023年11月29日" in words(page, "document_facts")
    member = booth.enrol(1, "王伟").member
    session = booth.session
    booth.run(
        partial(
            issue,
            uid=member.uid,
            goods="pack",
            operator=session.operator,
            desk=session.desk,
            now=NOON,
        )
    )
    page.refresh()
    looked(qtbot, page, "共 1 行")


def test_a_list_can_be_of_one_item(qtbot, booth, page):
    box = page.options.goods
    box.setCurrentIndex(box.findData("pack"))
    assert page.options.about().goods == "pack"
    page.choose(PaperKind.CUSTODY)
    assert page.options.about().goods == ""
    assert not visible(page, "document_goods")


def test_the_morning_after_the_day_of_the_event_can_be_chosen(qtbot, booth, page):
    assert not visible(page, "document_day")
    booth.clock.move(days=1)
    morning = shown(qtbot, booth)
    morning.choose(PaperKind.DAY_END)
    assert visible(morning, "document_day")
    assert morning.options.about().day == "2023-11-30"
    morning.options.day.setCurrentIndex(1)
    assert morning.options.about().day == "2023-11-29"
    assert "2023年11月29日" in words(morning, "document_facts")


def test_printing_saves_the_paper_and_writes_the_ledger(qtbot, booth, page, tmp_path):
    page.choose(PaperKind.DAY_END)
    looked(qtbot, page, "第 1 页")
    click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"], timeout=WAIT)
    (line,) = ledger(booth)
    assert (line.kind, line.document_number) == (PaperKind.DAY_END, "T-D07-0001")
    assert about_from(line.about) == About(event="DX-20231129", site="PGZ", day="2023-11-29")
    text = text_of(Path(line.place).read_bytes())[0]
    assert "编号 T-D07-0001 · 第 1 联" in text
    assert "现场入会人数 0" in text


def test_a_person_is_chosen_and_gone_after_printing(qtbot, booth, page):
    page.choose(PaperKind.ROUTE)
    choose_person(qtbot, page, "王伟")
    qtbot.waitUntil(lambda: "王*" in words(page, "document_people"), timeout=WAIT)
    looked(qtbot, page, "第 1 页")
    click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"], timeout=WAIT)
    assert "王伟" in text_of(Path(ledger(booth)[0].place).read_bytes())[0]
    assert page.options.about().uids == ()
    assert "现在没有选人：再打就是空白的" in words(page, "document_people")


def test_the_name_of_one_paper_does_not_go_on_to_the_next(qtbot, booth, page):
    page.choose(PaperKind.NOTICE)
    choose_person(qtbot, page, "王伟")
    qtbot.waitUntil(lambda: page.options.about().uids == ("known-11",), timeout=WAIT)
    page.choose(PaperKind.APPEAL)
    assert page.options.about().uids == ()


def test_another_page_can_send_a_member_here(qtbot, booth, page):
    page.open_member("known-12")
    qtbot.waitUntil(lambda: "张*" in words(page, "document_people"), timeout=WAIT)
    assert page.options.about().uids == ("known-12",)
    assert page.papers.currentItem().text() == "服务路线卡"
    page.choose(PaperKind.NOTICE)
    page.open_member("known-11")
    qtbot.waitUntil(lambda: "王*" in words(page, "document_people"), timeout=WAIT)
    assert page.papers.currentItem().text() == "个人信息告知书"


@pytest.mark.parametrize(
    "kind",
    [
        PaperKind.ISSUE_LIST,
        PaperKind.ROUTE,
        PaperKind.NOTICE,
        PaperKind.MEMBER_FORM,
        PaperKind.REPRESENTATIVES,
        PaperKind.APPEAL,
        PaperKind.DATA_REQUEST,
    ],
)
def test_a_preview_is_masked_and_the_paper_is_not(qtbot, booth, kind):
    """A look behind the mask leaves a trace; a preview leaves none, so it shows nothing."""
    session = booth.session
    draft = draft_of(5, "欧阳示例", introducer="单𣲘某")
    member = booth.enrol(5, "欧阳示例", introducer="单𣲘某").member
    collector = Collector("尉迟龑", "0290", "colleague")
    booth.run(
        partial(
            issue,
            uid=member.uid,
            goods="pack",
            operator=session.operator,
            desk=session.desk,
            now=NOON,
            collector=collector,
        )
    )
    about = About(event="DX-20231129", site="PGZ", day="2023-11-29")
    if kind is not PaperKind.ISSUE_LIST:
        about = About(uids=(member.uid,))
    seen = booth.run(partial(preview, kind=kind, about=about.text, now=NOON)).pdf
    text = "".join(text_of(seen))
    for secret in ("欧阳示例", "单𣲘某", "尉迟龑", draft.document_number, draft.phone, "1990-01-01"):
        assert secret not in text
    assert "欧***例" in text or "欧**例" in text
    assert images_in(seen) == (kind is PaperKind.ROUTE)  # its code says no more than the number beside it
    line = Print("Q-D07-0001", 1, kind, about.text, "", "v01", NOON, "", "")
    assert "欧阳示例" in "".join(text_of(booth.run(partial(document, line=line))))


def test_representatives_are_chosen_one_by_one(qtbot, booth, page):
    page.choose(PaperKind.REPRESENTATIVES)
    choose_person(qtbot, page, "王伟")
    qtbot.waitUntil(lambda: page.options.about().uids == ("known-11",), timeout=WAIT)
    choose_person(qtbot, page, "张丽")
    qtbot.waitUntil(lambda: page.options.about().uids == ("known-11", "known-12"), timeout=WAIT)
    click(qtbot, page, "document_nobody")
    assert page.options.about().uids == ()


def test_a_blank_form_is_about_nothing(qtbot, page):
    page.choose(PaperKind.ISSUE_LIST)
    page.options.blank.setChecked(True)
    assert page.options.about() == About()
    page.choose(PaperKind.DAY_END)
    assert not page.options.blank.isChecked()


def test_overprint_keeps_its_offset_for_the_printer(qtbot, booth, page):
    page.choose(PaperKind.MEMBER_FORM)
    choose_person(qtbot, page, "王伟")
    qtbot.waitUntil(lambda: page.options.about().uids == ("known-11",), timeout=WAIT)
    assert not visible(page, "document_across")
    page.options.over.setChecked(True)
    assert visible(page, "document_across")
    page.options.across.setValue(-0.7)
    page.options.down.setValue(1.2)
    qtbot.waitUntil(lambda: offsets.kept(booth.session.settings, "") == (-7, 12), timeout=WAIT)
    about = page.options.about()
    assert (about.values_only, about.across, about.down) == (True, -7, 12)
    page.choose(PaperKind.OATH)
    page.choose(PaperKind.MEMBER_FORM)
    assert (page.options.across.value(), page.options.down.value()) == (-0.7, 1.2)


def test_an_offset_is_asked_for_in_one_way_everywhere(qtbot, page):
    """What the ruler page says goes into either field as it is: millimetres, right and down positive."""
    form = PrinterForm()
    qtbot.addWidget(form)
    for there, here in ((form.right, page.options.across), (form.down, page.options.down)):
        assert type(there) is type(here)
        assert here.text() == there.text() == "0.0 毫米"
        assert here.accessibleName() == there.accessibleName()
    assert page.options.across.accessibleName() == "右移，负数左移"
    assert page.options.down.accessibleName() == "下移，负数上移"


def test_overprint_stays_with_its_person_and_never_prints_a_blank(qtbot, booth, page):
    page.choose(PaperKind.MEMBER_FORM)
    page.options.over.setChecked(True)
    looked(qtbot, page, "套打要先选人")
    assert not page.order.isEnabled()
    click(qtbot, page, "document_print")
    choose_person(qtbot, page, "王伟")
    looked(qtbot, page, "第 1 页")
    for count in (1, 2):
        click(qtbot, page, "document_print")
        qtbot.waitUntil(
            lambda n=count: [line.outcome for line in ledger(booth)] == ["saved"] * n, timeout=WAIT
        )
        assert page.options.over.isChecked()
        assert "王*" in words(page, "document_people")
    for line in ledger(booth):
        text = text_of(Path(line.place).read_bytes())[0]
        assert "王伟" in text
        assert "工会会员登记表" not in text


def test_number_slips_are_for_a_service_on_the_paper_of_the_roll(qtbot, booth, page):
    page.choose(PaperKind.NUMBER_SLIP)
    about = page.options.about()
    assert about.service == "legal"
    assert about.size == "80mm"
    assert page.options.paper_size.currentText() == "80 毫米卷纸"  # as in the settings
    for _ in range(2):
        click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"] * 2, timeout=WAIT)
    texts = [text_of(Path(line.place).read_bytes())[0] for line in ledger(booth)]
    assert sorted("D07-001" in text for text in texts) == [False, True]
    assert sorted("D07-002" in text for text in texts) == [False, True]


def test_a_poster_takes_a_picture_and_nothing_else(qtbot, booth, page, tmp_path):
    page.choose(PaperKind.POSTER)
    rubbish = tmp_path / "x.png"
    rubbish.write_bytes(b"no picture")
    page.options.picture.take(str(rubbish))
    assert "不是能读的图片" in words_in(page)
    assert page.options.about().picture == ""
    Image.new("RGB", (60, 60)).save(tmp_path / "code.png")
    page.options.picture.take(str(tmp_path / "code.png"))
    assert page.options.about().picture == str(tmp_path / "code.png")
    looked(qtbot, page, "第 1 页")


def test_a_picture_that_is_gone_leaves_room_to_glue_one(qtbot, booth, page, tmp_path):
    page.choose(PaperKind.POSTER)
    Image.new("RGB", (60, 60)).save(tmp_path / "code.png")
    page.options.picture.take(str(tmp_path / "code.png"))
    (tmp_path / "code.png").unlink()
    click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"], timeout=WAIT)
    assert "请在此处粘贴" in text_of(Path(ledger(booth)[0].place).read_bytes())[0]


def test_without_a_site_blank_forms_can_be_printed_and_it_says_so(qtbot, booth):
    booth.session.desk = Desk("", "", "")
    page = shown(qtbot, booth)
    page.choose(PaperKind.DAY_END)
    assert "还没有选点位" in words(page, "document_facts")
    looked(qtbot, page, "第 1 页")
    click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"], timeout=WAIT)
    assert ledger(booth)[0].about == ""


def test_a_revoked_device_prints_nothing_and_finds_nobody(qtbot, booth):
    booth.session.revoked = True
    page = shown(qtbot, booth)
    page.choose(PaperKind.ROUTE)
    assert not page.order.isEnabled()
    assert not page.options.finder.isVisible()
    page.choose(PaperKind.ISSUE_LIST)
    assert "已停用这台设备" in words(page)
    assert page.preview.picture.pixmap().isNull()


def test_a_preview_of_something_else_is_dropped(qtbot, booth, page):
    page.choose(PaperKind.ISSUE_LIST)
    page.choose(PaperKind.RULER)
    looked(qtbot, page, "第 1 页")
    qtbot.wait(200)
    assert "领取记录" not in words(page)


def test_pages_are_turned(qtbot, booth, page):
    page.choose(PaperKind.ROUTE)
    looked(qtbot, page, "第 1 页，共 2 页。")
    page.preview.on.click()
    assert "第 2 页" in words(page)
    assert not page.preview.on.isEnabled()
    page.preview.back.click()
    assert "第 1 页" in words(page)


def test_a_long_list_says_how_many_pages_will_be_printed(qtbot, booth, page, monkeypatch):
    """Only the first pages are drawn, and each is the page that will be printed: its own foot counts all of them."""
    site = About(event="DX-20231129", site="PGZ", day="2023-11-29")
    told = IssueList(Occasion(), issue_rows(200, signed=b""))
    monkeypatch.setattr(drawer, "_told", lambda *_: told)
    seen = preview(None, kind=PaperKind.ISSUE_LIST, about=site.text, now=NOON)
    whole = text_of(pdf_of((PaperKind.ISSUE_LIST, told, site)))
    assert (seen.pages, seen.rows) == (len(whole), 200)
    texts = text_of(seen.pdf)
    assert len(texts) == 6
    assert f"第 6 页 共 {len(whole)} 页" in texts[5]
    assert "合计（200" not in "".join(texts)
    page.options.changed.emit()
    looked(
        qtbot,
        page,
        f"第 1 页，共 {len(whole)} 页。 这里只看前 6 页，打印是全部 {len(whole)} 页。 共 200 行。",
    )
    for _ in range(9):
        page.preview.on.click()
    assert "第 6 页" in words(page)
    monkeypatch.undo()
    page.choose(PaperKind.ROUTE)
    looked(qtbot, page, "共 2 页。")
    assert "只看" not in words(page)


# -- offsets in the settings ----------------------------------------------------------------------------------------


def test_offsets_are_kept_by_printer(tmp_path):
    settings = offsets.keep(Settings(), "窗口 1", (3, -4))
    settings = offsets.keep(settings, "", (1, 1))
    save(tmp_path / "settings.json", settings)
    again = load(tmp_path / "settings.json")
    assert offsets.kept(again, "窗口 1") == (3, -4)
    assert offsets.kept(again, "") == (1, 1)
    assert offsets.kept(again, "other") == (0, 0)
    assert offsets.keep(offsets.keep(again, "窗口 1", (0, 0)), "", (0, 0)).overprint == ""


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"a": 1}', '{"a": [1]}', '{"a": [1.5, 2]}', '{"a": ["1", "2"]}']
)
def test_offsets_that_cannot_be_read_are_none(text):
    assert offsets.kept(Settings(overprint=text), "a") == (0, 0)


def test_the_page_is_there_for_keyboards(page):
    assert found(page, QWidget, "document_list").accessibleName()
    assert found(page, QWidget, "document_service").accessibleName()


def test_blank_applications_are_printed_as_often_as_wanted(qtbot, booth, page):
    page.choose(PaperKind.APPLICATION)
    for _ in range(3):
        click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"] * 3, timeout=WAIT)
    numbers = {(line.document_number, line.copy) for line in ledger(booth)}
    assert numbers == {("A-D07-0001", 1), ("A-D07-0002", 1), ("A-D07-0003", 1)}
    assert booth.troubles == []


def test_a_table_printed_again_is_its_next_copy(qtbot, booth, page):
    page.choose(PaperKind.CUSTODY)
    for _ in range(2):
        click(qtbot, page, "document_print")
    qtbot.waitUntil(lambda: [line.outcome for line in ledger(booth)] == ["saved"] * 2, timeout=WAIT)
    lines = ledger(booth)
    assert {(line.document_number, line.copy) for line in lines} == {("J-D07-0001", 1), ("J-D07-0001", 2)}
    second = next(line for line in lines if line.copy == 2)
    assert "第 2 联" in text_of(Path(second.place).read_bytes())[0]


def test_an_own_layout_with_a_fault_is_said_instead_of_a_preview(qtbot, booth, page, tmp_path):
    folder = Path(booth.session.folder) / "forms"
    folder.mkdir()
    (folder / "member_form.toml").write_text("rubbish", encoding="utf-8")
    page.choose(PaperKind.MEMBER_FORM)
    looked(qtbot, page, "登记表的版式文件有问题")
    assert not page.order.isEnabled()
    (folder / "member_form.toml").unlink()
    page.refresh()
    looked(qtbot, page, "第 1 页")
    assert page.order.isEnabled()


@pytest.mark.parametrize("kind", [offer.kind for offer in OFFERS])
def test_in_the_smallest_window_nothing_lies_on_anything_else(qtbot, page, kind):
    page.setMinimumSize(1, 1)  # as in the window, which is as small as it is made
    page.resize(LEAST.width() - 208, LEAST.height() - 120)  # without navigation, header and foot
    page.choose(kind)
    parts = [one for one in (page.papers, page.order.parentWidget(), page.preview) if one.isVisible()]

    def are_apart():
        edges = [(one.x(), one.x() + one.width()) for one in parts]
        whole = all(one.width() >= one.minimumSizeHint().width() for one in parts)
        return (
            whole
            and all(left[1] < right[0] for left, right in pairwise(edges))
            and edges[-1][1] <= page.width()
        )

    qtbot.waitUntil(are_apart)
