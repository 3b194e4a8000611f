// The current state of the page, in one place. Parts listen to the fields that they depend on.

export class Store<State extends object> {
  private readonly listeners: { fields: (keyof State)[]; call: (state: Readonly<State>) => void }[] = [];

  constructor(private state: State) {}

  get now(): Readonly<State> {
    return this.state;
  }

  /** Changes some fields and notifies those that listen to one that really changed. */
  set(change: Partial<State>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    const changed = (Object.keys(change) as (keyof State)[]).filter((field) => before[field] !== this.state[field]);
    if (changed.length === 0) return;
    for (const { fields, call } of this.listeners) if (fields.some((field) => changed.includes(field))) call(this.state);
  }

  /** Calls `call` now and whenever one of the fields changes. */
  follow(fields: (keyof State)[], call: (state: Readonly<State>) => void): void {
    this.listeners.push({ fields, call });
    call(this.state);
  }
}
