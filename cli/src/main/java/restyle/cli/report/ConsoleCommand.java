package restyle.cli.report;

import java.util.concurrent.Callable;

/** A sub-command; its constructor takes the {@link Console}. */
public interface ConsoleCommand extends Callable<Integer> {}
