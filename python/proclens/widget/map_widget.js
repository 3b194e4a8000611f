// The front end of MapWidget: the page in a frame, and its messages as traits. The frame has no origin of its own, so the
// page can reach neither the notebook nor the network.

const traits = {
  selection: { ofMessage: (message) => message.pidHashes, toMessage: (pidHashes) => ({ kind: 'selection', pidHashes }) },
  state: { ofMessage: (message) => message.link, toMessage: (link) => ({ kind: 'state', link }) },
  _labels: { kind: 'labels', ofMessage: (message) => message.file, toMessage: (file) => ({ kind: 'labels', file }) },
};

function render({ model, el }) {
  const frame = document.createElement('iframe');
  frame.title = 'proclens map';
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
  frame.style.cssText = 'width: 100%; border: 0; border-radius: 6px; display: block';
  const resize = () => {
    frame.style.height = `${model.get('height')}px`;
  };
  resize();
  const page = model.get('_page');
  frame.srcdoc = new TextDecoder().decode(page.buffer instanceof ArrayBuffer ? new Uint8Array(page.buffer, page.byteOffset, page.byteLength) : page);
  el.append(frame);

  /** Per trait, what the page is known to show: it is not told that again, and does not tell it again. */
  const shown = {};
  let ready = false;
  const send = (name) => {
    const value = model.get(name);
    const text = JSON.stringify(value);
    if (!ready || shown[name] === text) return;
    shown[name] = text;
    frame.contentWindow.postMessage({ proclens: traits[name].toMessage(value) }, '*');
  };
  const receive = (event) => {
    const message = event.source === frame.contentWindow ? event.data?.proclens : undefined;
    if (!message) return;
    if (message.kind === 'ready') {
      ready = true;
      // What the page shows at first gives way to traits that were set before.
      for (const name of Object.keys(traits)) if ((model.get(name) ?? '').length > 0) send(name);
      return;
    }
    for (const [name, { kind = name, ofMessage }] of Object.entries(traits)) {
      if (message.kind !== kind) continue;
      const value = ofMessage(message);
      shown[name] = JSON.stringify(value);
      model.set(name, value);
      model.save_changes();
    }
  };
  addEventListener('message', receive);
  const listeners = Object.keys(traits).map((name) => [`change:${name}`, () => send(name)]);
  listeners.push(['change:height', resize]);
  for (const [event, call] of listeners) model.on(event, call);
  return () => {
    removeEventListener('message', receive);
    for (const [event, call] of listeners) model.off(event, call);
  };
}

export default { render };
