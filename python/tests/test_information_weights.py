"""Weights against the formula of docs/information-weight.md, written out."""

import numpy as np
import pytest
import scipy.sparse

import proclens


def weights_by_formula(counts, prior=1e-4, power=2.0):
    dense = counts.toarray()
    totals = dense.sum(axis=0)
    p = dense.sum(axis=1) / dense.sum()
    divergences = []
    for column, total in zip(dense.T, totals, strict=True):
        some = column > 0
        q = (column[some] + prior * p[some]) / (total + prior)
        zero = prior / (total + prior)
        missing = (len(p) - some.sum()) / len(p) * zero * np.log(zero)
        divergences.append((q * np.log(q / p[some])).sum() + missing)
    return np.maximum(0, np.array(divergences) / np.mean(divergences)) ** power


def test_follows_the_formula(counts):
    found = proclens.InformationWeightTransformer().fit(counts).information_weights_
    expected = weights_by_formula(counts)
    used = counts.toarray().any(axis=0)
    np.testing.assert_allclose(found[used], expected[used], rtol=1e-9)
    assert found[~used].tolist() == [0]


def test_multiplies_columns(counts):
    transformer = proclens.InformationWeightTransformer()
    weighted = transformer.fit_transform(counts)
    np.testing.assert_allclose(weighted.toarray(), counts.toarray() * transformer.information_weights_)


def test_multiplicities_are_repetitions(counts, random):
    times = random.integers(1, 4, counts.shape[0])
    repeated = scipy.sparse.csr_matrix(np.repeat(counts.toarray(), times, axis=0))
    once = proclens.InformationWeightTransformer().fit(counts, sample_weight=times)
    expanded = proclens.InformationWeightTransformer().fit(repeated)
    np.testing.assert_allclose(once.information_weights_, expanded.information_weights_, rtol=1e-12)


def test_dense_and_other_sparse_formats_agree(counts):
    expected = proclens.InformationWeightTransformer().fit(counts).information_weights_
    unsorted = counts.copy()
    unsorted.indices = unsorted.indices[::-1].copy()
    for other in (counts.toarray(), counts.tocsc(), counts.tocoo(), scipy.sparse.csr_array(counts)):
        found = proclens.InformationWeightTransformer().fit(other).information_weights_
        assert found.tobytes() == expected.tobytes()


def test_stored_zeros_and_duplicates_are_tidied():
    untidy = scipy.sparse.csr_matrix(
        (np.array([1.0, 2.0, 0.0, 3.0, 1.0]), np.array([0, 0, 1, 1, 0]), np.array([0, 3, 5])), shape=(2, 2)
    )
    tidy = scipy.sparse.csr_matrix(untidy.toarray())
    found = proclens.InformationWeightTransformer().fit(untidy).information_weights_
    assert found.tobytes() == proclens.InformationWeightTransformer().fit(tidy).information_weights_.tobytes()
    assert untidy.nnz == 5, "the caller's matrix must stay as it is"


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        ([1.5] * 60, "whole numbers"),
        ([-1] * 60, "whole numbers"),
        ([1] * 59, "one number for each"),
        ([np.nan] * 60, "finite"),
        ([0] * 60, "non-zero"),
    ],
)
def test_weights_that_are_no_multiplicities(counts, weights, problem):
    with pytest.raises(ValueError, match=problem):
        proclens.InformationWeightTransformer().fit(counts, sample_weight=weights)


@pytest.mark.parametrize(
    ("options", "problem"), [({"prior_strength": 0}, "prior_strength"), ({"weight_power": -1}, "power")]
)
def test_options_out_of_range(counts, options, problem):
    with pytest.raises(ValueError, match=problem):
        proclens.InformationWeightTransformer(**options).fit(counts)


def test_negative_counts(counts):
    with pytest.raises(ValueError, match="Negative values"):
        proclens.InformationWeightTransformer().fit(-counts)
