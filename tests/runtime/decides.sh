#!/bin/sh
# A host with the runtime library alone decides every case of the policies from their compiled files, byte for byte as
# the text decides it.
#
#   sh decides.sh POLICIES PROVISO HOST
set -eu
policies=$1
proviso=$2
host=$3
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

compared=0
differ() {
  echo "$1: the compiled policy decides otherwise than its text"
  exit 1
}

for policy in "$policies"/*/*.proviso; do
  "$proviso" build "$policy" -o "$place/policy.pvc" >"$place/build" 2>&1 || { cat "$place/build"; exit 1; }
  cases=${policy%.proviso}.cases
  for file in "$cases"/*.ndjson "$cases"/*.json; do
    [ -e "$file" ] || continue
    "$host" "$place/policy.pvc" "$file" >"$place/compiled"
    case $file in
      *.ndjson) cp "${file%.ndjson}.golden" "$place/text" ;;
      *) "$proviso" decide "$policy" "$file" --format json >"$place/text" || true ;;
    esac
    cmp "$place/compiled" "$place/text" || differ "$file"
    compared=$((compared + $(wc -l <"$place/text")))
  done
done
echo "$compared decisions, all the same"
[ "$compared" -gt 0 ]

# And it says what is wrong with a file.
head -c 100 "$place/policy.pvc" >"$place/short.pvc"
if "$host" "$place/short.pvc" 2>"$place/problem"; then
  echo "a file cut short was loaded"
  exit 1
fi
grep -q "E0701" "$place/problem"
