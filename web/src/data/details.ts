// What is read after the first picture: the processes, the contents of their bags, and their neighbours.
import type { Features } from './features';
import type { Neighbours } from './neighbours';
import type { Processes } from './processes';

export interface Details {
  processes: Processes;
  features: Features;
  neighbours: Neighbours;
}
