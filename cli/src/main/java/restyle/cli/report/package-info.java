/**
 * Tells people and programs how far a run is: a bar, plain lines, JSON events, the report of a batch; and what
 * commands of every room have in common: where they print, what they return. Only this package and the commands print.
 */
package restyle.cli.report;
