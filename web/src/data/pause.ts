// Long work in slices, so that the page keeps answering.

/** Lets the browser draw and react before going on. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/** Calls `step` for 0 … count − 1, pausing after every few milliseconds of work. */
export async function inSlices(count: number, step: (index: number) => void): Promise<void> {
  const slice = 8;
  let until = performance.now() + slice;
  for (let i = 0; i < count; ++i) {
    step(i);
    if (i % 256 === 255 && performance.now() > until) {
      await pause();
      until = performance.now() + slice;
    }
  }
}
