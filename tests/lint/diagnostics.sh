#!/bin/sh
# Every diagnostic has a code of its own, of the severity its letter says, and at least one test that expects it: a golden
# in tests/golden/ or a unit test.
#
#   sh diagnostics.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

table=interpreter/source/diagnostics.def
awk -F'[(,) "]+' '
function complain(text) {
  printf "%s:%d: %s\n", FILENAME, FNR, text
  bad = 1
}
!/^PV_DIAGNOSTIC/ { next }
{ name = $2; code = $3; severity = $4 }
code !~ /^[EW]0[0-9][0-9][0-9]$/ { complain("code `" code "` is not E0nnn or W0nnn") }
(code ~ /^W/) != (severity == "WARNING") { complain("`" code "` is no " severity) }
code in codes { complain("`" code "` is `" codes[code] "` already") }
name in names { complain("`" name "` has the code `" names[name] "` already") }
{ codes[code] = name; names[name] = code }
END { exit bad }
' "$table"

sed -n 's/^PV_DIAGNOSTIC([A-Z0-9_]*, "\([^"]*\)".*/\1/p' "$table" | {
  status=0
  while read -r code; do
    if ! grep -rqw "$code" tests/golden tests/unit; then
      echo "$table: no test expects $code"
      status=1
    fi
  done
  exit $status
}
