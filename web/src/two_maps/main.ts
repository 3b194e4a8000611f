// The page of `proclens compare`. The first picture needs only the blocks before the script; the rest is read afterwards.
import '../style/two_maps_page.css';
import { showFailure } from '../panel/failure';
import { startComparison } from './app';
import { readBothDetails, readComparison } from './data/read_comparison';

const root = document.getElementById('app') as HTMLElement;

readComparison()
  .then((comparison) => startComparison(root, comparison, readBothDetails))
  .catch((error: unknown) => showFailure(root, 'This comparison cannot be shown', error));
