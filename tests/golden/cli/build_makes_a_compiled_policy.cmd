proviso build late.proviso -o late.pvc && echo built
proviso build -o again.pvc late.proviso && cmp late.pvc again.pvc
proviso build late.proviso --output=again.pvc && cmp late.pvc again.pvc
proviso build late.proviso -oagain.pvc && cmp late.pvc again.pvc
proviso build late.pvc -o again.pvc && cmp late.pvc again.pvc
proviso build - -o - < late.proviso | cmp - late.pvc
sed 's/    damaged: /    reason: optional text\n&/' late.proviso > warned.proviso
proviso build warned.proviso -o warned.pvc
echo "=> $?"
head -c 8 late.pvc | od -An -tx1
stat -c '%n %a' late.pvc warned.pvc
ls -A
