for command in decide check test build info disassemble; do
  proviso help $command
  proviso $command --help > page
  proviso help $command | cmp - page
  proviso $command -h --nonsense | cmp - page
  echo
done
