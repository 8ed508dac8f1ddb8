#!/bin/sh
# Builds everything that is given away into dist/: source distribution, wheel, and the bundle for this system.
#
#   sh packaging/build.sh [--python 3.13] [--no-install]
#
# Needs what tests/run.sh needs.  The bundle runs on systems whose C library is as new as this one's or newer.  The
# table at the end compares it with the least program of its kind; it fails when the bundle is too large or too slow.
set -eu
cd "$(dirname "$0")/.."

wanted=""
install=yes
while [ $# -gt 0 ]; do
	case $1 in
	--python)
		wanted=${2:?--python needs a version such as 3.13}
		shift
		;;
	--no-install) install="" ;;
	*)
		echo "usage: sh packaging/build.sh [--python 3.13] [--no-install]" >&2
		exit 2
		;;
	esac
	shift
done

. packaging/install.sh

if [ -n "$install" ]; then install_lists packaging/packages/bundle.txt; fi
choose_python "$wanted"

# Nothing but the program, what it needs and what builds it: all that is in here may go into the bundle.
venv=build/venv-$version
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
	say "Making the virtual environment $venv"
	"$python" -m venv --clear "$venv" || stop "Could not make $venv."
fi
pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install --quiet --upgrade "pip>=25.1"
pip install --quiet --upgrade --group bundle

say "Source distribution and wheel"
rm -rf dist
"$venv/bin/python" -m hatchling build --target sdist --directory dist
# From the source distribution, which shows that everything is in there.
pip wheel --quiet --no-deps --wheel-dir dist dist/*.tar.gz
pip install --quiet --upgrade dist/*.whl
pip install --quiet --force-reinstall --no-deps dist/*.whl
ls dist/*.whl

say "Bundle"
# Else this directory comes before the wheel.
export PYTHONSAFEPATH=1
pyinstaller() { "$venv/bin/python" -m PyInstaller --noconfirm --log-level ERROR --workpath build "$@"; }
pyinstaller --distpath dist packaging/status_tray.spec
pyinstaller --distpath build/minimal packaging/status_tray.spec -- --minimal
cp LICENSE dist/status-tray/
mv dist/status-tray/_internal/status_tray/resources/THIRD-PARTY-NOTICES.txt dist/status-tray/
ln -s ../../../THIRD-PARTY-NOTICES.txt dist/status-tray/_internal/status_tray/resources/
dist/status-tray/status-tray --self-test

archive=dist/status-tray-$(dist/status-tray/status-tray --version | cut -d' ' -f2)-linux-$(uname -m).tar.xz
# The same files give the same archive, whoever packs them and when.
tar -C dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - status-tray | xz -9 >"$archive"

say "Size and start"
unset PYTHONSAFEPATH
PYTHONPATH=packaging "$venv/bin/python" -m bundle.measure dist/status-tray build/minimal/minimal-tray "$archive"
