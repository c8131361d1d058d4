exec 2>&1
for param in grase=3 grace grace= grace=x grace=1.5 '=3' 'delay=2 USD' 'delay=2' 'grace=3 days'; do
  proviso decide --param "$param" late.proviso in_time.json
  echo "=> $?"
done
proviso decide --param grace=3 --param delay=x late.proviso in_time.json
echo "=> $?"
