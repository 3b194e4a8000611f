"""What crashed, was misread or was lost, and must not be again."""

import gc
import json

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import proclens
from proclens import _engine
from proclens.tables import write


@pytest.mark.parametrize(
    ("features", "counts", "problem"),
    [
        ([[0, 10**8]], [[1, 1]], "not in the list of features"),
        ([[-1]], [[1]], "not in the list of features"),
        ([[0]], [[0]], "count below 1"),
        ([[0, 1]], [[1]], "not as many counts as features"),
        ([[None]], [[1]], "NULL"),
        (pa.array([None], pa.list_(pa.int32())), [[1]], "NULL"),
        ([["a"]], [[1]], "must be integers"),
        ([0], [1], "must be lists"),
    ],
)
def test_bags_that_somebody_tampered_with(tmp_path, features, counts, problem):
    (tmp_path / "contract.json").write_text("{}")
    pq.write_table(pa.table({"name": ["x.dll", "y.dll"]}), tmp_path / "features.parquet")
    table = pa.table({"features": features, "counts": counts, "multiplicity": [1]})
    pq.write_table(table, tmp_path / "bags.parquet")
    with pytest.raises(ValueError, match=problem) as refused:
        _ = proclens.Bags(tmp_path).counts
    assert "bags.parquet" in str(refused.value)


def test_a_matrix_whose_indices_lead_nowhere(counts):
    vectors = proclens.CooccurrenceVectors(n_components=4).fit(counts)
    counts.indices = counts.indices.copy()
    counts.indices[5] = 10**8
    counts.has_canonical_format = True
    with pytest.raises(ValueError, match="indices"):
        vectors.transform(counts)


def test_a_read_only_matrix(counts):
    expected = proclens.InformationWeightTransformer().fit(counts).information_weights_
    for part in (counts.data, counts.indices, counts.indptr):
        part.setflags(write=False)
    found = proclens.InformationWeightTransformer().fit(counts).information_weights_
    assert found.tobytes() == expected.tobytes()


@pytest.mark.parametrize("parts", [(1, 2, 3, 4), (), (np.zeros(1, np.uint32),), "abcd"])
def test_what_is_no_matrix(parts):
    with pytest.raises((ValueError, TypeError)):
        _engine.distinct_bags(parts)


def test_multiplicities_that_add_up_to_too_many(counts):
    weights = np.ones(60, dtype=np.int64)
    weights[[5, 6]] = 2**31
    with pytest.raises(ValueError, match=r"2\*\*32"):
        proclens.WassersteinVectorizer(n_components=4).fit(counts, sample_weight=weights)


def test_labels_and_neighbours_far_out_of_range(counts, random):
    with pytest.raises(ValueError, match="number the clusters from 0"):
        proclens.ClusterTopics().fit(counts, [0] * 59 + [2**31 - 2])
    far = np.full((60, 3), 2**32 + 1)
    with pytest.raises(ValueError, match="names row"):
        proclens.UMAP(precomputed_knn=(far, np.zeros(far.shape))).fit(random.normal(size=(60, 3)))


@pytest.mark.parametrize("seed", [2**64, -1])
def test_seeds_out_of_range(counts, seed):
    with pytest.raises(ValueError, match="random_state"):
        proclens.CooccurrenceVectors(random_state=seed).fit(counts)


def test_lone_surrogates_are_no_characters():
    assert proclens.NgramVectorizer().fit(["a\udcffb"]).get_feature_names_out().tolist() == ["a?b"]


def test_file_names_are_no_patterns(tmp_path):
    for name in ("a[1]", "a1", "*", "a?", "with 'quote", "line\nbreak", "[[]"):
        write(pl.DataFrame({"name": [name]}), tmp_path / f"{name}.parquet")
    for name in ("a[1]", "*", "a?", "with 'quote", "line\nbreak", "[[]"):
        assert proclens.Table(tmp_path / f"{name}.parquet").to_polars()["name"].to_list() == [name]
    folder = tmp_path / "days[1]*"
    folder.mkdir()
    write(pl.DataFrame({"day": [1]}), folder / "part.parquet")
    assert proclens.Table(folder).columns == ["day"]


def test_parts_with_different_columns(tmp_path):
    write(pl.DataFrame({"a": [1]}), tmp_path / "1.parquet")
    write(pl.DataFrame({"a": [2], "b": ["x"]}), tmp_path / "2.parquet")
    assert proclens.Table(tmp_path).to_polars().sort("a")["b"].to_list() == [None, "x"]


def test_tables_keep_the_temporary_folder_that_they_are_in(office):
    table = office.audit().lineage
    gc.collect()
    assert table.select("state").to_arrow().num_rows == 3000


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (pa.table([[1], [2]], names=["A", "a"]), "two columns are called a"),
        (pa.table([[1], [2]], names=["a", "a"]), "two columns are called a"),
        (pa.table([[1]], names=[""]), "no name"),
        (pa.table({}), "no columns"),
    ],
)
def test_columns_that_would_be_renamed(tmp_path, table, problem):
    with pytest.raises(ValueError, match=problem):
        write(table, tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_lazy_frame_is_no_table_yet(tmp_path):
    with pytest.raises(TypeError, match="collect"):
        write(pl.LazyFrame({"a": [1]}), tmp_path / "x.parquet")


def test_paths_are_no_options(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(proclens.ProclensError, match="--help"):
        proclens.read_logs("--help")
    dataset = proclens.demo("--json", processes=300)
    assert dataset.audit("-o").summary["processes"]["records"] == 300


@pytest.mark.parametrize("name", ["help", "json", "output", "quiet"])
def test_options_that_the_package_sets(office, name):
    with pytest.raises(ValueError, match=name):
        office.map(**{name: True})


def test_a_damaged_manifest(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({})[:1])
    with pytest.raises(proclens.ProclensError, match="is damaged"):
        _ = proclens.Map.load(tmp_path).manifest
