#!/bin/sh
# Installs what is missing and runs every check and test: on the real servers and the virtual desktop.
#
#   sh tests/run.sh [--python 3.13] [-- ARGUMENTS FOR PYTEST]
#
# Needs Debian 12 or Ubuntu 24.04 (or later), the package registries, and root or sudo when packages are
# missing.  Without --python it takes 3.11, or else the newest of 3.13 and 3.12.  Harmless to run again.
set -u
cd "$(dirname "$0")/.." || exit 1

version=""
while [ $# -gt 0 ]; do
	case $1 in
	--python)
		version=${2:?--python needs a version such as 3.13}
		shift 2
		;;
	--)
		shift
		break
		;;
	*)
		echo "usage: sh tests/run.sh [--python 3.13] [-- ARGUMENTS FOR PYTEST]" >&2
		exit 2
		;;
	esac
done

. packaging/install.sh

begin_install
install_lists packaging/packages/demo.txt packaging/packages/virtual-desktop.txt packaging/packages/bundle.txt tests/packages.txt
choose_python "$version"
prepare_venv dev
end_install

# Checks and tests

PATH=$PWD/$venv/bin:$PATH
export PATH
failed=""

check() {
	name=$1
	shift
	say "$name"
	started=$(date +%s)
	if "$@"; then
		echo "$name: passed, $(($(date +%s) - started)) s"
	else
		echo "$name: FAILED, $(($(date +%s) - started)) s"
		failed="$failed
  $name"
	fi
}

folders="unit property protocol server faults gui desktop packaging"
for argument; do
	# Whoever names tests wants those alone.
	if [ -e "${argument%%::*}" ]; then folders=""; fi
done
paths=""
for folder in $folders; do paths="$paths tests/$folder"; done

check "Translations (lrelease)" "$venv/bin/python" packaging/translations.py build
check "Style (ruff check)" ruff check
check "Layout (ruff format)" ruff format --check
check "Types (mypy)" with_dots mypy
check "Layers (import-linter)" with_dots lint-imports
# Tests of the bundle fail when it is older than the program; those who name their tests build it when they need it.
if [ -n "$folders" ]; then check "Bundle (PyInstaller)" sh packaging/build.sh --no-install --python "$version"; fi
# shellcheck disable=SC2086 # one word a folder
check "Tests (pytest)" pytest -n 3 --dist loadgroup $paths "$@"

if [ -n "$failed" ]; then
	say "FAILED on Python $version:$failed"
	exit 1
fi
say "All passed on Python $version"
