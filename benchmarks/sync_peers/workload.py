# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The records that every system is given: made-up enrolments, 606 bytes of JSON each, the same for the same number."""

import json
import random
import uuid
from typing import Any

FIELDS = (
    "id",
    "person",
    "name",
    "id_number",
    "phone",
    "sex",
    "birth_date",
    "nation",
    "employer",
    "platform",
    "occupation",
    "employment_state",
    "address",
    "org_code",
    "occurred_at",
    "entered_at",
    "device",
    "sequence",
    "operator",
    "consents",
    "remark",
)
_EMPLOYERS = ("大兴样本物流园区管理有限公司", "示例速运北京分公司", "样本保安服务有限公司", "示例配送服务站")
_PLATFORMS = ("示例外卖", "样本跑腿", "示例货运", "")
_OCCUPATIONS = ("delivery_rider", "truck_driver", "courier", "security_guard", "domestic_worker")
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈", "示样例本测试甲乙丙丁戊己"


def records(count: int, seed: int = 20231129) -> list[dict[str, Any]]:
    """Return ``count`` records. ID numbers are of a county that nobody has, phones of a range that nobody has."""
    chance = random.Random(seed)
    return [_record(chance, number) for number in range(count)]


def as_json(record: dict[str, Any]) -> str:
    """Return a record as it is told by those who tell JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _record(chance: random.Random, number: int) -> dict[str, Any]:
    year, month, day = chance.randrange(1965, 2005), chance.randrange(1, 13), chance.randrange(1, 29)
    minute = number % 540
    at = f"2023-11-29T{8 + minute // 60:02d}:{minute % 60:02d}:{chance.randrange(60):02d}+08:00"
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "person": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "name": chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=2)),
        "id_number": f"119999{year}{month:02d}{day:02d}{chance.randrange(1000):03d}X",
        "phone": f"1540000{chance.randrange(10_000):04d}",
        "sex": chance.choice("12"),
        "birth_date": f"{year}-{month:02d}-{day:02d}",
        "nation": "01",
        "employer": chance.choice(_EMPLOYERS),
        "platform": chance.choice(_PLATFORMS),
        "occupation": chance.choice(_OCCUPATIONS),
        "employment_state": "flexible",
        "address": "大兴区示例街道样本社区",
        "org_code": f"110115{chance.randrange(22):03d}",
        "occurred_at": at,
        "entered_at": at,
        "device": "D07",
        "sequence": number + 1,
        "operator": "v01",
        "consents": "upper_union:1,notice:1,messages:0",
        "remark": "",
    }
