"""Data that the tests share."""

import numpy as np
import pytest
import scipy.sparse

import proclens


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A small example dataset."""
    return proclens.demo(tmp_path_factory.mktemp("office") / "dataset", processes=3000)


@pytest.fixture(scope="session")
def office_map(office, tmp_path_factory):
    """Its map of loaded images."""
    return office.map("images", tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="session")
def bags(office):
    """Its counted bags of loaded images."""
    return office.count("images")


@pytest.fixture
def random():
    return np.random.default_rng(7)


@pytest.fixture
def counts(random):
    """60 × 25 counts, with equal rows, an empty row and an empty column."""
    dense = random.poisson(0.4, (60, 25)).astype(float)
    dense[5] = dense[6] = dense[7]
    dense[10] = 0
    dense[:, 3] = 0
    return scipy.sparse.csr_matrix(dense)
