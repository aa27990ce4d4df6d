# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who asks too often waits, and keeps nobody else waiting; watchers see how often that was."""

import socket
import time
import urllib.request

import pytest

from fieldkit.uplink.line import Line, pinned_context
from sync.serving import app
from sync.serving.limits import Limits, Share, TooOften
from tests.support.devices import Device
from tests.support.district import serving

ONE_KIND = "sqlcipher"


@pytest.fixture
def share():
    times = [0.0]
    made = Share(60, "device", lambda: times[0])
    return made, times


def test_a_share_is_used_up_and_comes_back(share):
    made, times = share
    for _ in range(60):
        made.take("a")
    with pytest.raises(TooOften) as raised:
        made.take("a")
    assert (raised.value.seconds, raised.value.who) == (1.0, "device")
    made.take("b")
    times[0] = 1.0
    made.look("a")
    made.take("a")
    with pytest.raises(TooOften):
        made.look("a")


def test_a_crowd_of_names_takes_no_room(share, monkeypatch):
    made, _ = share
    monkeypatch.setattr("sync.serving.limits._MOST_NAMES", 10)
    for number in range(100):
        made.take(str(number))
    assert len(made._used) <= 10


def test_a_device_that_floods_waits_and_others_do_not(tmp_path):
    with serving(tmp_path, exchanges_a_minute=3) as district:
        greedy, other = Device(district.ticket()), Device(district.ticket())
        for _ in range(3):
            greedy.exchange()
        with Line(greedy.address, greedy.ca_pem) as line:
            came = line.post("/v1/exchange", greedy.ask())
            honest = greedy.ask()
            forged = line.post("/v1/exchange", honest[:-1] + bytes([honest[-1] ^ 1]))
        assert (came.code, came.body) == (429, b"")
        assert 1 <= came.wait <= 20
        assert forged.code == 403  # what nobody has signed uses nothing up and is told nothing
        assert other.exchange().refused == ""


def test_what_a_flooding_device_sent_is_not_taken_and_its_word_still_good(tmp_path):
    with serving(tmp_path, exchanges_a_minute=1) as district:
        device = Device(district.ticket())
        device.exchange()
        with Line(device.address, device.ca_pem) as line:
            assert line.post("/v1/exchange", device.ask(device.batch(device.enrol()))).code == 429
        assert [site["recorded"] for site in district.facts("sites") if site["site"] == "S1"] == [0]


@pytest.mark.parametrize("road", ["/v1/exchange", "/v1/devices", "/v1/parcels"])
def test_an_address_that_guesses_waits(tmp_path, monkeypatch, road):
    few = Limits(refused=Share(2, "address"))
    monkeypatch.setattr("sync.serving.serving.Limits", lambda **_: few)
    with serving(tmp_path) as district:
        ca = (district.folder / "tls" / "authority.pem").read_text()
        with Line(district.address, ca) as line:
            codes = [line.post(road, b"x").code for _ in range(3)]
    assert codes[:2] == [codes[0]] * 2
    assert codes[0] in (400, 403)
    assert codes[2] == 429


def test_codes_are_not_guessed_at_leisure(tmp_path):
    with serving(tmp_path) as district:
        device = Device(district.ticket())
        with Line(device.address, device.ca_pem) as line:
            wrong = device.joining("AAAA-BBBB-CCCC-DDDD")
            codes = [line.post("/v1/devices", wrong).code for _ in range(21)]
        assert set(codes[:20]) == {403}
        assert codes[20] == 429
        assert device.exchange().refused == ""  # who has joined is not kept out by it


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def figures_of(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as came:
        lines = came.read().decode().splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_watchers_are_told_counts_and_nothing_else(tmp_path, free_port):
    with serving(tmp_path, metrics_port=free_port, exchanges_a_minute=3) as district:
        device = Device(district.ticket(name="示例设备甲"))
        device.exchange()
        device.exchange(device.enrol(), device.enrol("u-2", site="S9"))
        device.exchange()
        with Line(device.address, device.ca_pem) as line:
            assert line.post("/v1/exchange", device.ask()).code == 429
        told = figures_of(free_port)
    assert told['fieldkit_requests_total{answer="taken",road="exchange"}'] == "3.0"
    assert told['fieldkit_requests_total{answer="taken",road="devices"}'] == "1.0"
    assert told['fieldkit_request_seconds_count{road="exchange"}'] == "3.0"
    assert told['fieldkit_operations_total{verdict="rejected"}'] == "1.0"
    assert told['fieldkit_operations_total{verdict="accepted"}'] == "1.0"
    assert told['fieldkit_batches_total{became="taken"}'] == "1.0"
    assert told['fieldkit_turned_away_total{who="device"}'] == "1.0"
    assert told['fieldkit_stalled_connections_total{state="body"}'] == "0.0"
    assert told["fieldkit_safe_lag_batches"] == "1.0"
    assert told["fieldkit_held_lives"] == "0.0"
    assert float(told["fieldkit_dialled_total"]) >= float(told["fieldkit_open_connections"])
    text = "\n".join(told)
    for private in (device.device, "示例", "127.0.0.1", "S1"):
        assert private not in text


def test_a_body_that_comes_slowly_but_comes_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(app, "BODY_BYTES_A_SECOND", 1)
    with serving(tmp_path, body_seconds=0.5) as district:
        device = Device(district.ticket())
        plain = socket.create_connection(("127.0.0.1", district.port), timeout=10)
        with pinned_context(device.ca_pem).wrap_socket(plain, server_hostname="127.0.0.1") as line:
            line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\n")
            for _ in range(10):
                line.sendall(b"four")
                time.sleep(0.1)
            assert line.recv(100).startswith(b"HTTP/1.1 400")
