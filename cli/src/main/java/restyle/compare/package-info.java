/**
 * Two clips beside each other: how much each flickers, how well the structure is kept, and a page to look at both.
 * {@link restyle.compare.Comparison} measures, {@link restyle.compare.ReportPage} and {@link restyle.compare.ReportNumbers} write.
 */
package restyle.compare;
