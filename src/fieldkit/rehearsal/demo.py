# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run demo``: the sample day in front of your eyes, a table at the end, and the booth's window to play with."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from fieldkit.rehearsal.booth import PASSPHRASE
from fieldkit.rehearsal.day import LOCAL, DayResult, Rehearsal, built
from fieldkit.rehearsal.terminal import ProgressLines, table

AFTER = dt.timedelta(minutes=30)
"""How long after the evening's syncs the window's clock begins."""
KINDS = {
    "two_sites": "两处入会 enrolled at two sites",
    "double_packs": "重复领取 packs given twice",
    "already_members": "已是会员 already members",
}


def main(argv: list[str] | None = None) -> int:
    """Play the day, print the table, write the report, then open the window or photograph it."""
    options = _options(argv)
    # The rehearsal's 22 stores must leave no trace in the keyring of whoever tries the program.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    started = time.monotonic()
    progress = ProgressLines()
    folder = options.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rehearsal = Rehearsal(folder, seed=options.seed, tell=progress.tell)
    try:
        result = rehearsal.play()
        window = has_display() and not options.no_window
        shots = [] if window else photograph(folder, progress)
        pdfs = sorted(folder.glob("booths/*/papers/*.pdf"))
        report = report_of(result, shots, pdfs, time.monotonic() - started)
        if options.report:
            options.report.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
        print(as_text(report, result, folder))
        print("\n" + once_more(rehearsal), flush=True)
        if window:
            open_window(rehearsal)
    finally:
        rehearsal.district.stop()
    return 0 if report["as_planned"] else 1


def has_display() -> bool:
    """Return True where a window can be opened for a person."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def report_of(result: DayResult, shots: list[Path], pdfs: list[Path], seconds: float) -> dict[str, Any]:
    """Return what ``--report`` writes. Serials only: no name and no number of a person."""
    sites: list[dict[str, Any]] = [
        {
            "code": site.site,
            "name": site.name,
            "recorded": site.recorded,
            "confirmed": site.confirmed,
            "attention": site.attention,
            "waiting": site.waiting,
        }
        for site in result.sites
    ]
    totals = {
        key: sum(site[key] for site in sites) for key in ("recorded", "confirmed", "attention", "waiting")
    }
    totals["cut_connections"] = result.cuts
    for key in ("enrolled", "transferred", "served", "packs"):
        totals[key] = sum(int(str(row.get(key, 0))) for row in result.district)
    return {
        "sites": sites,
        "overlaps": result.overlaps,
        "planted": result.planted,
        "as_planned": result.overlaps == result.planted and not totals["waiting"],
        "silent_sites": result.silent,
        "totals": totals,
        "main_enrolled": next(
            (row.get("enrolled") for row in result.district if row.get("role") == "main"), 0
        ),
        "shots": [str(shot) for shot in shots],
        "pdfs": [str(pdf) for pdf in pdfs],
        "seconds": round(seconds, 1),
    }


def as_text(report: dict[str, Any], result: DayResult, folder: Path) -> str:
    """Return the tables for the terminal."""
    rows: list[list[object]] = [
        [
            site.name,
            site.recorded,
            site.confirmed,
            site.attention,
            "未上报 silent" if site.site in result.silent else f"{site.tries} 次",
        ]
        for site in result.sites
    ]
    totals = report["totals"]
    rows.append(["合计 total", totals["recorded"], totals["confirmed"], totals["attention"], ""])
    head = ["点位 site", "已记录 recorded", "区里已确认 confirmed", "需处理 attention", "上报 tries"]
    lines = ["", table(head, rows), ""]
    lines.append(
        f"现场入会 enrolled {totals['enrolled']}（主会场 main venue {report['main_enrolled']}）· "
        f"接转 transferred {totals['transferred']} · 服务 served {totals['served']} · "
        f"福利物资 packs {totals['packs']} · 断线 cut {totals['cut_connections']}"
    )
    lines.append(
        f"需处理 {totals['attention']}：区里查到本人已是会员，入会登记被退回，等镇街干部改为接转。"
        " Refused as members already; a clerk settles them in the outbox."
    )
    for kind, title in KINDS.items():
        found, planted = report["overlaps"].get(kind, []), report["planted"].get(kind, [])
        agree = "= 预埋 as planted" if found == planted else f"≠ 预埋 planted {planted}"
        lines += ["", f"{title}: {len(found)}  {agree}", "  " + "  ".join(found)]
    lines.append("")
    if report["shots"]:
        lines.append(f"截图 screenshots: {folder / 'shots'} ({len(report['shots'])})")
    lines.append(f"PDF: {folder / 'booths' / '*' / 'papers'} ({len(report['pdfs'])})")
    lines.append(f"{report['seconds']} s")
    return "\n".join(lines)


def photograph(folder: Path, progress: ProgressLines) -> list[Path]:
    """Drive the booth's window without a display; return the pictures."""
    progress.tell("photographing", 0, 1)
    into = folder / "shots"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-m", "fieldkit.rehearsal.shots", "--day", str(folder), "--into", str(into)],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    progress.tell("photographing", 1, 1)
    return sorted(into.glob("*.png"))


def once_more(rehearsal: Rehearsal) -> str:
    """Return how the main venue's booth is opened by hand, and why not without the day's own clock.

    The sample day has a date of its own. By today's clock its lists are out of date, as they would be anywhere: every
    card that is checked is amber, and every act is marked as of a doubtful time.
    """
    evening = (rehearsal.evening + AFTER).astimezone(LOCAL)
    return (
        f"口令 passphrase: {PASSPHRASE}\n"
        f"再打开 again: ./run app {shlex.join(_window_words(rehearsal))}\n"
        f"样例日是 {evening:%Y-%m-%d}：不带 --clock-at，名单早已过期，验卡都是黄色。"
        " Without --clock-at its lists are long out of date, and every card is amber."
    )


def open_window(rehearsal: Rehearsal) -> None:
    """Open the main venue's store in the real program until it is closed."""
    with rehearsal.line(0.0):  # a good line, so that what is entered in the window reaches the district
        subprocess.run([sys.executable, "-m", "fieldkit", *_window_words(rehearsal)], check=False)


def _window_words(rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return what the program is started with to show the main venue's booth in the evening of the day."""
    main_site = next(site.code for site in rehearsal.day.sites if site.role == "main")
    at = (rehearsal.evening + AFTER).astimezone(LOCAL).isoformat()
    return "--data", str(rehearsal.booths[main_site].folder), "--clock-at", at


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run demo", description=__doc__)
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the result as JSON")
    parser.add_argument(
        "--folder", type=Path, default=built("demo"), help="where the day is played (emptied first)"
    )
    parser.add_argument("--seed", type=int, default=20231129, help="order of syncs and cuts")
    parser.add_argument(
        "--no-window", action="store_true", help="photograph the window even where there is a display"
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
