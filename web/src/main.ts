// The map page. The first picture needs only the block "map"; the rest of the file is read afterwards.
import './style/page.css';
import { startApp } from './app';
import { thisFile } from './data/this_file';
import { showFailure } from './panel/failure';

const root = document.getElementById('app') as HTMLElement;

thisFile
  .atlas()
  .then((atlas) => startApp(root, atlas, thisFile))
  .catch((error: unknown) => showFailure(root, 'This map cannot be shown', error));
