#!/bin/sh
# A layer includes only itself and the layers that interpreter/README.md allows it. The command sees public headers
# alone, the header that bison generates is for syntax/ alone, and cJSON's is for one file of facts/.
#
#   sh layers.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

# shellcheck disable=SC2016 # the dollars are awk's
find interpreter -name '*.[ch]' | LC_ALL=C sort | xargs awk '
function complain(text) {
  printf "%s:%d: %s\n", FILENAME, FNR, text
  bad = 1
}
BEGIN {
  runtime = "base values"
  split("program facts evaluate decision render", order, " ")
  uses["base"] = "base"
  uses["values"] = runtime
  for (i = 1; i in order; i++) uses[order[i]] = runtime = runtime " " order[i]
  uses["source"] = "base values source"
  uses["syntax"] = uses["source"] " syntax"
  uses["check"] = uses["syntax"] " check"
  uses["compile"] = uses["check"] " program compile"
  uses["listing"] = "base values program listing"
  uses["host"] = "base values host"
  uses["api"] = runtime " listing source syntax check compile api"
  uses["cli"] = "cli"
}
FNR == 1 {
  split(FILENAME, part, "/")
  layer = part[2]
  if (layer != "include" && !(layer in uses)) complain("`" layer "` is no layer: add it to tests/lint/layers.sh")
}
!/^[ \t]*#[ \t]*include/ { next }
{
  target = $0
  sub(/^[^<"]*[<"]/, "", target)
  sub(/[>"].*$/, "", target)
}
target ~ /^cjson\// {
  if (layer != "facts" || (cjson != "" && cjson != FILENAME)) complain("cJSON is for one file of facts/")
  cjson = FILENAME
  next
}
/</ { next }                     # the C library, and the public headers
layer == "include" { complain("a public header includes \"" target "\""); next }
target ~ /^proviso_(parser|scanner)\.h$/ {
  if (layer != "syntax") complain("generated \"" target "\" is for syntax/ alone")
  next
}
target !~ /\// { complain("write \"" target "\" with its layer before it"); next }
{
  used = target
  sub(/\/.*/, "", used)
  if (index(" " uses[layer] " ", " " used " ") == 0) complain(layer "/ may not include \"" target "\"")
}
END { exit bad }
'
