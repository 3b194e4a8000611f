"""The interactive page inside a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent


class MapWidget(anywidget.AnyWidget):
    """A map's page in a cell, in JupyterLab, VS Code, Colab and marimo. It needs no server of its own.

    Traits, each of which follows the page and can be set:

    selection : list of str
        The `pid_hash` of each selected process that filters and the search show.
    state : str
        View, search, filters, colours: what a link to the page holds after its #.
    labels : list of dict
        Names that the user gave to parts of the map, as in the file that the page exports.
    height : int
        Of the page, in pixels.
    """

    _esm = _HERE / "map_widget.js"
    _page = traitlets.Bytes().tag(sync=True)
    _labels = traitlets.Unicode().tag(sync=True)
    selection = traitlets.List(traitlets.Unicode()).tag(sync=True)
    state = traitlets.Unicode().tag(sync=True)
    labels = traitlets.List(traitlets.Dict())
    height = traitlets.Int(640, min=200).tag(sync=True)

    def __init__(self, page: Path, **traits: Any) -> None:
        super().__init__(_page=page.read_bytes(), **traits)

    @traitlets.observe("_labels")
    def _take_labels(self, change: Any) -> None:
        self.labels = json.loads(change.new)["labels"] if change.new else []

    @traitlets.observe("labels")
    def _give_labels(self, change: Any) -> None:
        if self._labels and json.loads(self._labels)["labels"] == change.new:
            return
        self._labels = json.dumps({"format": "proclens labels", "version": 1, "labels": change.new})
