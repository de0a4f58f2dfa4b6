/**
 * Tells people and programs how far a run is: a bar, plain lines, JSON events, the report of a batch. Only this package and the commands print.
 */
package restyle.cli.report;
