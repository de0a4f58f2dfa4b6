/** The commands that divide a job among many machines: plan, run, merge. */
package restyle.cli.farm;
