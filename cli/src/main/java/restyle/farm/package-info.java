/**
 * One job in parts, on many machines: the plan that says everything that decides pixels, the segments that are its units of work, and how
 * they are made and merged into the bytes of a run that was not divided. Knows no farm engine and no command.
 */
package restyle.farm;
