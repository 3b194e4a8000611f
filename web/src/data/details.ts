// What is read after the first picture: who the processes are, what their bags hold, what lies near.
import type { Features } from './features';
import type { Neighbours } from './neighbours';
import type { Processes } from './processes';

export interface Details {
  processes: Processes;
  features: Features;
  neighbours: Neighbours;
}
