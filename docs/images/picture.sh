#!/bin/sh
# Makes the README's picture from the demo's: sh packaging/demo.sh --virtual --pictures DIR; sh docs/images/picture.sh DIR
set -eu
pictures=${1:?the directory with the pictures of the demo}
target=$(dirname "$0")/status-tray.png
convert "$pictures/5-menu-with-status.png" -crop 860x800+420+0 +repage \
	-strip -define png:compression-level=9 "$target"
echo "$target: $(wc -c <"$target") bytes"
