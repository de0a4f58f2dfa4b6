#!/bin/sh
# The segments of a plan, one share of them a task. submit.sh submits this; change the resources to what your cluster has.
#SBATCH --job-name=@job@
# On a busy cluster, so many at a time: --array=0-@last@%20
#SBATCH --array=0-@last@
#SBATCH --cpus-per-task=4
#SBATCH --mem=12G
#SBATCH --time=08:00:00
# With a GPU, remove a # here, and name --device cuda:0 below if the plan does not:
##SBATCH --gres=gpu:1
# A task that is preempted or loses its node goes back into the queue; the segments it has finished are kept.
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=segments-%a.log

@restyle@ run @plan@ --shard auto/@count@ --progress text ${SLURM_CPUS_PER_TASK:+--threads "$SLURM_CPUS_PER_TASK"}
code=$?
# 75: a retry may cure it. With RequeueExit=75 in slurm.conf Slurm does this itself.
if [ "$code" -eq 75 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID:?}_$SLURM_ARRAY_TASK_ID"
fi
exit "$code"
