#!/bin/sh
# build_page.sh FOLDER: checks the types of web/ and builds its pages into FOLDER: map.html, audit.html, served.html, front.html.
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
"$scripts/page_packages.sh"
cd "$scripts/../web"
node node_modules/typescript/bin/tsc
for page in map audit served front; do
  node node_modules/vite/bin/vite.js build --mode "$page" --outDir "$1" --emptyOutDir false --logLevel warn
done
