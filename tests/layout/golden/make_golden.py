"""Makes the golden files of tests/layout from umap-learn 0.5.12, scipy and scikit-learn, on synthetic data.

    python make_golden.py          writes the .txt files next to this script

Needs umap-learn==0.5.12. Numbers are written with 9 digits (single precision) or 17 (double precision).
"""

import pathlib
import warnings

import numpy as np
import scipy.linalg
import scipy.sparse
import scipy.sparse.csgraph
import scipy.spatial
import umap
import umap.umap_
from sklearn.manifold import trustworthiness

warnings.filterwarnings("ignore")

FOLDER = pathlib.Path(__file__).parent
POINTS, COLUMNS, NEIGHBOURHOOD = 240, 6, 15


def write(name, header, rows, digits=9):
    with open(FOLDER / name, "w") as file:
        file.write(f"# {header}\n")
        for row in rows:
            file.write(" ".join(f"{value:.{digits}g}" for value in row) + "\n")


def embedding():
    """A bent band with a clump bridged to either end, in six dimensions: one connected graph with clear slow modes."""
    rng = np.random.default_rng(7)
    along = np.sort(rng.uniform(0, 1, 100))
    band = np.stack([np.cos(3 * along), np.sin(3 * along), along, along**2, 1 + 0 * along, np.sin(7 * along)], axis=1)
    parts = [band + rng.normal(0, 0.12, band.shape)]
    for end, centre in [(band[0], [1.0, 0.2, -0.4, 0.3, 1.0, -1.0]), (band[-1], [-1.0, -0.6, 0.9, 1.1, 0.4, 0.9])]:
        parts.append(rng.normal(centre, 0.35, (52, COLUMNS)))
        parts.append(end + np.outer(np.linspace(0, 1, 18), np.array(centre) - end) + rng.normal(0, 0.12, (18, COLUMNS)))
    return np.round(np.concatenate(parts), 5).astype(np.float32)


def exact_neighbours(vectors, neighbourhood):
    """Cosine distances in double precision, each point first among its own neighbours."""
    x = vectors.astype(np.float64)
    x /= np.linalg.norm(x, axis=1)[:, None]
    distance = np.maximum(1 - x @ x.T, 0)
    np.fill_diagonal(distance, -1)
    index = np.argsort(distance, axis=1, kind="stable")[:, :neighbourhood]
    np.fill_diagonal(distance, 0)
    return index, np.take_along_axis(distance, index, axis=1).astype(np.float32), distance


def procrustes():
    """Three pairs of point sets with weights, which scipy sees as repeated points: turned, mirrored, unrelated."""
    rng = np.random.default_rng(11)
    points, expected = [], []
    for turn in (rotation(0.7), rotation(2.4) @ np.diag([1, -1]), None):
        first = np.round(rng.normal(0, 3, (30, 2)), 3).astype(np.float32)
        second = rng.normal(0, 1, (30, 2)) if turn is None else 2.5 * first @ turn.T + rng.normal(4, 0.3, (30, 2))
        second = np.round(second, 3).astype(np.float32)
        weight = rng.integers(1, 4, 30)
        points += [[*a, *b, w] for a, b, w in zip(second, first, weight)]
        x, y = (np.repeat(each.astype(np.float64), weight, axis=0) for each in (first, second))
        matrices = [each - each.mean(axis=0) for each in (x, y)]
        turned, _ = scipy.linalg.orthogonal_procrustes(matrices[1], matrices[0])
        _, _, disparity = scipy.spatial.procrustes(x, y)
        expected.append([*turned.ravel(), disparity])
    write("procrustes_points.txt", "x y onto_x onto_y weight, 30 rows for each of three cases", points)
    write("procrustes.txt", "turn by rows, disparity: scipy.linalg.orthogonal_procrustes, scipy.spatial.procrustes", expected, 17)


def rotation(angle):
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def main():
    write(
        "curve.txt",
        "spread min_dist a b: umap.umap_.find_ab_params",
        [
            (spread, min_dist, *umap.umap_.find_ab_params(spread, min_dist))
            for spread, min_dist in [(1, 0.1), (1, 0), (1, 0.25), (1, 0.5), (1, 0.99), (2, 0.1), (0.5, 0.05), (10, 1)]
        ],
        17,
    )

    procrustes()
    vectors = embedding()
    write("embedding.txt", "one point a row", vectors)
    index, nearest, distance = exact_neighbours(vectors, NEIGHBOURHOOD)
    sigma, rho = umap.umap_.smooth_knn_dist(nearest, float(NEIGHBOURHOOD))
    write("smooth_distances.txt", "rho sigma: umap.umap_.smooth_knn_dist", zip(rho, sigma))
    graph, _, _ = umap.umap_.fuzzy_simplicial_set(
        vectors, NEIGHBOURHOOD, None, "precomputed", knn_indices=index, knn_dists=nearest
    )
    graph = graph.tocsr()
    graph.sort_indices()
    rows, columns = graph.nonzero()
    write(
        "fuzzy_graph.txt",
        "i j weight, i < j: umap.umap_.fuzzy_simplicial_set",
        [(i, j, w) for i, j, w in zip(rows, columns, np.asarray(graph[rows, columns]).ravel()) if i < j],
    )

    assert scipy.sparse.csgraph.connected_components(graph)[0] == 1
    degree = np.asarray(graph.sum(axis=1)).ravel().astype(np.float64)
    half = scipy.sparse.diags(degree**-0.5)
    laplacian = np.eye(POINTS) - (half @ graph.astype(np.float64) @ half).toarray()
    values, modes = np.linalg.eigh(laplacian)
    assert min(values[3] - values[2], values[2] - values[1]) > 0.004, values[:5]
    header = "two columns; the first row holds the eigenvalues: numpy.linalg.eigh"
    write("laplacian_vectors.txt", header, [values[1:3], *modes[:, 1:3]], 17)

    scores = []
    for seed in range(10):
        chart = umap.UMAP(n_neighbors=NEIGHBOURHOOD, random_state=seed, precomputed_knn=(index, nearest, None))
        chart = chart.fit_transform(vectors)
        scores.append([trustworthiness(distance, chart, n_neighbors=15, metric="precomputed")])
    write("trustworthiness.txt", "at 15 neighbours, of umap.UMAP's map with seeds 0 to 9", scores)


if __name__ == "__main__":
    main()
