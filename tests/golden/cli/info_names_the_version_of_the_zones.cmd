# Whichever database this machine has: the version is the one that the source of its rules begins with.
version=$(sed -n '1s/^# version //p' /usr/share/zoneinfo/tzdata.zi)
zone() { proviso info "$1" | grep '^Zone: ' | sed "s/(.*)/(...)/; s/ tzdata $version\$/ tzdata VERSION/"; }

cat > berlin.proviso << 'END'
policy berlin timezone "Europe/Berlin"
facts { sold: time  back: date }
decide { outcomes take > refuse  otherwise refuse }
rule in_time { take when back within 14 days after sold }
END
proviso build berlin.proviso -o berlin.pvc
zone berlin.proviso
zone berlin.pvc
