# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every message with every field filled, and what its golden file is called."""

import re
from pathlib import Path

import msgspec

from fieldkit.protocol import bodies, messages, rows, trust
from fieldkit.protocol.codec import to_raw
from fieldkit.protocol.shape import Message

GOLDEN = Path(__file__).parents[1] / "golden" / "protocol"

TAG, ASKED, HEARD = "ab" * 16, "0f" * 16, "1e" * 32
AT = "2023-11-29T04:05:06.789Z"
LATER = "2024-02-29T00:00:00Z"
KEY = bytes(range(32))
PART, NONCE, HEAD, KEY_ID = "9c" * 16, "7d" * 16, "5b" * 32, "56475aa75463474c"
MEANT = "5c" * 16
SEALED, BOX, ENVELOPE = b"sealed identity", b"box", b"envelope"

CONSENT = bodies.ConsentBody(kind="bank", given=True, version="2023-1", at=AT, method="tick")
ENROL = bodies.EnrolBody(
    uid="u-1",
    name="示例·甲",
    document_kind="passport",
    serial="FK-0000-0012-9",
    provisional="临-D07-0003",
    print_as="示例甲",
    sealed=SEALED,
    session=3,
    sex=2,
    sex_reason="证件无性别",
    birth_date="1990-01-02",
    tag=TAG,
    employment_group="courier",
    employment_state="on_post",
    migrant_worker=True,
    non_local=True,
    employer="示例物流",
    platform="示例平台",
    org_code="DX-01",
    channel="booth",
    mode="mass",
    introducer="示例乙",
    consents=(CONSENT,),
    signature=PART,
    occurred_at=AT,
)
TRANSFER = bodies.TransferBody(
    uid="u-1",
    tag=TAG,
    to_org="DX-01",
    employer="示例物流",
    sealed=SEALED,
    session=3,
    employment_group="courier",
    consents=(CONSENT,),
)
COLLECTOR = bodies.CollectorBody(name="示例乙", document_tail="0115", relation="同事")
SERVE = bodies.ServeBody(service="legal", count=3, uid="u-1", tag=TAG)
OPERATION = messages.Operation(
    id="D07-3f2a91c4-000041",
    sequence=41,
    kind="serve",
    at=AT,
    event="E1",
    site="S1",
    booth="2",
    operator="v01",
    body=to_raw(SERVE),
    clock="doubtful",
)
MEMBER = rows.MemberRow(
    uid="m-1",
    name="示例丙",
    tag=TAG,
    serial="FK-0000-0012-9",
    certificate_number="工0002",
    sex=1,
    birth_date="1980-01-02",
    document_tail="040115",
    phone_tail="0001",
    employer="示例物流",
    employment_group="courier",
    org_code="DX-01",
    standing=2,
    print_as="示例三",
)
CHAIN = messages.Chain(life="3f2a91c4", number=12, head=HEAD)
CHANGE = messages.Change(table="member", key="m-1", row=to_raw(MEMBER))
BLOCK = messages.SerialBlock(first=201, last=400)
SESSION_BOX = messages.SessionBox(registrar=KEY_ID, box=BOX)
SESSION = messages.SealSession(number=3, boxes=(SESSION_BOX,), life="00000001")
BATCH = messages.Batch(
    protocol=1,
    district="FKD-00000001",
    device="D07",
    life="3f2a91c4",
    number=12,
    prev=HEAD,
    operations=(to_raw(OPERATION),),
    sessions=(SESSION,),
)
WORD = messages.Acknowledgement(
    operation="D07-3f2a91c4-000041",
    verdict="rejected",
    code="already-member",
    field="document_number",
    facts={"serial": "FK-0000-0012-9"},
    serial="FK-0000-0013-7",
)
RECEIPT = messages.Receipt(life="3f2a91c4", number=12, head=HEAD, level="safe", operations=1, words=(WORD,))
STANDING = messages.Standing(life="3f2a91c4", number=12, head=HEAD, safe=11, state="held")
SNAPSHOT = messages.Snapshot(id=NONCE, key=KEY, cursor=19, rows=20_000, pieces=(HEAD,))
VOUCHED = trust.VouchedKey(key=KEY, since=AT, until=LATER)
TRUSTED = trust.TrustedDevice(
    device="D07", signing_key=KEY, site="S1", town="DX-01", until=LATER, serials=(BLOCK,)
)
REVOKED = trust.RevokedDevice(device="D08", key_id=KEY_ID, at=AT, reason="lost", chains=(CHAIN,))
REGISTRAR = trust.Registrar(key_id=KEY_ID, name="示例登记员", town="DX-01", sealing_key=KEY)
FILLED: tuple[Message, ...] = (
    OPERATION,
    messages.Spoken(protocol=1, asked=ASKED),
    SESSION_BOX,
    SESSION,
    BATCH,
    CHAIN,
    messages.ExchangeRequest(
        protocol=1,
        asked=ASKED,
        device="D07",
        cursor=17,
        chains=(CHAIN,),
        nonce=NONCE,
        batches=1,
        parts=2,
        trust=4,
        takes=("zstd", "snapshot"),
        program="0.3.0",
        at=AT,
        serials_left=12,
        certified_by=KEY_ID,
    ),
    WORD,
    RECEIPT,
    STANDING,
    CHANGE,
    BLOCK,
    SNAPSHOT,
    messages.SnapshotPiece(changes=(CHANGE,)),
    messages.ExchangeReply(
        protocol=1,
        district="FKD-00000001",
        asked=ASKED,
        heard=HEARD,
        at=AT,
        cursor=19,
        more=True,
        nonce=NONCE,
        receipts=(RECEIPT,),
        standings=(STANDING,),
        parts=(PART,),
        changes=(messages.Change(table="site", key="S9"), CHANGE),
        snapshot=SNAPSHOT,
        serial_blocks=(BLOCK,),
        trust=ENVELOPE,
        certificate=ENVELOPE,
        card_certificate=ENVELOPE,
        made_anew="7d7d7d7d7d7d7d7d",
        refused="revoked",
    ),
    messages.JoinRequest(
        protocol=1,
        asked=ASKED,
        proof=HEAD,
        name="主会场一号",
        signing_key=KEY,
        sealing_key=KEY[::-1],
        program="0.3.0",
        certificate=ENVELOPE,
    ),
    messages.JoinReply(
        protocol=1,
        asked=ASKED,
        heard=HEARD,
        district="FKD-00000001",
        district_name="示例区总工会",
        device="D07",
        district_key=KEY,
        root_key=KEY[::-1],
        vouch=ENVELOPE,
        certificate=ENVELOPE,
        trust=ENVELOPE,
        tag_key_box=BOX,
        nonce=NONCE,
        town="DX-01",
        at=AT,
        refused="used",
    ),
    messages.Hello(
        fieldkit="0.3.0", district="FKD-00000001", newest=1, oldest=1, at=AT, district_key=KEY, vouch=ENVELOPE
    ),
    VOUCHED,
    trust.Vouch(district="FKD-00000001", version=2, issued=AT, keys=(VOUCHED,), former=(KEY[::-1],)),
    trust.Certificate(
        district="FKD-00000001",
        device="D07",
        name="主会场一号",
        site="S1",
        town="DX-01",
        signing_key=KEY,
        sealing_key=KEY[::-1],
        since=AT,
        until=LATER,
    ),
    TRUSTED,
    REVOKED,
    REGISTRAR,
    trust.TrustList(
        district="FKD-00000001",
        version=5,
        issued=AT,
        expires=LATER,
        devices=(TRUSTED,),
        revoked=(REVOKED,),
        registrars=(REGISTRAR,),
        revoked_serials=("FK-0000-0012-9",),
        parcel_recipients=("age1example",),
        vouch=ENVELOPE,
    ),
    CONSENT,
    ENROL,
    TRANSFER,
    bodies.UpdateBody(
        uid="u-1",
        tag=TAG,
        sealed=SEALED,
        session=3,
        employer="示例二",
        employment_group="driver",
        platform="示例平台",
    ),
    SERVE,
    COLLECTOR,
    bodies.IssueBody(
        goods="pack",
        receipt_number="R-D07-0003",
        quantity=2,
        uid="u-1",
        tag=TAG,
        number="FK-0000-0012-9",
        collector=COLLECTOR,
        signature=PART,
    ),
    bodies.WithdrawBody(uid="u-1", consent="bank", tag=TAG),
    bodies.AmendBody(replaces="D07-3f2a91c4-000041", as_kind="transfer", body=to_raw(TRANSFER), meant=MEANT),
    bodies.VoidBody(replaces="D07-3f2a91c4-000041", reason="输错", meant=MEANT),
    rows.OrganisationRow(
        code="DX-01", parent="DX", level="town", name="示例镇", name_en="Town", division_code="110115"
    ),
    rows.EventRow(
        code="E1",
        title="样例沟通会",
        short_title="样例",
        level="city",
        day="2023-11-29",
        starts="10:00:00",
        ends="14:00:00",
        organiser="示例区总工会",
    ),
    rows.SiteRow(
        code="S1",
        event="E1",
        role="main",
        org_code="DX-01",
        name="主会场",
        venue="示例馆",
        venue_kind="hall",
        theme="样例",
        booths=8,
        name_en="Main",
    ),
    rows.ServiceRow(code="legal", group="law", name="法律咨询", name_en="Legal", named=True, active=False),
    rows.GoodsRow(
        code="pack",
        name="福利包",
        name_en="Pack",
        audience="members",
        once=False,
        components=("毛巾", "手套"),
        face_value="20 元",
        active=False,
    ),
    rows.StockRow(site="S1", goods="pack", opening=500),
    rows.CodeRow(
        table="employment_group",
        code="courier",
        name="快递员",
        name_en="Courier",
        flags=("national-4",),
        version="1",
    ),
    rows.ConsentTextRow(
        kind="bank", version="1", title="标题", text="正文\n二", title_en="Title", text_en="Text"
    ),
    rows.ProgrammeRow(site="S1", order=3, starts="10:40:00", title="领誓", kind="ceremony"),
    MEMBER,
    rows.SettingRow(name="oath", value="我自愿加入\n工会"),
)


def golden_file(kind: type[Message], version: int = 1) -> Path:
    """Return the file that holds a message of this kind as version ``version`` says it."""
    return GOLDEN / f"{re.sub(r'(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}.{version}.json"


def as_file(message: Message) -> bytes:
    """Return the content of a golden file: the message, laid out for readers."""
    return msgspec.json.format(msgspec.json.encode(message), indent=1) + b"\n"
