#!/usr/bin/env python3
"""The size of the tables in map.html as Arrow, and in encodings optimised for size.

  page_formats.py MAP.html …

The page keeps its data as Arrow streams, as `proclens serve` sends it. They are compared with the page's former
encodings: whole numbers as LEB128, sorted or similar ones as differences, floats by planes of bytes, sorted texts
without what they share with the one before. Both are deflated (level 9) and written in base64. Needs pyarrow and numpy
(bench/reference/requirements.txt).
"""

import base64
import re
import sys
import zlib
from pathlib import Path

import numpy as np
import pyarrow as pa

BLOCK = re.compile(r'<script type="application/octet-stream" data-block="([^"]+)">([^<]*)</script>')
LISTS_OF_STEPS = {"features"}
DIFFERENCES = {"host", "name", "args", "user", "lineage", "hash_text", "started", "lifetime", "exit_code", "os_pid", "parent"}


def blocks(page: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, piece in BLOCK.findall(page):
        found[name] = found.get(name, b"") + zlib.decompress(base64.b64decode(piece))
    return found


def leb128(values: np.ndarray) -> bytes:
    rest = values.astype(np.uint64)
    columns = []
    while True:
        columns.append((rest & np.uint64(0x7F)).astype(np.uint8))
        rest = rest >> np.uint64(7)
        if not rest.any():
            break
    digits = np.stack(columns, axis=1)
    length = np.ones(len(values), dtype=int)
    for k in range(1, digits.shape[1]):
        length[values.astype(np.uint64) >> np.uint64(7 * k) > 0] = k + 1
    kept = np.arange(digits.shape[1]) < length[:, None]
    goes_on = np.arange(digits.shape[1]) < length[:, None] - 1
    return (digits | (goes_on * 0x80).astype(np.uint8))[kept].tobytes()


def differences(values: np.ndarray) -> bytes:
    steps = np.diff(values.astype(np.int64), prepend=0)
    return leb128((steps << 1) ^ (steps >> 63))


def planes(values: np.ndarray) -> bytes:
    return np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1).T.tobytes()


def front_coded(texts: list[bytes]) -> bytes:
    shared = []
    rest = []
    before = b""
    for text in texts:
        same = next((i for i, (a, b) in enumerate(zip(text, before)) if a != b), min(len(text), len(before)))
        shared.append(same)
        rest.append(text[same:])
        before = text
    lengths = np.array([len(part) for part in rest], dtype=np.int64)
    return leb128(np.array(shared, dtype=np.int64)) + leb128(lengths) + b"".join(rest)


def steps_of_lists(column: pa.ListArray) -> np.ndarray:
    values = column.flatten().to_numpy().astype(np.int64)
    starts = column.offsets.to_numpy()[:-1]
    steps = np.diff(values, prepend=-1) - 1
    first = starts[starts < len(values)]
    steps[first] = values[first]
    return steps


def own_encoding(name: str, column: pa.Array, table: str) -> bytes:
    if pa.types.is_list(column.type):
        values = steps_of_lists(column) if name in LISTS_OF_STEPS else column.flatten().to_numpy()
        lengths = np.diff(column.offsets.to_numpy())
        if name == "counts" and (values == 1).all():
            return b""
        return leb128(lengths) + leb128(values)
    if pa.types.is_string(column.type):
        texts = [text.as_py().encode() for text in column]
        if table != "features":
            return front_coded(texts)
        order = sorted(range(len(texts)), key=texts.__getitem__)
        return front_coded([texts[i] for i in order]) + leb128(np.argsort(order))
    values = column.to_numpy()
    if name in {"x", "y", "weight"}:
        return planes(values)
    if name in {"hash_high", "hash_low"}:
        return values.astype(">i8").tobytes()
    if values.dtype.kind == "f":
        low = np.nanmin(values) if np.isfinite(values).any() else 0
        values = np.where(np.isnan(values), 0, values - (low if name == "started" else 0) + 1)
        return differences(values.astype(np.int64))
    values = values.astype(np.int64)
    if name in DIFFERENCES:
        return differences(values + (1 if name == "parent" else 0))
    if name == "point":
        return leb128(np.bincount(values))
    return leb128(values + (1 if name in {"cluster", "nearest"} else 0))


def deflated(data: bytes) -> int:
    return len(base64.b64encode(zlib.compress(data, 9)))


def measure(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    found = blocks(page)
    program = len(BLOCK.sub("", page).encode())
    print(f"\n{path}: {len(page.encode()):,} bytes, {program:,} of them the program\n")
    print("| table | Arrow | custom encodings | ratio |\n| --- | ---: | ---: | ---: |")
    arrow_total = own_total = deflated(found.pop("map"))
    for name, stream in found.items():
        columns = pa.ipc.open_stream(stream).read_all().combine_chunks()
        own = b"".join(own_encoding(column, columns[column].combine_chunks(), name) for column in columns.column_names)
        sizes = deflated(stream), deflated(own)
        arrow_total += sizes[0]
        own_total += sizes[1]
        print(f"| {name} | {sizes[0]:,} | {sizes[1]:,} | {sizes[0] / max(1, sizes[1]):.2f} |")
    print(f"| all tables | {arrow_total:,} | {own_total:,} | {arrow_total / own_total:.2f} |")
    whole = program + arrow_total, program + own_total
    print(f"| map.html | {whole[0]:,} | {whole[1]:,} | {whole[0] / whole[1]:.3f} |")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for argument in sys.argv[1:]:
        measure(Path(argument))
