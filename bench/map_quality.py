#!/usr/bin/env python3
"""How well maps preserve the neighbours of their embedding, compared with umap-learn on the same neighbours, seed by seed.

  map_quality.py --layout-bench BUILD/layout_bench [--seeds 5] [-o TABLE.md] OUT/images …

The folders are maps of proclens. Their embeddings are laid out again under several seeds, one of which is the map's
own and must reproduce its coordinates; umap-learn gets the same seeds. Exit code 1 if the mean trustworthiness of
proclens's maps is below that of umap-learn's.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import umap
from sklearn.manifold import trustworthiness

from map_files import ProclensMap

NEIGHBOURS = 15


@dataclass
class Quality:
    trust: np.ndarray
    cpu_seconds: float  # of one layout, without the neighbour search

    def text(self) -> str:
        return f"{self.trust.mean():.4f} ± {self.trust.std(ddof=1):.4f}"


def trust(distances: np.ndarray, places: np.ndarray) -> float:
    return trustworthiness(distances, places, n_neighbors=NEIGHBOURS, metric="precomputed")


def nearest(distances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every point itself and its nearest others, ties by index, as umap-learn expects them."""
    ordered = distances.copy()
    np.fill_diagonal(ordered, -1)
    index = np.argsort(ordered, axis=1, kind="stable")[:, :NEIGHBOURS].astype(np.int32)
    return index, np.take_along_axis(distances, index, axis=1).astype(np.float32)


def of_proclens(found: ProclensMap, distances: np.ndarray, program: Path, seeds: list[int]) -> Quality:
    scores, seconds = [], []
    own_seed = found.manifest["parameters"]["seed"]
    with tempfile.TemporaryDirectory() as folder:
        vectors, places = Path(folder) / "embedding.f32", Path(folder) / "map.f32"
        found.embedding.astype(np.float32).tofile(vectors)
        for seed in seeds:
            command = [program, vectors, found.embedding.shape[1], "--seed", seed, "--out", places]
            command += ["--cosine"] if found.metric == "cosine" else []
            said = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout
            laid_out = np.fromfile(places, np.float32).reshape(-1, 2)
            if seed == own_seed and not np.array_equal(laid_out, found.places.astype(np.float32)):
                raise SystemExit(f"{found.folder}: layout_bench does not repeat the map; are both of the same build?")
            scores.append(trust(distances, laid_out[found.informative]))
            seconds.append(float(re.search(r"lay_out.* ([\d.]+) s cpu", said).group(1)))
    return Quality(np.array(scores), float(np.mean(seconds)))


def of_umap_learn(found: ProclensMap, distances: np.ndarray, seeds: list[int]) -> Quality:
    vectors = found.embedding[found.informative].astype(np.float32)
    index, near = nearest(distances)

    def laid_out(seed: int) -> np.ndarray:
        model = umap.UMAP(
            n_neighbors=NEIGHBOURS,
            random_state=seed,
            n_jobs=1,
            precomputed_knn=(index, near, None),
            force_approximation_algorithm=True,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return model.fit_transform(vectors)

    laid_out(seeds[0])  # numba compiles
    started = time.process_time()
    maps = [laid_out(seed) for seed in seeds]
    seconds = (time.process_time() - started) / len(seeds)
    return Quality(np.array([trust(distances, places) for places in maps]), seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("maps", type=Path, nargs="+")
    parser.add_argument("--layout-bench", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("-o", "--out", type=Path)
    arguments = parser.parse_args()

    lines = [
        f"Trustworthiness@{NEIGHBOURS} of the map against its embedding, distinct bags; mean ± standard deviation over "
        f"{arguments.seeds} seeds; CPU seconds of one layout.",
        "",
        "| dataset, reference | bags | proclens | umap-learn | proclens, s | umap-learn, s | no worse |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    passed = True
    for folder in arguments.maps:
        found = ProclensMap(folder)
        distances = found.distances()
        parameters = found.manifest["parameters"]
        seeds = [parameters["seed"] + k for k in range(arguments.seeds)]
        ours = of_proclens(found, distances, arguments.layout_bench, seeds)
        theirs = of_umap_learn(found, distances, seeds)
        reached = bool(ours.trust.mean() >= theirs.trust.mean())
        passed = passed and reached
        lines.append(
            f"| {found.manifest['title']}, {parameters['reference']} | {len(distances)} | {ours.text()} | "
            f"{theirs.text()} | {ours.cpu_seconds:.2f} | {theirs.cpu_seconds:.2f} | {'yes' if reached else '**no**'} |"
        )
    print("\n".join(lines))
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
