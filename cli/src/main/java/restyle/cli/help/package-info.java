/** What restyle says about itself: topics of help, completion scripts. */
package restyle.cli.help;
