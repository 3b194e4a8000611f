#!/usr/bin/env python3
"""Fetches nanoarrow's source distribution and keeps the C sources that the program is built with.

  fetch_nanoarrow.py URL SHA256 FOLDER

FOLDER/nanoarrow gets the encoder and decoder of Arrow's stream format with what they depend on, FOLDER/flatcc the runtime
that reads and writes their metadata. FOLDER appears completely or not at all. Exit code 3 if the file cannot be fetched or
is not the pinned one.
"""

import hashlib
import io
import re
import shutil
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

KEPT = {
    re.compile(r"[^/]+/subprojects/arrow-nanoarrow/(.*)"): (
        "nanoarrow",
        re.compile(r"src/nanoarrow/(nanoarrow(_ipc)?\.h|nanoarrow_config\.h\.in|(common|ipc)/[^/]+\.[ch])"),
    ),
    re.compile(r"[^/]+/subprojects/flatcc-[0-9a-f]+/(.*)"): (
        "flatcc",
        re.compile(r"LICENSE|NOTICE|include/flatcc/.+\.h|src/runtime/(builder|emitter|refmap|verifier)\.c"),
    ),
}


def fetched(url: str, sha256: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=120) as answer:
            content = answer.read()
    except OSError as error:
        raise SystemExit(f"setup: could not fetch {url}: {error}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SystemExit(f"setup: {url} is not the pinned file")
    return content


def place_of(name: str) -> str | None:
    """The destination of a member of the archive below FOLDER."""
    for root, (folder, kept) in KEPT.items():
        inside = root.fullmatch(name)
        if inside and kept.fullmatch(inside[1]) and ".." not in inside[1]:
            return f"{folder}/{inside[1]}"
    return None


def unpack(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as members:
        for member in members:
            place = place_of(member.name) if member.isfile() else None
            if place is None:
                continue
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(members.extractfile(member).read())


def main() -> int:
    url, sha256, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    try:
        archive = fetched(url, sha256)
    except SystemExit as failure:
        print(failure, file=sys.stderr)
        return 3
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        whole = Path(work) / "nanoarrow"
        unpack(archive, whole)
        if folder.exists():
            shutil.rmtree(folder)
        whole.rename(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
