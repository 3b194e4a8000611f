"""The stages of a map as scikit-learn estimators; import them from `proclens`."""
