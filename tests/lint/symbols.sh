#!/bin/sh
# Every linkable symbol of the library begins with proviso_ (and is declared in a public header) or pv_, and nothing of it
# is mutable: constants only, also where the linker relocates them (.data.rel.ro).
#
#   NM=nm sh symbols.sh INCLUDE_DIRECTORY OBJECT...
set -eu
include=$1
shift

"${NM:-nm}" --print-file-name --format=sysv --defined-only "$@" | awk -F'|' -v headers="$(cat "$include"/proviso/*.h)" '
NF < 7 { next }
{
  gsub(/ /, "")
  class = $3; section = $7
  name = file = $1
  sub(/^.*:/, "", name)
  sub(/:[^:]*$/, "", file)
  sub(/^.*\.dir\/(\.\/)?/, "", file)
  sub(/\.o$/, "", file)
  linkable = class ~ /^[A-Z]$/
}
linkable && name !~ /^(proviso|pv)_/ {
  printf "%s: symbol `%s` begins neither with proviso_ nor with pv_\n", file, name
  bad = 1
}
linkable && name ~ /^proviso_/ && headers !~ ("PROVISO_API[^;]*[ *]" name "\\(") {
  printf "%s: `%s` is in no public header\n", file, name
  bad = 1
}
(class ~ /^[DdBbCGgSs]$/ && section !~ /^\.data\.rel\.ro/) || section ~ /^\.t(data|bss)/ {
  printf "%s: `%s` is mutable data that outlives a call (%s)\n", file, name, section
  bad = 1
}
END { exit bad }'
