#!/bin/sh
# The first minute with Proviso: builds the command (after installing the Debian packages it lacks), then decides three
# requests by the TRTC refund policy.
#
#   sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=.ci/packages.sh
. .ci/packages.sh

need_tools_of_the_build
if ! command -v ninja >/dev/null; then need make sh -c 'command -v make'; fi
install_missing

directory=build/quickstart
mkdir -p "$directory"
log=$directory/quickstart.log
generator=
if [ ! -e "$directory/CMakeCache.txt" ] && command -v ninja >/dev/null; then generator=-GNinja; fi
echo "Building into $directory ..."
# shellcheck disable=SC2086 # no generator, no word
if ! { cmake -S . -B "$directory" $generator -DCMAKE_BUILD_TYPE=Release -DPROVISO_TESTS=OFF &&
  cmake --build "$directory" --parallel 2; } > "$log" 2>&1 < /dev/null; then
  cat "$log"
  exit 1
fi
PATH=$PWD/$directory/interpreter/cli:$PATH
export PATH

say() { printf '\n%s\n' "$*"; }
# Shows a command and runs it. An undecided request is a result as well (exit status 4).
run() {
  printf '\n$ %s\n' "$*"
  status=0
  "$@" || status=$?
  [ $status -eq 0 ] || [ $status -eq 4 ]
}

cases=policies/trtc/refund.cases
say "A clause of the refund policy, as it stands in policies/trtc/refund.proviso:"
echo
sed -n '/^rule five_day_refund/,/^}/p' policies/trtc/refund.proviso

say "A request of the third day, nothing used. The decision names the rule that made it and the clause it cites:"
run proviso decide policies/trtc/refund.proviso $cases/refund.json

say "Another, of which 12 gifted minutes have been used. What stands in its way is said:"
run proviso decide policies/trtc/refund.proviso $cases/decline_gifted_minutes.json

say "Another, and nobody says whether the package has been used. That is not taken for a no:"
run proviso decide policies/trtc/refund.proviso $cases/undecided_used_missing.json

say "The policy comes with its cases, each with the decision that is expected:"
run proviso test policies/

say "Next: README.md, and grammar/LANGUAGE.md for the language. The command is $directory/interpreter/cli/proviso."
