// The explorer over `proclens serve`: the same page, requesting its data from the server.
import './style/page.css';
import { startApp } from './app';
import { thisServer } from './data/this_server';
import { element } from './dom';
import { showFailure } from './panel/failure';
import { visibleString } from './text/visible';

const root = document.getElementById('app') as HTMLElement;

root.append(element('p', { class: 'failure', role: 'status' }, 'Reading the map …'));
thisServer
  .atlas()
  .then((atlas) => {
    document.title = visibleString(atlas.summary.title) || 'Untitled map';
    root.replaceChildren();
    startApp(root, atlas, thisServer);
  })
  .catch((error: unknown) => showFailure(root, 'This map cannot be shown', error));
