// Whether someone opens a page of this kind for the first time in this browser.

const key = 'proclens visited';

/** True once, then false; false, too, where the browser refuses storage. */
export function isFirstVisit(): boolean {
  try {
    const visited = localStorage.getItem(key) !== null;
    localStorage.setItem(key, 'yes');
    return !visited;
  } catch {
    return false;
  }
}
