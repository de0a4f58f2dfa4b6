/** What helps those who help: the last failure, and a report for them that names nobody's files. */
package restyle.cli.support;
