// Long work in slices of time, so that the page stays responsive.

/** Milliseconds of work before the browser gets its turn. */
const slice = 12;

/** Resolves when the browser has handled what was waiting, which takes less time than a timer. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export class Slices {
  private until = performance.now() + slice;

  /** @param signal for work that may no longer be needed */
  constructor(private readonly signal?: AbortSignal) {}

  /** Gives the browser its turn if it is time. Throws the signal's reason once it is aborted. */
  async pause(): Promise<void> {
    if (performance.now() < this.until) return;
    await turn();
    this.signal?.throwIfAborted();
    this.until = performance.now() + slice;
  }
}
