#!/bin/sh
# Everything that has to hold: builds with warnings as errors, runs all tests and lints, then builds with
# AddressSanitizer and UndefinedBehaviorSanitizer and runs all tests again. Installs the Debian packages it lacks.
#
#   sh tests/run.sh
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=.ci/packages.sh
. .ci/packages.sh

need_tools_of_the_build
need ninja-build sh -c 'command -v ninja'
need check pkg-config --exists check
need libcjson-dev pkg-config --exists libcjson
# Lints whose tool is not to be had are skipped, and ctest says so.
want clang-format-14 sh -c 'command -v clang-format-14'
want clang-tidy-14 sh -c 'command -v clang-tidy-14'
want shellcheck sh -c 'command -v shellcheck'
# Other implementations, which the tests compare with.
want python3 sh -c 'command -v python3'
want nodejs sh -c 'command -v node'
install_missing

build() {
  directory=$1
  shift
  cmake -S . -B "$directory" -G Ninja -DPROVISO_WERROR=ON -DPROVISO_TESTS=ON "$@"
  cmake --build "$directory" --parallel 2
}

run() {
  directory=$1
  shift
  ctest --test-dir "$directory" --output-on-failure --parallel 2 --output-log "$directory/ctest.log" "$@"
}

build build/tests
run build/tests
build build/sanitized -DPROVISO_SANITIZE=ON -DCMAKE_C_COMPILER=gcc
CK_FORK=no run build/sanitized --label-exclude lint

echo
for directory in build/tests build/sanitized; do
  echo "$directory: $(grep 'tests passed' "$directory/ctest.log")"
done
