"""Writes arrow_stream.base64, every kind of column that the served page reads, in two batches and an empty one, and
arrow_empty.base64, a column `id` without any batch; by pyarrow."""
import base64
import pathlib

import pyarrow as pa

schema = pa.schema([
    ("i32", pa.int32()), ("i64", pa.int64()), ("f32", pa.float32()), ("f64", pa.float64()),
    ("text", pa.utf8()), ("whole", pa.int32()), ("lists", pa.list_(pa.int32())),
])
rows = [
    [1, -2**63, 0.5, float("nan"), "", 0, [1, 2]],
    [-1, 2**63 - 1, -1.25, 1e300, "\ufeffmark", 0, []],
    [2**31 - 1, 0, float("inf"), -0.0, "文字 \U0001f4a3", 10_000_000, [-7]],
    [-2**31, 5, 3.0, 1.7e12, "<script>\u202e", 0, [3, 4, 5]],
]
# The second batch is a slice: its offsets do not start at 0.
columns = [pa.array(column, field.type) for column, field in zip(zip(*rows), schema)]
batch = pa.record_batch(columns, schema=schema)
sink = pa.BufferOutputStream()
with pa.ipc.new_stream(sink, schema) as writer:
    writer.write_batch(batch.slice(0, 1))
    writer.write_batch(batch.slice(0, 0))
    writer.write_batch(batch.slice(1, 3))


def keep(name, buffer):
    text = base64.b64encode(buffer.getvalue().to_pybytes()).decode()
    pathlib.Path(__file__).with_name(name).write_text(text + "\n")


keep("arrow_stream.base64", sink)
empty = pa.BufferOutputStream()
pa.ipc.new_stream(empty, pa.schema([("id", pa.int32())])).close()
keep("arrow_empty.base64", empty)
