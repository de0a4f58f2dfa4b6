/** The finisher {@code sharpen}: what a blur would take away is added once more. */
package restyle.finishers.sharpen;
