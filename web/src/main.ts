// The map page. The first picture needs the block "map" alone; the rest of the file is read behind it.
import './style/page.css';
import { startApp } from './app';
import { thisFile } from './data/source';
import { element } from './dom';

const root = document.getElementById('app') as HTMLElement;

function fail(error: unknown): void {
  root.dataset.state = 'failed';
  root.replaceChildren(
    element('p', { class: 'failure', role: 'alert' }, `This map cannot be shown: ${error instanceof Error ? error.message : String(error)}`),
  );
}

thisFile
  .atlas()
  .then((atlas) => startApp(root, atlas, thisFile))
  .catch(fail);
