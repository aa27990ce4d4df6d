# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The official table: one row for each person, in the words of the member register (会员登记表); XLSX and CSV.

Every cell is text and written as text: no cell can be a formula, no number loses its zeros, no ID its last digits.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import xlsxwriter

from fieldkit.registrar.cells import as_csv, guarded
from fieldkit.registrar.packages import Opened, Person

Names = dict[str, dict[str, str]]
_SEXES = {0: "未知", 1: "男", 2: "女", 9: "未说明"}
_KINDS = {"enrol": "入会", "transfer": "接转"}
_LEAST_WIDTH, _MOST_WIDTH = 8, 40


def _named(table: str, field: str) -> Callable[[Person, Names], str]:
    def found(person: Person, names: Names) -> str:
        code = str(getattr(person.told, field))
        return names.get(table, {}).get(code, code)

    return found


def _told(field: str) -> Callable[[Person, Names], str]:
    return lambda person, _: str(getattr(person.told, field))


def _yes(field: str) -> Callable[[Person, Names], str]:
    return lambda person, _: "是" if getattr(person.told, field) else "否"


def _consent(kind: str) -> Callable[[Person, Names], str]:
    return lambda person, _: "同意" if person.told.consents.get(kind) else "不同意"


COLUMNS: tuple[tuple[str, Callable[[Person, Names], str]], ...] = (
    ("事项", lambda person, _: _KINDS.get(person.told.kind, person.told.kind)),
    ("流水号", _told("serial")),
    ("姓名", _told("name")),
    ("性别", lambda person, _: _SEXES.get(person.told.sex, "未知")),
    ("出生日期", _told("birth_date")),
    ("证件类型", _named("document", "document_kind")),
    ("证件号码", lambda person, _: person.document),
    ("手机号", lambda person, _: person.phone),
    ("就业群体", _named("employment_group", "employment_group")),
    ("就业状态", _named("employment_state", "employment_state")),
    ("是否农民工", _yes("migrant_worker")),
    ("是否外地来京务工", _yes("non_local")),
    ("工作单位", _told("employer")),
    ("平台企业", _told("platform")),
    ("所属工会", _named("organisation", "org_code")),
    ("入会渠道", _named("channel", "channel")),
    ("入会方式", _named("mode", "mode")),
    ("介绍人", _told("introducer")),
    ("申请时间", _told("at")),
    ("点位", _named("site", "site")),
    ("经办", _told("operator")),
    ("同意提供给上级工会", _consent("upper_union")),
    ("同意提供给银行", _consent("bank")),
    ("备注", lambda person, _: "" if person.opened else "证件号、手机号读不出"),
)
"""The columns in the order of the register, each with what stands in it."""


def rows_of(export: Opened) -> list[list[str]]:
    """Return the heads and one row for each person, as plain text."""
    rows = [[title for title, _ in COLUMNS]]
    rows += [[cell(person, export.names) for _, cell in COLUMNS] for person in export.people]
    return rows


def as_xlsx(export: Opened) -> bytes:
    """Return the table as a workbook, with the mark of the export on every printed page."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    cover = export.cover
    book.set_properties({"title": "会员登记表", "comments": cover.mark, "company": cover.district_name})
    text = book.add_format({"num_format": "@", "valign": "top"})
    head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    sheet = book.add_worksheet("会员登记表")
    rows = rows_of(export)
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, guarded(cell), head if line == 0 else text)
    for place in range(len(COLUMNS)):
        longest = max(_width(row[place]) for row in rows[:500])
        sheet.set_column(place, place, min(max(longest + 2, _LEAST_WIDTH), _MOST_WIDTH))
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, len(rows) - 1, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{_plain(cover.mark)}&C&P/&N&R{_plain(cover.made_at)}")
    about = book.add_worksheet("说明")
    for line, (title, told) in enumerate(about_of(export)):
        about.write_string(line, 0, title, head)
        about.write_string(line, 1, guarded(told), text)
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 60)
    book.close()
    return out.getvalue()


def as_table(export: Opened) -> bytes:
    """Return the table as CSV."""
    return as_csv(rows_of(export))


def about_of(export: Opened) -> list[tuple[str, str]]:
    """Return where the table comes from: district, request, who asked and approved, how many, the mark."""
    cover = export.cover
    return [
        ("单位", cover.district_name),
        ("区编号", cover.district),
        ("导出申请", str(cover.request)),
        ("申请人", cover.by),
        ("批准人", cover.approved_by or "（不需要）"),
        ("用途", cover.reason),
        ("范围", cover.site or cover.town or "全区"),
        ("导出时间", cover.made_at),
        ("人数", str(cover.rows)),
        ("未同意、未导出", str(cover.left_out)),
        ("证件号读不出", str(export.shut)),
        ("水印", cover.mark),
        ("提示", "单元格以英文单引号开头的，引号是防公式用的，不属于内容。"),
    ]


def _width(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)


def _plain(text: str) -> str:
    """Return ``text`` without the sign that begins an order in a footer."""
    return text.replace("&", "＆")
