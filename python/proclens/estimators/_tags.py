"""What scikit-learn is told about the estimators' inputs."""

from __future__ import annotations

from typing import Any


class TakesBags:
    """X is bags: counts or weights ≥ 0, dense or sparse. Comes before scikit-learn's own bases."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags


class TakesTexts:
    """X is texts or sequences of tokens. Comes before scikit-learn's own bases."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags
