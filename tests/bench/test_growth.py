from __future__ import annotations

import pytest

from photohash import cli
from photohash.bench import growth
from photohash.bench.growth import Usage, bench_growth
from photohash.cli import measured
from photohash.core.errors import KnownError
from photohash.core.task import Task


def test_every_command_is_run_on_libraries_of_each_size(home, capsys):
    seconds = iter(range(1, 100))
    result = bench_growth(
        lambda arguments: Usage(cli.main(arguments), next(seconds), 0.5, 70), sizes=(200, 100), rounds=1, task=Task()
    )
    printed = capsys.readouterr().out
    document = result.as_dict()
    assert [(each["photos"], each["files"], each["groups"]) for each in document["libraries"]] == [
        (100, 112, 20), (200, 224, 40)
    ]  # fmt: skip
    smaller, larger = document["libraries"]
    commands = {growth.GROUPS, growth.CLUSTERS, growth.FIRST_CLUSTERS, growth.APPLY, growth.RESCAN, growth.QUERY,
                growth.START}  # fmt: skip
    assert set(smaller["commands"]) == set(larger["commands"]) == commands
    assert larger["commands"][growth.GROUPS] == {"seconds": 9, "work": 0.5, "memory": 70, "runs": 1}
    assert document["ratios"]["groups, 200 / 100 photos"] == 9 / 2
    assert larger["catalogue"] > smaller["catalogue"] > 0
    assert '"updated": {\n    "files": 0,\n    "photos": 0\n  }' in printed
    assert printed.count('"state": "planned"') == 20 + 40


def test_a_command_that_fails_ends_the_measurement():
    with pytest.raises(KnownError, match="photohash clusters failed"):
        bench_growth(lambda _: Usage(1, 0.1, 0.1, None), sizes=(100,), rounds=1, task=Task())


def test_a_command_tells_what_it_took(tmp_path, capsys):
    assert measured.run(tmp_path / "figures.json", ["--version"]) == 0
    assert capsys.readouterr().out.startswith("photohash")
    figures = (tmp_path / "figures.json").read_text()
    assert figures.startswith('{"work": ')
    assert '"memory": ' in figures
