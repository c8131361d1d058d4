#!/bin/sh
# The runtime is small: the code and constants of the whole archive, and of a host that links it, stripped, stay below
# 200 KB.
#
#   SIZE=size STRIP=strip sh size.sh ARCHIVE HOST
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
most=200000

archive=$("${SIZE:-size}" -t "$1" | awk 'END { print $1 + $2 }')
"${STRIP:-strip}" -o "$place/host" "$2"
host=$(wc -c <"$place/host")
printf '%-40s %7d bytes\n' "code and constants of the archive" "$archive" "a host that links it, stripped" "$host"
[ "$archive" -lt "$most" ] && [ "$host" -lt "$most" ]
