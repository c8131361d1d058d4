#!/bin/sh
# What is installed is enough: a host with the public header and the library alone builds examples/minimal.c, and the
# command runs. The cJSON reader needs the runtime library and nothing else.
#
#   CC=cc CMAKE=cmake sh install.sh ROOT BUILD_DIRECTORY
set -eu
root=$1
build=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

"${CMAKE:-cmake}" --install "$build" --prefix "$prefix" >/dev/null
library=$(find "$prefix" -name 'libproviso.*')
"${CC:-cc}" -std=c17 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" "$root/examples/minimal.c" "$library" -lmd \
  -o "$prefix/minimal"
"$prefix/minimal" | head -n 1 | grep -qx 'Decision: refund'
"$prefix/bin/proviso" check "$root/policies/trtc/refund.proviso"

if [ -e "$prefix/include/proviso/cjson.h" ]; then
  printf '%s\n' '#include <proviso/cjson.h>' \
    'int main(void) { return proviso_facts_read_cjson(NULL, NULL, 0) != PROVISO_INVALID_ARGUMENT; }' >"$prefix/cjson.c"
  "${CC:-cc}" -std=c17 -Wall -Wextra -Wpedantic -Werror -I "$prefix/include" "$prefix/cjson.c" \
    "$(find "$prefix" -name 'libproviso_cjson.*')" "$(find "$prefix" -name 'libproviso_runtime.*')" -o "$prefix/cjson"
  "$prefix/cjson"
fi
