// The page of findings.
import '../style/hunt.css';
import { showFailure } from '../panel/failure';
import { startHunt } from './app';
import { loadHunt } from './data';

const root = document.getElementById('app') as HTMLElement;

try {
  startHunt(root, loadHunt());
} catch (error) {
  showFailure(root, 'These findings cannot be shown', error);
}
