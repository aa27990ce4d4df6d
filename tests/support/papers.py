# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers of invented people for tests, and what other programs read back from a PDF."""

import datetime as dt
import functools
import math
import re
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw
from pypdfium2 import raw

from fieldkit.domain.papers import ApplicationForm, MemberCard, PackReceipt, ReceiptLine
from fieldkit.paths import resources
from fieldkit.printers.raster import PDFIUM

DAY = dt.date(2023, 11, 29)
LONG = "阿布都热依木江·麦麦提图尔荪·阿卜杜克热木"
FIFTY = "古丽" * 12 + "·" + "米热" * 12 + "木"
HAS_RARE = (resources() / "fonts" / "HanaMinB.ttf").is_file()  # it could not be had on every machine
NAMES = (
    *("王𠅤", "李𬭎", "陈䶮", "叶〇", "赵㛃㭎", "单𣲘", "仇骉", "尉迟龑", "次仁多吉旺堆", "\uf92c某"),
    *("阿卜杜热合曼·买买提依明江", LONG, FIFTY, "Alexandra Konstantinovna Ivanova", "犇喆翀烎玥珺祎彧"),
    *(("欧阳𥖄婷", "㙍𡊤𬘓𬬭𬱖𰻝𪩘", "𫖯𤧛𠮷") if HAS_RARE else ()),
)  # domain.md 2.8 and 3.3
PLEDGE = (
    "我自愿加入中华全国总工会，遵守工会章程，执行工会决议，积极参加工会活动，"
    "为全面建设社会主义现代化国家而努力奋斗。"
)
ROWS = (
    ("姓名", "王𠅤"),
    ("性别", "男"),
    ("出生日期", "1978-07-04"),
    ("证件类型", "居民身份证"),
    ("证件号码", "119999197807040115"),
    ("手机", "15400000001"),
    ("就业群体", "快递员"),
    ("工作单位", "京南示例物流有限公司"),
    ("平台", "示例优送科技有限公司大兴站（众包骑手，由示例家政服务中心代管）"),
    ("申请时间", "2023-11-29 12:01"),
)
CONSENTS = (
    ("向上级工会提供个人信息用于会员实名登记", "2023-11", True),
    ("向合作银行提供个人信息用于办理互助服务卡", "2023-11", False),
    ("拍摄照片、视频用于活动宣传简报", "2023-11", True),
)


def card(name="王𠅤", **more):
    values = {
        "number": "FK-0001-2345-6",
        "code": "000123456",
        "union": "北京市大兴区瀛海镇总工会",
        "issued": DAY,
    }
    return MemberCard(name, **{**values, **more})


def receipt(**more):
    values = {
        "receipt_number": "R-D07-000041",
        "copy": 1,
        "event": "20231129 市级沟通会",
        "site": "四季缤纷体验馆",
        "organiser": "北京市大兴区总工会",
        "name": "王𠅤",
        "document_tail": "0115",
        "phone_tail": "0001",
        "employer": "京南示例物流有限公司",
        "member_kind": "新会员",
        "number": "FK-0001-2345-6",
        "lines": (ReceiptLine("福利包", "毛巾、保温杯、手套、工会宝典", 1), ReceiptLine("艾草饼", "50 g", 2)),
        "issued_at": dt.datetime(2023, 11, 29, 4, 1, tzinfo=dt.UTC),
        "operator": "示例志愿者甲",
    }
    return PackReceipt(**{**values, **more})


def form(**more):
    values = {
        "number": "FK-0001-2345-6",
        "title": "中华全国总工会入会申请书",
        "union": "北京市大兴区瀛海镇总工会",
        "rows": ROWS,
        "pledge": PLEDGE,
        "consents": CONSENTS,
        "signature": b"",
        "applied_on": DAY,
        "operator": "示例志愿者甲",
    }
    return ApplicationForm(**{**values, **more})


def signature(mode="RGBA"):
    """Return a scribble as a PNG."""
    image = Image.new("RGBA", (600, 200), (255, 255, 255, 0))
    points = [(40 + step * 5, 100 + 60 * math.sin(step / 5) * math.cos(step / 17)) for step in range(100)]
    ImageDraw.Draw(image).line(points, fill=(10, 10, 40, 255), width=6)
    stream = BytesIO()
    image.convert(mode).save(stream, "PNG")
    return stream.getvalue()


def alone(read):
    """Let ``read`` use pdfium while no lane of the program does: two threads in it at once end the process."""

    @functools.wraps(read)
    def waits(*asked, **how):
        with PDFIUM:
            return read(*asked, **how)

    return waits


@alone
def text_of(pdf):
    """Return the text of each page as pdfium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [_page_text(document[number]) for number in range(len(document))]
    document.close()
    return texts


def _page_text(page):
    """Return a page's text, surrogate pairs and all: pypdfium2 counts UTF-16 units."""
    text = page.get_textpage()
    found = text.get_text_range().replace("\r\n", "\n")
    text.close()
    page.close()
    return found


def poppler_text(pdf, *how):
    """Return the text as pdftotext reads it, or None where there is no pdftotext."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    read = subprocess.run([program, *how, "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode("utf-8")


def readings(pdf):
    """Return the whole text by every reader that this machine has, each without any white space."""
    found = ["".join(text_of(pdf)), poppler_text(pdf, "-raw"), poppler_text(pdf, "-layout")]
    return [squeezed(text) for text in found if text is not None]


def squeezed(text):
    return re.sub(r"\s", "", text)


@dataclass(frozen=True)
class Glyph:
    """A drawn character and its box, in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@alone
def glyphs(pdf, page=0):
    """Return every visible character of a page with the box that its outline fills."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found = []
    for place in range(text.count_chars()):
        point = raw.FPDFText_GetUnicode(text, place)
        if 0xDC00 <= point <= 0xDFFF:  # the second half of a character that was counted with its first
            continue
        left, bottom, right, top = (each / 72 * 25.4 for each in text.get_charbox(place))
        high = height / 72 * 25.4
        if right - left > 0.01 and top - bottom > 0.01:
            found.append(Glyph(chr(point), left, high - top, right, high - bottom))
    document.close()
    return found


def collisions(found):
    """Return the pairs of characters of which one lies on another."""
    pairs = []
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if wide > 0.15 and high > 0.15:
                pairs.append((one, other))
    return pairs


@alone
def pictures(pdf, dpi=300):
    """Return every page as a grey picture."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        document[number].render(scale=dpi / 72, grayscale=True).to_pil() for number in range(len(document))
    ]
    document.close()
    return found


def black_and_white(picture):
    return picture.point(lambda value: 255 if value > 127 else 0)


def codes(picture):
    """Return the texts of the QR symbols in a picture, with the upper left corner of each in dots."""
    read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return {each.text: (each.position.top_left.x, each.position.top_left.y) for each in read}


@alone
def images_in(pdf):
    """Return how many pictures lie on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    count = sum(1 for _ in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    document.close()
    return count


@alone
def page_sizes(pdf):
    """Return the size of each page in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = [document.get_page_size(number) for number in range(len(document))]
    document.close()
    return [(width / 72 * 25.4, height / 72 * 25.4) for width, height in sizes]
