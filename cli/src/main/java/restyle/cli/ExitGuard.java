package restyle.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import restyle.cli.command.Interruption;
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;
import restyle.plugins.host.PluginExit;

/**
 * Sees to it that the process does not end without a word. Code that came with a plugin, or a library, may call {@link System#exit},
 * which nothing can take back; the process then ends with a message that names who called, and with the exit code of a failure whatever
 * code was asked for. {@link Runtime#halt} and a crash of native code cannot be seen from inside.
 */
final class ExitGuard {

    /** A little more than {@link Interruption} takes for closing what is open. */
    private static final long GRACE_MILLIS = 1000;

    private final Console console;
    private final CountDownLatch over = new CountDownLatch(1);

    private ExitGuard(Console console) {
        this.console = console;
    }

    /** Guards the process from here on. */
    static ExitGuard install(Console console) {
        ExitGuard guard = new ExitGuard(console);
        Runtime.getRuntime().addShutdownHook(new Thread(guard::look, "restyle exit guard"));
        return guard;
    }

    /** Ends the process with the exit code of its command. */
    void exit(int code) {
        over.countDown();
        System.exit(code);
    }

    private void look() {
        if (over.getCount() > 0) {
            PluginExit.find().ifPresent(this::fail);
        }
    }

    private void fail(PluginExit exit) {
        console.say("%s has ended the process with System.exit, at %s; it has to throw an exception instead"
                .formatted(exit.caller(), exit.place()));
        try {
            over.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends in any case
        }
        console.out().flush();
        console.err().flush();
        Runtime.getRuntime().halt(ExitCode.FAILED.number());
    }
}
