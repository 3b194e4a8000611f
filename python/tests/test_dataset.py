"""Datasets, results and tables: what the program writes, as objects."""

import filecmp
import pickle
import subprocess
import sys
from datetime import datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import sklearn.base

import proclens
from proclens._program import ProclensError, options, program


def test_a_map_is_that_of_the_program(office, office_map, tmp_path):
    subprocess.run([program(), "map", office.folder, "--lens", "images", "-o", tmp_path, "--quiet"], check=True)
    same = ["bags.parquet", "points.parquet", "vocabulary.parquet", "topics.parquet", "map.html"]
    assert filecmp.cmpfiles(office_map.folder, tmp_path / "images", same, shallow=False)[0] == same


def test_tables_go_to_other_libraries(office_map):
    table = office_map.points
    arrow = table.to_arrow()
    assert arrow.num_rows == office_map.manifest["counts"]["processes"]
    assert arrow.column_names == table.columns
    names = table.select("process_name", "cluster")
    assert names.columns == ["process_name", "cluster"]
    assert names.to_polars()["process_name"].to_list() == arrow["process_name"].to_pylist()
    assert names.to_pandas()["cluster"].tolist() == arrow["cluster"].to_pylist()


@pytest.mark.parametrize("kind", [pa.Table.from_pylist, pd.DataFrame, pl.DataFrame])
def test_a_dataset_from_tables_in_memory(office, tmp_path, kind):
    rows = {name: office.table(name).to_arrow().to_pylist() for name in office.tables if name.startswith("process")}
    columns = {"process_image_load": rows["process_image_load"][:20000], "process": rows["process"]}
    copy = proclens.Dataset.from_tables(tmp_path / "copy", **{name: kind(table) for name, table in columns.items()})
    assert copy.tables == ["process", "process_image_load"]
    written = copy.table("process").to_arrow()
    assert written.num_rows == len(rows["process"])
    assert written["pid_hash"].to_pylist() == [row["pid_hash"] for row in rows["process"]]


def test_an_unfit_table_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        proclens.Dataset.from_tables(tmp_path, process=[{"a": 1}])
    with pytest.raises(ValueError, match="needs the table process"):
        proclens.Dataset.from_tables(tmp_path, processes=pa.table({"a": [1]}))

    def failing():
        yield pa.record_batch({"a": [1]})
        raise OSError("the source broke off")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.int64()}), failing())
    with pytest.raises(ValueError, match="the source broke off"):
        proclens.Dataset.from_tables(tmp_path, process=reader)
    assert list(tmp_path.iterdir()) == []


def test_audit_and_hunt(office):
    audit = office.audit()
    assert audit.summary["processes"]["records"] == 3000
    assert audit.lineage.to_arrow().num_rows == 3000
    hunt = office.hunt(top=5)
    novelty = hunt.processes.to_arrow()["novelty"].to_pylist()
    assert max(novelty) == pytest.approx(hunt.findings[0]["novelty"], rel=1e-6)
    assert audit.page.exists()
    assert hunt.page.exists()


def test_a_baseline_and_a_map_of_its_own_processes(office, office_map, tmp_path):
    baseline = office.baseline(tmp_path / "normal")
    assert office.hunt(baseline=baseline).summary["compared_with"] != "other hosts"
    placed = office.place(office_map)
    table = placed.points.select("placed", "x", "pid_hash").to_arrow().to_pylist()
    old = {row["pid_hash"]: row["x"] for row in table if not row["placed"]}
    assert all(old[row["pid_hash"]] == row["x"] for row in table if row["placed"])


def test_normal_days_one_by_one_are_those_at_once(tmp_path):
    days = [proclens.demo(tmp_path / f"day{seed}", processes=400, seed=seed) for seed in (1, 2)]
    at_once = proclens.Novelty(tmp_path / "at_once").fit(days)
    one_by_one = proclens.Novelty(tmp_path / "one_by_one").fit(days[1]).partial_fit(days[0])
    files = sorted(path.name for path in at_once.baseline_.iterdir())
    assert filecmp.cmpfiles(at_once.baseline_, one_by_one.baseline_, files, shallow=False)[0] == files
    hunt = at_once.hunt(proclens.demo(tmp_path / "later", processes=400, seed=3), top=3)
    assert max(hunt.processes.to_arrow()["novelty"].to_pylist()) > 0
    with pytest.raises(ValueError, match="not fitted yet"):
        proclens.Novelty().hunt(days[0])
    again = pickle.loads(pickle.dumps(at_once))
    assert again.baseline_ == at_once.baseline_
    assert again.get_params() == {"folder": tmp_path / "at_once"}


def test_novelty_has_the_parameters_of_an_estimator(office):
    novelty = proclens.Novelty(keep_sensors=True).set_params(fold_paths=True)
    other = sklearn.base.clone(novelty)
    assert other.get_params() == {"folder": None, "keep_sensors": True, "fold_paths": True}
    assert not hasattr(other, "baseline_")
    with pytest.raises(ValueError, match="temporary folder"):
        pickle.dumps(proclens.Novelty().fit(office))


def test_temporary_results_go_with_their_object(office):
    audit = office.audit()
    folder = audit.folder
    assert folder.exists()
    del audit
    assert not folder.exists()


def test_logs(tmp_path):
    log = tmp_path / "sysmon.json"
    log.write_text(
        '{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"pc1","UtcTime":'
        '"2024-03-05 10:00:00.000","ProcessGuid":"{11111111-0000-0000-0000-000000000001}","ProcessId":7,"Image":'
        '"C:\\\\Windows\\\\notepad.exe","CommandLine":"notepad","User":"a","ParentProcessGuid":'
        '"{11111111-0000-0000-0000-000000000002}","ParentProcessId":1,"ParentImage":"C:\\\\x.exe"}\n'
    )
    dataset = proclens.read_logs(log)
    assert dataset.table("process").to_arrow()["process_name"].to_pylist() == ["notepad.exe"]
    assert dataset.import_summary
    with pytest.raises(ProclensError) as missing:
        proclens.read_logs(tmp_path / "nowhere.evtx")
    assert missing.value.exit_code == 1
    assert "nowhere.evtx" in str(missing.value)


@pytest.mark.parametrize(
    ("call", "problem", "code"),
    [
        (lambda data: data.map("image"), "there is no lens 'image'", 2),
        (lambda data: data.map(min_cluster_sizes=5), "did you mean '--min-cluster-size'?", 2),
        (lambda data: data.hunt(baseline="/nowhere"), "/nowhere", 1),
        (lambda data: data.map("network"), "process_net_conn", 1),
    ],
)
def test_what_the_program_refuses(office, call, problem, code):
    with pytest.raises(ProclensError) as refused:
        call(office)
    assert problem in str(refused.value)
    assert refused.value.exit_code == code


def test_what_is_no_result(tmp_path, office):
    with pytest.raises(ProclensError, match="is not a folder"):
        proclens.Dataset.open(tmp_path / "nowhere")
    with pytest.raises(ProclensError, match=r"manifest\.json is missing"):
        proclens.Map.load(tmp_path)
    with pytest.raises(KeyError, match="has no table process_file"):
        office.table("process_file")
    with pytest.raises(ValueError, match="No files found"):
        _ = proclens.Table(tmp_path / "nowhere.parquet").columns


def test_options_become_arguments(tmp_path):
    given = {"host": ["a", "-b"], "keep_sensors": True, "seed": 0, "title": None, "json": False}
    assert options(given) == ["--host=a", "--host=-b", "--keep-sensors", "--seed=0"]
    assert options({"since": datetime(2024, 3, 5, 1), "audit": tmp_path}) == [
        "--since=2024-03-05 01:00:00",
        f"--audit={tmp_path}",
    ]


def test_importing_is_quick_and_starts_no_threads():
    code = (
        "import sys, os, time; start = time.perf_counter(); import proclens; seconds = time.perf_counter() - start;"
        "print(len(os.listdir('/proc/self/task')), 'numpy' in sys.modules, seconds)"
    )
    threads, numpy, _ = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert (threads, numpy) == ("1", "False")


def test_the_program_is_a_command():
    output = subprocess.check_output([sys.executable, "-c", "from proclens._program import main; main()", "--version"])
    assert output.decode().strip() == f"proclens {proclens.__version__}"


def test_an_unknown_name():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = proclens.nothing
    assert set(proclens.__all__) <= set(dir(proclens))
