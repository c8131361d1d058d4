#!/bin/sh
# Words that may not stand in the code: binary floating point anywhere in interpreter/ (no decision depends on it, nor on
# its rounding mode), and marks of unfinished work without the name of who finishes it, as in MARK(name).
#
#   sh tokens.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

# shellcheck disable=SC2016 # the dollars are awk's
find interpreter grammar examples tests \( -name '*.[chyl]' -o -name '*.def' -o -name '*.sh' \) | LC_ALL=C sort | xargs awk '
function complain(text) {
  printf "%s:%d: %s\n", FILENAME, FNR, text
  bad = 1
}
# The line without strings, characters and comments; `comment` says whether the next line begins within one.
function code_of(line,    out, at) {
  gsub(/\\./, "", line)
  out = ""
  while (line != "") {
    if (comment) {
      at = index(line, "*/")
      if (!at) return out
      line = substr(line, at + 2)
      comment = 0
    } else if (match(line, /"[^"]*"|\047[^\047]*\047|\/\/.*|\/\*/)) {
      out = out substr(line, 1, RSTART - 1) " "
      comment = substr(line, RSTART, 2) == "/*"
      line = substr(line, RSTART + RLENGTH)
    } else {
      return out line
    }
  }
  return out
}
FNR == 1 { comment = 0 }
/(^|[^A-Za-z_])(TO[D]O|FIX[M]E|HA[C]K)([^A-Za-z_(]|$)/ { complain("a mark without an owner") }
FILENAME ~ /^interpreter\/.*\.[ch]$/ {
  if (code_of($0) ~ /(^|[^A-Za-z0-9_])(float|double)([^A-Za-z0-9_]|$)/) complain("floating point")
}
END { exit bad }
'
