#!/bin/sh
# Every C file stands as clang-format 14 writes it (other versions break lines elsewhere; without 14 this is skipped).
#
#   sh format.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

for tool in clang-format-14 clang-format; do
  if "$tool" --version 2>/dev/null | grep -q 'version 14\.'; then
    find interpreter tests examples -name '*.[ch]' | LC_ALL=C sort | xargs "$tool" --dry-run --Werror --ferror-limit=1
    exit
  fi
done
echo "clang-format 14 is not installed"
exit 77
