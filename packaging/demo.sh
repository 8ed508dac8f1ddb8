#!/bin/sh
# Shows Status Tray at work with no account anywhere: installs what is missing, starts a server and two contacts.
set -u

usage="usage: sh packaging/demo.sh [--virtual] [--keep] [--pictures DIR] [--python 3.13] [--no-install]

Runs on your desktop until Ctrl-C, or, with no display, on a virtual one, where it looks around by itself,
leaves pictures in ./status-tray-demo-N/ and ends.

  --virtual       use the virtual desktop although there is a display
  --keep          leave it running after the visit to the virtual desktop, until Ctrl-C
  --pictures DIR  put the pictures there
  --python X.Y    use this Python (3.11, 3.12 or 3.13)
  --no-install    install nothing: everything is there from an earlier run"

version=""
virtual=""
keep=""
pictures=""
install=yes
while [ $# -gt 0 ]; do
	case $1 in
	--virtual) virtual=--virtual ;;
	--keep) keep=--keep ;;
	--no-install) install="" ;;
	--pictures | --python)
		if [ $# -lt 2 ]; then
			echo "$usage" >&2
			exit 2
		fi
		if [ "$1" = --python ]; then version=$2; else pictures=$2; fi
		shift
		;;
	--help | -h)
		echo "$usage"
		exit 0
		;;
	*)
		echo "$usage" >&2
		exit 2
		;;
	esac
	shift
done

here=$PWD
cd "$(dirname "$0")/.." || exit 1
. packaging/install.sh

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	say "There is no display here: a virtual desktop it will be"
	virtual=--virtual
fi

if [ -n "$pictures" ] && [ -z "$virtual" ]; then
	echo "Pictures are taken on the virtual desktop alone: add --virtual." >&2
	exit 2
fi

if [ -n "$install" ]; then
	begin_install
	if [ -n "$virtual" ]; then
		install_lists packaging/packages/demo.txt packaging/packages/virtual-desktop.txt
	else
		install_lists packaging/packages/demo.txt
	fi
	choose_python "$version"
	prepare_venv demo
	end_install
else
	[ -z "$version" ] || require_supported "$version"
	find_venv "$version"
fi

root=$PWD
cd "$here" || exit 1
# From here on it is one process: Ctrl-C and SIGTERM reach the one that knows what it has started.
PYTHONPATH=$root:$root/packaging
export PYTHONPATH
exec "$root/$venv/bin/python" -P -m demo $virtual $keep ${pictures:+--pictures "$pictures"}
