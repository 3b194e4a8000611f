"""The widget in JupyterLab, in a browser: what is selected on the page is a list in Python, and the reverse."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

PAGE = Path(__file__).with_name("jupyterlab_page.mjs")
TOKEN = "of-this-test"

CELLS = """
import proclens
widget = proclens.Map.load({folder!r}).widget(height=700)
widget
---
print(len(widget.selection))
---
print(widget.state)
---
widget.selection = {hashes!r}
---
widget.labels = [{{"name": "from the notebook", "note": "", "colour": "#009e73", "processes": {hashes!r}}}]
---
widget.state = {state!r}
"""


@pytest.fixture
def server(tmp_path):
    """The address of a JupyterLab of its own, which knows nothing of the user's settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (tmp_path / "server.log").open("wb") as log:
        lab = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *("--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}"),
                f"--ServerApp.root_dir={tmp_path}",
                *("--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"),
            ],
            env=os.environ | own,
            stdout=log,
            stderr=log,
            cwd=tmp_path,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api?token={TOKEN}", lab, tmp_path / "server.log")
        yield address
    finally:
        lab.terminate()
        lab.wait(30)


def wait_for(address, process, log):
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("JupyterLab did not start:\n" + log.read_text())


def write_notebook(file, **values):
    cells = [nbformat.v4.new_code_cell(cell.strip()) for cell in CELLS.format(**values).split("---")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), file)


def test_page_and_python_share_the_selection(server, office_map, tmp_path):
    points = office_map.points.to_pandas()
    hashes = list(points["pid_hash"][:3])
    write_notebook(tmp_path / "widget.ipynb", folder=str(office_map.folder), hashes=hashes, state="q=name%3Apowershell")
    address = f"{server}/lab/tree/widget.ipynb?token={TOKEN}&reset"
    picture = os.environ.get("JUPYTERLAB_PICTURE", "")
    run = subprocess.run(["node", PAGE, address, picture], capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr + (tmp_path / "server.log").read_text()
    told = json.loads(run.stdout)
    assert told["imported"] == "", "no warning, no error"
    assert int(told["selected"]) == points["process_name"].str.contains("svchost").sum()
    assert "svchost" in told["state"]
    assert told["extent"].startswith("3 processes")
    assert told["search"] == "name:powershell"
    assert told["reread"] == "0", "a state without a selection selects nothing"
