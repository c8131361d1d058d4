#!/bin/sh
# The command line: each cli/NAME.cmd is run by sh in a copy of cli/files/, with `proviso` on its path and nothing on
# standard input; its exit status, standard output and standard error are compared with cli/NAME.golden.
#
#   sh cli.sh [--update] PROVISO [NAME]...
set -eu
update=no
if [ "$1" = --update ]; then
  update=yes
  shift
fi
cases=$(cd "$(dirname "$0")/cli" && pwd)
proviso=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/bin"
ln -s "$proviso" "$place/bin/proviso"
PATH=$place/bin:$PATH
LC_ALL=C
export PATH LC_ALL
unset NO_COLOR TZ
umask 022

# What a stream got, with a line that says so where its last line has no end.
show() {
  echo "--- $1"
  cat "$place/$1"
  if [ -s "$place/$1" ] && [ -n "$(tail -c 1 "$place/$1")" ]; then
    printf '\n--- %s has no line end at the end\n' "$1"
  fi
}

run() {
  status=0
  rm -rf "$place/here"
  cp -R "$cases/files" "$place/here"
  (cd "$place/here" && sh "$1") < /dev/null > "$place/stdout" 2> "$place/stderr" || status=$?
  {
    echo "exit $status"
    show stdout
    show stderr
  } > "$place/actual"
}

[ $# -gt 0 ] || set -- "$cases"/*.cmd
passed=0
failed=0
for name in "$@"; do
  name=$(basename "$name" .cmd)
  golden=$cases/$name.golden
  run "$cases/$name.cmd"
  if cmp -s "$golden" "$place/actual"; then
    passed=$((passed + 1))
  elif [ $update = yes ]; then
    cp "$place/actual" "$golden"
    echo "updated $name.golden"
    passed=$((passed + 1))
  else
    echo "FAIL $name"
    diff -u "$golden" "$place/actual" || true
    failed=$((failed + 1))
  fi
done
for golden in "$cases"/*.golden; do
  if [ ! -e "${golden%.golden}.cmd" ]; then
    echo "FAIL $golden: a golden without its command"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
