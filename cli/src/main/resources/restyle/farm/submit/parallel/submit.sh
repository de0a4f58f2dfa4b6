#!/bin/sh
# Makes the segments of a plan on this machine, or with --sshloginfile FILE behind it on several that share the folder, then merges.
# Run it again, and only what has failed or is missing is made.
CDPATH='' cd -- "$(dirname -- "$0")" || exit 2
# One at a time, because each takes all processors; on machines with several GPUs, one for each: --jobs 4, and below
# --device cuda:$(({%} - 1)) without -q.
seq 0 @last@ | parallel -q --jobs 1 --joblog parallel.log --resume-failed --retries 2 --line-buffer --tag \
    --termseq TERM,30000,KILL,25 "$@" \
    @restyle@ run @plan@ --shard {}/@count@ --progress text
# Looks itself whether all segments are there.
exec @restyle@ merge @plan@
