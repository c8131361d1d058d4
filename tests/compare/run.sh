#!/bin/sh
# What the layer of values computes, beside what other implementations do: Python's decimal, fractions, datetime and
# zoneinfo, and the system's zdump. COUNT random cases of each comparison; without it 1,000,000, of zones 100,000.
#
#   sh tests/compare/run.sh [COUNT [zones|calendar|arithmetic]...]
#
# COMPARE_SEED chooses other cases than those of every run. Skipped (77) where there is no python3 with zones to read.
set -eu
cd "$(dirname "$0")/../.."

zones=/usr/share/zoneinfo
PYTHONTZPATH=$zones
export PYTHONTZPATH
if ! python3 -c 'import zoneinfo; zoneinfo.ZoneInfo("Asia/Shanghai")' 2>/dev/null; then
  echo "skipped: no python3 (3.9 or later), or no zones in $zones"
  exit 77
fi
if [ -z "${COMPARE_DRIVER:-}" ]; then
  cmake -S . -B build/compare -DCMAKE_BUILD_TYPE=Release -DPROVISO_TESTS=ON >/dev/null
  cmake --build build/compare --target compare_driver --parallel 2 >/dev/null
  COMPARE_DRIVER=build/compare/tests/compare/compare_driver
fi
# No __pycache__ beside the sources.
exec python3 -B tests/compare/compare.py "$COMPARE_DRIVER" "$zones" "$@"
