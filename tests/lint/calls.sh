#!/bin/sh
# What the library asks of the C library is this short list. So it cannot exit, abort, print, read the clock, the locale
# or the environment, or depend on errno; and memory comes through base/memory.c alone.
#
#   NM=nm sh calls.sh OBJECT...
set -eu

"${NM:-nm}" --print-file-name --format=posix --undefined-only "$@" | awk '
BEGIN {
  split("memchr memcmp memcpy memmove memset strchr strlen", list)
  for (i in list) allowed[list[i]]
  # What compilers call for 128-bit integers, position-independent code, and their own hardening.
  split("__divti3 __modti3 __udivti3 __umodti3 __udivmodti4 __divmodti4 __multi3 __muloti4 _GLOBAL_OFFSET_TABLE_ __stack_chk_fail", list)
  for (i in list) allowed[list[i]]
  # Linear, unlike a search with memchr and memcmp.
  allowed["base/text.c", "memmem"]
  split("free malloc realloc", list)
  for (i in list) allowed["base/memory.c", list[i]]
  # The one file that opens files, where a host asks for it.
  split("fclose ferror fopen fread", list)
  for (i in list) allowed["host/system_zones.c", list[i]]
  # The id of a program is its SHA-256, by libmd.
  split("SHA256Init SHA256Update SHA256Final", list)
  for (i in list) allowed["compile/identify.c", list[i]]
  # flex has one way out of a scanner that cannot go on; it ends in the call that runs the scanner.
  split("_setjmp longjmp", list)
  for (i in list) allowed["syntax/scan.c", list[i]]
  # Named by parts of the template that are never reached: a scanner of bytes in memory has no file.
  split("__errno_location stdin stdout", list)
  for (i in list) allowed["generated/proviso_scanner.c", list[i]]
}
{
  file = $1
  sub(/:$/, "", file)
  sub(/^.*\.dir\/(\.\/)?/, "", file)
  sub(/\.o$/, "", file)
}
$2 ~ /^(pv|proviso)_/ || ($2 in allowed) || ((file, $2) in allowed) { next }
{
  printf "%s: calls `%s`\n", file, $2
  bad = 1
}
END { exit bad }'
