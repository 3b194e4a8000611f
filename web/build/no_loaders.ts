// Replaces @loaders.gl/core and @loaders.gl/images: the page has no addresses to load from.
export function load(): Promise<never> {
  return Promise.reject(new Error('this page loads nothing'));
}
export function registerLoaders(): void {}
export const ImageLoader = {};
