#!/bin/sh
# build_page.sh FOLDER: checks the types of web/ and builds it into FOLDER/map.html.
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
"$scripts/page_packages.sh"
cd "$scripts/../web"
node node_modules/typescript/bin/tsc
node node_modules/vite/bin/vite.js build --outDir "$1" --emptyOutDir --logLevel warn
