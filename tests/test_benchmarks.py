# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The benchmarks run, say what they measured, and can fail; their figures are no matter of a test."""

import json

import pytest

from benchmarks import __main__ as command
from benchmarks import save, search, stores
from benchmarks.figures import Outcome, percentile, spread
from fieldkit.store.vault import open_store


@pytest.fixture(autouse=True)
def small(tmp_path, monkeypatch):
    """Measure little, in a folder of our own."""
    monkeypatch.setattr(stores, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(save, "ROUNDS", 6)
    monkeypatch.setattr(save, "WARM_UP", 2)
    monkeypatch.setattr(save, "GUI_SAVES", 6)
    monkeypatch.setattr(search, "PEOPLE", 4)


@pytest.mark.parametrize(("name", "figure"), [("save", "act_ms_median"), ("search", "search_ms_p99")])
@pytest.mark.usefixtures(
    "qapp"
)  # the first application of a process is the only one: a windowless one would stay
def test_a_benchmark_prints_a_table_and_writes_its_figures(tmp_path, capsys, name, figure):
    code = command.main([name, "--members", "250", "--json", str(tmp_path / "out.json")])
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(told) == {"name", "figures", "ratio", "target", "holds"}
    assert told["name"] == name
    assert told["figures"]["members_known"] == 250
    assert code == (0 if told["holds"] else 1)
    assert figure in told["figures"]
    assert figure in capsys.readouterr().out


def test_the_raw_rows_are_those_the_act_left(tmp_path):
    for place in ("act", "raw"):
        stores.copy(250, tmp_path / place)
    acting = open_store(tmp_path / "act", stores.KEY)
    raw = open_store(tmp_path / "raw", stores.KEY)
    save._in_turn(acting, raw, save.drafts())
    for table in ("members", "operations", "counters", "serial_blocks"):
        asked = f"SELECT * FROM {table}"
        with acting.reading() as one, raw.reading() as other:
            assert one.execute(asked).fetchall() == other.execute(asked).fetchall()
    with acting.reading() as one, raw.reading() as other:
        found = [
            db.execute(
                "SELECT rowid FROM seek_here WHERE seek_here MATCH '\"0\" *' ORDER BY rowid"
            ).fetchall()
            for db in (one, other)
        ]
    assert found[0] == found[1] != []
    acting.close()
    raw.close()


def test_a_figure_out_of_bounds_does_not_hold():
    outcome = Outcome("save", {"a": 1.5, "b": 20000, "c": "x"}, 1.6, "≤ 1.5", holds=False)
    assert "DOES NOT HOLD" in outcome.show()
    assert "20,000" in outcome.show()


def test_percentiles_are_values_that_were_measured():
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, p) for p in (0, 50, 99, 100)] == [1.0, 50.0, 99.0, 100.0]
    assert spread("x", [2.0, 1.0, 3.0]) == {"x_ms_median": 2.0, "x_ms_p99": 3.0, "x_ms_max": 3.0}
