// The steps of the user, for undo and redo: what belongs together is one step.

/** Milliseconds without changes after which what has changed is a step. */
const rest = 400;
/** Milliseconds within which typing on belongs to the step before. */
const typing = 2500;
/** Steps that can be undone. */
const most = 200;

export interface Stepped<Snapshot> {
  /** The state as it is now. */
  take(): Snapshot;
  /** What differs between two states, by name; empty if nothing does that a user would want to undo. */
  differing(before: Snapshot, now: Snapshot): string[];
  /** Goes from one state to another. */
  restore(from: Snapshot, to: Snapshot): void;
  /** Called after changes have come to rest. @param fields what differs from the state before; empty for nothing that is a step */
  rested(fields: string[], joined: boolean): void;
}

/** Of a state whose fields are named: `view` accompanies other changes, a change of `query` continues the one before. */
export class Steps<Snapshot> {
  private readonly past: Snapshot[] = [];
  private future: Snapshot[] = [];
  private present: Snapshot;
  private latest: Snapshot;
  private pending = new Set<string>();
  private timer = 0;
  private restoring = false;
  private lastStep = { isTyping: false, at: -Infinity };

  constructor(
    private readonly of: Stepped<Snapshot>,
    private readonly clock: { now(): number; after(ms: number, call: () => void): number; cancel(timer: number): void } = {
      now: () => performance.now(),
      after: (ms, call) => window.setTimeout(call, ms),
      cancel: (timer) => clearTimeout(timer),
    },
  ) {
    this.present = this.latest = of.take();
  }

  /** Call when anything may have changed. */
  changed(): void {
    if (this.restoring) return;
    const now = this.of.take();
    const fields = this.of.differing(this.latest, now).filter((field) => field !== 'view');
    // Two different things in quick succession are two steps.
    if (this.pending.size > 0 && fields.length > 0 && !fields.some((field) => this.pending.has(field))) this.settle(this.latest);
    this.latest = now;
    for (const field of fields) this.pending.add(field);
    this.clock.cancel(this.timer);
    this.timer = this.clock.after(rest, () => this.settle());
  }

  /** Takes what has changed as a step without waiting. */
  settle(now = this.of.take()): void {
    this.clock.cancel(this.timer);
    this.pending.clear();
    this.latest = now;
    const fields = this.of.differing(this.present, now);
    const isTyping = fields.length > 0 && fields.every((field) => field === 'query' || field === 'view');
    const time = this.clock.now();
    const joined = isTyping && this.lastStep.isTyping && time - this.lastStep.at < typing;
    if (fields.length > 0) {
      if (!joined) this.past.push(this.present);
      if (this.past.length > most) this.past.shift();
      this.future = [];
      this.lastStep = { isTyping: isTyping && fields.includes('query'), at: time };
    }
    this.present = now;
    this.of.rested(fields, joined);
  }

  /** Takes a state that comes from elsewhere, such as the address, as a step. */
  arrive(change: () => void): void {
    this.clock.cancel(this.timer);
    this.pending.clear();
    this.keep(this.of.take());
    this.restoring = true;
    change();
    this.restoring = false;
    this.keep(this.of.take());
  }

  private keep(now: Snapshot): void {
    if (this.of.differing(this.present, now).length > 0) this.past.push(this.present);
    this.present = this.latest = now;
  }

  /** @returns false if there is nothing to undo */
  undo(): boolean {
    return this.go(this.past, (state) => this.future.push(state));
  }

  redo(): boolean {
    return this.go(this.future, (state) => this.past.push(state));
  }

  private go(from: Snapshot[], keep: (state: Snapshot) => void): boolean {
    if (this.of.differing(this.present, this.of.take()).length > 0) this.settle();
    const to = from.pop();
    if (to === undefined) return false;
    const before = this.present;
    keep(before);
    this.present = this.latest = to;
    this.lastStep = { isTyping: false, at: -Infinity };
    this.restoring = true;
    this.of.restore(before, to);
    this.restoring = false;
    this.latest = this.of.take();
    this.of.rested([], false);
    return true;
  }
}
