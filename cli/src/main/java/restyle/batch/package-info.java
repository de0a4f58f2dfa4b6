/**
 * Restyles many clips: finds them and their outputs, plans them all before the first, runs one after the other, collects what became of
 * each. Knows folders, lists and job documents; does not know picocli, nor who reads what it tells its listener.
 */
package restyle.batch;
