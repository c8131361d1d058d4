#!/bin/sh
# What a page shows is what happens. The fenced blocks of a Markdown file are taken by the first line of their fence:
#
#   ```LANGUAGE NAME   a file: compared with NAME in the repository where there is one, else written for the commands
#   ```console         commands after `$ `, each followed by all it prints, run where those files are
#   ```proviso         a whole policy, if it begins with `policy`: checked without a word of complaint
#
# Other blocks are left alone. With --update the page is written anew with what the commands print and the files hold.
#
#   sh docs.sh [--update] ROOT PAGE PROVISO LIBRARY
set -eu
update=
if [ "$1" = --update ]; then
  update=yes
  shift
fi
root=$(cd "$1" && pwd)
page=$2
proviso=$(cd "$(dirname "$3")" && pwd)
library=$(cd "$(dirname "$4")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
mkdir blocks here
for folder in policies examples; do ln -s "$root/$folder" here/; done

# As if the command and the library were installed.
PATH=$proviso:$PATH CPATH=$root/interpreter/include LIBRARY_PATH=$library LC_ALL=C
export PATH CPATH LIBRARY_PATH LC_ALL

# blocks/NNN.head (LINE LANGUAGE NAME) and blocks/NNN.body, in the order of the page.
awk '
function file(end) { return sprintf("blocks/%03d.%s", count, end) }
/^```/ && !inside {
  count++
  print FNR, substr($0, 4) > file("head")
  printf "" > file("body")
  inside = 1
  next
}
/^```$/ { inside = 0; close(file("head")); close(file("body")); next }
inside { print > file("body") }
' "$root/$page"

# Echoes each command before it runs; each finds the status of the one before it in $?.
write_script() {
  awk '/^\$ / {
    shown = $0
    gsub(/\047/, "\047\\\047\047", shown)
    printf "printf \"%%s\\n\" \047%s\047\n(exit ${status:-0})\n%s\nstatus=$?\n", shown, substr($0, 3)
  }'
}

status=0
complain() {
  echo "$page:$line: $1"
  status=1
}

# The block has to be what stands in a file.
compare() {
  if [ -n "$update" ]; then
    cp "$1" "$body"
  else
    diff -u "$body" "$1" || complain "$2"
  fi
}

cd here
for head in ../blocks/*.head; do
  body=${head%.head}.body
  read -r line language name rest < "$head"
  if [ -n "$rest" ]; then
    complain "a fence has a language and a name, no more"
  elif [ -n "$name" ] && [ -e "$root/$name" ]; then
    compare "$root/$name" "differs from $name"
  elif [ -n "$name" ]; then
    cp "$body" "$name"
  elif [ "$language" = console ]; then
    write_script < "$body" > ../script
    sh ../script < /dev/null > ../printed 2>&1 || true
    compare ../printed "prints something else"
  elif [ "$language" = proviso ] && grep -q '^policy ' "$body"; then
    printed=$(proviso check - < "$body" 2>&1) || true
    case $printed in
      *": ok") ;;
      *) complain "\`proviso check\` says: $printed" ;;
    esac
  fi
done

if [ -n "$update" ]; then
  cd ..
  awk '
  /^```/ && !inside {
    print
    file = sprintf("blocks/%03d.body", ++count)
    while ((getline line < file) > 0) print line
    inside = 1
    next
  }
  /^```$/ { inside = 0 }
  !inside' "$root/$page" > updated
  cp updated "$root/$page"
fi
exit $status
