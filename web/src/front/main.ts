// The front page of `proclens serve`.
import '../style/front.css';
import { showFailure } from '../panel/failure';
import { startFront } from './app';
import { loadFront } from './data';

const root = document.getElementById('app') as HTMLElement;

try {
  startFront(root, loadFront());
} catch (error) {
  showFailure(root, 'This page cannot be shown', error);
}
