exec 2>&1
say() {
  echo "\$ proviso $*"
  proviso "$@"
  echo "=> $?"
}
say
say chekc late.proviso
say tset
say frobnicate
say --verison
say --hlep
say -v
say ''
say help chek
say help check test
