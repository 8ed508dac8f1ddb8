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

# The folders whose tests take the program as users have it: from the wheel, with nothing that leads to the working tree.
on_the_wheel="server faults desktop"
on_the_tree="unit property protocol gui packaging"
for argument; do
	# Whoever names tests wants those alone.
	if [ -e "${argument%%::*}" ]; then on_the_wheel="" on_the_tree=""; fi
done
everything=$on_the_tree
# Whoever chooses among the tests is at work on the program, and has the working tree.
if [ $# -gt 0 ]; then on_the_tree="$on_the_tree $on_the_wheel" on_the_wheel=""; fi

# Prints the arguments that name these folders to pytest.
paths_of() { for folder; do printf 'tests/%s ' "$folder"; done; }

# Makes build/wheel-tests, where the tests find no package `status_tray` beside them, and a fresh virtual environment.
install_wheel() {
	wheel_venv=build/venv-wheel-$version
	mkdir -p build/wheel-tests &&
		ln -sfn ../../tests build/wheel-tests/tests &&
		ln -sfn ../../pyproject.toml build/wheel-tests/pyproject.toml &&
		uv venv --quiet --clear --python "$python" "$wheel_venv" &&
		uv pip install --quiet --python "$wheel_venv/bin/python" --group tests dist/*.whl
}

test_wheel() {
	(cd build/wheel-tests && "../venv-wheel-$version/bin/python" -m pytest --installed -n 3 --dist loadgroup "$@")
}

check "Translations (lrelease)" "$venv/bin/python" packaging/translations.py build
check "Style (ruff check)" ruff check
check "Layout (ruff format)" ruff format --check
check "Types (mypy)" with_dots mypy
# What Windows and macOS do not have is found by its types, where nothing can be run.
for system in win32 darwin; do
	check "Types on $system (mypy)" with_dots mypy --platform "$system" --cache-dir ".mypy_cache/$system" -p status_tray
done
check "Layers (import-linter)" with_dots lint-imports
# Tests of the bundle fail when it is older than the program; those who name their tests build it when they need it.
if [ -n "$everything" ]; then check "Wheel and bundle" sh packaging/build.sh --no-install --python "$version"; fi
# shellcheck disable=SC2046,SC2086 # one word a folder
if [ -n "$on_the_wheel" ]; then
	check "Wheel in a fresh environment" install_wheel
	check "Tests on the wheel (pytest)" test_wheel $(paths_of $on_the_wheel)
fi
# shellcheck disable=SC2046,SC2086 # one word a folder
check "Tests (pytest)" pytest -n 3 --dist loadgroup $(paths_of $on_the_tree) "$@"

# Last, when nothing else is at work: two minutes, and it fails when a figure is far from its goal.
if [ -n "$on_the_wheel" ]; then check "Benchmark, short" "$venv/bin/python" -m tests.bench --short; fi

if [ -n "$failed" ]; then
	say "FAILED on Python $version:$failed"
	exit 1
fi
say "All passed on Python $version"
