# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Commands about the file: checked, copied to a second place, made again of a copy, rescued."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from fieldkit import heads, keyfile, keys, settings
from fieldkit.app.asking import Asked
from fieldkit.app.console_keys import asked_code
from fieldkit.app.entrance import SETTINGS_FILE
from fieldkit.app.second_place import copy_to, folder_in
from fieldkit.problems import (
    KeyFileDamaged,
    KeyringGone,
    NotBriefed,
    Problem,
    RecoveryCodeWrong,
    StoreDamaged,
    StoreMissing,
)
from fieldkit.store import checkup, trust
from fieldkit.store import salvage as rescue
from fieldkit.store.copies import copies, on_one_disk, put_back
from fieldkit.store.identity import new_life
from fieldkit.store.newest import newest
from fieldkit.store.vault import STORE_FILE, Store, open_store
from fieldkit.ui.problems import sentence


def check(asked: Asked) -> None:
    """Check the store whole: its pages, the chain of acts, and what was noted outside of it."""
    key = asked.key()
    with asked.opened(key) as store:
        asked.say(checked(store))
    if not keys.has_recovery_code(asked.folder):
        asked.say("还没有恢复码：请运行 fieldkit recovery-code 做一张。")


def checked(store: Store) -> str:
    """Check every page and the chains; return what there is. Raises StoreDamaged."""
    found = checkup.check(store)
    with store.reading() as db:
        at = newest(db)
    whole = "完好" if not found.gaps else "没有新的损坏，但抢救时有读不出的（见下）"
    said = f"{whole}：{found.operations} 条记录，这一份 {at.life} 到第 {at.sequence} 条，链头 {at.head[:12] or '无'}。"
    return "\n".join((said, *(_gap_words(gap) for gap in found.gaps)))


def _gap_words(gap: checkup.Gap) -> str:
    """Return what is not there any more in a salvaged store, and where."""
    if gap.kind == checkup.ACTS and gap.missing > 0:
        return f"  缺第 {gap.place - gap.missing} 至 {gap.place - 1} 条记录：请对照纸质材料补。"
    if gap.kind == checkup.BATCHES and gap.missing > 0:
        return f"  第 {gap.place} 批上报之前缺 {gap.missing} 批。"
    if gap.kind == checkup.STRAYS:
        return f"  第 {gap.place} 批上报的原文读不出，其中 {gap.missing} 条记录还在。"
    word = "条记录" if gap.kind == checkup.ACTS else "批上报"
    return f"  第 {gap.place} {word}与前面接不上。"


def trust_list(asked: Asked) -> None:
    """Write down the trust list that is held, as the district signed it: a district made anew asks for it."""
    with asked.opened(asked.key()) as store:
        held, raw = trust.current(store), trust.envelope(store)
    if held is None:
        raise NotBriefed
    with asked.options.to.open("xb") as file:
        file.write(raw)
    asked.say(
        f"信任表第 {held.version} 版（{held.issued}，吊销 {len(held.revoked)} 台）已写到 {asked.options.to}"
    )


def backup(asked: Asked) -> None:
    """Copy the store to a second place; with ``--always`` also from now on, as work goes on."""
    key, place = asked.key(), asked.options.to
    with asked.opened(key) as store:
        asked.say(f"已另存到 {copy_to(store, key, place)}，并已逐页核对。")
    if on_one_disk(place, asked.folder):
        asked.say("注意：这里和本机档案库在同一块盘上，盘坏了、电脑丢了会一起没有。请另存到 U 盘。")
    if asked.options.always:
        file = asked.folder / SETTINGS_FILE
        settings.save(file, replace(settings.load(file), second_place=str(place.resolve())))
        asked.say("以后每记 25 条或每过 5 分钟，会自动再存一份。")
    if not keys.has_recovery_code(asked.folder):
        asked.say("注意：还没有恢复码，这份备份在别的电脑上打不开。请运行 fieldkit recovery-code。")


def restore(asked: Asked) -> None:
    """Make the store again of a copy, as a new life; with ``--check`` only try it, in a folder of its own."""
    if not asked.options.check and (asked.folder / STORE_FILE).exists():
        raise FileExistsError(asked.folder / STORE_FILE)
    found = _copies_in(asked)
    key = _key_of_copy(asked, found[0])
    with tempfile.TemporaryDirectory(prefix="fieldkit-restore-") as drill:
        copy, words = _first_whole(asked, found, key, Path(drill))
    asked.say(f"{copy.parent.name}/{copy.name}：{words}")
    if asked.options.check:
        asked.say("演练完毕，本机没有改动。")
        return
    asked.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _is_of(asked.folder, copy):
        shutil.copyfile(copy / keyfile.KEYS_FILE, asked.folder / keyfile.KEYS_FILE)
    put_back(copy, asked.folder)
    store = open_store(asked.folder, key)
    try:
        life = new_life(store, now=asked.now)
        try:
            heads.note(store)
        except KeyringGone:
            pass
    finally:
        store.close()
    asked.say(f"已恢复到 {asked.folder}，按新的一份 {life} 继续；另存之后记下的，请对照纸质材料查漏。")
    if not keys.slots(asked.folder):
        asked.say("请接着运行 fieldkit recover，用恢复码设好 PIN。")


def salvage(asked: Asked) -> None:
    """Set the store's files aside, and rescue what can be read into a new store."""
    to: Path = asked.options.to
    rescue.set_aside(asked.folder, to / "原样")
    asked.say(f"原来的文件已原样保留在 {to / '原样'}，请不要改动。")
    key = asked.key()
    done = rescue.salvage(to / "原样", key, to / "救出", now=asked.now)
    shutil.copyfile(asked.folder / keyfile.KEYS_FILE, to / "救出" / keyfile.KEYS_FILE)
    lost = {table: count for table, count in done.lost.items() if count}
    asked.say(
        f"救出 {done.kept['operations']} 条记录，{done.kept['members']} 位会员，新库在 {to / '救出'}。",
        f"读不出的：{'，'.join(f'{table} {count}' for table, count in lost.items()) or '无'}。",
    )
    if done.last_at:
        asked.say(f"最后保存的是 {done.last_name}（{done.last_at}）：在这之后来过的人，请再问一遍。")
    asked.say(f"确认无误后，可用 fieldkit --data {to / '救出'} 继续工作。")


def _copies_in(asked: Asked) -> list[Path]:
    """Return the copies at the place that was named, the newest first. Raises StoreMissing."""
    place: Path = asked.options.source
    if copies(place):
        return copies(place)
    own = folder_in(place, asked.folder) if (asked.folder / keyfile.KEYS_FILE).exists() else None
    if own is not None and copies(own):
        return copies(own)
    found = [one for one in sorted(place.glob("FieldKit-*")) if copies(one)]
    if len(found) != 1:
        asked.say(*(f"  {one}" for one in found))
        raise StoreMissing
    return copies(found[0])


def _key_of_copy(asked: Asked, copy: Path) -> bytes:
    """Return the key of a copy: by PIN where this device made it, else by the recovery code."""
    if _is_of(asked.folder, copy) and keys.slots(asked.folder):
        return asked.key()
    return keys.open_with_code(copy, code=asked_code(asked))


def _is_of(folder: Path, copy: Path) -> bool:
    """Return True where the key file in ``folder`` is of the store that was copied."""
    try:
        return keyfile.read(folder).store == keyfile.read(copy).store
    except KeyFileDamaged:
        return False


def _first_whole(asked: Asked, found: list[Path], key: bytes, drill: Path) -> tuple[Path, str]:
    """Return the newest copy that opens and checks, tried in ``drill``, and what it holds. Raises StoreDamaged."""
    worst: Problem = StoreDamaged()
    for copy in found:
        tried = drill / copy.name
        tried.mkdir()
        try:
            put_back(copy, tried)
            store = open_store(tried, key)
            try:
                return copy, checked(store)
            finally:
                store.close()
        except (StoreDamaged, RecoveryCodeWrong) as problem:
            asked.say(f"{copy.name}：{sentence(problem).title}再试前一份。")
            worst = problem
    raise worst
