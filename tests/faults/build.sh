#!/bin/sh
# `proviso build` when the system fails it, and when it is killed. Each call that it makes fails once, with an input/output
# error; then it is killed once at each. Whichever it was: under the name of the compiled policy there is the old file or
# the new one, whole; success means the new one; and a process that was not killed leaves nothing beside it.
#
#   sh build.sh PROVISO FILES
#
# Skipped (77) where there is no strace, or it may not do this.
set -eu
proviso=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
files=$(cd "$2" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
# A leak cannot be looked for in a process that is traced.
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

if ! strace -qq -o trace -e trace=none true 2> why; then
  echo "skipped: $(cat why)"
  exit 77
fi
mkdir new
"$proviso" build "$files/plain.proviso" -o old.pvc
"$proviso" build "$files/late.proviso" -o new.pvc

bad=0
complain() {
  echo "$call $number, $fault, $before: $1"
  bad=1
}

# What is under the name.
found() {
  for file in old new; do
    if cmp -s new/late.pvc $file.pvc; then
      echo $file
      return
    fi
  done
  if [ -e new/late.pvc ]; then echo 'part of a file'; else echo none; fi
}

# false: there is no such call.
inject() {
  rm -rf new
  mkdir new
  [ "$before" = none ] || cp old.pvc new/late.pvc
  status=0
  strace -qq -o trace -e trace="$call" -e inject="$call:$fault:when=$number" \
    "$proviso" build "$files/late.proviso" -o new/late.pvc > said 2>&1 || status=$?
  grep -q -e INJECTED -e '+++ killed' trace || [ $status -gt 128 ] || return 1
  after=$(found)
  case $after in
    new | "$before") ;;
    *) complain "there is $after" ;;
  esac
  [ $status -ne 0 ] || [ "$after" = new ] || complain "success, but there is $after"
  [ $status -eq 0 ] || [ $status -gt 128 ] || [ -s said ] || complain 'it fails without a word'
  [ $status -gt 128 ] || [ -z "$(find new -mindepth 1 ! -name late.pvc)" ] || complain 'something is left beside it'
}

count=0
for before in none old; do
  for fault in error=EIO signal=KILL; do
    for call in openat read write fsync fchmod rename close; do
      number=1
      while inject; do
        number=$((number + 1))
        count=$((count + 1))
      done
    done
  done
done
echo "$count faults"
[ $count -gt 40 ] || complain 'the faults did not reach it'
exit $bad
