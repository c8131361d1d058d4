#!/bin/sh
# Files stay short enough to hold in the head (600 lines), and as .editorconfig says: a line end at the end, no tabs and
# no blanks before a line end (what the formatter formats, it has already).
#
#   sh files.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

bad=0
list=$(find interpreter grammar examples tests CMakeLists.txt \( -name '*.[chyl]' -o -name '*.def' -o -name '*.sh' \
  -o -name CMakeLists.txt \) | LC_ALL=C sort)
# shellcheck disable=SC2086 # names of source files have no blanks
awk '
function complain(text) {
  printf "%s:%d: %s\n", FILENAME, FNR, text
  bad = 1
}
FNR == 601 { complain("longer than 600 lines: is it one room or two?") }
/[ \t\r]$/ { complain("a blank before the line end") }
/\t/ && FILENAME !~ /\.[yl]$/ { complain("a tab") }
END { exit bad }
' $list || bad=1
for file in $list; do
  if [ -s "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then
    echo "$file: no line end at the end"
    bad=1
  fi
done
exit $bad
