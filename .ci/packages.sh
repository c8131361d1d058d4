# shellcheck shell=sh
# Sourced by examples/quickstart.sh and tests/run.sh: installs the Debian packages that are missing, and only those.
#
#   need PACKAGE COMMAND...   the package is missing if the command fails
#   want PACKAGE COMMAND...   the same, but do without where it cannot be had
#   install_missing

missing=
wanted=

need() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}

want() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 || wanted="$wanted $package"
}

# A rule of the tz database stands for all of it.
need_tools_of_the_build() {
  need gcc sh -c 'command -v gcc || command -v cc'
  need libc6-dev test -e /usr/include/stdio.h
  need flex sh -c 'command -v flex'
  need bison sh -c 'command -v bison'
  need cmake sh -c 'command -v cmake'
  need pkg-config sh -c 'command -v pkg-config'
  need libmd-dev pkg-config --exists libmd
  need tzdata test -e /usr/share/zoneinfo/Asia/Shanghai
}

as_root() {
  sudo=
  if [ "$(id -u)" -ne 0 ]; then sudo=sudo; fi
  $sudo env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}

can_be_root() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

is_known() { apt-cache show "$1" >/dev/null 2>&1; }

# Adds what is wanted and can be had. A new machine may not have the lists of packages yet, and then knows none.
add_wanted() {
  is_known gcc || as_root apt-get update -qq
  for package in $wanted; do
    if is_known "$package"; then missing="$missing $package"; fi
  done
}

install_missing() {
  if [ -n "$wanted" ] && command -v apt-get >/dev/null && can_be_root; then add_wanted; fi
  if [ -z "$missing" ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "Missing (by the names of Debian's packages):$missing" >&2
    echo "There is no apt-get here: install them, then run this again." >&2
    exit 1
  fi
  if ! can_be_root; then
    echo "Missing (by the names of Debian's packages):$missing" >&2
    echo "Installing them takes root, or sudo." >&2
    exit 1
  fi
  echo "Installing:$missing"
  # The lists of packages are brought up to date only if it does not work without.
  # shellcheck disable=SC2086 # one word a package
  if ! as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
  fi
}
