#!/bin/sh
# The clips of a plan, from its segments. Says which are missing if not all are there, and can be submitted again at any time.
#SBATCH --job-name=@mergeJob@
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=02:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=merge.log

# Network file systems may show the last segments up to a minute late.
exec @restyle@ merge @plan@ --wait 90
