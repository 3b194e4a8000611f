// The audit page.
import '../style/audit.css';
import { showFailure } from '../panel/failure';
import { startAudit } from './app';
import { loadAudit } from './data';

const root = document.getElementById('app') as HTMLElement;

try {
  startAudit(root, loadAudit());
} catch (error) {
  showFailure(root, 'This audit cannot be shown', error);
}
