# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Commands about keys: the recovery code, a PIN set anew, an operator removed, a new key for the store."""

from __future__ import annotations

from fieldkit import keyrings, keys
from fieldkit.app.asking import Asked
from fieldkit.problems import RecoveryCodeMistyped, Unknown
from fieldkit.recovery import read_code
from fieldkit.rekey import rekey
from fieldkit.ui.problems import sentence


def recovery_code(asked: Asked) -> None:
    """Make a new recovery code and show it, once."""
    code = keys.new_recovery_code(asked.folder, key=asked.clerks_key("recovery-code"))
    groups = code.split("-")
    asked.say(
        "恢复码（只显示这一次，以前的都作废）：",
        "",
        "    " + "  ".join(groups[:4]),
        "    " + "  ".join(groups[4:]),
        "",
        "请抄在纸上，放进单位的保险柜；不要拍照，不要和这台设备放在一起。",
    )


def recover(asked: Asked) -> None:
    """Open by the recovery code and set an operator's PIN anew."""
    code = asked_code(asked)
    keys.open_with_code(asked.folder, code=code)
    operator = asked.options.operator or "P01"
    name = next((one.operator_name for one in keys.slots(asked.folder) if one.operator_id == operator), "")
    if not name:
        name = _name_in_store(asked, code, operator)
    by_passphrase = keys.secret_kind(asked.folder) == keys.PASSPHRASE
    by_passphrase |= asked.options.without_keyring or not keyrings.available()
    _, given_up = keys.recover(
        asked.folder,
        code=code,
        operator_id=operator,
        operator_name=name,
        pin=asked.new_secret(keys.PASSPHRASE if by_passphrase else keys.PIN),
        without_keyring=asked.options.without_keyring,
    )
    asked.say(f"已为 {name}（{operator}）设好，现在可以登录。恢复码照旧有效。")
    if given_up:
        names = "、".join(one.operator_name for one in given_up)
        asked.say(f"原来的钥匙串已经没有了，下列各位要请镇街干部重新添加：{names}")


def asked_code(asked: Asked) -> str:
    """Ask for the recovery code until it is typed as it was written, at most three times.

    Raises RecoveryCodeMistyped, EOFError.
    """
    for _ in range(2):
        code = asked.secret("恢复码：")
        try:
            read_code(code)
        except RecoveryCodeMistyped as mistyped:
            asked.say(str(sentence(mistyped)))
        else:
            return code
    code = asked.secret("恢复码：")
    read_code(code)
    return code


def change_pin(asked: Asked) -> None:
    """Change one's own PIN."""
    operator, kind = asked.operator_id(), keys.secret_kind(asked.folder)
    old = asked.secret("现在的 PIN：" if kind == keys.PIN else "现在的口令：")
    keys.open_keys(asked.folder, operator_id=operator, pin=old, now=asked.now)
    new = asked.new_secret(kind)
    keys.change_pin(asked.folder, operator_id=operator, pin=old, new_pin=new, now=asked.now)
    asked.say("已更改。")


def remove_operator(asked: Asked) -> None:
    """Take an operator's slot away; with ``--rekey`` change the store's key too."""
    who = asked.options.who
    key = asked.clerks_key("remove-operator")
    if who not in {one.operator_id for one in keys.slots(asked.folder)}:
        raise Unknown(what="operator")
    if asked.options.rekey:
        rekey(asked.folder, key, without=(who,))
    else:
        keys.remove_slot(asked.folder, key=key, operator_id=who)
    asked.say(f"{who} 已移除，其 PIN 从此打不开本机。")


def rekey_store(asked: Asked) -> None:
    """Give the store a new key."""
    rekey(asked.folder, asked.clerks_key("rekey"))
    asked.say("已换新钥匙：各人的 PIN 和恢复码不变，旧钥匙打不开这份档案库了。请尽快再另存一份。")


def _name_in_store(asked: Asked, code: str, operator: str) -> str:
    """Return the name of an operator who has no slot (any more), from the store. Raises Unknown."""
    from fieldkit.acts import sign_in  # noqa: PLC0415 - rare

    with asked.opened(keys.open_with_code(asked.folder, code=code)) as store:
        return sign_in.operator(store, operator).name
