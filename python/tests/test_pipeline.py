"""The estimators in the order of the analysis give the bytes of the program."""

import json

import numpy as np
import pytest

import proclens


@pytest.fixture(scope="module")
def model(office_map):
    folder = office_map.folder / "model"
    return {file.stem: np.load(file) for file in folder.glob("*.npy")} | {
        "names": json.loads((folder / "model.json").read_text())["features"]
    }


@pytest.fixture(scope="module")
def weighted(bags):
    transformer = proclens.InformationWeightTransformer(count_empty=False)
    return transformer.fit_transform(bags.counts, sample_weight=bags.multiplicities), transformer


@pytest.fixture(scope="module")
def vectors(weighted, bags):
    return proclens.CooccurrenceVectors().fit(weighted[0], sample_weight=bags.multiplicities).vectors_


def test_bags_are_those_of_the_map(bags, model, office_map):
    assert bags.feature_names == model["names"]
    assert bags.counts.shape == (office_map.manifest["counts"]["distinct_bags"], len(model["names"]))
    assert bags.multiplicities.sum() == office_map.manifest["counts"]["objects"]


def test_weights(weighted, model):
    assert weighted[1].information_weights_.tobytes() == model["weights"].tobytes()


def test_vectors(vectors, model):
    assert vectors.tobytes() == model["vectors"].tobytes()


def test_embedding(weighted, vectors, bags, model):
    vectorizer = proclens.WassersteinVectorizer()
    embedding = vectorizer.fit_transform(weighted[0], vectors=vectors, sample_weight=bags.multiplicities)
    assert vectorizer.components_.tobytes() == model["components"].tobytes()
    assert vectorizer.reference_vectors_.tobytes() == model["reference_points"].tobytes()
    assert vectorizer.singular_values_.tobytes() == model["singular_values"].tobytes()
    assert embedding.tobytes() == model["bag_vectors"].tobytes()
    np.testing.assert_allclose(vectorizer.transform(weighted[0]), embedding, atol=2e-6)


def test_layout_and_clusters(office_map, bags, model):
    table = office_map.bags.to_arrow()
    width = max(map(len, table["neighbours"].to_pylist()))
    index = np.full((table.num_rows, width), -1)
    distance = np.full((table.num_rows, width), np.inf, dtype=np.float32)
    for row, (near, far) in enumerate(
        zip(table["neighbours"].to_pylist(), table["neighbour_distances"].to_pylist(), strict=True)
    ):
        index[row, : len(near)] = near
        distance[row, : len(far)] = far
    layout = proclens.UMAP(precomputed_knn=(index, distance), metric="one_minus_dot")
    places = layout.fit_transform(model["bag_vectors"])
    assert places.tobytes() == model["positions"].tobytes()
    objects = np.where(index[:, 0] >= 0, bags.multiplicities, 0)  # bags without information are no part of clusters
    assert proclens.HDBSCAN().fit(places, sample_weight=objects).labels_.tobytes() == model["cluster"].tobytes()


def test_topics(office_map, weighted, bags, model):
    topics = proclens.ClusterTopics().fit(weighted[0], model["cluster"], sample_weight=bags.multiplicities).topics_
    table = office_map.topics.to_arrow().to_pylist()
    for row in table:
        feature = topics[row["cluster"]][row["rank"]]
        assert feature.feature == row["feature"]
        assert feature.difference == pytest.approx(row["difference"], rel=1e-6)
        assert feature.objects == row["objects"]
    assert sum(map(len, topics)) == len(table)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_any_number_of_threads(weighted, vectors, bags, threads):
    def everything(n_jobs):
        vectorizer = proclens.WassersteinVectorizer(n_components=64, n_jobs=n_jobs)
        embedding = vectorizer.fit_transform(weighted[0], vectors=vectors, sample_weight=bags.multiplicities)
        places = proclens.UMAP(metric=vectorizer.metric_, n_epochs=20, n_jobs=n_jobs).fit_transform(embedding)
        return embedding.tobytes(), places.tobytes(), proclens.HDBSCAN(n_jobs=n_jobs).fit(places).labels_.tobytes()

    assert everything(threads) == everything(None)
