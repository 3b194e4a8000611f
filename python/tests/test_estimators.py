"""What each estimator promises beyond scikit-learn's checks."""

import pickle
import shlex
import signal
import threading
import time

import numpy as np
import pytest
import scipy.sparse

import proclens


class TestCooccurrenceVectors:
    def test_is_the_svd_of_the_cooccurrences(self, counts):
        bags = counts.toarray()
        full = np.diag(bags.sum(axis=0)) @ bags.T @ bags
        u, s, _ = np.linalg.svd(full)
        vectors = proclens.CooccurrenceVectors(n_components=6).fit(counts).vectors_
        expected = u[:, :6] * s[:6]
        expected *= np.sign(expected[np.abs(expected).argmax(axis=0), range(6)])
        np.testing.assert_allclose(vectors, expected, rtol=1e-4, atol=1e-4 * s[0])


class TestWassersteinVectorizer:
    def test_equal_rows_are_equal_and_order_does_not_matter(self, counts, random):
        embedding = proclens.WassersteinVectorizer(n_components=10).fit_transform(counts)
        assert (embedding[5] == embedding[7]).all()
        assert not embedding[10].any(), "an empty bag has no direction"

    def test_a_vector_depends_on_nothing_but_its_bag(self, counts):
        vectorizer = proclens.WassersteinVectorizer(n_components=10).fit(counts)
        together = vectorizer.transform(counts)
        for row in (0, 7, 10, 59):
            assert vectorizer.transform(counts[row]).tobytes() == together[row].tobytes()
        assert vectorizer.transform(counts[::-1]).tobytes() == together[::-1].tobytes()

    def test_a_pickled_copy_projects_alike(self, counts):
        vectorizer = proclens.WassersteinVectorizer(n_components=10).fit(counts)
        copy = pickle.loads(pickle.dumps(vectorizer))
        assert copy.transform(counts).tobytes() == vectorizer.transform(counts).tobytes()

    @pytest.mark.parametrize(
        ("vectors", "problem"),
        [
            (np.zeros((24, 3)), "one vector for each feature"),
            (np.zeros(25), "one vector for each feature"),
            (np.full((25, 3), np.nan), "NaN"),
            (np.full((25, 3), "x", dtype=object), "must be numbers"),
        ],
    )
    def test_vectors_that_do_not_fit(self, counts, vectors, problem):
        with pytest.raises(ValueError, match=problem):
            proclens.WassersteinVectorizer().fit(counts, vectors=vectors)

    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            ({"reference": "center"}, "'spread' or 'centre'"),
            ({"n_components": 0}, "n_components is 0"),
            ({"n_components": 2.5}, "n_components is 2.5"),
            ({"random_state": -1}, "random_state is -1"),
            ({"n_jobs": 0}, "n_jobs"),
        ],
    )
    def test_options_that_do_not_fit(self, counts, options, problem):
        with pytest.raises(ValueError, match=problem):
            proclens.WassersteinVectorizer(**options).fit(counts)


class TestUMAP:
    def test_new_points_do_not_move_old_ones_and_do_not_depend_on_each_other(self, random):
        points = random.normal(size=(80, 6)).astype(np.float32)
        layout = proclens.UMAP(n_neighbors=6).fit(points)
        new = random.normal(size=(9, 6)).astype(np.float32)
        together = layout.transform(np.concatenate([new, points]))
        assert together[9:].tobytes() == layout.embedding_.tobytes()
        for row in range(9):
            assert layout.transform(new[row : row + 1]).tobytes() == together[row].tobytes()

    def test_a_vector_without_direction_has_no_place(self, random):
        layout = proclens.UMAP(n_neighbors=6).fit(random.normal(size=(40, 4)))
        assert np.isnan(layout.transform(np.zeros((1, 4)))).all()

    def test_unknown_metric(self, random):
        with pytest.raises(ValueError, match="'one_minus_dot' or 'cosine'"):
            proclens.UMAP(metric="euclidean").fit(random.normal(size=(40, 4)))

    def test_neighbours_that_do_not_fit(self, random):
        points = random.normal(size=(10, 4))
        for index, problem in [
            (np.zeros((9, 3), int), "10 rows"),
            (np.full((10, 3), 10), "names row 10"),
            (np.zeros((10, 3)), "whole numbers"),
        ]:
            with pytest.raises(ValueError, match=problem):
                proclens.UMAP(precomputed_knn=(index, np.zeros(index.shape))).fit(points)


class TestHDBSCAN:
    def test_agrees_with_scikit_learn_on_separated_clusters(self, random):
        from sklearn.cluster import HDBSCAN
        from sklearn.metrics import adjusted_rand_score

        for dimensions in (1, 2, 5):
            centres = 20 * np.arange(4).reshape(-1, 1) + np.zeros(dimensions)
            points = np.concatenate([centre + random.normal(size=(40, dimensions)) for centre in centres])
            ours = proclens.HDBSCAN(min_cluster_size=10).fit_predict(points)
            theirs = HDBSCAN(min_cluster_size=10, min_samples=11, copy=True).fit_predict(points)
            both = (ours >= 0) & (theirs >= 0)
            assert both.mean() > 0.8
            assert adjusted_rand_score(ours[both], theirs[both]) == 1

    def test_weights_are_repetitions(self, random):
        points = random.normal(size=(50, 2)).round(1)
        times = random.integers(1, 4, 50)
        once = proclens.HDBSCAN(min_cluster_size=5).fit(points, sample_weight=times).labels_
        repeated = proclens.HDBSCAN(min_cluster_size=5).fit(np.repeat(points, times, axis=0)).labels_
        np.testing.assert_array_equal(np.repeat(once, times), repeated)

    def test_layers_are_nested(self, random):
        points = np.concatenate([random.normal(size=(60, 2)) + shift for shift in (0, 8, 60, 68)])
        clusters = proclens.HDBSCAN(min_cluster_size=5).fit(points)
        assert clusters.layers_[-1].tobytes() == clusters.labels_.tobytes()
        for coarse, fine in zip(clusters.layers_, clusters.layers_[1:], strict=False):
            for label in range(fine.max() + 1):
                assert len(set(coarse[fine == label])) == 1


class TestNgramVectorizer:
    LINES = ('"C:\\x.exe" -a  -a', "net user /add", "", "a 'b c' d\"e f\"")

    def test_tokens_are_those_of_shlex(self):
        vectorizer = proclens.NgramVectorizer()
        counts = vectorizer.fit_transform(self.LINES)
        names = vectorizer.get_feature_names_out()
        for row, line in enumerate(self.LINES):
            expected = shlex.split(line, posix=False, comments=False)
            found = {names[i]: n for i, n in zip(counts[row].indices, counts[row].data, strict=True)}
            assert found == {token: expected.count(token) for token in expected}

    def test_runs_of_tokens(self):
        vectorizer = proclens.NgramVectorizer(ngram_size=2).fit(["a b c", ["a", "b"]])
        assert list(vectorizer.column_label_dictionary_) == [("a", "b"), ("b", "c")]
        assert vectorizer.transform(["a b a b", "x"]).toarray().tolist() == [[2, 0], [0, 0]]

    @pytest.mark.parametrize("X", ["one text", 5, [["a", 1]], [3]])
    def test_what_is_no_text(self, X):
        with pytest.raises(ValueError):
            proclens.NgramVectorizer().fit(X)


def test_token_vectors_have_a_row_for_each_token():
    vectorizer = proclens.TokenCooccurrenceVectorizer().fit(["a b c", "a b d", "e"], sample_weight=[2, 1, 1])
    vectors = vectorizer.reduce_dimension(3)
    assert vectorizer.get_feature_names_out().tolist() == ["a", "b", "c", "d", "e"]
    assert vectors.shape == (5, 3)
    assert not vectors[4].any(), "a token that only occurs alone has no direction"
    repeated = proclens.TokenCooccurrenceVectorizer().fit(["a b c", "a b c", "a b d", "e"]).reduce_dimension(3)
    np.testing.assert_allclose(vectors, repeated, atol=1e-6)
    at_once = proclens.TokenCooccurrenceVectorizer().fit_transform(["a b c", "a b d", "e"], sample_weight=[2, 1, 1])
    np.testing.assert_array_equal(at_once, vectorizer.reduce_dimension())


def test_vectors_name_their_columns(counts):
    vectors = proclens.CooccurrenceVectors(n_components=3).fit(counts)
    assert vectors.get_feature_names_out().tolist() == [f"cooccurrencevectors{i}" for i in range(3)]
    assert vectors.transform(counts).shape == (60, 3)


class TestClusterTopics:
    def test_names(self):
        bags = scipy.sparse.csr_matrix(np.array([[1.0, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1]]))
        topics = proclens.ClusterTopics(n_features=2).fit(bags, [0, 0, 1, 1])
        assert topics.names(["x.dll", "y.dll", "both.dll"]) == ["> x.dll < y.dll", "< x.dll > y.dll"]

    def test_labels_that_are_none(self, counts):
        for labels in ([0] * 59, [0.5] * 60, [-2] * 60, ["a"] * 60):
            with pytest.raises(ValueError, match="y"):
                proclens.ClusterTopics().fit(counts, labels)


def big_points():
    return np.random.default_rng(1).normal(size=(9000, 400)).astype(np.float32)


def test_two_estimators_in_two_threads_and_python_goes_on():
    points = big_points()[:4000]
    alone = proclens.UMAP(n_epochs=20).fit_transform(points)
    found = {}
    workers = [
        threading.Thread(target=lambda i=i: found.update({i: proclens.UMAP(n_epochs=20).fit_transform(points)}))
        for i in range(2)
    ]
    for worker in workers:
        worker.start()
    ticks = 0
    while any(worker.is_alive() for worker in workers):
        time.sleep(0.001)
        ticks += 1
    assert ticks > 5, "the interpreter's lock was held throughout"
    assert found[0].tobytes() == found[1].tobytes() == alone.tobytes()


def test_ctrl_c_stops_a_stage():
    points = big_points()
    # A shell that runs tests in the background has them ignore the signal.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Timer(0.3, lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            for _ in range(100):
                proclens.UMAP(n_epochs=500, n_jobs=1).fit(points)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_matrix_of_the_right_kind_is_not_copied(counts):
    from proclens.estimators import _inputs

    transformer = proclens.InformationWeightTransformer()
    tidy = _inputs.bags(transformer, counts, reset=True)
    offsets, columns, values, _ = _inputs.csr(tidy)
    assert np.shares_memory(offsets, counts.indptr)
    assert np.shares_memory(columns, counts.indices)
    assert np.shares_memory(values, counts.data)
