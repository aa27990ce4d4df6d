# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's console: every verb, for people and as JSON, and a sentence for whatever goes wrong."""

import contextlib
import io
import os
import re
import signal
import subprocess
import sys

import pytest
from sqlalchemy.exc import IntegrityError

from fieldkit.uplink.tickets import read_ticket, shown_fingerprint
from sync.commands import console
from sync.db.tables import note
from sync.district import open_district
from sync.office import reports
from tests.support.devices import Device
from tests.support.district import TAG, District, process


def run(folder, *words):
    """Run the console; return its code and what it printed to both ends."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = console.main(["--data", str(folder), *words])
    return code, out.getvalue(), err.getvalue()


def test_a_district_is_founded_once(tmp_path):
    folder = tmp_path / "deep" / "district"
    code, out, _ = run(
        folder, "init", "--name", "示例区总工会", "--first-serial", "5000", "--block-size", "50"
    )
    assert code == 0
    assert "已建立 示例区总工会（FKD-" in out
    assert "district.key" in out
    assert run(folder, "init")[0::2] == (1, f"{folder} 里已有区服务器的数据，没有改动。\n")
    district = District(folder)
    district.start()
    device = Device(district.ticket())
    assert [(block.first, block.last) for block in device.exchange().serial_blocks] == [(5000, 5049)]
    district.stop()


def test_the_files_are_for_their_owner_only(tmp_path, kind):
    folder = tmp_path / "d"
    run(folder, "init")
    made = {str(file.relative_to(folder)): oct(file.stat().st_mode & 0o777) for file in folder.rglob("*")}
    tables = "district.db" if kind == "sqlcipher" else "district.json"
    keys = [f"registrar/{name}.key" for name in ("recovery", "registrar", "root", "tag")]
    assert made == dict.fromkeys([tables, "district.key", *keys], "0o600") | {"registrar": "0o700"}
    if kind == "sqlcipher":
        assert b"SQLite" not in (folder / "district.db").read_bytes()[:100]


def test_a_founding_that_was_cut_is_begun_anew(tmp_path):
    (tmp_path / "district.db.new").write_bytes(b"half")
    (tmp_path / "district.db.new-wal").write_bytes(b"half")
    assert run(tmp_path, "init")[0] == 0
    assert run(tmp_path, "sites", "--json")[:2] == (0, "[]\n")


@pytest.mark.parametrize("verb", ["sites", "devices", "rejected", "overlaps", "serve"])
def test_what_is_not_founded_says_so_and_founds_nothing(tmp_path, verb, monkeypatch):
    from sync.serving import logs, serving

    monkeypatch.setattr(logs, "write_log_lines", lambda: None)
    monkeypatch.setattr(serving.Serving, "run", lambda _: None)
    folder = tmp_path / "mistyped"
    assert run(folder, verb) == (
        1,
        "",
        f"{folder} 里没有区服务器的数据：请先核对 --data；确实要新建，再运行 fieldkit-district init。\n",
    )
    assert not folder.exists()


def test_a_wrong_key_says_so(tmp_path, monkeypatch):
    run(tmp_path, "init")
    monkeypatch.setenv("FIELDKIT_DISTRICT_KEY", "11" * 32)
    code, _, err = run(tmp_path, "sites")
    assert (code, "密钥打不开" in err) == (1, True)


def test_a_lost_key_says_where_it_was_sought(tmp_path):
    run(tmp_path, "init")
    (tmp_path / "district.key").unlink()
    code, _, err = run(tmp_path, "sites")
    assert (code, f"{tmp_path / 'district.key'}" in err) == (1, True)


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    code, _, err = run(tmp_path / "file" / "d", "init")
    assert (code, "系统拒绝了操作" in err) == (1, True)


def test_an_unknown_site_gets_no_ticket(tmp_path):
    run(tmp_path, "init")
    code, _, err = run(tmp_path, "add-device", "--name", "x", "--site", "S9")
    assert (code, "活动资料里没有点位 S9" in err) == (1, True)


def _ticket_in(out):
    return read_ticket(next(line for line in out.splitlines() if line.startswith("FK1 ")))


def _shown_beside(out):
    """Return the groups that are printed beside the ticket, to be compared with those on the device."""
    line = next(line for line in out.splitlines() if line.startswith("指纹："))
    return tuple(line.removeprefix("指纹：").split("（")[0].split())


def test_a_ticket_before_the_first_start_names_the_usual_port(tmp_path):
    run(tmp_path, "init")
    _, out, _ = run(tmp_path, "add-device", "--name", "甲\x1b[31m", "--minutes", "30")
    assert "FK1 https://127.0.0.1:8443 " in out
    assert _shown_beside(out) == shown_fingerprint(_ticket_in(out).fingerprint)
    assert "30 分钟内有效" in out
    assert "\x1b" not in out
    _, out, _ = run(tmp_path, "add-device", "--name", "x", "--address", "https://district.example:443")
    assert "FK1 https://district.example:443 " in out


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        [],
        ["init", "--first-serial", "0"],
        ["init", "--block-size", "x"],
        ["serve", "--clock-at", "2023-11-29T12:00:00"],
        ["serve", "--clock-at", "noon"],
        ["add-device"],
    ],
)
def test_words_that_make_no_sense_are_refused(tmp_path, words):
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, *words)
    assert ended.value.code == 2


def test_the_tables_for_people(join, district):
    here = join("S1")
    here.say(
        here.enrol(tag="c1" * 16), here.serve(count=12), here.issue(uid="u-1"), here.enrol("u-2", tag=TAG)
    )
    printed = district.console("sites")
    assert "2/3" not in printed
    assert "1/3 已上报，未上报：示例超市、示例园区" in printed
    assert "合计" in printed
    assert "主会场" in printed
    devices = district.console("devices")
    assert "示例设备" in devices
    rejected = district.console("rejected")
    assert "already-member" in rejected
    here.say(here.void(here.serve(site="S2")), here.serve(site="S2"), here.serve(site="S3"))
    assert "3/3 已上报\n" in district.console("sites")


def test_tables_name_sites_by_code_and_show_beijing_time(join, district):
    here = join("S1")
    here.say(here.enrol(tag="c1" * 16), here.enrol("u-2", tag=TAG))
    district.console("add-staff", "v", "--role", "district-viewer")
    head, _, first = district.console("sites").splitlines()[:3]
    assert (head.split()[0], first.split()[0]) == ("编号", "S1")
    day, shown = first.split()[-2:]
    assert (day, shown[:3]) == ("2023-11-29", "12:")
    raw = re.compile(r"\d{4}-\d\d-\d\dT\d")
    for words in (["sites"], ["devices"], ["rejected"], ["log"], ["registrars"], ["staff"], ["lost", "D01"]):
        printed = district.console(*words)
        assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", printed), words
        assert not raw.search(printed), words


def test_totals_equal_the_sum_of_records(join, district):
    here, there = join("S1"), join("S2")
    here.say(*(here.enrol(f"u-{n}") for n in range(5)), here.serve(count=4), here.serve(count=6))
    there.say(
        there.enrol("v-1", site="S2"), there.issue(uid="v-1", site="S2", quantity=3), there.serve(site="S9")
    )
    lines = district.facts("sites")
    assert [(line["site"], line["recorded"]) for line in lines] == [
        ("S1", 7),
        ("S2", 2),
        ("S3", 0),
        ("S9", 1),
    ]
    assert [line["reported"] for line in lines] == [True, True, False, True]
    assert all(line["recorded"] == line["accepted"] + line["rejected"] for line in lines)
    assert (lines[0]["enrolled"], lines[0]["served"], lines[1]["packs"], lines[1]["goods"]) == (
        5,
        10,
        1,
        {"pack": 3},
    )
    assert lines[0]["last_exchange"].startswith("2023-11-29T04:")
    assert lines[2]["last_exchange"] == ""


def test_a_gap_list_stays_short(device, district):
    device.sequence = 5000
    device.say(device.serve())
    (line,) = district.facts("devices")
    assert line["lives"][0]["first_missing"] == list(range(1, 21))
    assert line["lives"][0]["missing"] == 5000


def test_served_by_a_process_that_stops_when_asked(tmp_path):
    folder = tmp_path / "d"
    run(folder, "init")
    with process(folder, "--names", "booth.example") as (server, address):
        district = District(folder)
        assert district.ticket().startswith(f"FK1 {address} ")
        assert Device(district.ticket()).exchange().refused == ""
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) in (0, -signal.SIGTERM)
    log = (folder / "server.log").read_text(encoding="utf-8")
    assert f"FieldKit district ready {address}" in log
    assert '"told": "exchange"' in log


def test_served_in_this_process_until_asked_to_stop(tmp_path, monkeypatch):
    import uvicorn

    from sync.serving import logs

    monkeypatch.setattr(logs, "write_log_lines", lambda: None)
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    ready = tmp_path / "ready"
    words = ("serve", "--host", "127.0.0.1", "--port", "0", "--ready-file", str(ready))
    words += ("--clock-at", "2023-11-29T12:00:00+08:00")
    run(tmp_path / "d", "init")
    for _ in range(2):
        code, out, _ = run(tmp_path / "d", *words)
        address = ready.read_text(encoding="utf-8").strip()
        assert (code, out) == (0, f"FieldKit district ready {address}\n")


@pytest.mark.parametrize("more", [(), ("-u",)])  # told when it ends, or at once
def test_who_has_read_enough_hears_no_complaint(tmp_path, more):
    run(tmp_path, "init")
    reader, writer = os.pipe()
    os.close(reader)
    line = [sys.executable, *more, "-m", "sync.commands.console", "--data", str(tmp_path), "sites"]
    done = subprocess.run(line, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_port_that_is_taken_says_so(district, tmp_path):
    run(tmp_path / "other", "init")
    code, _, err = run(tmp_path / "other", "serve", "--host", "127.0.0.1", "--port", str(district.port))
    assert (code, "系统拒绝了操作" in err) == (1, True)


def test_the_data_folder_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDKIT_DISTRICT_DATA", str(tmp_path / "env"))
    with contextlib.redirect_stdout(io.StringIO()):
        assert console.main(["init"]) == 0
    open_district(tmp_path / "env").close()
    assert (tmp_path / "env" / "district.key").is_file()


def test_what_the_database_refuses_is_said_without_what_was_written(tmp_path, monkeypatch):
    run(tmp_path, "init")
    district = open_district(tmp_path)
    twice = note.insert().values(name="x", value="示例王五")
    with district.database.writing() as writing:
        writing.execute(twice)
        with pytest.raises(IntegrityError) as caught:
            writing.execute(twice)
    district.close()
    assert "示例王五" not in str(caught.value)

    def refuse(*_):
        raise caught.value

    monkeypatch.setattr(reports, "devices", refuse)
    code, out, err = run(tmp_path, "devices")
    assert (code, out) == (1, "")
    assert err.startswith("数据库出错，没有做完。")
    assert err.count("\n") == 1
