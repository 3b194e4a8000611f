// The audit page.
import '../style/audit.css';
import { element } from '../dom';
import { startAudit } from './app';
import { loadAudit } from './data';

const root = document.getElementById('app') as HTMLElement;

try {
  startAudit(root, loadAudit());
} catch (error) {
  root.dataset.state = 'failed';
  root.replaceChildren(element('p', { class: 'failure', role: 'alert' }, `This audit cannot be shown: ${error instanceof Error ? error.message : String(error)}`));
}
