// Runs a notebook in JupyterLab as a person would, and tells what it shows:
//
//   node jupyterlab_page.mjs ADDRESS PICTURE
//
// ADDRESS opens a notebook of the cells that test_jupyterlab.py wrote. Prints what their outputs and the page say, as JSON.
import { openPage, search, startBrowser } from '../../tests/browser/browser.mjs';

const [address, picture] = process.argv.slice(2);
const browser = await startBrowser();
try {
  const { page } = await openPage(browser, address, { height: 1400, colorScheme: 'light' });
  await page.waitForFunction(() => {
    const notebook = window.jupyterapp?.shell?.currentWidget;
    return notebook?.context?.isReady && notebook.sessionContext.session?.kernel?.status === 'idle';
  });

  /** Runs one cell and returns what it prints. */
  const run = async (cell) => {
    await page.evaluate((index) => {
      const { content } = window.jupyterapp.shell.currentWidget;
      content.activeCellIndex = index;
      content.deselectAll();
      void window.jupyterapp.commands.execute('notebook:run-cell');
    }, cell);
    await page.waitForFunction((index) => {
      const { model } = window.jupyterapp.shell.currentWidget.content.widgets[index];
      return model.executionCount && model.executionState !== 'running';
    }, cell);
    return page.evaluate((index) => {
      const { outputs } = window.jupyterapp.shell.currentWidget.content.widgets[index].model;
      return outputs.toJSON().map((output) => output.text ?? `${output.ename ?? ''} ${output.evalue ?? ''}`.trim()).join('').trim();
    }, cell);
  };
  const runUntil = async (cell, condition) => {
    for (let tries = 0; ; ++tries) {
      const shown = await run(cell);
      if (condition(shown) || tries === 40) return shown;
      await new Promise((resolve) => setTimeout(resolve, 250)); // the page's message is on its way to the kernel
    }
  };

  const told = {};
  told.imported = await run(0);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#app[data-state="ready"]');

  await search(frame, 'name:svchost');
  await frame.evaluate(() => document.activeElement.blur());
  await frame.press('body', 's');
  told.selected = await runUntil(1, (shown) => shown !== '0');
  told.state = await run(2);
  await search(frame, '');
  await run(3);
  await frame.waitForFunction(() => /^3 processes/.test(document.querySelector('.selection-extent')?.textContent ?? ''));
  told.extent = await frame.textContent('.selection-extent');
  await run(4);
  await frame.waitForFunction(() => document.body.textContent.includes('from the notebook'));
  await run(5);
  await frame.waitForFunction(() => /powershell/.test(document.querySelector('input[type=search]')?.value ?? ''));
  told.search = await frame.inputValue('input[type=search]');
  told.reread = await runUntil(1, (shown) => shown !== '3');
  if (picture) await page.screenshot({ path: picture });
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
