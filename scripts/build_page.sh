#!/bin/sh
# build_page.sh FOLDER: builds the pages of web/ into FOLDER: map.html, audit.html, hunt.html, compare.html, served.html, front.html.
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
"$scripts/page_packages.sh"
cd "$scripts/../web"
exec node build/build_pages.mjs "$1"
