/** 0 and, after each size, the sum of all so far: where pieces of these sizes start when they stand one behind the other. */
export function runningSums(sizes: ArrayLike<number>): Uint32Array {
  const start = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; ++i) start[i + 1] = start[i] + sizes[i];
  return start;
}
