package restyle.cli;

import java.util.concurrent.Callable;
import restyle.cli.report.Console;

/** A sub-command; its constructor takes the {@link Console}. */
interface ConsoleCommand extends Callable<Integer> {}
