/** 0 and, after each size, the sum of all sizes so far: the offsets of pieces of these sizes when they are concatenated. */
export function runningSums(sizes: ArrayLike<number>): Uint32Array {
  const start = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; ++i) start[i + 1] = start[i] + sizes[i];
  return start;
}
