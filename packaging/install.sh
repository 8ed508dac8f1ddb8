# Installs what is missing: system packages, a Python, a virtual environment.  Sourced by demo.sh and tests/run.sh
# in the root of the clone; does nothing by itself.
# shellcheck shell=sh

supported_pythons="3.11 3.13 3.12"

say() { printf '\n== %s\n' "$*"; }

stop() {
	printf '\n%s\n' "$*" >&2
	exit 1
}

# Shows a dot every two seconds while a command that prints nothing is at work.
with_dots() {
	(while sleep 2; do printf .; done) &
	dots=$!
	"$@"
	code=$?
	kill "$dots"
	wait "$dots" 2>/dev/null
	return $code
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		stop "This needs root or sudo: $*"
	fi
}

# Two that install side by side would both write into the virtual environment: one waits for the other.
begin_install() {
	[ -w . ] || stop "This directory cannot be written: $PWD"
	command -v flock >/dev/null || return 0
	exec 9>.venv.lock
	flock -n 9 || {
		say "Waiting for another installation in this directory"
		with_dots flock 9
	}
}

end_install() {
	command -v flock >/dev/null || return 0
	flock -u 9
	exec 9>&-
}

# Debian packages

missing_of() {
	for package; do
		case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
		installed) ;;
		*) printf '%s ' "$package" ;;
		esac
	done
}

# Without this, Debian would start the servers it installs, on the ports of a real one.
forbid_services() {
	trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
	trap 'exit 130' INT TERM HUP
	printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
	as_root chmod 755 /usr/sbin/policy-rc.d
}

allow_services() {
	trap - EXIT INT TERM HUP
	as_root rm -f /usr/sbin/policy-rc.d
	# Demo and tests start servers of their own; the packages' ones need not come up with the next boot either.
	if [ -d /run/systemd/system ]; then
		for server; do as_root systemctl disable --quiet "$server"; done
	fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"; }

# Installs those of the named packages that are missing.
install_packages() {
	# shellcheck disable=SC2046 # one word a package
	set -- $(missing_of "$@")
	[ $# -gt 0 ] || return 0
	say "Installing: $*"
	servers=""
	for package; do
		case $package in prosody | ejabberd) servers="$servers $package" ;; esac
	done
	forbidden=""
	if [ -n "$servers" ] && [ ! -e /usr/sbin/policy-rc.d ]; then
		forbid_services
		forbidden=yes
	fi
	known=yes
	for package; do apt-cache show "$package" >/dev/null 2>&1 || known=no; done
	if [ $known = no ]; then apt update; fi
	if ! apt install --no-install-recommends "$@"; then
		# The lists may be older than what the mirror has.
		apt update
		apt install --no-install-recommends "$@" || stop "Could not install: $*"
	fi
	# shellcheck disable=SC2086 # one word a server
	[ -z "$forbidden" ] || allow_services $servers
}

# Installs what the package lists name (one package a line; # begins a comment).
install_lists() {
	say "Looking for what is missing"
	if command -v dpkg-query >/dev/null; then
		# shellcheck disable=SC2046 # one word a package
		install_packages $(cat "$@" | sed -e 's/#.*//')
	else
		echo "This is no Debian or Ubuntu: what these files name has to be there already: $*"
	fi
}

# Python

# Prints the path of a Python of version $1 and fails when there is none.  A pyenv shim is on the PATH for
# each version that is installed, yet runs only those that are switched on: so ask, and look at pyenv's own.
find_python() {
	for candidate in "python$1" python3 "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$1".*/bin/python; do
		found=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.executable)' 2>/dev/null)
		if [ "${found%% *}" = "$1" ]; then
			echo "${found#* }"
			return 0
		fi
	done
	command -v uv >/dev/null && uv python find "$1" 2>/dev/null
}

find_supported_python() {
	for version in $supported_pythons; do
		python=$(find_python "$version") && return 0
	done
	return 1
}

# Fails with a sentence unless Status Tray supports Python $1.
require_supported() {
	case " $supported_pythons " in
	*" $1 "*) ;;
	*) stop "Python $1 is not supported: $supported_pythons" ;;
	esac
}

# Sets `python` and `version`: $1, or with an empty $1 a supported one that is here, or else Debian's.
choose_python() {
	version=$1
	if [ -n "$version" ]; then
		require_supported "$version"
		if ! python=$(find_python "$version"); then
			command -v uv >/dev/null || stop "There is no Python $version: install it, or uv, which can fetch it."
			say "Fetching Python $version"
			uv python install "$version" && python=$(find_python "$version") || stop "There is no Python $version."
		fi
	elif ! find_supported_python; then
		if command -v dpkg-query >/dev/null; then install_packages python3 python3-venv; fi
		find_supported_python || stop "There is no Python 3.11, 3.12 or 3.13."
	fi
	say "Python $version: $python"
}

# Makes the virtual environment of `version`, with Status Tray from this clone and the dependency group $1
# (`dev` contains `demo`), and sets `venv`.
prepare_venv() {
	venv=.venv-$version
	stamp=$venv/status-tray.stamp
	wanted="$(sha256sum <pyproject.toml) $python"
	if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
		if ! "$python" -c 'import ensurepip' 2>/dev/null; then
			# Debian and Ubuntu ship this part of Python as a package of its own.
			install_packages "python$version-venv"
		fi
		say "Making the virtual environment $venv"
		rm -rf "$venv"
		with_dots "$python" -m venv "$venv" || stop "Could not make $venv."
	fi
	case $(cat "$stamp" 2>/dev/null) in "$wanted $1" | "$wanted dev") return 0 ;; esac
	say "Installing Status Tray into $venv, with what the group \"$1\" needs"
	# Dependency groups need pip 25.1.
	"$venv/bin/python" -m pip install --disable-pip-version-check --upgrade "pip>=25.1" &&
		"$venv/bin/python" -m pip install --disable-pip-version-check -e . --group "$1" ||
		stop "Could not install."
	echo "$wanted $1" >"$stamp"
}

# Sets `venv` to what an earlier run has made, for version $1 or, with an empty $1, for any.
find_venv() {
	for candidate in ${1:-$supported_pythons}; do
		venv=.venv-$candidate
		if [ -x "$venv/bin/python" ]; then return 0; fi
	done
	stop "Nothing is installed here yet: run this once without --no-install."
}
