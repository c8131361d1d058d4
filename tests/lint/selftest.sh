#!/bin/sh
# The lints themselves: each is shown a small tree with one fault a line, and has to name it.
#
#   CC=cc NM=nm sh selftest.sh
# shellcheck disable=SC2016,SC2317 # backquotes are meant as they stand; lint() is called through expect()
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree"
mkdir -p grammar examples tests/unit tests/golden interpreter/include/proviso
for layer in base values facts source syntax check api cli; do mkdir "interpreter/$layer"; done
echo 'project(bad)' > CMakeLists.txt

status=0
# expect WHAT COMMAND...: the lint fails, and says so.
expect() {
  what=$1
  shift
  if "$@" > output 2>&1; then
    echo "passed, though there is: $what"
    status=1
  elif ! grep -qF -- "$what" output; then
    echo "did not say: $what"
    cat output
    status=1
  fi
}
lint() { sh "$here/$1.sh" "$tree"; }

printf '#include <string.h>\n#include "values/number.h"\n' > interpreter/base/a.c
expect 'interpreter/base/a.c:2: base/ may not include "values/number.h"' lint layers
echo '#include "proviso_parser.h"' > interpreter/check/a.c
expect 'interpreter/check/a.c:1: generated "proviso_parser.h" is for syntax/ alone' lint layers
echo '#include "check/model.h"' > interpreter/cli/a.c
expect 'interpreter/cli/a.c:1: cli/ may not include "check/model.h"' lint layers
echo '#include <cjson/cJSON.h>' | tee interpreter/facts/a.c > interpreter/facts/b.c
expect 'interpreter/facts/b.c:1: cJSON is for one file of facts/' lint layers

printf '/* a double */ int x; /* or\n a float */ char *y = "double";\n' > interpreter/values/a.c
printf 'int x; // a double\n/* "*/ float y;\n' > interpreter/values/b.c
expect 'interpreter/values/b.c:2: floating point' lint tokens
if grep -q -e 'a\.c' -e 'b\.c:1' output; then
  echo 'took a comment or a string for code'
  status=1
fi
printf '/* TO%s: finish */\n' DO > tests/unit/a.c
expect 'tests/unit/a.c:1: a mark without an owner' lint tokens

printf 'int x; \n' > examples/a.c
expect 'examples/a.c:1: a blank before the line end' lint files
printf 'int x;' > examples/b.c
expect 'examples/b.c: no line end at the end' lint files
awk 'BEGIN { for (i = 0; i < 601; i++) print "int x;" }' > examples/c.c
expect 'examples/c.c:601: longer than 600 lines' lint files

cat > interpreter/source/diagnostics.def <<'EOF'
PV_DIAGNOSTIC(SYNTAX, "E0001", ERROR)
PV_DIAGNOSTIC(BYTE, "E0001", ERROR)
PV_DIAGNOSTIC(MOOD, "W0001", ERROR)
EOF
expect 'diagnostics.def:2: `E0001` is `SYNTAX` already' lint diagnostics
expect 'diagnostics.def:3: `W0001` is no ERROR' lint diagnostics
echo 'PV_DIAGNOSTIC(SYNTAX, "E0001", ERROR)' > interpreter/source/diagnostics.def
expect 'diagnostics.def: no test expects E0001' lint diagnostics

mkdir -p pv_base.dir/base
cat > bad.c <<'EOF'
#include <stdlib.h>
int counter;
const char *proviso_secret(void);
const char *helper(int code);
const char *proviso_secret(void) { return helper(counter++); }
const char *helper(int code) { static int last; if ((last += code) > 3) exit(last); return getenv("HOME"); }
EOF
"${CC:-cc}" -c -o pv_base.dir/base/bad.c.o bad.c
expect 'base/bad.c: symbol `helper` begins neither' sh "$here/symbols.sh" interpreter/include pv_base.dir/base/bad.c.o
expect 'base/bad.c: `counter` is mutable data' sh "$here/symbols.sh" interpreter/include pv_base.dir/base/bad.c.o
expect 'is mutable data that outlives a call (.bss)' sh "$here/symbols.sh" interpreter/include pv_base.dir/base/bad.c.o
expect 'base/bad.c: calls `exit`' sh "$here/calls.sh" pv_base.dir/base/bad.c.o
expect 'base/bad.c: calls `getenv`' sh "$here/calls.sh" pv_base.dir/base/bad.c.o
touch interpreter/include/proviso/proviso.h
expect '`proviso_secret` is in no public header' sh "$here/symbols.sh" interpreter/include pv_base.dir/base/bad.c.o

exit $status
