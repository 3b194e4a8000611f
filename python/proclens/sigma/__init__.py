"""Sigma rules over a dataset: which processes do what a rule describes.

`scan` turns rules on process creations, image loads, connections, DNS queries, files and registry keys into queries
(pySigma with its SQLite backend, adapted to DuckDB), runs them over the tables of a dataset, and writes the table
`sigma_labels`, which `Dataset.hunt` and the pages show. Needs `pip install 'proclens[sigma]'`.

Every rule is accounted for: it ran, or the result says which field of it the dataset lacks, why it cannot be read, or
that it is about something else. Rules and telemetry are data: queries can read nothing but the dataset's tables.
"""

from __future__ import annotations

from proclens.sigma.scanning import RuleResult, SigmaScan, scan

__all__ = ["RuleResult", "SigmaScan", "scan"]
