// Flamenco job type: the segments of a plan in tasks, then the merge. Belongs into the folder scripts/ of the Flamenco Manager.
const JOB_TYPE = {
    label: "restyle",
    settings: [
        { key: "plan", type: "string", required: true, description: "plan.yaml, as workers see it" },
        { key: "restyle", type: "string", default: "restyle", description: "The launcher, as workers see it" },
        { key: "segments", type: "string", required: true, description: "Numbers of segments, such as 0-7" },
        { key: "segments_per_task", type: "int32", default: 1, description: "Neighbours share margins and the time to load" },
    ],
};

function compileJob(job) {
    const settings = job.settings;
    const merge = author.Task("merge", "misc");
    merge.addCommand(author.Command("exec", { exe: settings.restyle, args: ["merge", settings.plan, "--wait", "90"] }));
    for (const segments of frameChunker(settings.segments, settings.segments_per_task)) {
        const task = author.Task("segments " + segments, "misc");
        task.addCommand(author.Command("exec", {
            exe: settings.restyle,
            args: ["run", settings.plan, "--segments", segments, "--progress", "text"],
        }));
        merge.addDependency(task);
        job.addTask(task);
    }
    job.addTask(merge);
}
