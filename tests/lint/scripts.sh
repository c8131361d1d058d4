#!/bin/sh
# Runs shellcheck over every script of the repository (skipped where it is not installed).
#
#   sh scripts.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

if ! command -v shellcheck >/dev/null; then
  echo "shellcheck is not installed"
  exit 77
fi
find .ci examples tests -type f \( -name '*.sh' -o -path .ci/run \) | LC_ALL=C sort | xargs shellcheck --external-sources
