"""The widget's traits on the side of Python; tests/browser/widget.test.mjs tests the page's side."""

import json

import pytest
import traitlets


@pytest.fixture
def widget(office_map):
    return office_map.widget(height=400)


def test_holds_the_page(widget, office_map):
    assert widget._page == office_map.page.read_bytes()
    assert widget.height == 400
    assert "map_widget" not in widget._esm, "the front end is passed on as text"


def test_labels_are_the_file_that_the_page_reads(widget):
    label = {"name": "odd", "note": "", "colour": "#009e73", "processes": ["ab" * 16]}
    widget.labels = [label]
    assert json.loads(widget._labels) == {"format": "proclens labels", "version": 1, "labels": [label]}
    told = []
    widget.observe(lambda change: told.append(change.new), "labels")
    renamed = {**label, "name": "odder"}
    widget._labels = json.dumps({"format": "proclens labels", "version": 1, "map": "x", "labels": [renamed]})
    assert told == [[renamed]]
    assert "map" in json.loads(widget._labels), "what the page told is not sent back"


def test_refuses_what_is_no_selection(widget):
    widget.selection = ["ab" * 16]
    with pytest.raises(traitlets.TraitError):
        widget.selection = [5]
    with pytest.raises(traitlets.TraitError):
        widget.height = 5
