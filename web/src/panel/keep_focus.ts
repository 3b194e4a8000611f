// Keeps the keyboard's focus on the page.

/** The map takes the focus from an element that disappears by what it does, such as the button that closes its panel. */
export function keepFocus(map: () => HTMLElement): void {
  const check = ({ target }: Event): void => {
    if (!(target instanceof Element) || target === document.body) return;
    requestAnimationFrame(() => {
      const lost = !target.isConnected || !target.checkVisibility();
      if (lost && (document.activeElement === document.body || document.activeElement === target)) map().focus({ preventScroll: true });
    });
  };
  for (const kind of ['click', 'keydown'] as const) document.addEventListener(kind, check, { capture: true });
}
