"""scikit-learn's own checks of every estimator."""

from sklearn.utils.estimator_checks import parametrize_with_checks

import proclens


@parametrize_with_checks(
    [
        proclens.InformationWeightTransformer(),
        proclens.CooccurrenceVectors(n_components=8),
        proclens.WassersteinVectorizer(n_components=8),
        proclens.UMAP(n_neighbors=5),
        proclens.HDBSCAN(min_cluster_size=3),
        proclens.ClusterTopics(),
        proclens.NgramVectorizer(),
        proclens.TokenCooccurrenceVectorizer(),
    ]
)
def test_scikit_learn_check(estimator, check):
    check(estimator)
