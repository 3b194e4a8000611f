// The most common value among a point's processes.

/**
 * The most frequent value among each point's rows, 0 if it has none; ties go to the smaller value.
 * @param start rows of point p are start[p] … start[p + 1] − 1
 */
export function commonValues(start: Uint32Array, values: ArrayLike<number>): Uint32Array {
  const result = new Uint32Array(start.length - 1);
  const count = new Map<number, number>();
  for (let point = 0; point < result.length; ++point) {
    const [from, to] = [start[point], start[point + 1]];
    if (to - from <= 1) {
      result[point] = to > from ? values[from] : 0;
      continue;
    }
    count.clear();
    for (let row = from; row < to; ++row) count.set(values[row], (count.get(values[row]) ?? 0) + 1);
    let best = values[from];
    for (const [value, times] of count) {
      const highest = count.get(best) ?? 0;
      if (times > highest || (times === highest && value < best)) best = value;
    }
    result[point] = best;
  }
  return result;
}
